// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers as people read them: grouped by the user's locale, no-break space before a unit, a true minus.
#pragma once

#include <QString>

class QLocale;

namespace postweave::ui {

/// 12480 → 12,480.
[[nodiscard]] QString formatCount(qint64 count);
/// A share of 1: 0.125 → 12.5 %. `decimals` 0 to 6.
[[nodiscard]] QString formatPercent(double share, int decimals = 1);
/// With its sign: 0.041 → +4.1 %, −0.068 → −6.8 %; what rounds to nothing has no sign. More than tenfold
/// growth is a factor: 11.444 → ×12.
[[nodiscard]] QString formatPercentChange(double share, int decimals = 1);
/// Of a whole: 12480 of 100000 → 12.5 %; of nothing → –. Above 0 never reads 0.0 %, below all never 100.0 %.
[[nodiscard]] QString formatShare(qint64 part, qint64 whole, int decimals = 1);
/// At most `decimals` digits behind the point, trailing zeros left out.
[[nodiscard]] QString formatNumber(double number, int decimals = 2);
/// For axes: 12400 → 12.4k, 3200000 → 3.2M.
[[nodiscard]] QString formatCompact(double number);
/// Decimal units: 38 MB.
[[nodiscard]] QString formatBytes(qint64 bytes);
/// What is left of work: 38 s, 1 min 12 s, 2 h 5 min.
[[nodiscard]] QString formatTimeLeft(qint64 milliseconds);

/// The locale in force, the system's unless a test set another.
[[nodiscard]] const QLocale& numberLocale();
void setNumberLocale(const QLocale& locale);

} // namespace postweave::ui
