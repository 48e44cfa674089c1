// SPDX-License-Identifier: GPL-3.0-or-later
// Times as people write them, read as Ruby's Time.parse reads them.
#pragma once

#include "core/liquid/strftime.h"
#include "core/liquid/value.h"

#include <optional>
#include <string_view>

namespace postweave::liquid {

/// What the filter `date` takes for a time, as Liquid::Utils.to_date: dates, moments, `now` and `today`, whole numbers
/// (Unix seconds), texts. What the text leaves out comes from `now`; without an offset it is read in `zone`.
[[nodiscard]] std::optional<CivilTime> timeOf(const Value& value, Instant now, const TimeZone& zone);

} // namespace postweave::liquid
