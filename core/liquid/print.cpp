// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/print.h"

#include "core/liquid/failure.h"
#include "core/liquid/number.h"
#include "core/liquid/renderer.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

/// Ruby refuses to be drawn into recursion; data here has no cycles, but it may be nested deep.
constexpr int kDeepest = 1000;

std::string_view escapeOf(char c)
{
    switch (c) {
    case '\n':
        return "\\n";
    case '\t':
        return "\\t";
    case '\r':
        return "\\r";
    case '\f':
        return "\\f";
    case '\v':
        return "\\v";
    case '\b':
        return "\\b";
    case '\a':
        return "\\a";
    case '\x1b':
        return "\\e";
    case '\x7f':
        return "\\x7F";
    default:
        return {};
    }
}

void appendQuoted(std::string& out, std::string_view text)
{
    out += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (const std::string_view escape = escapeOf(c); !escape.empty()) {
            out += escape;
        } else if (c == '"' || c == '\\' || (c == '#' && (next == '{' || next == '$' || next == '@'))) {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    out += '"';
}

class Printer {
public:
    Printer(std::string& out, const TimeZone& zone, std::size_t longest) : m_out(out), m_zone(zone), m_longest(longest)
    {
    }

    void output(const Value& value)
    {
        if (!value.isArray()) {
            string(value);
            return;
        }
        const Nesting nesting(m_depth);
        for (const Value& item : value.asArray()) {
            output(item);
        }
    }

    void inspected(const Value& value)
    {
        if (value.isText()) {
            require(value.asText().size());
            appendQuoted(m_out, value.asText());
        } else if (value.isNil()) {
            m_out += "nil";
        } else {
            string(value);
        }
    }

    void string(const Value& value)
    {
        switch (value.kind()) {
        case Kind::Nil:
        case Kind::Empty:
        case Kind::Blank:
            return;
        case Kind::Boolean:
            m_out += value.asBoolean() ? "true" : "false";
            return;
        case Kind::Integer: {
            const fmt::format_int digits(value.asInteger());
            m_out.append(digits.data(), digits.size());
            return;
        }
        case Kind::Float:
            appendFloat(m_out, value.asFloat());
            return;
        case Kind::BigInteger:
        case Kind::Text:
            require(value.asText().size());
            m_out += value.asText();
            return;
        case Kind::Array:
            list(value.asArray());
            return;
        case Kind::Hash:
            hash(value.asHash());
            return;
        case Kind::Range:
            fmt::format_to(std::back_inserter(m_out), "{}..{}", value.asRange().first, value.asRange().last);
            return;
        case Kind::Date:
            m_out += formatDate(value.asDate());
            return;
        case Kind::Moment:
            m_out += m_zone.format(value.asMoment());
            return;
        case Kind::Object:
            m_out += value.asObject().text();
            return;
        }
    }

private:
    class Nesting {
    public:
        explicit Nesting(int& depth) : m_depth(depth)
        {
            if (++m_depth > kDeepest) {
                throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
            }
        }
        ~Nesting() { --m_depth; }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;

    private:
        int& m_depth;
    };

    void list(std::span<const Value> items)
    {
        const Nesting nesting(m_depth);
        m_out += '[';
        for (std::size_t i = 0; i < items.size(); ++i) {
            require(2);
            m_out += i == 0 ? "" : ", ";
            inspected(items[i]);
        }
        m_out += ']';
    }

    void hash(const Hash& hash)
    {
        const Nesting nesting(m_depth);
        m_out += '{';
        bool isFirst = true;
        for (const Hash::Entry& entry : hash.entries()) {
            require(entry.name.size());
            m_out += isFirst ? "" : ", ";
            isFirst = false;
            appendQuoted(m_out, entry.name);
            m_out += "=>";
            inspected(entry.value);
        }
        m_out += '}';
    }

    void require(std::size_t bytes) const
    {
        if (m_out.size() > m_longest || bytes > m_longest - m_out.size()) {
            throw Arena::Exhausted{};
        }
    }

    std::string& m_out;
    const TimeZone& m_zone;
    std::size_t m_longest;
    int m_depth = 0;
};

} // namespace

void appendString(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest)
{
    Printer(out, zone, longest).string(value);
}

void appendInspected(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest)
{
    Printer(out, zone, longest).inspected(value);
}

void appendOutput(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest)
{
    Printer(out, zone, longest).output(value);
}

void appendText(std::string& out, const Value& value, const TimeZone& zone)
{
    appendOutput(out, value, zone, SIZE_MAX);
}

std::string_view toText(const Value& value, Arena& arena, const TimeZone& zone, std::size_t longest)
{
    if (value.isText() || value.kind() == Kind::BigInteger) {
        return value.asText();
    }
    if (value.isNil()) {
        return {};
    }
    if (value.kind() == Kind::Boolean) {
        return value.asBoolean() ? "true" : "false";
    }
    std::string text;
    appendString(text, value, zone, longest);
    return arena.copy(text);
}

} // namespace postweave::liquid
