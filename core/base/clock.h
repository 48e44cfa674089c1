// SPDX-License-Identifier: GPL-3.0-or-later
// Clock: the one place time comes from. Computations take an Instant; only entry points ask a Clock.
#pragma once

#include "core/base/calendar.h"

namespace postweave {
inline namespace base {

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

/// The system's clock, to the microsecond.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override;
};

/// Stands still; for tests and for `--now`.
class FixedClock final : public Clock {
public:
    explicit FixedClock(Instant now) : m_now(now) {}
    [[nodiscard]] Instant now() const override { return m_now; }

private:
    Instant m_now;
};

} // namespace base
} // namespace postweave
