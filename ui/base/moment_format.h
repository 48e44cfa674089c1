// SPDX-License-Identifier: GPL-3.0-or-later
// Moments and days as people read them, in a workspace's time zone and the user's locale.
#pragma once

#include "core/base/time_zone.h"

#include <QDateTime>
#include <QString>

namespace postweave::ui {

/// 14 July 2026, 09:12.
[[nodiscard]] QString formatMoment(Instant moment, const TimeZone& zone);
/// 14 July 2026.
[[nodiscard]] QString formatDay(Date day);
/// 09:12.
[[nodiscard]] QString formatTimeOfDay(Instant moment, const TimeZone& zone);
/// today 09:12, yesterday, 14 July, 14 July 2025: as short as is clear at `now`.
[[nodiscard]] QString formatRecently(Instant moment, Instant now, const TimeZone& zone);

/// The zone's wall clock as Qt's date and time; its own time spec means nothing.
[[nodiscard]] QDateTime toWallClock(Instant moment, const TimeZone& zone);
[[nodiscard]] Instant fromWallClock(const QDateTime& clock, const TimeZone& zone);

} // namespace postweave::ui
