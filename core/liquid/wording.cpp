// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/wording.h"

#include <fmt/format.h>

namespace postweave::liquid {

namespace {

using Type = Condition::Type;

std::string written(const Expression& expression, std::string_view source)
{
    return std::string(source.substr(expression.range.begin, expression.range.end - expression.range.begin));
}

std::string_view wordsOf(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
        return "is";
    case Comparison::NotEqual:
        return "is not";
    case Comparison::Less:
        return "is less than";
    case Comparison::LessOrEqual:
        return "is at most";
    case Comparison::Greater:
        return "is more than";
    case Comparison::GreaterOrEqual:
        return "is at least";
    case Comparison::Contains:
        return "contains";
    }
    return {};
}

std::string_view wordsOf(TimeRelation relation)
{
    switch (relation) {
    case TimeRelation::Within:
        return "is less than";
    case TimeRelation::WithinOrAt:
        return "is at most";
    case TimeRelation::Beyond:
        return "is more than";
    case TimeRelation::BeyondOrAt:
        return "is at least";
    case TimeRelation::Before:
        return "is before";
    case TimeRelation::After:
        return "is after";
    }
    return {};
}

std::string counted(std::int64_t count, std::string_view unit)
{
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

std::string describeTime(const RelativeTime& time)
{
    static constexpr std::string_view kUnits[] = {"hour", "day", "week", "month", "year"};
    return counted(time.count, kUnits[static_cast<std::size_t>(time.unit)]) + (time.isFuture ? " from now" : " ago");
}

std::string describeBehaviour(const BehaviourQuery& query)
{
    static constexpr std::string_view kVerbs[] = {"purchased", "viewed", "opened", "clicked", "did"};
    std::string words = fmt::format("the customer {} {}", kVerbs[static_cast<std::size_t>(query.verb)],
                                    query.value ? fmt::format("'{}'", *query.value) : std::string("anything"));
    if (query.days) {
        words += fmt::format(" in the last {}", counted(*query.days, "day"));
    }
    return query.times == 1 ? words : fmt::format("{} at least {}", words, counted(query.times, "time"));
}

std::string describeTruth(const Expression& value, std::string_view source)
{
    if (!value.isLiteral()) {
        return written(value, source) + " is set";
    }
    return value.literal.isTruthy() ? "always" : "never";
}

std::string describeComparison(const Condition& condition, std::string_view source)
{
    const Expression& right = *condition.right;
    const bool isMissing = right.isLiteral() && right.literal.isNil();
    return fmt::format("{} {} {}", written(*condition.left, source), wordsOf(condition.comparison),
                       isMissing ? "missing" : written(right, source));
}

/// In a chain, what is joined by the other word needs parentheses to be read as it is computed.
std::string describeJunction(const Condition& condition, std::string_view source)
{
    std::string words = describeCondition(*condition.one, source);
    const Condition* rest = condition.two;
    Type type = condition.type;
    std::size_t open = 0;
    while (true) {
        words += type == Type::And ? " and " : " or ";
        const bool goesOn = !rest->isGrouped && (rest->type == Type::And || rest->type == Type::Or);
        if (!goesOn) {
            words += describeCondition(*rest, source);
            break;
        }
        if (rest->type != type) {
            words += '(';
            ++open;
        }
        words += describeCondition(*rest->one, source);
        type = rest->type;
        rest = rest->two;
    }
    return words + std::string(open, ')');
}

std::string describeBare(const Condition& condition, std::string_view source)
{
    switch (condition.type) {
    case Type::Truth:
        return describeTruth(*condition.left, source);
    case Type::Compare:
        return describeComparison(condition, source);
    case Type::And:
    case Type::Or:
        return describeJunction(condition, source);
    case Type::Not:
        return describeNegation(*condition.one, source);
    case Type::Relative:
        return fmt::format("{} {} {}", written(*condition.left, source), wordsOf(condition.relation),
                           describeTime(condition.time));
    case Type::Moments:
        return fmt::format("{} {} {}", written(*condition.left, source), wordsOf(condition.relation),
                           written(*condition.right, source));
    case Type::Segment:
        return fmt::format("the customer {} in the segment {}",
                           condition.comparison == Comparison::Equal ? "is" : "is not",
                           written(*condition.right, source));
    case Type::Behaviour:
        return describeBehaviour(*condition.query);
    case Type::Unknown:
        break;
    }
    return std::string(source.substr(condition.range.begin, condition.range.end - condition.range.begin));
}

} // namespace

std::string describeCondition(const Condition& condition, std::string_view source)
{
    const std::string words = describeBare(condition, source);
    const bool isJoined = condition.type == Type::And || condition.type == Type::Or;
    return condition.isGrouped && isJoined ? '(' + words + ')' : words;
}

std::string describeNegation(const Condition& condition, std::string_view source)
{
    if (condition.type == Type::Truth && !condition.left->isLiteral()) {
        return written(*condition.left, source) + " is not set";
    }
    return fmt::format("not ({})", describeBare(condition, source));
}

std::string describeCase(const Expression& subject, std::span<const Expression* const> candidates,
                         std::string_view source)
{
    std::string words = written(subject, source) + " is ";
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        words += i == 0 ? "" : i + 1 == candidates.size() ? " or " : ", ";
        words += written(*candidates[i], source);
    }
    return words;
}

} // namespace postweave::liquid
