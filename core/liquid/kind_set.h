// SPDX-License-Identifier: GPL-3.0-or-later
// KindSet: which kinds of values something can have, as far as that is known before rendering.
#pragma once

#include "core/liquid/value.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

namespace postweave::liquid {

class KindSet {
public:
    constexpr KindSet(std::initializer_list<Kind> kinds)
    {
        for (const Kind kind : kinds) {
            m_bits |= 1U << static_cast<unsigned>(kind);
        }
    }
    [[nodiscard]] static constexpr KindSet all()
    {
        KindSet every{};
        every.m_bits = ~0U;
        return every;
    }
    [[nodiscard]] constexpr bool has(Kind kind) const { return (m_bits >> static_cast<unsigned>(kind) & 1U) != 0; }
    [[nodiscard]] constexpr KindSet without(KindSet other) const
    {
        KindSet rest = *this;
        rest.m_bits &= ~other.m_bits;
        return rest;
    }
    constexpr bool operator==(const KindSet&) const = default;

private:
    std::uint32_t m_bits = 0;
};

/// By the names of a path that starts from the caller's globals, such as {customer, age}.
using KindsOf = std::function<KindSet(const std::vector<std::string>&)>;

} // namespace postweave::liquid
