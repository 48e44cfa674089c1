// SPDX-License-Identifier: GPL-3.0-or-later
// Quick steps through text that is mostly ASCII: eight bytes at a time.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace postweave::liquid {

[[nodiscard]] constexpr bool isAsciiUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool isAsciiLower(char c)
{
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr char toAsciiUpper(char c)
{
    return isAsciiLower(c) ? static_cast<char>(c ^ 0x20) : c;
}
[[nodiscard]] constexpr char toAsciiLower(char c)
{
    return isAsciiUpper(c) ? static_cast<char>(c ^ 0x20) : c;
}

/// Whether eight bytes from there are all ASCII.
[[nodiscard]] inline bool areEightAscii(const char* from)
{
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    return (bytes & 0x8080808080808080U) == 0;
}

[[nodiscard]] inline bool isAscii(std::string_view text)
{
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        if (!areEightAscii(text.data() + at)) {
            return false;
        }
    }
    for (; at < text.size(); ++at) {
        if (static_cast<unsigned char>(text[at]) >= 0x80) {
            return false;
        }
    }
    return true;
}

/// The byte where that many characters end, or the text does.
[[nodiscard]] inline std::size_t bytesOfCharacters(std::string_view text, std::size_t characters)
{
    std::size_t at = 0;
    for (; characters >= 8 && at + 8 <= text.size() && areEightAscii(text.data() + at); characters -= 8) {
        at += 8;
    }
    for (; characters > 0 && at < text.size(); --characters) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
            ++at;
        }
    }
    return at;
}

} // namespace postweave::liquid
