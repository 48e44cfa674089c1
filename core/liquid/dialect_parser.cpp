// SPDX-License-Identifier: GPL-3.0-or-later
// The campaign dialect's words in conditions; the grammar is in dialect.md.
#include "core/liquid/condition_parser.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace postweave::liquid {

namespace {

constexpr std::int64_t kLargestCount = 1'000'000;
constexpr std::int64_t kRecently = 30; // days, of purchased_recently

using Unit = RelativeTime::Unit;

struct VerbWord {
    std::string_view word;
    BehaviourVerb verb;
};
constexpr std::array<VerbWord, 6> kVerbs{{{"purchased", BehaviourVerb::Purchased},
                                          {"purchased_recently", BehaviourVerb::Purchased},
                                          {"viewed", BehaviourVerb::Viewed},
                                          {"opened", BehaviourVerb::Opened},
                                          {"clicked", BehaviourVerb::Clicked},
                                          {"did", BehaviourVerb::Did}}};

std::optional<VerbWord> verbAt(const TokenCursor& cursor, std::size_t ahead)
{
    for (const VerbWord& verb : kVerbs) {
        if (cursor.looksAtWord(verb.word, ahead)) {
            return verb;
        }
    }
    return std::nullopt;
}

std::optional<Unit> unitOf(std::string_view word)
{
    static constexpr std::array<std::pair<std::string_view, Unit>, 5> kUnits{{{"hour", Unit::Hours},
                                                                              {"day", Unit::Days},
                                                                              {"week", Unit::Weeks},
                                                                              {"month", Unit::Months},
                                                                              {"year", Unit::Years}}};
    for (const auto& [name, unit] : kUnits) {
        if (word == name || (word.size() == name.size() + 1 && word.starts_with(name) && word.back() == 's')) {
            return unit;
        }
    }
    return std::nullopt;
}

std::int64_t expectCount(TokenCursor& cursor)
{
    const Token token = cursor.expect(TokenKind::Number);
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(token.text.data(), token.text.data() + token.text.size(), count);
    if (error != std::errc{} || end != token.text.data() + token.text.size() || count < 0 || count > kLargestCount) {
        throw SyntaxFailure{fmt::format("'{}' is no number that counts here", token.text),
                            fmt::format("use a whole number from 0 to {}", kLargestCount), token.range};
    }
    return count;
}

[[noreturn]] void expected(TokenCursor& cursor, std::string_view what)
{
    const Token& token = cursor.peek();
    const std::string found = token.kind == TokenKind::End ? "the end of the tag" : fmt::format("'{}'", token.text);
    throw SyntaxFailure{fmt::format("Expected {} but found {}", what, found), fmt::format("write {} here", what),
                        token.range};
}

void expectWord(TokenCursor& cursor, std::string_view word)
{
    if (!cursor.acceptWord(word)) {
        expected(cursor, fmt::format("'{}'", word));
    }
}

/// What can follow a verb that stands for itself: the end, a junction, a closing parenthesis, a text, in, at.
bool startsPredicate(const TokenCursor& cursor, std::size_t ahead, bool isDotted)
{
    if (cursor.looksAt(TokenKind::Text, ahead)) {
        return true;
    }
    if (cursor.looksAtWord("in", ahead) || cursor.looksAtWord("at", ahead)) {
        return true;
    }
    const bool isLast = cursor.looksAt(TokenKind::End, ahead) || cursor.looksAt(TokenKind::CloseRound, ahead) ||
                        cursor.looksAtWord("and", ahead) || cursor.looksAtWord("or", ahead);
    return isLast && !isDotted;
}

/// in N days, at least N times, in either order.
void readBounds(TokenCursor& cursor, BehaviourQuery& query)
{
    bool hasTimes = false;
    while (true) {
        if (!query.days && cursor.acceptWord("in")) {
            const std::int64_t count = expectCount(cursor);
            const auto unit = cursor.looksAt(TokenKind::Word) ? unitOf(cursor.peek().text) : std::nullopt;
            if (unit != Unit::Days && unit != Unit::Weeks) {
                expected(cursor, "'days'");
            }
            cursor.next();
            query.days = count * (unit == Unit::Weeks ? 7 : 1);
        } else if (!hasTimes && cursor.acceptWord("at")) {
            expectWord(cursor, "least");
            query.times = expectCount(cursor);
            if (!cursor.acceptWord("times") && !cursor.acceptWord("time")) {
                expected(cursor, "'times'");
            }
            hasTimes = true;
        } else {
            return;
        }
    }
}

RelativeTime readRelativeTime(TokenCursor& cursor)
{
    RelativeTime time;
    time.count = expectCount(cursor);
    const auto unit = cursor.looksAt(TokenKind::Word) ? unitOf(cursor.peek().text) : std::nullopt;
    if (!unit) {
        expected(cursor, "hours, days, weeks, months or years");
    }
    cursor.next();
    time.unit = *unit;
    time.isFuture = cursor.acceptWord("from");
    if (time.isFuture) {
        expectWord(cursor, "now");
    } else {
        expectWord(cursor, "ago");
    }
    return time;
}

bool startsRelativeTime(const TokenCursor& cursor, std::size_t ahead)
{
    return cursor.looksAt(TokenKind::Number, ahead) && cursor.looksAt(TokenKind::Word, ahead + 1) &&
           unitOf(cursor.peek(ahead + 1).text).has_value();
}

TimeRelation relationOf(const Token& token)
{
    if (token.text == "<") {
        return TimeRelation::Within;
    }
    if (token.text == "<=") {
        return TimeRelation::WithinOrAt;
    }
    if (token.text == ">") {
        return TimeRelation::Beyond;
    }
    if (token.text == ">=") {
        return TimeRelation::BeyondOrAt;
    }
    throw SyntaxFailure{fmt::format("'{}' does not compare with a relative time", token.text),
                        "use <, <=, >, >=, before or after", token.range};
}

/// customer.segment or customer.segments.
std::string_view customerProperty(const Expression& left)
{
    const bool isCustomer = left.type == Expression::Type::Path && left.path->dynamicName == nullptr &&
                            left.path->name.text == "customer" && left.path->steps.size() == 1;
    return isCustomer ? left.path->steps.front().name.text : std::string_view();
}

bool isMembership(const TokenCursor& cursor, const Expression& left)
{
    const std::string_view property = customerProperty(left);
    if (!cursor.looksAt(TokenKind::Comparison)) {
        return false;
    }
    const std::string_view sign = cursor.peek().text;
    return (property == "segment" && (sign == "==" || sign == "!=" || sign == "<>")) ||
           (property == "segments" && sign == "contains");
}

Condition* make(Parser& parser, Condition::Type type, const Expression* left)
{
    Condition* const condition = parser.arena().make<Condition>();
    condition->type = type;
    condition->left = left;
    return condition;
}

} // namespace

