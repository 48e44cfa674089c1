// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/table_image.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include <sqlite3.h>

namespace postweave::sqlite {

namespace {

constexpr std::size_t kPageBytes = 8192; // all of which is usable
constexpr std::uint32_t kRoot = 2;       // page 1 holds the file's head and the table's definition
constexpr std::size_t kLeafHead = 8;
constexpr std::size_t kInteriorHead = 12;
constexpr unsigned char kLeafType = 0x0D;
constexpr unsigned char kInteriorType = 0x05;
constexpr std::size_t kMaxVarint = 9;
constexpr std::size_t kPointerBytes = 2;
constexpr std::size_t kPageNumberBytes = 4;
constexpr std::size_t kMaxChildren = (kPageBytes - kInteriorHead) / (kPointerBytes + kPageNumberBytes + kMaxVarint) + 1;

// What of a payload stays in its leaf: "Cell Payload Overflow Pages".
constexpr std::size_t kMostInLeaf = kPageBytes - 35;
constexpr std::size_t kLeastInLeaf = (kPageBytes - 12) * 32 / 255 - 23;

void putBigEndian(unsigned char* at, std::uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; ++i) {
        at[i] = static_cast<unsigned char>(value >> (8 * (bytes - 1 - i)));
    }
}

std::size_t lengthOfVarint(std::uint64_t value)
{
    std::size_t length = 1;
    for (value >>= 7U; value != 0 && length < kMaxVarint; value >>= 7U) {
        ++length;
    }
    return length;
}

unsigned char* putVarint(unsigned char* at, std::uint64_t value)
{
    const std::size_t length = lengthOfVarint(value);
    if (length == kMaxVarint) { // its last byte has eight bits
        at[kMaxVarint - 1] = static_cast<unsigned char>(value);
        value >>= 8U;
        for (std::size_t i = kMaxVarint - 1; i-- > 0; value >>= 7U) {
            at[i] = static_cast<unsigned char>(0x80U | (value & 0x7FU));
        }
        return at + kMaxVarint;
    }
    for (std::size_t i = length; i-- > 0; value >>= 7U) {
        at[i] = static_cast<unsigned char>((i + 1 < length ? 0x80U : 0U) | (value & 0x7FU));
    }
    return at + length;
}

void appendVarint(std::vector<unsigned char>& bytes, std::uint64_t value)
{
    std::array<unsigned char, kMaxVarint> varint{};
    unsigned char* end = putVarint(varint.data(), value);
    bytes.insert(bytes.end(), varint.data(), end);
}

/// The serial type of an integer, and its bytes.
std::pair<unsigned char, unsigned> widthOf(std::int64_t value)
{
    constexpr std::array<std::pair<unsigned char, unsigned>, 5> kWidths{{{1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 6}}};
    const auto magnitude = static_cast<std::uint64_t>(value < 0 ? ~value : value);
    for (const auto& width : kWidths) {
        if (magnitude >> (8 * width.second - 1) == 0) {
            return width;
        }
    }
    return {6, 8};
}

} // namespace

/// A row as it stands in a leaf: the payload is the head's size, the columns' types and their values.
struct TableImage::Cell {
    std::size_t headBytes = 0;
    std::size_t payload = 0;
};

Result<TableImage> TableImage::create(const std::string& createTable)
{
    Result<Database> database = Database::inMemory();
    const Result<void> made = database
                                  ? database->execute(fmt::format("PRAGMA page_size = {}; {}", kPageBytes, createTable))
                                  : fail(database.error());
    const Result<std::int64_t> root =
        made ? database->queryInteger("SELECT ifnull(sum(rootpage), 0) FROM sqlite_schema") : fail(made.error());
    if (!root) {
        return fail(root.error());
    }
    if (*root != kRoot) {
        return fail(ErrorCode::Internal, "a table image holds one table and nothing else");
    }
    Result<DatabaseImage> image = DatabaseImage::of(*database);
    if (!image) {
        return fail(image.error());
    }
    TableImage table;
    table.m_image = *std::move(image);
    table.m_capacity = table.m_image.size();
    table.m_pages = static_cast<std::uint32_t>(table.m_image.size() / kPageBytes);
    table.startLeaf(kRoot);
    return table;
}

unsigned char* TableImage::page(std::uint32_t number)
{
    return m_image.m_bytes.get() + (number - 1) * kPageBytes;
}

