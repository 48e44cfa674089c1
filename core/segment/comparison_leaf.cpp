// SPDX-License-Identifier: GPL-3.0-or-later
// One attribute against another.
#include "core/segment/leaf_evaluation.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace postweave::segment {

using audience::Bitset;
using Code = audience::ValueDictionary::Code;

namespace {

/// −1, 0, 1.
template <typename T>
int order(const T& left, const T& right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

bool accepts(Operator op, int order)
{
    switch (op) {
    case Operator::Less:
    case Operator::Before:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
    case Operator::After:
        return order > 0;
    case Operator::GreaterOrEqual:
        return order >= 0;
    default:
        return order == 0;
    }
}

/// Compares set values by the positive operator.
struct PairTest {
    Operator op;
    bool ignoreCase;
    const TimeZone& zone;

    [[nodiscard]] std::string folded(const std::string& text) const { return ignoreCase ? foldCase(text) : text; }
    [[nodiscard]] Date day(Date date) const { return date; }
    [[nodiscard]] Date day(Instant instant) const { return zone.dayOf(instant); }

    bool operator()(bool left, bool right) const { return accepts(op, order(left, right)); }
    bool operator()(std::int64_t left, std::int64_t right) const { return accepts(op, order(left, right)); }
    bool operator()(double left, double right) const { return accepts(op, order(left, right)); }
    bool operator()(std::int64_t left, double right) const { return (*this)(static_cast<double>(left), right); }
    bool operator()(double left, std::int64_t right) const { return (*this)(left, static_cast<double>(right)); }

    bool operator()(Instant left, Instant right) const
    {
        return op == Operator::On ? day(left) == day(right) : accepts(op, order(left, right));
    }
    bool operator()(Date left, Date right) const { return accepts(op, order(left, right)); }
    bool operator()(Date left, Instant right) const { return (*this)(left, day(right)); }
    bool operator()(Instant left, Date right) const { return (*this)(day(left), right); }

    bool operator()(const std::string& left, const std::string& right) const
    {
        const std::string text = folded(left);
        const std::string part = folded(right);
        switch (op) {
        case Operator::Contains:
            return text.find(part) != std::string::npos;
        case Operator::StartsWith:
            return text.starts_with(part);
        case Operator::EndsWith:
            return text.ends_with(part);
        default:
            return accepts(op, order(text, part));
        }
    }

    [[nodiscard]] bool has(const TextList& list, const std::string& wanted) const
    {
        const std::string text = folded(wanted);
        return std::any_of(list.begin(), list.end(), [&](const std::string& item) { return folded(item) == text; });
    }
    bool operator()(const TextList& list, const std::string& wanted) const { return has(list, wanted); }
    bool operator()(const TextList& list, const TextList& wanted) const
    {
        const auto isThere = [&](const std::string& text) { return has(list, text); };
        return op == Operator::HasAll ? std::all_of(wanted.begin(), wanted.end(), isThere)
                                      : std::any_of(wanted.begin(), wanted.end(), isThere);
    }

    template <typename Left, typename Right>
    bool operator()(const Left&, const Right&) const
    {
        return false; // one is missing: validation has seen to it that types go together
    }
};

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

/// Numbers need no values built and nothing remembered.
template <typename NumberOf>
Bitset compareNumbers(const AttributeComparison& leaf, const audience::CodedColumn& left,
                      const audience::CodedColumn& right, const NumberOf& numberOf)
{
    const auto numbers = [&](const audience::ValueDictionary& dictionary) {
        std::vector<decltype(numberOf(dictionary, Code{1}))> all(dictionary.size() + 1);
        for (Code code = 1; code < all.size(); ++code) {
            all[code] = numberOf(dictionary, code);
        }
        return all;
    };
    const auto ofLeft = numbers(left.dictionary());
    const auto ofRight = numbers(right.dictionary());
    const Operator op = positiveOf(leaf.op);
    Bitset members(left.rowCount());
    for (std::size_t row = 0; row < left.rowCount(); ++row) {
        const Code a = left.code(row);
        const Code b = right.code(row);
        const bool set = a != audience::ValueDictionary::kMissing && b != audience::ValueDictionary::kMissing;
        members.assign(row, set && accepts(op, order(ofLeft[a], ofRight[b])));
    }
    return isNegative(leaf.op) ? std::move(members.flip()) : std::move(members);
}

/// Each different pair of values is compared once.
Bitset compareValues(const AttributeComparison& leaf, const audience::CodedColumn& left,
                     const audience::CodedColumn& right, const EvaluationScope& scope)
{
    constexpr std::size_t kCancelRows = 4096;
    std::unordered_map<std::uint64_t, bool> known;
    Bitset members(left.rowCount());
    for (std::size_t row = 0; row < left.rowCount(); ++row) {
        if (row % kCancelRows == 0 && scope.cancel.isCancelled()) {
            break;
        }
        const std::uint64_t pair = std::uint64_t{left.code(row)} << 32U | right.code(row);
        const auto [entry, isNew] = known.try_emplace(pair, false);
        if (isNew) {
            entry->second = comparisonHolds(leaf, left.value(row), right.value(row), scope.frame.zone);
        }
        members.assign(row, entry->second);
    }
    return members;
}

} // namespace

bool comparisonHolds(const AttributeComparison& leaf, const Value& left, const Value& right, const TimeZone& zone)
{
    return std::visit(PairTest{positiveOf(leaf.op), leaf.ignoreCase, zone}, left, right) != isNegative(leaf.op);
}

LeafResult evaluateComparison(const AttributeComparison& leaf, const EvaluationScope& scope)
{
    const audience::AttributeColumn* attribute = scope.audience.attribute(leaf.attribute);
    const audience::AttributeColumn* other = scope.audience.attribute(leaf.other);
    if (attribute == nullptr || other == nullptr) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("there is no attribute '{}'", attribute == nullptr ? leaf.attribute : leaf.other));
    }
    const audience::CodedColumn& left = attribute->column;
    const audience::CodedColumn& right = other->column;
    const bool integers = left.type() == right.type() && left.type() != ValueType::Text &&
                          left.type() != ValueType::List && left.type() != ValueType::Number;
    if (integers && leaf.op != Operator::On) {
        return compareNumbers(leaf, left, right,
                              [](const auto& dictionary, Code code) { return dictionary.integer(code); });
    }
    if (isNumeric(left.type()) && isNumeric(right.type())) {
        return compareNumbers(leaf, left, right, [](const auto& dictionary, Code code) {
            return dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                          : static_cast<double>(dictionary.integer(code));
        });
    }
    Bitset members = compareValues(leaf, left, right, scope);
    return scope.cancel.isCancelled() ? LeafResult(cancelled()) : LeafResult(std::move(members));
}

} // namespace postweave::segment
