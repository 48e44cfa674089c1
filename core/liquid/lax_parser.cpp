// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/lax_parser.h"

#include "core/liquid/constants.h"

#include "core/liquid/condition_parser.h"

#include <algorithm>
#include <charconv>

namespace postweave::liquid {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::size_t quotedText(std::string_view text)
{
    if (text.empty() || (text[0] != '"' && text[0] != '\'')) {
        return 0;
    }
    const std::size_t end = text.find(text[0], 1);
    return end == kNone ? 0 : end + 1;
}

/// A bracket with what it nests, at the beginning.
std::size_t bracketed(std::string_view text)
{
    if (!text.starts_with('[')) {
        return 0;
    }
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        depth += text[at] == '[' ? 1 : text[at] == ']' ? -1 : 0;
        if (depth == 0) {
            return at + 1;
        }
    }
    return 0;
}

std::size_t segment(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && (isWordChar(text[at]) || text[at] == '-')) {
        ++at;
    }
    return at > 0 && at < text.size() && text[at] == '?' ? at + 1 : at;
}

/// Each match of /\[…\]|[\w-]+\??/.
std::vector<Markup> pathParts(Markup markup)
{
    std::vector<Markup> parts;
    for (std::size_t at = 0; at < markup.text.size();) {
        const std::size_t length = std::max(bracketed(markup.text.substr(at)), segment(markup.text.substr(at)));
        if (length > 0) {
            parts.push_back(markup.part(at, length));
        }
        at += std::max<std::size_t>(length, 1);
    }
    return parts;
}

bool isQuoted(std::string_view text)
{
    return text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
}

/// `-1`, `1.5`, and the first part of `1.2.3`.
std::optional<std::string_view> numberIn(std::string_view text)
{
    const std::size_t from = text.starts_with('-') ? 1 : 0;
    if (text.size() == from || !isDigit(text[from]) || text.find_first_not_of("0123456789.", from) != kNone) {
        return std::nullopt;
    }
    const std::size_t dot = text.find('.');
    if (dot == kNone) {
        return text;
    }
    const std::size_t second = text.find('.', dot + 1);
    text = text.substr(0, second);
    return text.ends_with('.') ? text.substr(0, dot) : text;
}

std::vector<Markup> filterParts(Markup markup)
{
    std::vector<Markup> parts;
    std::size_t start = kNone;
    for (std::size_t at = 0; at < markup.text.size();) {
        const char c = markup.text[at];
        const std::size_t length = isSpace(c) || c == ',' ? 1 : quotedFragment(markup.text.substr(at));
        if (length > 0 && start == kNone) {
            start = at;
        }
        if (length == 0 && start != kNone) {
            parts.push_back(markup.part(start, at - start));
            start = kNone;
        }
        at += std::max<std::size_t>(length, 1);
    }
    if (start != kNone) {
        parts.push_back(markup.part(start));
    }
    return parts;
}

struct Argument {
    std::string_view name;
    Markup value;
};

/// `name:` before a value, at the beginning; how long it is.
std::size_t argumentName(std::string_view text, std::string_view& name)
{
    std::size_t at = 0;
    while (at < text.size() && isWordChar(text[at])) {
        ++at;
    }
    name = text.substr(0, at);
    while (at > 0 && at < text.size() && isSpace(text[at])) {
        ++at;
    }
    if (name.empty() || at >= text.size() || text[at] != ':') {
        name = {};
        return 0;
    }
    ++at;
    while (at < text.size() && isSpace(text[at])) {
        ++at;
    }
    return quotedFragment(text.substr(at)) > 0 ? at : (name = {}, 0);
}

/// Each match of /[:,]\s*((?:\w+\s*:\s*)?QuotedFragment)/.
std::vector<Argument> filterArguments(Markup markup)
{
    std::vector<Argument> arguments;
    for (std::size_t at = 0; at < markup.text.size();) {
        if (markup.text[at] != ':' && markup.text[at] != ',') {
            ++at;
            continue;
        }
        std::size_t from = at + 1;
        while (from < markup.text.size() && isSpace(markup.text[from])) {
            ++from;
        }
        Argument argument;
        from += argumentName(markup.text.substr(from), argument.name);
        const std::size_t length = quotedFragment(markup.text.substr(from));
        if (length == 0) {
            ++at;
            continue;
        }
        argument.value = markup.part(from, length);
        arguments.push_back(argument);
        at = from + length;
    }
    return arguments;
}