const Condition* parseBehaviour(Parser& parser, TokenCursor& cursor)
{
    const std::size_t start = cursor.position();
    std::size_t ahead = 0;
    bool isDotted = false;
    if (cursor.looksAtWord("customer")) {
        isDotted = cursor.looksAt(TokenKind::Dot, 1);
        ahead = isDotted ? 2 : 1;
    }
    const auto verb = verbAt(cursor, ahead);
    if (!verb || !startsPredicate(cursor, ahead + 1, isDotted)) {
        return nullptr;
    }
    for (std::size_t i = 0; i <= ahead; ++i) {
        cursor.next();
    }
    BehaviourQuery query;
    query.verb = verb->verb;
    if (verb->word == "purchased_recently") {
        query.days = kRecently;
    }
    if (cursor.looksAt(TokenKind::Text)) {
        query.value = std::string(cursor.next().text);
    } else if (query.verb == BehaviourVerb::Did) {
        expected(cursor, "the quoted type of an event");
    }
    readBounds(cursor, query);
    Condition* const condition = make(parser, Condition::Type::Behaviour, nullptr);
    parser.program().queries.push_back(std::move(query));
    condition->query = &parser.program().queries.back();
    condition->range = cursor.rangeFrom(start);
    return condition;
}

const Condition* parseDialectComparison(Parser& parser, TokenCursor& cursor, const Expression* left)
{
    const std::size_t start = cursor.position();
    Condition* condition = nullptr;
    if (cursor.looksAtWord("before") || cursor.looksAtWord("after")) {
        const TimeRelation relation = cursor.next().text == "before" ? TimeRelation::Before : TimeRelation::After;
        const bool isRelative = startsRelativeTime(cursor, 0);
        condition = make(parser, isRelative ? Condition::Type::Relative : Condition::Type::Moments, left);
        condition->relation = relation;
        if (isRelative) {
            condition->time = readRelativeTime(cursor);
        } else {
            condition->right = parser.parseExpression(cursor);
        }
    } else if (cursor.looksAt(TokenKind::Comparison) && startsRelativeTime(cursor, 1)) {
        condition = make(parser, Condition::Type::Relative, left);
        condition->relation = relationOf(cursor.next());
        condition->time = readRelativeTime(cursor);
    } else if (isMembership(cursor, *left)) {
        condition = make(parser, Condition::Type::Segment, left);
        const std::string_view sign = cursor.next().text;
        condition->comparison = sign == "!=" || sign == "<>" ? Comparison::NotEqual : Comparison::Equal;
        condition->right = parser.parseExpression(cursor);
    }
    if (condition != nullptr) {
        condition->range = {left->range.begin, cursor.rangeFrom(start).end};
    }
    return condition;
}

} // namespace postweave::liquid
