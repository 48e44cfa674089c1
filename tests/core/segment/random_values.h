// SPDX-License-Identifier: GPL-3.0-or-later
// Random values, tests and windows, made inside a rapidcheck property.
#pragma once

#include "core/base/json.h"

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace postweave::segment::testing {

using Texts = std::vector<std::string>;

/// 0 to count − 1.
[[nodiscard]] int pick(int count);
[[nodiscard]] bool chance(int percent);

template <typename T>
[[nodiscard]] T oneOf(const std::vector<T>& choices)
{
    return choices[static_cast<std::size_t>(pick(static_cast<int>(choices.size())))];
}

/// Names of value types.
[[nodiscard]] const Texts& randomTypes();
/// Of a type; never null.
[[nodiscard]] Json randomValue(const std::string& type);
[[nodiscard]] std::string randomTime();
[[nodiscard]] std::string randomDuration();
[[nodiscard]] Json randomDays();
[[nodiscard]] Json randomWindow();
/// Puts `op`, `value` and `ignore_case` of a test on values of a type into a node.
void addTest(Json& node, const std::string& type);
/// The same on a number that is no column.
void addNumberTest(Json& node, bool whole);

} // namespace postweave::segment::testing
