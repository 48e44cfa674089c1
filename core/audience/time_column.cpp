// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/time_column.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace postweave::audience {

namespace {

constexpr std::int64_t kLargestOffset = std::numeric_limits<std::uint32_t>::max();

/// After the first; nothing where some are no whole seconds, or too far away.
std::optional<std::vector<std::uint32_t>> wholeSeconds(const std::vector<std::int64_t>& microseconds)
{
    const auto base = static_cast<std::uint64_t>(microseconds.front());
    const std::uint64_t span = static_cast<std::uint64_t>(microseconds.back()) - base;
    if (span / kMicrosecondsPerSecond > static_cast<std::uint64_t>(kLargestOffset)) {
        return std::nullopt;
    }
    std::vector<std::uint32_t> seconds(microseconds.size());
    for (std::size_t i = 0; i < seconds.size(); ++i) {
        const std::uint64_t after = static_cast<std::uint64_t>(microseconds[i]) - base;
        seconds[i] = static_cast<std::uint32_t>(after / kMicrosecondsPerSecond);
        if (seconds[i] * std::uint64_t{kMicrosecondsPerSecond} != after) {
            return std::nullopt;
        }
    }
    return seconds;
}

} // namespace

TimeColumn::TimeColumn(std::vector<std::int64_t> microseconds)
{
    if (microseconds.empty()) {
        return;
    }
    auto seconds = wholeSeconds(microseconds);
    if (!seconds) {
        m_exact = std::move(microseconds);
        return;
    }
    m_base = {microseconds.front()};
    m_seconds = *std::move(seconds);
}

TimeColumn::TimeColumn(Instant base, std::vector<std::uint32_t> seconds) : m_base(base), m_seconds(std::move(seconds))
{
}

std::size_t TimeColumn::firstAtOrAfter(Instant moment) const
{
    if (!m_exact.empty()) {
        return static_cast<std::size_t>(std::lower_bound(m_exact.begin(), m_exact.end(), moment.microseconds) -
                                        m_exact.begin());
    }
    if (moment <= m_base) {
        return 0;
    }
    // Both lie within the years 1 to 9999 or at an end of the scale; the difference of the two may not fit.
    const std::uint64_t after =
        static_cast<std::uint64_t>(moment.microseconds) - static_cast<std::uint64_t>(m_base.microseconds);
    const std::uint64_t second = (after + kMicrosecondsPerSecond - 1) / kMicrosecondsPerSecond;
    if (second > static_cast<std::uint64_t>(kLargestOffset)) {
        return m_seconds.size();
    }
    return static_cast<std::size_t>(
        std::lower_bound(m_seconds.begin(), m_seconds.end(), static_cast<std::uint32_t>(second)) - m_seconds.begin());
}

} // namespace postweave::audience