std::size_t firstWord(std::string_view text, std::size_t& length)
{
    std::size_t at = 0;
    while (at < text.size() && !isWordChar(text[at])) {
        ++at;
    }
    length = 0;
    while (at + length < text.size() && isWordChar(text[at + length])) {
        ++length;
    }
    return at;
}

} // namespace

std::size_t quotedFragment(std::string_view text)
{
    if (const std::size_t length = quotedText(text)) {
        return length;
    }
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (isSpace(c) || c == ',' || c == '|') {
            break;
        }
        const std::size_t length = c == '"' || c == '\'' ? quotedText(text.substr(at)) : 1;
        if (length == 0) {
            break;
        }
        at += length;
    }
    return at;
}

std::optional<Markup> findQuotedFragment(Markup markup, std::size_t from)
{
    for (std::size_t at = from; at < markup.text.size(); ++at) {
        if (const std::size_t length = quotedFragment(markup.text.substr(at))) {
            return markup.part(at, length);
        }
    }
    return std::nullopt;
}

const Expression* LaxParser::expression(Markup markup)
{
    return read(markup, false, 0);
}

const Expression* LaxParser::operand(Markup markup)
{
    return read(markup, true, 0);
}

const Expression* LaxParser::read(Markup markup, bool isOperand, int depth)
{
    if (depth > m_parser.program().options.maxDepth) {
        throw SyntaxFailure{"Nesting too deep", "use fewer brackets in brackets", markup.range(), "limit"};
    }
    markup = markup.trimmed();
    const std::string_view text = markup.text;
    if (isQuoted(text)) {
        return m_parser.literal(Value::text(text.substr(1, text.size() - 2)), markup.range());
    }
    if (text.empty()) {
        return m_parser.literal({}, markup.range());
    }
    if (const auto value = wordLiteral(text, isOperand)) {
        return m_parser.literal(*value, markup.range());
    }
    if (const Expression* const range = readRange(markup, depth)) {
        return range;
    }
    if (const auto number = numberIn(text)) {
        return m_parser.literal(numberLiteral(*number, m_parser.arena()), markup.range());
    }
    return readPath(markup, depth);
}

const Expression* LaxParser::readRange(Markup markup, int depth)
{
    const std::string_view text = markup.text;
    const std::size_t dots = text.find("..");
    if (!text.starts_with('(') || !text.ends_with(')') || dots == kNone || dots < 2) {
        return nullptr;
    }
    const Markup first = markup.part(1, dots - 1);
    const Markup last = markup.part(dots + 2, text.size() - dots - 3);
    if (first.trimmed().text.empty() || last.trimmed().text.empty()) {
        return nullptr;
    }
    return makeRange(m_parser, read(first, false, depth + 1), read(last, false, depth + 1), markup.range());
}

const Expression* LaxParser::readPath(Markup markup, int depth)
{
    const std::vector<Markup> parts = pathParts(markup);
    if (parts.empty()) {
        return m_parser.literal({}, markup.range());
    }
    const auto inside = [](Markup part) { return part.part(1, part.text.size() - 2); };
    Path path;
    if (parts.front().text.starts_with('[')) {
        path.dynamicName = read(inside(parts.front()), false, depth + 1);
    } else {
        path.name = Key(parts.front().text);
        path.slot = m_parser.slotOf(parts.front().text);
    }
    PathStep* const steps = m_parser.arena().makeRoom<PathStep>(parts.size() - 1);
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const bool isBracket = parts[i].text.starts_with('[');
        new (steps + i - 1)
            PathStep(isBracket ? bracketStep(*read(inside(parts[i]), false, depth + 1)) : nameStep(parts[i].text));
    }
    path.steps = {steps, parts.size() - 1};
    return makePath(m_parser, path, markup.range());
}

