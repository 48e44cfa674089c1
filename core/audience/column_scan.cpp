// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/column_scan.h"

#include "core/audience/vectorised.h"

#include <algorithm>
#include <array>
#include <cstring>

#define POSTWEAVE_INLINE __attribute__((always_inline)) inline

namespace postweave::audience {

namespace {

using Word = Bitset::Word;
using Code = CodeScanner::Code;

constexpr std::size_t kWordBits = Bitset::kWordBits;
/// More runs than this are looked up in a table instead of compared.
constexpr std::size_t kMaxComparedRuns = 6;

using Flags = std::array<std::uint8_t, kWordBits>;

/// 64 bytes of 0 or 1 into 64 bits. The factor gathers the lowest bits of eight bytes in the topmost byte.
POSTWEAVE_INLINE Word packFlags(const Flags& flags)
{
    Word word = 0;
    for (std::size_t group = 0; group < 8; ++group) {
        Word bytes = 0;
        std::memcpy(&bytes, flags.data() + group * 8, 8);
        word |= ((bytes * 0x0102040810204080ULL) >> 56U) << (group * 8);
    }
    return word;
}

template <typename T>
POSTWEAVE_INLINE void flagRun(const T* codes, std::size_t count, T low, T width, Flags& flags)
{
    for (std::size_t i = 0; i < count; ++i) {
        flags[i] |= static_cast<std::uint8_t>(static_cast<T>(codes[i] - low) <= width);
    }
}

template <typename T>
POSTWEAVE_INLINE Word wordOfRuns(const T* codes, std::size_t count, const std::pair<Code, Code>* runs,
                                 std::size_t runCount)
{
    Flags flags{};
    for (std::size_t r = 0; r < runCount; ++r) {
        flagRun(codes, count, static_cast<T>(runs[r].first), static_cast<T>(runs[r].second), flags);
    }
    return packFlags(flags);
}

template <typename T>
POSTWEAVE_INLINE void scanRuns(const T* codes, std::size_t count, const std::pair<Code, Code>* runs,
                               std::size_t runCount, Word* words)
{
    const std::size_t whole = count / kWordBits;
    for (std::size_t i = 0; i < whole; ++i) {
        words[i] = wordOfRuns(codes + i * kWordBits, kWordBits, runs, runCount);
    }
    if (count % kWordBits != 0) {
        words[whole] = wordOfRuns(codes + whole * kWordBits, count % kWordBits, runs, runCount);
    }
}

using RunPointer = const std::pair<Code, Code>*;

POSTWEAVE_VECTORISED void scanRunsOf(const std::uint8_t* codes, std::size_t count, RunPointer runs,
                                     std::size_t runCount, Word* words)
{
    scanRuns(codes, count, runs, runCount, words);
}

POSTWEAVE_VECTORISED void scanRunsOf(const std::uint16_t* codes, std::size_t count, RunPointer runs,
                                     std::size_t runCount, Word* words)
{
    scanRuns(codes, count, runs, runCount, words);
}

POSTWEAVE_VECTORISED void scanRunsOf(const std::uint32_t* codes, std::size_t count, RunPointer runs,
                                     std::size_t runCount, Word* words)
{
    scanRuns(codes, count, runs, runCount, words);
}

template <typename T>
void scanTable(const T* codes, std::size_t count, const std::uint8_t* table, Word* words)
{
    for (std::size_t begin = 0; begin < count; begin += kWordBits) {
        Flags flags{};
        const std::size_t end = std::min(kWordBits, count - begin);
        for (std::size_t i = 0; i < end; ++i) {
            flags[i] = table[codes[begin + i]];
        }
        words[begin / kWordBits] = packFlags(flags);
    }
}

POSTWEAVE_INLINE Word wordOfNumbers(const double* numbers, std::size_t count, const std::pair<double, double>* ranges,
                                    std::size_t rangeCount)
{
    Flags flags{};
    for (std::size_t r = 0; r < rangeCount; ++r) {
        const auto [low, high] = ranges[r];
        for (std::size_t i = 0; i < count; ++i) {
            flags[i] |= static_cast<std::uint8_t>((numbers[i] >= low) & (numbers[i] <= high));
        }
    }
    return packFlags(flags);
}

POSTWEAVE_VECTORISED void scanNumbers(const double* numbers, std::size_t count, const std::pair<double, double>* ranges,
                                      std::size_t rangeCount, Word* words)
{
    for (std::size_t begin = 0; begin < count; begin += kWordBits) {
        words[begin / kWordBits] =
            wordOfNumbers(numbers + begin, std::min(kWordBits, count - begin), ranges, rangeCount);
    }
}

void invert(Word* words, std::size_t count)
{
    const std::size_t wordCount = (count + kWordBits - 1) / kWordBits;
    for (std::size_t i = 0; i < wordCount; ++i) {
        words[i] = ~words[i];
    }
    if (count % kWordBits != 0) {
        words[wordCount - 1] &= (Word{1} << (count % kWordBits)) - 1;
    }
}

} // namespace

std::vector<CodeScanner::Run> CodeScanner::runsOf(const Bitset& accepted)
{
    std::vector<Run> runs;
    accepted.forEach([&](Code code) {
        if (!runs.empty() && runs.back().first + runs.back().second + 1 == code) {
            ++runs.back().second;
        } else {
            runs.push_back({code, 0});
        }
    });
    return runs;
}

CodeScanner::CodeScanner(const CodedColumn::Codes& codes, const Bitset& accepted)
    : CodeScanner(std::visit([](const auto& values) { return Pointer(values.data()); }, codes), accepted)
{
}

CodeScanner::CodeScanner(std::span<const std::uint16_t> codes, const Bitset& accepted)
    : CodeScanner(Pointer(codes.data()), accepted)
{
}

CodeScanner::CodeScanner(Pointer codes, const Bitset& accepted) : m_codes(codes), m_runs(runsOf(accepted))
{
    Bitset refused = accepted;
    std::vector<Run> refusedRuns = runsOf(refused.flip());
    if (refusedRuns.size() < m_runs.size() || refusedRuns.empty()) {
        m_runs = std::move(refusedRuns);
        m_inverted = true;
    }
    if (m_runs.size() > kMaxComparedRuns) {
        const Bitset& listed = m_inverted ? refused : accepted;
        m_table.resize(accepted.size());
        listed.forEach([&](Code code) { m_table[code] = 1; });
    }
}

void CodeScanner::scan(std::size_t begin, std::size_t count, Bitset::Word* words) const
{
    std::visit(
        [&](const auto* codes) {
            if (m_table.empty()) {
                scanRunsOf(codes + begin, count, m_runs.data(), m_runs.size(), words);
            } else {
                scanTable(codes + begin, count, m_table.data(), words);
            }
        },
        m_codes);
    if (m_inverted) {
        invert(words, count);
    }
}

namespace {

Bitset scanAll(const CodeScanner& scanner, std::size_t rowCount)
{
    if (scanner.acceptsEverything() || scanner.acceptsNothing()) {
        return Bitset(rowCount, scanner.acceptsEverything());
    }
    Bitset rows(rowCount);
    scanner.scan(0, rowCount, rows.words().data());
    return rows;
}

} // namespace

Bitset rowsWithCounts(const CodedColumn::Codes& counts, const Bitset& accepted)
{
    return scanAll(CodeScanner(counts, accepted), std::visit([](const auto& values) { return values.size(); }, counts));
}

Bitset rowsOf(std::span<const std::uint16_t> codes, const Bitset& accepted)
{
    return scanAll(CodeScanner(codes, accepted), codes.size());
}

Bitset rowsWithCodes(const CodedColumn& column, const Bitset& accepted)
{
    if (!column.isIdentity()) {
        return rowsWithCounts(column.codes(), accepted);
    }
    // Row i has code i + 1.
    Bitset rows(column.rowCount());
    const auto from = accepted.words();
    const auto to = rows.words();
    for (std::size_t i = 0; i < to.size(); ++i) {
        const Word next = i + 1 < from.size() ? from[i + 1] : 0;
        to[i] = (from[i] >> 1U) | (next << (kWordBits - 1));
    }
    return rows;
}

Bitset rowsInRanges(std::span<const double> numbers, std::span<const std::pair<double, double>> ranges)
{
    Bitset rows(numbers.size());
    scanNumbers(numbers.data(), numbers.size(), ranges.data(), ranges.size(), rows.words().data());
    return rows;
}

} // namespace postweave::audience
