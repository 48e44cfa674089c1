// SPDX-License-Identifier: GPL-3.0-or-later
// Mapping: what the columns of a file mean (`postweave.mapping/1`).
#pragma once

#include "core/base/diagnostic.h"
#include "core/base/value.h"
#include "core/ingest/date_format.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace postweave::ingest {

/// Values of a column, named exactly as in the file.
struct ColumnValue {
    std::string column;
    std::optional<ValueType> type;        ///< else found from the values
    std::optional<DateFormat> dateFormat; ///< makes `type` a date, or a datetime where it has hours
    std::string separator;                ///< makes `type` a list; empty: `|` where a value holds it, else `;`
    bool operator==(const ColumnValue&) const = default;
};

/// The same for every row: boolean, integer, number, text or list.
struct ConstantValue {
    Value value;
    bool operator==(const ConstantValue&) const = default;
};

using MappedValue = std::variant<ColumnValue, ConstantValue>;

struct NamedValue {
    std::string name; ///< of an attribute or a property
    MappedValue value;
    bool operator==(const NamedValue&) const = default;
};

enum class MappingKind : std::uint8_t { Profiles, Events };

struct Mapping {
    MappingKind kind = MappingKind::Profiles;
    std::string key;                    ///< profiles: a column; empty: found by its name
    std::optional<MappedValue> profile; ///< events, as the next three; missing: found by its name
    std::optional<MappedValue> type;
    std::optional<MappedValue> time;
    std::optional<MappedValue> id;
    std::vector<NamedValue> values; ///< `attributes` or `properties`, in order
    std::vector<std::string> ignore;
    bool keepRest = true;
    std::string file; ///< where it was read from, for errors; no part of the format
    bool operator==(const Mapping&) const = default;
};

struct ParsedMapping {
    Mapping mapping; ///< as far as it could be understood
    Diagnostics diagnostics;
};

/// Every fault has its JSON path. Whether columns are there is for the import to say.
[[nodiscard]] ParsedMapping parseMapping(const Json& json);

/// Reads and parses a file; the error is the first fault, and says how many more there are. NotFound, InvalidInput,
/// LimitExceeded (beyond 16 MiB).
[[nodiscard]] Result<Mapping> loadMapping(const std::filesystem::path& path);

/// The format's text, indented; parseMapping gives the same mapping back.
[[nodiscard]] std::string writeMapping(const Mapping& mapping);

} // namespace postweave::ingest
