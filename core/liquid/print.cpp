// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/print.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"
#include "core/liquid/number.h"
#include "core/liquid/renderer.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

/// Ruby refuses to be drawn into recursion; data here has no cycles, but it may be nested deep.
constexpr int kDeepest = 1000;

void checkDepth(int depth)
{
    if (depth > kDeepest) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
}

void appendQuoted(std::string& out, std::string_view text)
{
    out += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        switch (c) {
        case '"':
        case '\\':
            out += '\\';
            out += c;
            break;
        case '#':
            out += next == '{' || next == '$' || next == '@' ? "\\#" : "#";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\v':
            out += "\\v";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\a':
            out += "\\a";
            break;
        case '\x1b':
            out += "\\e";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
                out += c == 0x7f ? std::string("\\x7F") : fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

void appendInspectedAt(std::string& out, const Value& value, const TimeZone& zone, int depth);

void appendList(std::string& out, std::span<const Value> items, const TimeZone& zone, int depth)
{
    out += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
        out += i == 0 ? "" : ", ";
        appendInspectedAt(out, items[i], zone, depth + 1);
    }
    out += ']';
}

void appendHash(std::string& out, const Hash& hash, const TimeZone& zone, int depth)
{
    out += '{';
    bool isFirst = true;
    for (const Hash::Entry& entry : hash.entries()) {
        out += isFirst ? "" : ", ";
        isFirst = false;
        appendQuoted(out, entry.name);
        out += "=>";
        appendInspectedAt(out, entry.value, zone, depth + 1);
    }
    out += '}';
}

void appendStringAt(std::string& out, const Value& value, const TimeZone& zone, int depth)
{
    checkDepth(depth);
    switch (value.kind()) {
    case Kind::Nil:
    case Kind::Empty:
    case Kind::Blank:
        return;
    case Kind::Boolean:
        out += value.asBoolean() ? "true" : "false";
        return;
    case Kind::Integer: {
        const fmt::format_int digits(value.asInteger());
        out.append(digits.data(), digits.size());
        return;
    }
    case Kind::Float:
        appendFloat(out, value.asFloat());
        return;
    case Kind::BigInteger:
    case Kind::Text:
        out += value.asText();
        return;
    case Kind::Array:
        appendList(out, value.asArray(), zone, depth);
        return;
    case Kind::Hash:
        appendHash(out, value.asHash(), zone, depth);
        return;
    case Kind::Range:
        fmt::format_to(std::back_inserter(out), "{}..{}", value.asRange().first, value.asRange().last);
        return;
    case Kind::Date:
        out += formatDate(value.asDate());
        return;
    case Kind::Moment:
        out += zone.format(value.asMoment());
        return;
    case Kind::Object:
        out += value.asObject().text();
        return;
    }
}

void appendInspectedAt(std::string& out, const Value& value, const TimeZone& zone, int depth)
{
    if (value.isText()) {
        appendQuoted(out, value.asText());
    } else if (value.isNil()) {
        out += "nil";
    } else {
        appendStringAt(out, value, zone, depth);
    }
}

void appendOutput(std::string& out, const Value& value, const TimeZone& zone, int depth)
{
    if (!value.isArray()) {
        appendStringAt(out, value, zone, depth);
        return;
    }
    checkDepth(depth);
    for (const Value& item : value.asArray()) {
        appendOutput(out, item, zone, depth + 1);
    }
}

} // namespace

void appendString(std::string& out, const Value& value, const TimeZone& zone)
{
    appendStringAt(out, value, zone, 0);
}

void appendInspected(std::string& out, const Value& value, const TimeZone& zone)
{
    appendInspectedAt(out, value, zone, 0);
}

void appendText(std::string& out, const Value& value, const TimeZone& zone)
{
    appendOutput(out, value, zone, 0);
}

std::string_view toText(const Value& value, Arena& arena, const TimeZone& zone)
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
    appendString(text, value, zone);
    return arena.copy(text);
}

} // namespace postweave::liquid
