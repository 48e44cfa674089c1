// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/bitset.h"

#include "core/audience/vectorised.h"

#include <algorithm>

namespace postweave::audience {

namespace {

using Word = Bitset::Word;

POSTWEAVE_VECTORISED std::size_t countWords(const Word* words, std::size_t count)
{
    std::size_t total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        total += static_cast<std::size_t>(std::popcount(words[i]));
    }
    return total;
}

POSTWEAVE_VECTORISED void andWords(Word* words, const Word* other, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        words[i] &= other[i];
    }
}

POSTWEAVE_VECTORISED void orWords(Word* words, const Word* other, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        words[i] |= other[i];
    }
}

POSTWEAVE_VECTORISED std::size_t countCommonWords(const Word* left, const Word* right, std::size_t count)
{
    std::size_t total = 0;
    for (std::size_t i = 0; i < count; ++i) {
        total += static_cast<std::size_t>(std::popcount(left[i] & right[i]));
    }
    return total;
}

} // namespace

Bitset::Bitset(std::size_t size, bool filled)
    : m_size(size), m_words((size + kWordBits - 1) / kWordBits, filled ? ~Word{0} : Word{0})
{
    trim();
}

void Bitset::trim()
{
    if (const std::size_t rest = m_size % kWordBits; rest != 0) {
        m_words.back() &= (Word{1} << rest) - 1;
    }
}

std::size_t Bitset::count() const
{
    return countWords(m_words.data(), m_words.size());
}

bool Bitset::any() const
{
    return std::any_of(m_words.begin(), m_words.end(), [](Word word) { return word != 0; });
}

Bitset& Bitset::operator&=(const Bitset& other)
{
    intersectWords(m_words, other.m_words);
    return *this;
}

Bitset& Bitset::operator|=(const Bitset& other)
{
    uniteWords(m_words, other.m_words);
    return *this;
}

Bitset& Bitset::operator-=(const Bitset& other)
{
    for (std::size_t i = 0; i < m_words.size(); ++i) {
        m_words[i] &= ~other.m_words[i];
    }
    return *this;
}

Bitset& Bitset::flip()
{
    for (Word& word : m_words) {
        word = ~word;
    }
    trim();
    return *this;
}

void intersectWords(std::span<Bitset::Word> words, std::span<const Bitset::Word> other)
{
    andWords(words.data(), other.data(), words.size());
}

void uniteWords(std::span<Bitset::Word> words, std::span<const Bitset::Word> other)
{
    orWords(words.data(), other.data(), words.size());
}

std::size_t countBits(std::span<const Bitset::Word> words)
{
    return countWords(words.data(), words.size());
}

std::size_t countCommon(const Bitset& left, const Bitset& right)
{
    return countCommonWords(left.words().data(), right.words().data(), left.words().size());
}

} // namespace postweave::audience
