// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileBatch: profiles on their way into the store, their values as the store keeps them.
#pragma once

#include "core/base/value.h"
#include "core/profile/text_arena.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace postweave::profile {

struct StoredValue;

/// The place of a row among those of its batch, by the hash of its key.
struct HashedKey {
    std::uint64_t hash = 0;
    std::uint32_t row = 0;
};

/// One thread at a time; each batch may be filled on a thread of its own. At most 2³² rows.
class ProfileBatch {
public:
    /// The types of the values, by column.
    explicit ProfileBatch(std::vector<ValueType> types) : m_types(std::move(types)) {}

    /// Appends a row of that key, which is not empty. All its values are missing, which clears the attributes.
    void add(std::string_view key);
    /// Takes the row added last back.
    void dropLast();
    /// Sets a value of the row added last. False where it does not fit the column's type: an integer fits a number; a
    /// number must be finite. A missing value and an empty list clear the attribute.
    [[nodiscard]] bool set(std::size_t column, const Value& value);
    /// The same for a column of texts.
    void setText(std::size_t column, std::string_view text);
    /// The attribute of the row added last is to stay as it is.
    void leaveAlone(std::size_t column);

    [[nodiscard]] std::size_t size() const { return m_keys.size(); }
    [[nodiscard]] const std::vector<ValueType>& types() const { return m_types; }
    [[nodiscard]] std::string_view key(std::size_t row) const { return m_keys[row]; }
    [[nodiscard]] bool isLeftAlone(std::size_t row, std::size_t column) const;
    /// True where no value of the row is left alone.
    [[nodiscard]] bool isWhole(std::size_t row) const { return m_partial.empty() || m_partial[row] == 0; }
    /// True where no value at all is left alone.
    [[nodiscard]] bool isWhole() const { return m_partial.empty(); }
    /// Text lives as long as the batch. Missing where it is left alone.
    [[nodiscard]] StoredValue value(std::size_t row, std::size_t column) const;

    /// Rows by hash, then in their order. Sorting them is work that a thread which fills a batch can do beforehand.
    [[nodiscard]] const std::vector<HashedKey>& byHash();

private:
    enum class Kind : std::uint8_t { Missing, LeftAlone, Integer, Number, Text };
    struct Cell {
        union {
            std::int64_t integer = 0;
            double number;
            const char* text;
        };
        std::uint32_t size = 0; ///< of the text
        Kind kind = Kind::Missing;
    };
    [[nodiscard]] Cell& last(std::size_t column) { return m_cells[m_cells.size() - m_types.size() + column]; }

    std::vector<ValueType> m_types;
    std::vector<Cell> m_cells; // by row, then column
    std::vector<std::string_view> m_keys;
    std::vector<std::uint8_t> m_partial; // by row, as far as it matters
    std::vector<HashedKey> m_byHash;
    TextArena m_texts;
    std::string m_buffer;
};

} // namespace postweave::profile
