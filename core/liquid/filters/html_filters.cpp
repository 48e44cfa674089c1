// SPDX-License-Identifier: GPL-3.0-or-later
// Filters about HTML.
#include "core/liquid/filters/filter.h"

#include "core/liquid/html_escape.h"

#include <algorithm>
#include <array>
#include <optional>

namespace postweave::liquid {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

Value escape(FilterCallContext& call, const Value& input, FilterArguments)
{
    if (input.isNil()) {
        return {};
    }
    const std::string_view text = call.text(input);
    const std::size_t size = escapedHtmlSize(text);
    if (size == text.size()) {
        return Value::html(text);
    }
    char* const room = call.arena.makeRoom<char>(size);
    static_cast<void>(copyEscapedHtml(room, text));
    return Value::html({room, size});
}

Value escapeOnce(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::html(call.arena.copy(escapedOnce(call.text(input))));
}

/// What autoescape does not touch. It is the output that looks for this filter; the value passes as it is.
Value raw(FilterCallContext& call, const Value& input, FilterArguments)
{
    return input.isText() ? Value::html(call.text(input)) : input;
}

/// <script…</script>, <!--…-->, <style…</style>: each to the nearest end, and nothing where it has none.
class BlockFinder {
public:
    explicit BlockFinder(std::string_view text) : m_text(text) {}

    /// Where the block that begins at a place ends; kNone: none begins there.
    std::size_t endAt(std::size_t at)
    {
        for (Kind& kind : m_kinds) {
            if (!kind.isOver && m_text.substr(at).starts_with(kind.open)) {
                const std::size_t close = m_text.find(kind.close, at + kind.open.size());
                kind.isOver = close == kNone; // nor will a later one find it
                return close == kNone ? kNone : close + kind.close.size();
            }
        }
        return kNone;
    }

private:
    struct Kind {
        std::string_view open;
        std::string_view close;
        bool isOver = false;
    };
    std::string_view m_text;
    std::array<Kind, 3> m_kinds{Kind{"<script", "</script>"}, Kind{"<!--", "-->"}, Kind{"<style", "</style>"}};
};

std::string withoutBlocks(std::string_view text)
{
    BlockFinder blocks(text);
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', at)) {
        const std::size_t end = blocks.endAt(at);
        if (end == kNone) {
            ++at;
            continue;
        }
        out.append(text.substr(from, at - from));
        from = at = end;
    }
    return out.append(text.substr(from));
}

/// Without tags, in the arena; nothing where one begins that may be a block's.
std::optional<std::string_view> withoutTags(std::string_view text, Arena& arena, bool hasBlocks)
{
    char* const room = arena.makeRoom<char>(text.size());
    char* end = room;
    std::size_t from = 0;
    for (std::size_t at = text.find('<'); at != kNone; at = text.find('<', from)) {
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        if (hasBlocks && (next == '!' || next == 's')) {
            return std::nullopt;
        }
        const std::size_t close = text.find('>', at);
        if (close == kNone) {
            break;
        }
        end = std::copy_n(text.data() + from, at - from, end);
        from = close + 1;
    }
    end = std::copy_n(text.data() + from, text.size() - from, end);
    return std::string_view(room, static_cast<std::size_t>(end - room));
}

/// Ruby takes blocks out first, tags then; nearly no text has blocks.
Value stripHtml(FilterCallContext& call, const Value& input, FilterArguments)
{
    const std::string_view text = call.text(input);
    if (text.find('<') == kNone) {
        return Value::text(text);
    }
    if (const auto stripped = withoutTags(text, call.arena, true)) {
        return Value::text(*stripped);
    }
    return Value::text(*withoutTags(withoutBlocks(text), call.arena, false));
}

Value newlineToBr(FilterCallContext& call, const Value& input, FilterArguments)
{
    const std::string_view text = call.text(input);
    std::string escaped;
    if (call.escapesHtml && !input.isHtml()) {
        escaped.resize(escapedHtmlSize(text));
        static_cast<void>(copyEscapedHtml(escaped.data(), text));
    }
    std::string out;
    for (const char c : escaped.empty() ? text : std::string_view(escaped)) {
        if (c != '\n') {
            out += c;
            continue;
        }
        if (out.ends_with('\r')) {
            out.pop_back();
        }
        out += "<br />\n";
    }
    return Value::html(call.arena.copy(out));
}

constexpr std::array kFilters{
    Filter{"escape", 0, 0, escape}, Filter{"escape_once", 0, 0, escapeOnce},    Filter{"h", 0, 0, escape},
    Filter{"raw", 0, 0, raw},       Filter{"newline_to_br", 0, 0, newlineToBr}, Filter{"strip_html", 0, 0, stripHtml},
};

} // namespace

std::span<const Filter> htmlFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
