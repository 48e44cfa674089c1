// SPDX-License-Identifier: GPL-3.0-or-later
// DictionaryEncoder: gathers the distinct values of a column and gives it its codes.
#pragma once

#include "core/audience/coded_column.h"
#include "core/audience/value_dictionary.h"
#include "core/base/value.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::audience {

/// Values are interned in any order; finish() sorts them and rewrites the codes given so far. Not thread-safe.
class DictionaryEncoder {
public:
    using Code = ValueDictionary::Code;

    explicit DictionaryEncoder(ValueType type) : m_type(type) {}

    [[nodiscard]] ValueType type() const { return m_type; }
    /// Provisional codes: 0 for a missing value, else from 1 in order of first appearance. The value must be of the
    /// encoder's type; an empty list is missing.
    [[nodiscard]] Code intern(const Value& value);
    /// Booleans as 0 and 1, integers, dates as days, datetimes as microseconds.
    [[nodiscard]] Code internInteger(std::int64_t value);
    [[nodiscard]] Code internNumber(double value);
    [[nodiscard]] Code internText(std::string_view text);
    [[nodiscard]] Code internList(std::span<const std::string_view> items);

    /// An integer encoder becomes a number encoder; its codes stay.
    void widenToNumber();
    /// `provisional` has one code a row. The encoder is empty afterwards.
    [[nodiscard]] CodedColumn finish(std::vector<Code> provisional);

    /// More distinct texts than this stay in order of first appearance.
    static constexpr std::size_t kMaxSortedTexts = 65'536;

private:
    /// Positions by hash, open addressing.
    struct HashIndex {
        struct Slot {
            Code code = 0;          ///< 0: free
            std::uint32_t hash = 0; ///< so that other values are seldom looked at, and none is hashed again
        };
        std::vector<Slot> table;
        std::size_t used = 0;
    };
    static void grow(HashIndex& index);
    /// The value's code; 0 where it is new, and the next one is taken for it.
    template <typename Equal>
    [[nodiscard]] static Code find(HashIndex& index, std::uint64_t hash, const Equal& equal);

    [[nodiscard]] std::string_view textAt(Code code) const;
    [[nodiscard]] std::span<const Code> listAt(Code code) const;
    [[nodiscard]] Code internItem(std::string_view text);
    [[nodiscard]] std::vector<Code> sortedOrder() const;
    void takeTexts(ValueDictionary& dictionary, const std::vector<Code>& order);
    void takeLists(ValueDictionary& dictionary);

    ValueType m_type;
    HashIndex m_index;
    HashIndex m_itemIndex; ///< for lists only: of their items
    std::vector<std::int64_t> m_integers;
    std::vector<double> m_numbers;
    std::vector<char> m_textBytes;
    std::vector<std::uint64_t> m_textEnds;
    std::vector<Code> m_listItems;
    std::vector<std::uint64_t> m_listEnds;
    std::vector<Code> m_scratch;
};

} // namespace postweave::audience
