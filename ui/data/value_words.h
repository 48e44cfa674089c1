// SPDX-License-Identifier: GPL-3.0-or-later
// Types and values in the window's words.
#pragma once

#include "core/base/calendar.h"
#include "core/base/value.h"
#include "ui/base/icon.h"

#include <QString>

namespace postweave::ui::data {

/// `text`, `yes / no`, `date`…
[[nodiscard]] QString typeWord(ValueType type);
[[nodiscard]] Icon typeIcon(ValueType type);
/// In the user's locale and the workspace's zone: day and minute.
[[nodiscard]] QString momentWords(Instant moment, const TimeZone& zone);
/// Empty for a missing value.
[[nodiscard]] QString valueWords(const Value& value, const TimeZone& zone);

} // namespace postweave::ui::data
