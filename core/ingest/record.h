// SPDX-License-Identifier: GPL-3.0-or-later
// Record: one row of a file to import, as its reader hands it out, whatever the file's format.
#pragma once

#include "core/base/value.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace postweave::ingest {

/// A column of a delimited file, or a path of a JSON Lines file.
struct Column {
    std::string name; ///< as the file has it; JSON: keys joined by dots (`address.city`)
    std::string key;  ///< converted by toSnakeCase; unique within a file
    bool operator==(const Column&) const = default;
};

enum class CellKind : std::uint8_t {
    Absent,  ///< JSON: this line does not mention the column
    Missing, ///< an empty field, an empty string, null, an empty list
    Field,   ///< text of a delimited file, whose type is still to be found
    String,  ///< a JSON string
    Boolean, ///< a JSON boolean
    Integer, ///< a JSON number without fraction and exponent, within 64 bits
    Number,  ///< any other finite JSON number
    List,    ///< a JSON array that is not empty
};

/// One value of a record. Views and the list live as long as the record. Small: it is copied for each value of a file.
struct Cell {
    CellKind kind = CellKind::Absent;
    bool boolean = false;
    std::string_view text; ///< Field, String: the text; Boolean, Integer, Number: as JSON writes it
    union {                ///< what the kind says
        std::int64_t integer = 0;
        double number;
        const TextList* list;
    };

    [[nodiscard]] bool isSet() const { return kind != CellKind::Absent && kind != CellKind::Missing; }
};

/// A row. A record with a fault is to be rejected: its cells are not to be used.
struct Record {
    std::uint64_t line = 0;      ///< the line it starts in, from 1
    std::string_view raw;        ///< as the file has it (decoded to UTF-8), without line end; cut after kMaxRawBytes
    std::size_t bytes = 0;       ///< of the whole row; 0 where it is beyond kMaxRowBytes
    std::string_view fault;      ///< why it cannot be read, one line; empty: it is well-formed
    std::span<const Cell> cells; ///< by column; shorter than the columns where the rest is absent
    /// What raw and the cells point to lives as long as the RecordBlock it came from, and the cells until kLastingRows
    /// more rows were taken from that.
    bool lasting = false;
};

inline constexpr std::size_t kLastingRows = 255;

/// Limits of what is read. A row beyond them is rejected, a header beyond them refuses the file.
inline constexpr std::size_t kMaxRowBytes = std::size_t{16} << 20;
inline constexpr std::size_t kMaxColumns = 1000;
inline constexpr std::size_t kMaxRawBytes = std::size_t{8} << 10;
inline constexpr int kMaxJsonDepth = 64;

} // namespace postweave::ingest