std::uint32_t TableImage::addPage()
{
    constexpr std::size_t kFirstBytes = std::size_t{1} << 20;
    const std::size_t needed = (m_pages + std::size_t{1}) * kPageBytes;
    if (needed > m_capacity) {
        const std::size_t capacity = std::max(kFirstBytes, m_capacity + m_capacity / 2);
        auto* grown = static_cast<unsigned char*>(sqlite3_realloc64(m_image.m_bytes.get(), capacity));
        if (grown == nullptr) {
            m_noMemory = true;
            return 0;
        }
        static_cast<void>(m_image.m_bytes.release()); // which `grown` has replaced
        m_image.m_bytes.reset(grown);
        m_capacity = capacity;
    }
    std::memset(m_image.m_bytes.get() + needed - kPageBytes, 0, kPageBytes);
    return ++m_pages;
}

void TableImage::begin(std::int64_t rowid)
{
    m_rowid = rowid;
    m_types.clear();
    m_values.clear();
    addNull(); // the rowid stands for the column
}

void TableImage::addBigEndian(std::uint64_t value, unsigned bytes)
{
    const std::size_t size = m_values.size();
    m_values.resize(size + bytes);
    putBigEndian(m_values.data() + size, value, bytes);
}

void TableImage::addInteger(std::int64_t value)
{
    constexpr unsigned char kZero = 8; // and one is 9
    if (value == 0 || value == 1) {
        m_types.push_back(static_cast<unsigned char>(kZero + value));
        return;
    }
    const auto [type, bytes] = widthOf(value);
    m_types.push_back(type);
    addBigEndian(static_cast<std::uint64_t>(value), bytes);
}

void TableImage::addNumber(double value)
{
    // SQLite keeps whole numbers of up to six bytes as integers; a zero loses its sign so.
    constexpr double kLimit = 140'737'488'355'328.0; // 2^47
    if (value >= -kLimit && value < kLimit) {
        const auto whole = static_cast<std::int64_t>(value);
        if (static_cast<double>(whole) == value) {
            addInteger(whole);
            return;
        }
    }
    constexpr unsigned char kDouble = 7;
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    m_types.push_back(kDouble);
    addBigEndian(bits, sizeof bits);
}

void TableImage::addText(std::string_view text)
{
    appendVarint(m_types, 2 * static_cast<std::uint64_t>(text.size()) + 13);
    m_values.insert(m_values.end(), text.begin(), text.end());
}

void TableImage::end()
{
    Cell cell;
    cell.headBytes = m_types.size() + 1;
    while (lengthOfVarint(cell.headBytes) != cell.headBytes - m_types.size()) {
        ++cell.headBytes;
    }
    cell.payload = cell.headBytes + m_values.size();
    if (cell.payload <= kMostInLeaf) {
        writeWhole(cell);
    } else {
        writeWithOverflow(cell);
    }
    m_lastRowid = m_rowid;
}

unsigned char* TableImage::place(std::size_t bytes)
{
    const auto taken = [&] { return kLeafHead + (m_cells + 1) * kPointerBytes + bytes; };
    if (taken() > m_content) {
        closeLeaf();
        const std::uint32_t number = addPage();
        if (number == 0) {
            return nullptr;
        }
        startLeaf(number);
    }
    m_content -= bytes;
    unsigned char* leaf = page(m_leaf);
    putBigEndian(leaf + kLeafHead + m_cells++ * kPointerBytes, m_content, kPointerBytes);
    return leaf + m_content;
}

void TableImage::writeWhole(const Cell& cell)
{
    const auto rowid = static_cast<std::uint64_t>(m_rowid);
    unsigned char* at = place(lengthOfVarint(cell.payload) + lengthOfVarint(rowid) + cell.payload);
    if (at == nullptr) {
        return;
    }
    at = putVarint(putVarint(putVarint(at, cell.payload), rowid), cell.headBytes);
    std::memcpy(at, m_types.data(), m_types.size());
    if (!m_values.empty()) {
        std::memcpy(at + m_types.size(), m_values.data(), m_values.size());
    }
}

