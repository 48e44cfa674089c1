// SPDX-License-Identifier: GPL-3.0-or-later
// Named time zones of the IANA database, as the system carries it.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"

#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

/// A value, cheap to copy; safe to use from several threads. The default is UTC.
class TimeZone {
public:
    TimeZone() = default;
    /// NotFound if the database has no such zone; the message names the nearest name.
    [[nodiscard]] static Result<TimeZone> byName(std::string_view name);

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// East of UTC, in seconds, at that moment.
    [[nodiscard]] int offsetSeconds(Instant instant) const;
    /// The abbreviation in force, such as CET.
    [[nodiscard]] std::string abbreviation(Instant instant) const;
    [[nodiscard]] LocalDateTime toLocal(Instant instant) const;
    /// A reading that occurs twice gives the earlier moment, one that is skipped the moment of the change.
    [[nodiscard]] Instant fromLocal(LocalDateTime local) const;
    [[nodiscard]] Date dayOf(Instant instant) const { return toLocal(instant).date; }
    [[nodiscard]] Instant startOfDay(Date date) const { return fromLocal({date, 0}); }
    [[nodiscard]] Instant resolve(const ParsedDateTime& parsed) const;
    /// RFC 3339 with the offset in force.
    [[nodiscard]] std::string format(Instant instant) const { return formatDateTime(instant, offsetSeconds(instant)); }

    bool operator==(const TimeZone& other) const { return m_name == other.m_name; }

private:
    std::string m_name = "UTC";
    const void* m_zone = nullptr; // the tz library's own, which lives as long as the process; nullptr is UTC
};

} // namespace base
} // namespace postweave
