// SPDX-License-Identifier: GPL-3.0-or-later
// How attribute values stand in SQLite columns. Private to core/profile.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/statement.h"

#include <deque>

namespace postweave::profile {

/// `BOOLEAN` and the like have no meaning to STRICT tables: INTEGER, REAL or TEXT.
[[nodiscard]] std::string_view columnTypeFor(ValueType type);

/// A value as it is bound and compared: a missing one, an integer, a number or text.
struct StoredValue {
    enum class Kind : std::uint8_t { Missing, Integer, Number, Text };
    Kind kind = Kind::Missing;
    std::int64_t integer = 0;
    double number = 0;
    std::string_view text;

    bool operator==(const StoredValue& other) const;
};

/// Nothing where the value does not fit the type. An integer fits a number; an empty list is missing; a number must be
/// finite. Text refers to `value` or to `buffer` (lists).
[[nodiscard]] std::optional<StoredValue> toStored(const Value& value, ValueType type, std::string& buffer);
/// What stands for a value in a column of that type: an integer as a number where that is what the column holds.
[[nodiscard]] StoredValue storedAs(const StoredValue& value, ValueType type);
/// Text refers to the statement's row.
[[nodiscard]] StoredValue readStored(const sqlite::Statement& row, int column);
void bindStored(sqlite::Statement& statement, int index, const StoredValue& value);
/// Missing where the stored value is none of the type.
[[nodiscard]] Value fromStored(const StoredValue& stored, ValueType type);

/// `["a","b"]`.
void writeList(const TextList& list, std::string& out);
/// Appends the items; `unescaped` holds those that cannot be views into `json`. False where `json` is no list of text.
[[nodiscard]] bool readList(std::string_view json, std::vector<std::string_view>& items,
                            std::deque<std::string>& unescaped);

} // namespace postweave::profile