void TableImage::writeWithOverflow(const Cell& cell)
{
    constexpr std::size_t kInOverflow = kPageBytes - kPageNumberBytes;
    m_payload.clear();
    appendVarint(m_payload, cell.headBytes);
    m_payload.insert(m_payload.end(), m_types.begin(), m_types.end());
    m_payload.insert(m_payload.end(), m_values.begin(), m_values.end());
    std::size_t local = kLeastInLeaf + (cell.payload - kLeastInLeaf) % kInOverflow;
    local = local <= kMostInLeaf ? local : kLeastInLeaf;
    const auto rowid = static_cast<std::uint64_t>(m_rowid);
    const std::size_t head = lengthOfVarint(cell.payload) + lengthOfVarint(rowid);
    unsigned char* at = place(head + local + kPageNumberBytes);
    if (at == nullptr) {
        return;
    }
    std::memcpy(putVarint(putVarint(at, cell.payload), rowid), m_payload.data(), local);
    // Where the next page's number goes; memory moves as pages are added.
    auto link = static_cast<std::size_t>(at - m_image.m_bytes.get()) + head + local;
    for (std::size_t done = local; done < cell.payload; done += kInOverflow) {
        const std::uint32_t number = addPage();
        if (number == 0) {
            return;
        }
        putBigEndian(m_image.m_bytes.get() + link, number, kPageNumberBytes);
        link = (number - std::size_t{1}) * kPageBytes;
        std::memcpy(page(number) + kPageNumberBytes, m_payload.data() + done,
                    std::min(kInOverflow, cell.payload - done));
    }
}

void TableImage::startLeaf(std::uint32_t number)
{
    m_leaf = number;
    m_cells = 0;
    m_content = kPageBytes;
}

void TableImage::closeLeaf()
{
    unsigned char* leaf = page(m_leaf);
    leaf[0] = kLeafType;
    putBigEndian(leaf + 3, m_cells, 2);
    putBigEndian(leaf + 5, m_content, 2);
    m_leaves.push_back({m_leaf, m_lastRowid});
}

void TableImage::writeInterior(std::uint32_t number, const Child* children, std::size_t count)
{
    unsigned char* interior = page(number);
    std::size_t content = kPageBytes;
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const auto key = static_cast<std::uint64_t>(children[i].lastRowid);
        content -= kPageNumberBytes + lengthOfVarint(key);
        putBigEndian(interior + content, children[i].page, kPageNumberBytes);
        putVarint(interior + content + kPageNumberBytes, key);
        putBigEndian(interior + kInteriorHead + i * kPointerBytes, content, kPointerBytes);
    }
    interior[0] = kInteriorType;
    putBigEndian(interior + 3, count - 1, 2);
    putBigEndian(interior + 5, content, 2);
    putBigEndian(interior + 8, children[count - 1].page, kPageNumberBytes);
}

/// Levels of interior pages, up to one page, which is the root.
void TableImage::writeTree()
{
    std::vector<Child> children = m_leaves;
    if (children.size() == 1) {
        return;
    }
    const std::uint32_t moved = addPage(); // the first leaf, which stood in the root's place
    if (moved == 0) {
        return;
    }
    std::memcpy(page(moved), page(kRoot), kPageBytes);
    std::memset(page(kRoot), 0, kPageBytes);
    children.front().page = moved;
    while (children.size() > kMaxChildren) {
        std::vector<Child> parents;
        for (std::size_t i = 0; i < children.size();) {
            std::size_t count = std::min(kMaxChildren, children.size() - i);
            count -= children.size() - i - count == 1 ? 1 : 0; // a page has two children at least
            const std::uint32_t number = addPage();
            if (number == 0) {
                return;
            }
            writeInterior(number, children.data() + i, count);
            i += count;
            parents.push_back({number, children[i - 1].lastRowid});
        }
        children = std::move(parents);
    }
    writeInterior(kRoot, children.data(), children.size());
}

void TableImage::writeHead()
{
    unsigned char* head = page(1);
    putBigEndian(head + 28, m_pages, 4);
    std::memcpy(head + 92, head + 24, 4); // the count of pages is of this change
}

Result<DatabaseImage> TableImage::finish() &&
{
    closeLeaf();
    writeTree();
    if (m_noMemory) {
        return fail(ErrorCode::LimitExceeded, "no memory for a copy of a table");
    }
    writeHead();
    m_image.m_size = m_pages * kPageBytes;
    return std::move(m_image);
}

} // namespace postweave::sqlite
