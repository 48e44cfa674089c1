// SPDX-License-Identifier: GPL-3.0-or-later
// Filters on texts: case, space, parts.
#include "core/liquid/filters/filter.h"

#include "core/base/text.h"
#include "core/liquid/ascii.h"
#include "core/liquid/lexer.h"
#include "core/liquid/lookup.h"
#include "core/liquid/number.h"
#include "core/liquid/text_case.h"
#include "core/liquid/text_search.h"

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

bool isStripped(char c)
{
    return isSpace(c) || c == '\0';
}

std::string_view strippedLeft(std::string_view text)
{
    const auto first = std::ranges::find_if_not(text, isStripped);
    return text.substr(static_cast<std::size_t>(first - text.begin()));
}

std::string_view strippedRight(std::string_view text)
{
    while (!text.empty() && isStripped(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

Value upcase(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(uppered(call.text(input), call.arena));
}

Value downcase(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(lowered(call.text(input), call.arena));
}

Value capitalize(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(capitalized(call.text(input), call.arena));
}

Value append(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const std::string_view first = call.text(input);
    // Asked for before joining: it may itself take room at the arena's top.
    const std::string_view second = call.text(arguments[0]);
    return Value::text(call.arena.join(first, second));
}

Value prepend(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const std::string_view second = call.text(input);
    const std::string_view first = call.text(arguments[0]);
    return Value::text(call.arena.join(first, second));
}

Value strip(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(strippedRight(strippedLeft(call.text(input))));
}

Value lstrip(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(strippedLeft(call.text(input)));
}

Value rstrip(FilterCallContext& call, const Value& input, FilterArguments)
{
    return Value::text(strippedRight(call.text(input)));
}

Value stripNewlines(FilterCallContext& call, const Value& input, FilterArguments)
{
    const std::string_view text = call.text(input);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isBreak = text[i] == '\n' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
        if (!isBreak) {
            out += text[i];
        }
    }
    return Value::text(call.arena.copy(out));
}

/// Ruby's [offset, length] on `size` items; nothing where it gives nil.
std::optional<std::pair<std::int64_t, std::int64_t>> slicedRange(std::int64_t offset, std::int64_t length,
                                                                 std::int64_t size)
{
    const std::int64_t from = offset < 0 ? offset + size : offset;
    if (from < 0 || from > size || length < 0) {
        return std::nullopt;
    }
    return std::pair(from, std::min(length, size - from));
}

Value slice(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const std::int64_t offset = toInteger(arguments[0], call.arena);
    const bool hasLength = arguments.size() > 1 && arguments[1].isTruthy();
    const std::int64_t length = hasLength ? toInteger(arguments[1], call.arena) : 1;
    if (input.isArray()) {
        const auto items = input.asArray();
        const auto range = slicedRange(offset, length, static_cast<std::int64_t>(items.size()));
        return range ? Value::array(items.subspan(static_cast<std::size_t>(range->first),
                                                  static_cast<std::size_t>(range->second)))
                     : Value::array({});
    }
    const std::string_view text = call.text(input);
    const auto range = slicedRange(offset, length, static_cast<std::int64_t>(countCodePoints(text)));
    if (!range) {
        return Value::text("");
    }
    const std::string_view rest = text.substr(bytesOfCharacters(text, static_cast<std::size_t>(range->first)));
    return Value::text(rest.substr(0, bytesOfCharacters(rest, static_cast<std::size_t>(range->second))));
}

Value truncate(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    constexpr std::int64_t kDefaultLength = 50;
    if (input.isNil()) {
        return {};
    }
    const std::string_view text = call.text(input);
    const std::int64_t length = arguments.empty() ? kDefaultLength : toInteger(arguments[0], call.arena);
    const std::string_view ellipsis = arguments.size() > 1 ? call.text(arguments[1]) : "...";
    if (length >= 0 && bytesOfCharacters(text, static_cast<std::size_t>(length)) == text.size()) {
        return Value::text(text);
    }
    const std::int64_t kept = std::max<std::int64_t>(length - static_cast<std::int64_t>(countCodePoints(ellipsis)), 0);
    return Value::text(
        call.arena.join(text.substr(0, bytesOfCharacters(text, static_cast<std::size_t>(kept))), ellipsis));
}

/// Ruby's split(" ", limit): the words, and where the rest after them begins.
struct Words {
    std::vector<std::string_view> words;
    bool hasRest = false;
};

Words firstWords(std::string_view text, std::int64_t count)
{
    Words found;
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && isSpace(text[at])) {
            ++at;
        }
        if (static_cast<std::int64_t>(found.words.size()) == count) {
            found.hasRest = true; // at least an empty one: a blank stood behind the last word
            return found;
        }
        const std::size_t from = at;
        while (at < text.size() && !isSpace(text[at])) {
            ++at;
        }
        if (at > from) {
            found.words.push_back(text.substr(from, at - from));
        }
        if (at == text.size()) {
            return found;
        }
    }
}

