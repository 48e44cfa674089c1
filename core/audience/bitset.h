// SPDX-License-Identifier: GPL-3.0-or-later
// Bitset: a dense set of profile ordinals. At one to five million profiles a plain bitset beats a compressed one.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace postweave::audience {

/// A value of fixed size; bits past the size are always 0. Two sets that meet in one operation must be of equal size.
class Bitset {
public:
    using Word = std::uint64_t;
    static constexpr std::size_t kWordBits = 64;

    Bitset() = default;
    explicit Bitset(std::size_t size, bool filled = false);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool test(std::size_t index) const
    {
        return (m_words[index / kWordBits] >> (index % kWordBits) & 1U) != 0;
    }
    void set(std::size_t index) { m_words[index / kWordBits] |= Word{1} << (index % kWordBits); }
    void reset(std::size_t index) { m_words[index / kWordBits] &= ~(Word{1} << (index % kWordBits)); }
    void assign(std::size_t index, bool value) { value ? set(index) : reset(index); }

    /// How many bits are set.
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] bool any() const;

    Bitset& operator&=(const Bitset& other);
    Bitset& operator|=(const Bitset& other);
    /// Takes the other's bits away.
    Bitset& operator-=(const Bitset& other);
    Bitset& flip();
    bool operator==(const Bitset&) const = default;

    [[nodiscard]] std::span<const Word> words() const { return m_words; }
    /// Whoever writes keeps the bits past the size at 0, or calls trim().
    [[nodiscard]] std::span<Word> words() { return m_words; }
    void trim();
    [[nodiscard]] std::size_t byteCount() const { return m_words.size() * sizeof(Word); }

    /// Calls `visit(ordinal)` for each set bit, ascending.
    template <typename Visit>
    void forEach(Visit&& visit) const
    {
        for (std::size_t i = 0; i < m_words.size(); ++i) {
            for (Word word = m_words[i]; word != 0; word &= word - 1) {
                visit(static_cast<std::uint32_t>(i * kWordBits + static_cast<std::size_t>(std::countr_zero(word))));
            }
        }
    }

private:
    std::size_t m_size = 0;
    std::vector<Word> m_words;
};

/// Word by word, of equal numbers of words.
void intersectWords(std::span<Bitset::Word> words, std::span<const Bitset::Word> other);
void uniteWords(std::span<Bitset::Word> words, std::span<const Bitset::Word> other);
[[nodiscard]] std::size_t countBits(std::span<const Bitset::Word> words);
/// Bits set in both, without building the intersection.
[[nodiscard]] std::size_t countCommon(const Bitset& left, const Bitset& right);

} // namespace postweave::audience
