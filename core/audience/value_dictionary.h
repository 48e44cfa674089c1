// SPDX-License-Identifier: GPL-3.0-or-later
// ValueDictionary: the distinct values of a column, by code. A test is evaluated once per distinct value.
#pragma once

#include "core/audience/text_endings.h"
#include "core/base/value.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
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

    /// What it is made of; which arrays are filled depends on the type.
    struct Parts {
        ValueType type = ValueType::Text;
        std::size_t size = 0;                 ///< distinct values
        bool sorted = true;                   ///< see isSorted()
        std::vector<std::int64_t> integers;   ///< Boolean, Integer, Date, DateTime: ascending
        std::vector<double> numbers;          ///< Number: ascending
        std::vector<char> textBytes;          ///< of texts, or of lists' items
        std::vector<std::uint64_t> textEnds;  ///< in textBytes
        std::vector<std::uint32_t> listItems; ///< positions of items, list by list
        std::vector<std::uint64_t> listEnds;  ///< in listItems
    };

    explicit ValueDictionary(ValueType type = ValueType::Text) { m_parts.type = type; }
    /// Nothing where the parts contradict each other.
    [[nodiscard]] static std::optional<ValueDictionary> fromParts(Parts parts);
    [[nodiscard]] const Parts& parts() const { return m_parts; }

    [[nodiscard]] ValueType type() const { return m_parts.type; }
    /// Distinct values, the missing one not counted.
    [[nodiscard]] std::size_t size() const { return m_parts.size; }
    [[nodiscard]] bool isSorted() const { return m_parts.sorted; }
    /// Any type; monostate for kMissing.
    [[nodiscard]] Value value(Code code) const;

    // By type; the code must not be kMissing.
    /// Booleans as 0 and 1, integers, dates as days, datetimes as microseconds.
    [[nodiscard]] std::int64_t integer(Code code) const { return m_parts.integers[code - 1]; }
    [[nodiscard]] double number(Code code) const { return m_parts.numbers[code - 1]; }
    [[nodiscard]] std::string_view text(Code code) const { return item(code - 1); }
    /// Positions of a list's items in items(), as written.
    [[nodiscard]] std::span<const std::uint32_t> list(Code code) const;
    /// Distinct items over all lists, ascending by bytes.
    [[nodiscard]] std::size_t itemCount() const { return m_parts.textEnds.size(); }
    [[nodiscard]] std::string_view item(std::size_t position) const;

    /// Of a large set of texts, made at the first call (about 20 ms a million); nullptr where they are few, or where it
    /// does not help.
    [[nodiscard]] const TextEndings* endings() const;

    /// Heap bytes, about.
    [[nodiscard]] std::size_t byteCount() const;

private:
    friend class DictionaryEncoder;
    struct LazyEndings {
        std::once_flag once;
        std::unique_ptr<const TextEndings> made;
    };

    void finish();

    Parts m_parts;
    std::shared_ptr<LazyEndings> m_endings;
};

} // namespace postweave::audience
