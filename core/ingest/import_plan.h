// SPDX-License-Identifier: GPL-3.0-or-later
// What an import is to do with each column: from the file's columns, the mapping and the names that mean something.
#pragma once

#include "core/base/error.h"
#include "core/ingest/mapping.h"
#include "core/ingest/record.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postweave::ingest {

inline constexpr std::size_t kNoColumn = SIZE_MAX;

/// Where values come from and what is said of them.
struct PlannedValue {
    std::string name;               ///< of the attribute or property; empty for a role
    std::size_t column = kNoColumn; ///< kNoColumn: the constant
    Value constant;
    std::string constantText;      ///< as a cell shows it
    std::optional<ValueType> type; ///< as the mapping says
    std::optional<DateFormat> dateFormat;
    std::string separator; ///< empty: to be found
    std::string path;      ///< in the mapping; empty: not from there

    /// The record's cell, or the constant's. Lives as long as both.
    [[nodiscard]] Cell cellOf(const Record& record) const
    {
        return column < record.cells.size() ? record.cells[column] : cellWithoutColumn();
    }
    bool operator==(const PlannedValue&) const = default;

private:
    [[nodiscard]] Cell cellWithoutColumn() const;
};

struct ProfilePlan {
    std::size_t keyColumn = kNoColumn;
    std::vector<PlannedValue> values;
    bool operator==(const ProfilePlan&) const = default;
};

struct EventPlan {
    PlannedValue profile;
    PlannedValue type;
    PlannedValue time;
    std::optional<PlannedValue> id;
    bool profileIsEmail = false; ///< its column is called email: found by address, without case
    std::vector<PlannedValue> values;
    bool operator==(const EventPlan&) const = default;
};

/// `mapping` may be nullptr; `key` is the command line's, by exact or converted name, empty: none. InvalidInput (with
/// the mapping's file and path where it is at fault): a mapping of the other kind, a column that is not there, no
/// column that can be the key, two values of the same name.
[[nodiscard]] Result<ProfilePlan> planProfiles(std::span<const Column> columns, const Mapping* mapping,
                                               std::string_view key);
/// The same for events: profile, type and time must be told.
[[nodiscard]] Result<EventPlan> planEvents(std::span<const Column> columns, const Mapping* mapping);

/// Events where a profile, a type and a time can be found, else profiles.
[[nodiscard]] MappingKind guessKind(std::span<const Column> columns);

/// A mapping that names every column and says what an import without mapping would do, but takes the most likely
/// column of addresses (such as `E-Mail`) as `email`. Roles that cannot be told are left out.
[[nodiscard]] Mapping suggestMapping(std::span<const Column> columns, MappingKind kind);

} // namespace postweave::ingest
