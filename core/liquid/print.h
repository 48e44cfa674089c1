// SPDX-License-Identifier: GPL-3.0-or-later
// Values as text, in Ruby's words: what `{{ value }}` prints and what text filters start from.
#pragma once

#include "core/base/time_zone.h"
#include "core/liquid/value.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace postweave::liquid {

/// Liquid::Utils.to_s: arrays and hashes inspected. Appends to `out`, which may grow to `longest` bytes in all:
/// Arena::Exhausted past that, for a list can hold one long text many times.
void appendString(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest = SIZE_MAX);
/// Ruby's #inspect: texts quoted and escaped, nil as `nil`.
void appendInspected(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest = SIZE_MAX);
/// As `{{ value }}`: arrays joined.
void appendOutput(std::string& out, const Value& value, const TimeZone& zone, std::size_t longest);
/// appendString() as a view; texts are not copied.
[[nodiscard]] std::string_view toText(const Value& value, Arena& arena, const TimeZone& zone,
                                      std::size_t longest = SIZE_MAX);

} // namespace postweave::liquid
