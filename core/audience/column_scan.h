// SPDX-License-Identifier: GPL-3.0-or-later
// Scans: which rows of a column hold an accepted code or number, 64 rows a word.
#pragma once

#include "core/audience/bitset.h"
#include "core/audience/coded_column.h"

#include <cstdint>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace postweave::audience {

/// A set of codes made ready to be looked for. Refers to the codes it was made for.
class CodeScanner {
public:
    using Code = ValueDictionary::Code;

    /// `accepted` has a bit a code; every code in the column is below its size.
    CodeScanner(const CodedColumn::Codes& codes, const Bitset& accepted);
    CodeScanner(std::span<const std::uint16_t> codes, const Bitset& accepted);

    [[nodiscard]] bool acceptsNothing() const { return m_runs.empty() && !m_inverted; }
    [[nodiscard]] bool acceptsEverything() const { return m_runs.empty() && m_inverted; }
    /// Bit i of `words` tells of row begin + i; bits past `count` in the last word are 0.
    void scan(std::size_t begin, std::size_t count, Bitset::Word* words) const;

private:
    using Run = std::pair<Code, Code>; ///< the lowest, and how far the highest lies above it
    [[nodiscard]] static std::vector<Run> runsOf(const Bitset& accepted);

    using Pointer = std::variant<const std::uint8_t*, const std::uint16_t*, const std::uint32_t*>;
    CodeScanner(Pointer codes, const Bitset& accepted);

    Pointer m_codes;
    std::vector<Run> m_runs;           ///< of accepted codes, or of refused ones if m_inverted
    std::vector<std::uint8_t> m_table; ///< by code, 0 or 1; used where there are many runs
    bool m_inverted = false;
};

/// The rows of a column whose code is accepted.
[[nodiscard]] Bitset rowsWithCodes(const CodedColumn& column, const Bitset& accepted);
/// The rows whose count is accepted; every count is below accepted.size().
[[nodiscard]] Bitset rowsWithCounts(const CodedColumn::Codes& counts, const Bitset& accepted);
[[nodiscard]] Bitset rowsOf(std::span<const std::uint16_t> codes, const Bitset& accepted);
/// The rows whose number lies in one of the ranges, both ends included.
[[nodiscard]] Bitset rowsInRanges(std::span<const double> numbers, std::span<const std::pair<double, double>> ranges);

} // namespace postweave::audience
