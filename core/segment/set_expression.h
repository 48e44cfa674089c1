// SPDX-License-Identifier: GPL-3.0-or-later
// SetExpression: sets joined by and, or and not, counted piece by piece without the sets in between.
#pragma once

#include "core/audience/bitset.h"

#include <memory>
#include <span>
#include <vector>

namespace postweave::segment {

/// A value; shares the sets it is made of, which are all of one size.
class SetExpression {
public:
    explicit SetExpression(std::shared_ptr<const audience::Bitset> set) : m_set(std::move(set)) {}
    /// The intersection or the union of what is added, everything or nothing where nothing is; then the rest instead,
    /// if `inverted`.
    SetExpression(bool isIntersection, bool inverted) : m_isIntersection(isIntersection), m_inverted(inverted) {}
    void add(SetExpression part) { m_parts.push_back(std::move(part)); }

    /// How many bits are set, of sets of that size.
    [[nodiscard]] std::size_t count(std::size_t size) const;

private:
    using Word = audience::Bitset::Word;
    void fill(std::size_t begin, std::span<Word> words) const;
    void joinInto(std::size_t begin, std::span<Word> words, bool intersect) const;

    std::shared_ptr<const audience::Bitset> m_set; ///< nullptr: the parts tell
    bool m_isIntersection = true;
    bool m_inverted = false;
    std::vector<SetExpression> m_parts;
};

} // namespace postweave::segment
