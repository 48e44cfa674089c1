// SPDX-License-Identifier: GPL-3.0-or-later
// Short texts as two machine words: compared, hashed and read as numbers without going from byte to byte.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

namespace postweave {
inline namespace base {

static_assert(std::endian::native == std::endian::little, "words are read as they stand in memory");

/// The bytes of at most eight, the first one lowest, zeros behind them.
[[nodiscard]] inline std::uint64_t wordOf(const char* text, std::size_t size)
{
    if (size >= 4) {
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::memcpy(&first, text, sizeof first);
        std::memcpy(&last, text + size - sizeof last, sizeof last);
        return first | static_cast<std::uint64_t>(last) << (8 * (size - sizeof last));
    }
    if (size == 0) {
        return 0;
    }
    const auto byteAt = [&](std::size_t at) {
        return static_cast<std::uint64_t>(static_cast<unsigned char>(text[at])) << (8 * at);
    };
    return byteAt(0) | byteAt(size / 2) | byteAt(size - 1);
}

/// Texts of the same size are equal where their words are.
struct TextWords {
    static constexpr std::size_t kMostBytes = 16;

    std::uint64_t first = 0;
    std::uint64_t last = 0;

    TextWords() = default;
    /// Of at most kMostBytes.
    explicit TextWords(std::string_view text)
    {
        if (text.size() <= sizeof first) {
            first = wordOf(text.data(), text.size());
            return;
        }
        std::memcpy(&first, text.data(), sizeof first);
        std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
    }
    bool operator==(const TextWords&) const = default;
};

/// A hash that nobody can make collide who does not know the seeds: the upper and lower half of a product, as in
/// wyhash (Wang Yi, public domain).
[[nodiscard]] inline std::uint64_t hashOf(const TextWords& words, std::size_t size, std::uint64_t seed,
                                          std::uint64_t otherSeed)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(words.first ^ seed) * (words.last ^ otherSeed ^ size);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

/// The number that 1 to 16 decimal digits are; nothing where it is anything else. Eight digits at a time (Lemire:
/// Quickly parsing eight digits, 2018).
[[nodiscard]] inline std::optional<std::uint64_t> numberOfDigits(std::string_view text)
{
    constexpr std::size_t kAtATime = 8;
    const auto read = [](const char* digits, std::size_t size) -> std::optional<std::uint64_t> {
        const unsigned shift = static_cast<unsigned>(8 * (kAtATime - size));
        std::uint64_t word = (wordOf(digits, size) ^ (0x3030303030303030U >> shift)) << shift;
        if (((word + 0x7676767676767676U) & 0x8080808080808080U) != 0 || (word & 0x8080808080808080U) != 0) {
            return std::nullopt;
        }
        word = word * 10 + (word >> 8U);
        return (((word & 0x000000FF000000FFU) * 0x000F424000000064U) +
                (((word >> 16U) & 0x000000FF000000FFU) * 0x0000271000000001U)) >>
               32U;
    };
    if (text.empty() || text.size() > 2 * kAtATime) {
        return std::nullopt;
    }
    if (text.size() <= kAtATime) {
        return read(text.data(), text.size());
    }
    const auto upper = read(text.data(), text.size() - kAtATime);
    const auto lower = read(text.data() + text.size() - kAtATime, kAtATime);
    return upper && lower ? std::optional(*upper * 100'000'000 + *lower) : std::nullopt;
}

} // namespace base
} // namespace postweave
