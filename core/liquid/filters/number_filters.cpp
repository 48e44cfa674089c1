// SPDX-License-Identifier: GPL-3.0-or-later
// Filters on numbers.
#include "core/liquid/filters/filter.h"

#include "core/liquid/number.h"

#include <array>

namespace postweave::liquid {

namespace {

template <Operation operation>
Value calculateWith(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return calculate(operation, input, arguments[0], call.arena);
}

Value abs(FilterCallContext& call, const Value& input, FilterArguments)
{
    return absolute(input, call.arena);
}

Value ceil(FilterCallContext& call, const Value& input, FilterArguments)
{
    return ceiling(input, call.arena);
}

Value floor(FilterCallContext& call, const Value& input, FilterArguments)
{
    return floorOf(input, call.arena);
}

Value round(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    return roundTo(input, arguments.empty() ? Value::integer(0) : arguments[0], call.arena);
}

Value atLeast(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Value number = toNumber(input, call.arena);
    const Value bound = toNumber(arguments[0], call.arena);
    return compareNumbers(bound, number) > 0 ? bound : number;
}

Value atMost(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    const Value number = toNumber(input, call.arena);
    const Value bound = toNumber(arguments[0], call.arena);
    return compareNumbers(bound, number) < 0 ? bound : number;
}

constexpr std::array kFilters{
    Filter{"abs", 0, 0, abs},
    Filter{"at_least", 1, 1, atLeast},
    Filter{"at_most", 1, 1, atMost},
    Filter{"ceil", 0, 0, ceil},
    Filter{"divided_by", 1, 1, calculateWith<Operation::Divide>},
    Filter{"floor", 0, 0, floor},
    Filter{"minus", 1, 1, calculateWith<Operation::Subtract>},
    Filter{"modulo", 1, 1, calculateWith<Operation::Modulo>},
    Filter{"plus", 1, 1, calculateWith<Operation::Add>},
    Filter{"round", 0, 1, round},
    Filter{"times", 1, 1, calculateWith<Operation::Multiply>},
};

} // namespace

std::span<const Filter> numberFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
