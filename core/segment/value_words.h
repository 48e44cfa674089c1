// SPDX-License-Identifier: GPL-3.0-or-later
// Values as people read them.
#pragma once

#include "core/base/time_zone.h"
#include "core/base/value.h"

#include <string>

namespace postweave::segment {

/// `US` · `30.5` · `2026-06-30` · `vip, beta`; times in the zone; a missing value is `nothing`.
[[nodiscard]] std::string wordsOf(const Value& value, const TimeZone& zone);

} // namespace postweave::segment
