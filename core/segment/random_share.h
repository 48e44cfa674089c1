// SPDX-License-Identifier: GPL-3.0-or-later
// A random bucket's test in terms of people: `between 0 and 4999` is `between 0 % and 50 %`.
#pragma once

#include "core/segment/filter_tree.h"

#include <optional>

namespace postweave::segment {

/// The same operator over shares in percent, as text; nothing where the test is no run of buckets, such as `in`.
[[nodiscard]] std::optional<ValueTest> shareOfPeople(const ValueTest& test);

} // namespace postweave::segment
