// SPDX-License-Identifier: GPL-3.0-or-later
// Filters on any value: default, date.
#include "core/liquid/filters/filter.h"

#include "core/liquid/compare.h"
#include "core/liquid/failure.h"
#include "core/liquid/strftime.h"
#include "core/liquid/time_text.h"

#include <array>

namespace postweave::liquid {

namespace {

Value defaultTo(FilterCallContext&, const Value& input, FilterArguments arguments)
{
    const Value* const options =
        arguments.size() > 1 && arguments[1].isHash() ? arguments[1].asHash().find("allow_false") : nullptr;
    const bool allowsFalse = options != nullptr && options->isTruthy();
    const bool isMissing = allowsFalse ? input.isNil() : !input.isTruthy();
    if (!isMissing && !isEmpty(input)) {
        return input;
    }
    return arguments.empty() ? Value::text("") : arguments[0];
}

Value date(FilterCallContext& call, const Value& input, FilterArguments arguments)
{
    constexpr std::size_t kLongestFormat = 4096;
    const std::string_view format = call.text(arguments[0]);
    if (format.size() > kLongestFormat) {
        throw RenderFailure{"this date format is too long"};
    }
    const auto time = format.empty() ? std::nullopt : timeOf(input, call.now, call.zone);
    if (!time) {
        return input;
    }
    call.scratch.clear();
    appendFormattedTime(call.scratch, *time, format);
    return Value::text(call.arena.copy(call.scratch));
}

constexpr std::array kFilters{Filter{"date", 1, 1, date, true}, Filter{"default", 0, 2, defaultTo}};

} // namespace

std::span<const Filter> valueFilters()
{
    return kFilters;
}

} // namespace postweave::liquid
