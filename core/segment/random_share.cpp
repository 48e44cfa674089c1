// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/random_share.h"

#include "core/base/value.h"
#include "core/segment/leaf_evaluation.h"

#include <fmt/format.h>

namespace postweave::segment {

namespace {

/// `12.5 %`: where a bucket begins among all of them; nothing if the literal is no number.
std::optional<Literal> shareBefore(const Literal& bucket, int further)
{
    const auto* whole = std::get_if<std::int64_t>(&bucket);
    const auto* number = std::get_if<double>(&bucket);
    const double at = whole != nullptr ? static_cast<double>(*whole) : number != nullptr ? *number : 0;
    return whole != nullptr || number != nullptr
               ? std::optional<Literal>(fmt::format("{} %", formatNumber((at + further) * 100 / kBucketCount)))
               : std::nullopt;
}

} // namespace

std::optional<ValueTest> shareOfPeople(const ValueTest& test)
{
    const bool isBehind = test.op == Operator::LessOrEqual || test.op == Operator::Greater;
    const bool isOrder = isBehind || test.op == Operator::Less || test.op == Operator::GreaterOrEqual;
    if (const auto* bucket = std::get_if<Literal>(&test.operand); bucket != nullptr && isOrder) {
        const auto end = shareBefore(*bucket, isBehind ? 1 : 0);
        return end ? std::optional(ValueTest{test.op, *end, false}) : std::nullopt;
    }
    const auto* pair = std::get_if<LiteralList>(&test.operand);
    if (test.op != Operator::Between || pair == nullptr || pair->size() != 2) {
        return std::nullopt;
    }
    const auto from = shareBefore(pair->front(), 0);
    const auto to = shareBefore(pair->back(), 1);
    return from && to ? std::optional(ValueTest{test.op, LiteralList{*from, *to}, false}) : std::nullopt;
}

} // namespace postweave::segment
