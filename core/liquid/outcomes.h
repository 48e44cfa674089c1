// SPDX-License-Identifier: GPL-3.0-or-later
// Outcomes: what a condition can come to, several at once where it is not known which.
#pragma once

#include <cstdint>

namespace postweave::liquid {

class Outcomes {
public:
    constexpr Outcomes() = default;
    [[nodiscard]] static constexpr Outcomes yes() { return Outcomes(1); }
    [[nodiscard]] static constexpr Outcomes no() { return Outcomes(2); }
    /// The render ends there with an error.
    [[nodiscard]] static constexpr Outcomes failure() { return Outcomes(4); }
    [[nodiscard]] static constexpr Outcomes either() { return yes() | no(); }
    [[nodiscard]] static constexpr Outcomes anything() { return either() | failure(); }
    [[nodiscard]] static constexpr Outcomes of(bool isYes) { return isYes ? yes() : no(); }

    [[nodiscard]] constexpr bool canBeYes() const { return (m_bits & 1) != 0; }
    [[nodiscard]] constexpr bool canBeNo() const { return (m_bits & 2) != 0; }
    [[nodiscard]] constexpr bool canFail() const { return (m_bits & 4) != 0; }
    /// yes and no change places.
    [[nodiscard]] constexpr Outcomes negated() const
    {
        return Outcomes(static_cast<std::uint8_t>((m_bits & 4) | (canBeYes() ? 2 : 0) | (canBeNo() ? 1 : 0)));
    }
    [[nodiscard]] constexpr Outcomes without(Outcomes other) const
    {
        return Outcomes(static_cast<std::uint8_t>(m_bits & ~other.m_bits));
    }
    constexpr Outcomes operator|(Outcomes other) const
    {
        return Outcomes(static_cast<std::uint8_t>(m_bits | other.m_bits));
    }
    constexpr Outcomes& operator|=(Outcomes other) { return *this = *this | other; }
    constexpr bool operator==(const Outcomes&) const = default;

private:
    explicit constexpr Outcomes(std::uint8_t bits) : m_bits(bits) {}
    std::uint8_t m_bits = 0;
};

} // namespace postweave::liquid
