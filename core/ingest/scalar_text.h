// SPDX-License-Identifier: GPL-3.0-or-later
// Reading booleans and numbers from text, by the grammar of the public formats.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace postweave::ingest {

/// `true`, `false`, any case.
[[nodiscard]] std::optional<bool> readBoolean(std::string_view text);
/// `-?(0|[1-9][0-9]*)` within 64 bits: 0171, +47 and 20-digit numbers are none.
[[nodiscard]] std::optional<std::int64_t> readInteger(std::string_view text);

enum class NumberShape : std::uint8_t { None, Integer, Number };

/// Integer as readInteger; Number: the same with a fraction after a dot, an exponent, or both, as in JSON, and finite.
/// A whole number beyond 64 bits is None.
[[nodiscard]] NumberShape numberShapeOf(std::string_view text);
/// What numberShapeOf does not call None.
[[nodiscard]] std::optional<double> readNumber(std::string_view text);

/// Whether what is separated by `separator` reads as a list.
struct SeparatorUse {
    bool found = false;
    bool misplaced = false; ///< stands at an end or beside white space
};
[[nodiscard]] SeparatorUse separatorUse(std::string_view text, char separator);

} // namespace postweave::ingest
