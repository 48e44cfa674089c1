// SPDX-License-Identifier: GPL-3.0-or-later
// Values as text, in Ruby's words: what `{{ value }}` prints and what text filters start from.
#pragma once

#include "core/base/time_zone.h"
#include "core/liquid/value.h"

#include <string>
#include <string_view>

namespace postweave::liquid {

/// Liquid::Utils.to_s: arrays and hashes inspected. Appends to `out`.
void appendString(std::string& out, const Value& value, const TimeZone& zone);
/// Ruby's #inspect: texts quoted and escaped, nil as `nil`.
void appendInspected(std::string& out, const Value& value, const TimeZone& zone);
/// appendString() as a view; texts are not copied.
[[nodiscard]] std::string_view toText(const Value& value, Arena& arena, const TimeZone& zone);

} // namespace postweave::liquid