FilteredExpression LaxParser::filtered(Markup markup)
{
    FilteredExpression filtered;
    filtered.range = markup.trimmed().range();
    const auto base = findQuotedFragment(markup);
    if (!base) {
        return filtered;
    }
    filtered.base = expression(*base);
    const Markup rest = markup.part(base->offset - markup.offset + base->text.size());
    const std::size_t pipe = rest.text.find('|');
    if (pipe == kNone) {
        return filtered;
    }
    std::vector<FilterCall> calls;
    for (const Markup part : filterParts(rest.part(pipe + 1).trimmed())) {
        std::size_t length = 0;
        const std::size_t name = firstWord(part.text, length);
        if (length == 0) {
            continue;
        }
        std::vector<const Expression*> arguments;
        std::vector<NamedArgument> named;
        for (const Argument& argument : filterArguments(part)) {
            if (argument.name.empty()) {
                arguments.push_back(expression(argument.value));
            } else {
                named.push_back({argument.name, expression(argument.value)});
            }
        }
        calls.push_back(makeFilter(m_parser, part.part(name, length), arguments, named));
    }
    FilterCall* const room = m_parser.arena().makeRoom<FilterCall>(calls.size());
    std::uninitialized_copy(calls.begin(), calls.end(), room);
    filtered.filters = {room, calls.size()};
    foldConstants(filtered, m_parser.program());
    return filtered;
}

void LaxParser::attributes(Markup markup, const std::function<void(std::string_view, const Expression*)>& found)
{
    const std::string_view text = markup.text;
    for (std::size_t at = 0; at < text.size();) {
        if (!isWordChar(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && (isWordChar(text[end]) || text[end] == '-')) {
            ++end;
        }
        std::size_t value = end;
        while (value < text.size() && isSpace(text[value])) {
            ++value;
        }
        if (value >= text.size() || text[value] != ':') {
            at = end;
            continue;
        }
        ++value;
        while (value < text.size() && isSpace(text[value])) {
            ++value;
        }
        const std::size_t length = quotedFragment(text.substr(value));
        if (length > 0) {
            found(text.substr(at, end - at), expression(markup.part(value, length)));
        }
        at = std::max(value + length, end);
    }
}

const Condition* LaxParser::comparison(Markup markup)
{
    // (QuotedFragment)\s*([=!<>a-z_]+)?\s*(QuotedFragment)?
    const auto left = findQuotedFragment(markup);
    if (!left) {
        throw SyntaxFailure{"Syntax Error in tag 'if' - Valid syntax: if [expression]", "write a condition",
                            markup.range()};
    }
    const std::string_view text = markup.text;
    std::size_t at = left->offset - markup.offset + left->text.size();
    const auto skipSpace = [&] {
        while (at < text.size() && isSpace(text[at])) {
            ++at;
        }
    };
    skipSpace();
    const std::size_t from = at;
    while (at < text.size() && (text[at] == '=' || text[at] == '!' || text[at] == '<' || text[at] == '>' ||
                                text[at] == '_' || (text[at] >= 'a' && text[at] <= 'z'))) {
        ++at;
    }
    const Markup word = markup.part(from, at - from);
    skipSpace();
    const std::size_t length = quotedFragment(text.substr(std::min(at, text.size())));
    return makeLaxComparison(m_parser, operand(*left), word, length > 0 ? operand(markup.part(at, length)) : nullptr,
                             markup.range());
}

const Condition* LaxParser::condition(Markup markup)
{
    const std::vector<Markup> parts = splitAtWords(markup);
    const Condition* condition = comparison(parts.back());
    for (std::size_t i = parts.size() - 1; i >= 2; i -= 2) {
        const auto type = parts[i - 1].text == "and" ? Condition::Type::And : Condition::Type::Or;
        condition = makeJunction(m_parser, type, comparison(parts[i - 2]), condition);
    }
    return condition;
}

} // namespace postweave::liquid
