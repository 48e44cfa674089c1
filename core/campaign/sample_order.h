// SPDX-License-Identifier: GPL-3.0-or-later
// SampleOrder: an order in which each beginning is spread evenly over the whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>

namespace postweave::campaign {

/// Steps of the golden section around a ring: after n of them the largest gap is about 1/n. The same for every machine.
class SampleOrder {
public:
    explicit SampleOrder(std::size_t count) : m_count(count), m_step(stepFor(count)) {}
    /// For each `place` below the count another index below it. Counts are those of people: below 2^32.
    [[nodiscard]] std::size_t operator[](std::size_t place) const
    {
        return static_cast<std::size_t>(place * m_step % m_count);
    }

private:
    static std::uint64_t stepFor(std::size_t count)
    {
        auto step = static_cast<std::uint64_t>(static_cast<double>(count) * 0.6180339887498949);
        while (count > 0 && std::gcd(step, static_cast<std::uint64_t>(count)) != 1) {
            ++step;
        }
        return step;
    }

    std::uint64_t m_count;
    std::uint64_t m_step;
};

} // namespace postweave::campaign