Value truncateWords(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    constexpr std::int64_t kDefaultWords = 15;
    if (input.isNil()) {
        return {};
    }
    const std::string_view text = call.text(input);
    const std::int64_t count =
        std::max<std::int64_t>(arguments.empty() ? kDefaultWords : toInteger(arguments[0], call.arena), 1);
    const Words found = firstWords(text, count);
    if (!found.hasRest) {
        return Value::text(text);
    }
    std::string out;
    for (const std::string_view word : found.words) {
        out.append(out.empty() ? "" : " ").append(word);
    }
    out.append(arguments.size() > 1 ? call.text(arguments[1]) : "...");
    return Value::text(call.arena.copy(out));
}

void splitWords(std::string_view text, ValueList& parts)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        while (at < text.size() && !isSpace(text[at])) {
            ++at;
        }
        if (at > from) {
            parts.add(Value::text(text.substr(from, at - from)));
        }
        at += at < text.size() ? 1 : 0;
    }
}

void splitCharacters(std::string_view text, ValueList& parts)
{
    while (!text.empty()) {
        const std::size_t length = bytesOfCharacters(text, 1);
        parts.add(Value::text(text.substr(0, length)));
        text.remove_prefix(length);
    }
}

/// Empty parts at the end are dropped, as Ruby drops them.
void splitAt(std::string_view text, std::string_view separator, ValueList& parts)
{
    std::vector<std::string_view> pieces;
    std::size_t from = 0;
    for (std::size_t at = findText(text, separator); at != std::string_view::npos;
         at = findText(text, separator, from)) {
        pieces.push_back(text.substr(from, at - from));
        from = at + separator.size();
    }
    pieces.push_back(text.substr(from));
    while (!pieces.empty() && pieces.back().empty()) {
        pieces.pop_back();
    }
    for (const std::string_view piece : pieces) {
        parts.add(Value::text(piece));
    }
}

Value split(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const std::string_view text = call.text(input);
    const std::string_view separator = call.text(arguments[0]);
    ValueList parts(call.arena);
    if (separator == " ") {
        splitWords(text, parts);
    } else if (separator.empty()) {
        splitCharacters(text, parts);
    } else {
        splitAt(text, separator, parts);
    }
    return parts.array();
}

constexpr std::array kFilters{
    Filter{"append", 1, 1, append},     Filter{"capitalize", 0, 0, capitalize},
    Filter{"downcase", 0, 0, downcase}, Filter{"lstrip", 0, 0, lstrip},
    Filter{"prepend", 1, 1, prepend},   Filter{"rstrip", 0, 0, rstrip},
    Filter{"slice", 1, 2, slice},       Filter{"split", 1, 1, split},
    Filter{"strip", 0, 0, strip},       Filter{"strip_newlines", 0, 0, stripNewlines},
    Filter{"truncate", 0, 2, truncate}, Filter{"truncatewords", 0, 2, truncateWords},
    Filter{"upcase", 0, 0, upcase},
};

} // namespace

std::span<const Filter> textFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
