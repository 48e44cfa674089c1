// SPDX-License-Identifier: GPL-3.0-or-later
// Which types of values a test can be asked of.
#pragma once

#include "core/base/value.h"
#include "core/segment/filter_tree.h"

namespace postweave::segment {

/// Numbers for numbers, text for text and lists, dates and times (as text) for dates and datetimes, booleans for
/// booleans.
[[nodiscard]] bool goesWith(const Literal& literal, ValueType type);
/// The operator applies to the type and every value goes with it.
[[nodiscard]] bool goesWith(const ValueTest& test, ValueType type);
/// One value or several, or none.
[[nodiscard]] LiteralList literalsOf(const ValueTest& test);

} // namespace postweave::segment
