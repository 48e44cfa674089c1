// SPDX-License-Identifier: GPL-3.0-or-later
// TextEndings: addresses by what stands behind the local part, so that a test of it is made once a domain.
#pragma once

#include "core/audience/bitset.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace postweave::audience {

/// Immutable; safe to read from several threads. Refers to the texts it was made of.
class TextEndings {
public:
    static constexpr char kMark = '@';

    /// `textAt` gives `count` texts by position.
    TextEndings(std::size_t count, const std::function<std::string_view(std::size_t)>& textAt);

    /// False where too few texts hold the mark, or hold different endings, for this to help.
    [[nodiscard]] bool areUseful() const { return !m_codes.empty(); }
    /// By position: 0 for a text that does not hold the mark exactly once, else the place in endings() + 1.
    [[nodiscard]] const std::vector<std::uint16_t>& codes() const { return m_codes; }
    /// Distinct; each starts with the mark.
    [[nodiscard]] const std::vector<std::string_view>& endings() const { return m_endings; }
    /// Positions with code 0.
    [[nodiscard]] const std::vector<std::uint32_t>& others() const { return m_others; }

private:
    std::vector<std::uint16_t> m_codes;
    std::vector<std::string_view> m_endings;
    std::vector<std::uint32_t> m_others;
};

} // namespace postweave::audience
