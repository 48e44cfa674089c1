// SPDX-License-Identifier: GPL-3.0-or-later
// ValueDictionary: the distinct values of a column, by code. A test is evaluated once per distinct value.
#pragma once

#include "core/base/value.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::audience {

/// Code 0 is the missing value; 1 to size() are the distinct values. Booleans, numbers, dates and datetimes ascend, and
/// so do texts (by bytes) while isSorted(); a large set of texts stands in order of first appearance instead.
/// Immutable once in a column; safe to read from several threads.
class ValueDictionary {
public:
    using Code = std::uint32_t;
    static constexpr Code kMissing = 0;

    explicit ValueDictionary(ValueType type = ValueType::Text) : m_type(type) {}

    [[nodiscard]] ValueType type() const { return m_type; }
    /// Distinct values, the missing one not counted.
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isSorted() const { return m_sorted; }
    /// Any type; monostate for kMissing.
    [[nodiscard]] Value value(Code code) const;

    // By type; the code must not be kMissing.
    /// Booleans as 0 and 1, integers, dates as days, datetimes as microseconds.
    [[nodiscard]] std::int64_t integer(Code code) const { return m_integers[code - 1]; }
    [[nodiscard]] double number(Code code) const { return m_numbers[code - 1]; }
    [[nodiscard]] std::string_view text(Code code) const { return item(code - 1); }
    /// Positions of a list's items in items(), as written.
    [[nodiscard]] std::span<const std::uint32_t> list(Code code) const;
    /// Distinct items over all lists, ascending by bytes.
    [[nodiscard]] std::size_t itemCount() const { return m_textEnds.size(); }
    [[nodiscard]] std::string_view item(std::size_t position) const;

    /// Heap bytes, about.
    [[nodiscard]] std::size_t byteCount() const;

private:
    friend class DictionaryEncoder;

    ValueType m_type;
    std::size_t m_size = 0;
    bool m_sorted = true;
    std::vector<std::int64_t> m_integers;
    std::vector<double> m_numbers;
    std::vector<char> m_textBytes;
    std::vector<std::uint64_t> m_textEnds;
    std::vector<std::uint32_t> m_listItems;
    std::vector<std::uint64_t> m_listEnds;
};

} // namespace postweave::audience
