// SPDX-License-Identifier: GPL-3.0-or-later
// Filters that replace and remove parts of a text.
#include "core/liquid/filters/filter.h"

#include "core/base/text.h"
#include "core/liquid/lexer.h"
#include "core/liquid/text_search.h"

#include <array>

namespace postweave::liquid {

namespace {

/// Ruby's sub and gsub read \0, \& (the match), \` and \' (what is before and after it) and \\ in the replacement, also
/// for plain patterns; other groups are empty.
void appendReplacement(std::string& out, std::string_view replacement, std::string_view text, std::size_t at,
                       std::size_t length)
{
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
        const bool isEscape =
            replacement[i] == '\\' && (isDigit(next) || next == '&' || next == '`' || next == '\'' || next == '\\');
        if (!isEscape) {
            out += replacement[i];
            continue;
        }
        ++i;
        if (next == '0' || next == '&') {
            out.append(text.substr(at, length));
        } else if (next == '`') {
            out.append(text.substr(0, at));
        } else if (next == '\'') {
            out.append(text.substr(at + length));
        } else if (next == '\\') {
            out += '\\';
        }
    }
}

/// What an empty pattern steps over.
std::size_t characterAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    static_cast<void>(nextCodePoint(text, end));
    return end - at;
}

std::string replaced(FilterCallContext& call, std::string_view text, std::string_view pattern,
                     std::string_view replacement, bool isAll)
{
    std::string out;
    std::size_t from = 0;
    std::size_t at = findText(text, pattern);
    while (at != std::string_view::npos) {
        out.append(text.substr(from, at - from));
        appendReplacement(out, replacement, text, at, pattern.size());
        if (out.size() > call.longestText) {
            throw Arena::Exhausted{};
        }
        from = at + pattern.size();
        if (pattern.empty() && at < text.size()) {
            const std::size_t step = characterAt(text, at);
            out.append(text.substr(at, step));
            from = at + step;
        }
        const bool isDone = !isAll || (pattern.empty() && at >= text.size());
        at = isDone ? std::string_view::npos : findText(text, pattern, from);
    }
    return out.append(text.substr(std::min(from, text.size())));
}

Value replaceAll(FilterCallContext& call, const Value& input, const Value& pattern, std::string_view replacement,
                 bool isAll)
{
    return Value::text(call.arena.copy(replaced(call, call.text(input), call.text(pattern), replacement, isAll)));
}

Value replaceLastOf(FilterCallContext& call, const Value& input, const Value& patternValue,
                    std::string_view replacement)
{
    const std::string_view text = call.text(input);
    const std::string_view pattern = call.text(patternValue);
    const std::size_t at = findLastText(text, pattern);
    if (at == std::string_view::npos) {
        return Value::text(text);
    }
    std::string out(text.substr(0, at));
    out.append(replacement).append(text.substr(at + pattern.size()));
    return Value::text(call.arena.copy(out));
}

std::string_view replacementIn(FilterCallContext& call, FilterArguments arguments)
{
    return arguments.size() > 1 ? call.text(arguments[1]) : std::string_view();
}

Value replace(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceAll(call, input, arguments[0], replacementIn(call, arguments), true);
}

Value replaceFirst(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceAll(call, input, arguments[0], replacementIn(call, arguments), false);
}

Value replaceLast(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceLastOf(call, input, arguments[0], call.text(arguments[1]));
}

Value remove(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceAll(call, input, arguments[0], {}, true);
}

Value removeFirst(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceAll(call, input, arguments[0], {}, false);
}

Value removeLast(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return replaceLastOf(call, input, arguments[0], {});
}

constexpr std::array kFilters{
    Filter{"remove", 1, 1, remove},
    Filter{"remove_first", 1, 1, removeFirst},
    Filter{"remove_last", 1, 1, removeLast},
    Filter{"replace", 1, 2, replace},
    Filter{"replace_first", 1, 2, replaceFirst},
    Filter{"replace_last", 2, 2, replaceLast},
};

} // namespace

std::span<const Filter> replaceFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
