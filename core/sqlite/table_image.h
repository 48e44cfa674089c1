// SPDX-License-Identifier: GPL-3.0-or-later
// TableImage: a table in memory whose pages are written directly, for rows by the million: INSERT takes ten times as
// long. The format is SQLite's database file format, version 3 (https://www.sqlite.org/fileformat2.html, sections 1.6
// and 2.1), which SQLite promises to keep; SQLite itself makes the file's head and the table, and reads the rows.
#pragma once

#include "core/sqlite/image.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::sqlite {

/// One thread at a time.
class TableImage {
public:
    /// An empty table. `createTable` makes a table with rowids, of STRICT types, whose first column is its
    /// INTEGER PRIMARY KEY; the database has nothing else: no index, no generated column.
    /// Internal otherwise.
    [[nodiscard]] static Result<TableImage> create(const std::string& createTable);

    /// A row: its rowid, which is larger than the one's before, then the other columns' values in the table's order,
    /// each of its column's type, then end(). A number stands in a REAL column alone. At most 2^30 bytes a row.
    void begin(std::int64_t rowid);
    void addNull() { m_types.push_back(0); }
    void addInteger(std::int64_t value);
    void addNumber(double value);
    void addText(std::string_view text);
    void end();

    /// LimitExceeded where memory was not enough.
    [[nodiscard]] Result<DatabaseImage> finish() &&;

private:
    struct Child {
        std::uint32_t page = 0; ///< from 1
        std::int64_t lastRowid = 0;
    };
    struct Cell;

    TableImage() = default;
    [[nodiscard]] unsigned char* page(std::uint32_t number);
    /// A page of zeros; 0 where memory is not enough.
    [[nodiscard]] std::uint32_t addPage();
    void addBigEndian(std::uint64_t value, unsigned bytes);
    void startLeaf(std::uint32_t number);
    void closeLeaf();
    void writeWhole(const Cell& cell);
    void writeWithOverflow(const Cell& cell);
    /// Room for that many bytes in a leaf that is open; nullptr where memory is not enough.
    [[nodiscard]] unsigned char* place(std::size_t bytes);
    void writeInterior(std::uint32_t number, const Child* children, std::size_t count);
    void writeTree();
    void writeHead();

    DatabaseImage m_image;
    std::size_t m_capacity = 0; // in bytes
    std::uint32_t m_pages = 0;
    bool m_noMemory = false;
    // The leaf at hand.
    std::uint32_t m_leaf = 0;
    std::size_t m_cells = 0;
    std::size_t m_content = 0; // where its cells begin
    std::vector<Child> m_leaves;
    // The row at hand.
    std::int64_t m_rowid = 0;
    std::int64_t m_lastRowid = 0; // of the last row that stands
    std::vector<unsigned char> m_types;
    std::vector<unsigned char> m_values;
    std::vector<unsigned char> m_payload; // of a row that does not fit a page
};

} // namespace postweave::sqlite
