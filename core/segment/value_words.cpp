// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/value_words.h"

#include "core/base/json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace postweave::segment {

std::string wordsOf(const Value& value, const TimeZone& zone)
{
    if (isMissing(value)) {
        return "nothing";
    }
    if (const auto* list = std::get_if<TextList>(&value)) {
        return fmt::format("{}", fmt::join(*list, ", "));
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return formatNumber(*number);
    }
    const Json json = toJson(value, zone);
    return json.is_string() ? json.get<std::string>() : toText(json);
}

} // namespace postweave::segment
