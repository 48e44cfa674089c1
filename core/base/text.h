// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8 text: validation, folding, names and nearness. Unicode knowledge comes from ICU.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave {
inline namespace base {

[[nodiscard]] constexpr bool isContinuationByte(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool isValidUtf8(std::string_view text);
/// Offset of the first byte that is not well-formed, or nothing.
[[nodiscard]] std::optional<std::size_t> firstInvalidUtf8(std::string_view text);
/// Each ill-formed sequence becomes U+FFFD.
[[nodiscard]] std::string toValidUtf8(std::string_view text);
/// In well-formed text; counts bytes that start a character.
[[nodiscard]] std::size_t countCodePoints(std::string_view text);
/// The code point at `position`, which moves on past it; U+FFFD for an ill-formed byte.
[[nodiscard]] char32_t nextCodePoint(std::string_view text, std::size_t& position);
void appendUtf8(std::string& out, char32_t codePoint);

/// Full Unicode case folding (as in CaseFolding.txt, statuses C and F).
[[nodiscard]] std::string foldCase(std::string_view text);
[[nodiscard]] std::string toLower(std::string_view text);
[[nodiscard]] std::string toUpper(std::string_view text);

/// Without leading and trailing ASCII white space.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// `CustomerId` → `customer_id`, `HTTPServer` → `http_server`, `E-Mail` → `e_mail`: letters of any script, digits and
/// dots stay, each run of other characters becomes one `_`, none at either end.
[[nodiscard]] std::string toSnakeCase(std::string_view name);

/// The candidate within an edit distance of a third of the name's length (at least 1, at most 4, transpositions count
/// once, case ignored), nearest first, then first in order; empty if none is near.
[[nodiscard]] std::string nearestOf(std::string_view name, std::span<const std::string> candidates);

/// Splits at each separator; an empty text gives one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// With `,` between each three digits: 12480 → 12,480.
[[nodiscard]] std::string groupedDigits(std::uint64_t number);

} // namespace base
} // namespace postweave
