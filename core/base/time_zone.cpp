// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time_zone.h"

#include "core/base/text.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <vector>

namespace postweave {
inline namespace base {

namespace {

const date::time_zone* zoneOf(const void* zone)
{
    return static_cast<const date::time_zone*>(zone);
}

date::sys_time<std::chrono::microseconds> sysTime(Instant instant)
{
    return date::sys_time<std::chrono::microseconds>{std::chrono::microseconds{instant.microseconds}};
}

} // namespace

Result<TimeZone> TimeZone::byName(std::string_view name)
{
    TimeZone zone;
    if (name == "UTC" || name == "Etc/UTC") {
        return zone;
    }
    try {
        zone.m_zone = date::locate_zone(std::string(name));
        zone.m_name = std::string(name);
        return zone;
    } catch (const std::exception&) {
        std::vector<std::string> names;
        try {
            for (const date::time_zone& known : date::get_tzdb().zones) {
                names.push_back(known.name());
            }
        } catch (const std::exception&) {
            return fail(ErrorCode::NotFound, "the system has no time zone database; install the package tzdata");
        }
        const std::string nearest = nearestOf(name, names);
        return fail(ErrorCode::NotFound, fmt::format("there is no time zone '{}'; use a name such as '{}'", name,
                                                     nearest.empty() ? "Europe/Berlin" : nearest));
    }
}

int TimeZone::offsetSeconds(Instant instant) const
{
    if (m_zone == nullptr) {
        return 0;
    }
    return static_cast<int>(
        zoneOf(m_zone)->get_info(date::floor<std::chrono::seconds>(sysTime(instant))).offset.count());
}

std::string TimeZone::abbreviation(Instant instant) const
{
    if (m_zone == nullptr) {
        return "UTC";
    }
    return zoneOf(m_zone)->get_info(date::floor<std::chrono::seconds>(sysTime(instant))).abbrev;
}

LocalDateTime TimeZone::toLocal(Instant instant) const
{
    return utcOf({instant.microseconds + offsetSeconds(instant) * kMicrosecondsPerSecond});
}

Instant TimeZone::fromLocal(LocalDateTime local) const
{
    if (m_zone == nullptr) {
        return fromUtc(local);
    }
    const date::local_time<std::chrono::microseconds> reading{std::chrono::microseconds{fromUtc(local).microseconds}};
    return {zoneOf(m_zone)->to_sys(reading, date::choose::earliest).time_since_epoch().count()};
}

Instant TimeZone::resolve(const ParsedDateTime& parsed) const
{
    if (parsed.offsetSeconds) {
        return {fromUtc(parsed.local).microseconds - *parsed.offsetSeconds * kMicrosecondsPerSecond};
    }
    return fromLocal(parsed.local);
}

} // namespace base
} // namespace postweave
