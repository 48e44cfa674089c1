// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/set_expression.h"

#include <algorithm>
#include <array>
#include <bit>

namespace postweave::segment {

namespace {

/// A level of nesting takes that much of the stack; all stay in the nearest cache.
constexpr std::size_t kPieceWords = 128;

} // namespace

void SetExpression::joinInto(std::size_t begin, std::size_t count, bool intersect, Word* words) const
{
    std::array<Word, kPieceWords> piece;
    const Word* own = piece.data();
    if (m_set != nullptr) {
        own = m_set->words().data() + begin;
    } else {
        fill(begin, count, piece.data());
    }
    if (intersect) {
        for (std::size_t i = 0; i < count; ++i) {
            words[i] &= own[i];
        }
    } else {
        for (std::size_t i = 0; i < count; ++i) {
            words[i] |= own[i];
        }
    }
}

void SetExpression::fill(std::size_t begin, std::size_t count, Word* words) const
{
    if (m_set != nullptr) {
        std::copy_n(m_set->words().data() + begin, count, words);
        return;
    }
    std::fill_n(words, count, m_isIntersection ? ~Word{0} : Word{0});
    for (const SetExpression& part : m_parts) {
        part.joinInto(begin, count, m_isIntersection, words);
    }
    if (m_inverted) {
        std::transform(words, words + count, words, [](Word word) { return ~word; });
    }
}

std::size_t SetExpression::count(std::size_t size) const
{
    constexpr std::size_t kWordBits = audience::Bitset::kWordBits;
    const std::size_t wordCount = (size + kWordBits - 1) / kWordBits;
    std::array<Word, kPieceWords> piece;
    std::size_t total = 0;
    for (std::size_t begin = 0; begin < wordCount; begin += kPieceWords) {
        const std::size_t count = std::min(kPieceWords, wordCount - begin);
        fill(begin, count, piece.data());
        if (begin + count == wordCount && size % kWordBits != 0) {
            piece[count - 1] &= (Word{1} << (size % kWordBits)) - 1; // inverted parts set bits past the size
        }
        total += audience::countBits({piece.data(), count});
    }
    return total;
}

} // namespace postweave::segment
