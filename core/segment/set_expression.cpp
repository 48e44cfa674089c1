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

void SetExpression::joinInto(std::size_t begin, std::span<Word> words, bool intersect) const
{
    std::array<Word, kPieceWords> piece;
    std::span<const Word> own(piece.data(), words.size());
    if (m_set != nullptr) {
        own = m_set->words().subspan(begin, words.size());
    } else {
        fill(begin, {piece.data(), words.size()});
    }
    if (intersect) {
        audience::intersectWords(words, own);
    } else {
        audience::uniteWords(words, own);
    }
}

void SetExpression::fill(std::size_t begin, std::span<Word> words) const
{
    if (m_set != nullptr) {
        std::copy_n(m_set->words().begin() + static_cast<std::ptrdiff_t>(begin), words.size(), words.begin());
        return;
    }
    if (m_parts.empty()) {
        std::fill(words.begin(), words.end(), m_isIntersection ? ~Word{0} : Word{0});
    } else {
        m_parts.front().fill(begin, words);
    }
    for (std::size_t part = 1; part < m_parts.size(); ++part) {
        m_parts[part].joinInto(begin, words, m_isIntersection);
    }
    if (m_inverted) {
        std::transform(words.begin(), words.end(), words.begin(), [](Word word) { return ~word; });
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
        fill(begin, {piece.data(), count});
        if (begin + count == wordCount && size % kWordBits != 0) {
            piece[count - 1] &= (Word{1} << (size % kWordBits)) - 1; // inverted parts set bits past the size
        }
        total += audience::countBits({piece.data(), count});
    }
    return total;
}

} // namespace postweave::segment
