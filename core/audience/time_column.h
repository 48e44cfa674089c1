// SPDX-License-Identifier: GPL-3.0-or-later
// TimeColumn: moments that ascend, in as few bytes as their precision asks for.
#pragma once

#include "core/base/calendar.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace postweave::audience {

/// Whole seconds less than 136 years apart take four bytes each, other moments eight. Immutable; safe to read from
/// several threads.
class TimeColumn {
public:
    TimeColumn() = default;
    /// Microseconds, ascending.
    explicit TimeColumn(std::vector<std::int64_t> microseconds);
    /// `seconds` after `base`, ascending.
    TimeColumn(Instant base, std::vector<std::uint32_t> seconds);

    [[nodiscard]] std::size_t size() const { return m_seconds.size() + m_exact.size(); }
    [[nodiscard]] Instant operator[](std::size_t row) const
    {
        return m_exact.empty() ? Instant{m_base.microseconds + m_seconds[row] * kMicrosecondsPerSecond}
                               : Instant{m_exact[row]};
    }
    /// The first row at or after the moment; size() if there is none.
    [[nodiscard]] std::size_t firstAtOrAfter(Instant moment) const;

    [[nodiscard]] Instant base() const { return m_base; }
    /// Empty unless all are whole seconds after base().
    [[nodiscard]] const std::vector<std::uint32_t>& seconds() const { return m_seconds; }
    /// Empty unless some are not.
    [[nodiscard]] const std::vector<std::int64_t>& exact() const { return m_exact; }

private:
    Instant m_base{0};
    std::vector<std::uint32_t> m_seconds;
    std::vector<std::int64_t> m_exact;
};

} // namespace postweave::audience
