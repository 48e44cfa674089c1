// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/jsonl_reader.h"

#include "core/base/text.h"
#include "core/ingest/byte_scan.h"
#include "core/ingest/column_names.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kNoColumn = SIZE_MAX;

} // namespace

JsonLinesReader::JsonLinesReader(TextSource source) : m_window(std::move(source))
{
    m_format.jsonLines = true;
    m_format.encoding = m_window.source().encoding();
    m_format.bytes = m_window.source().bytes().size();
}

Result<void> JsonLinesReader::rewind()
{
    m_window.rewind();
    m_line = 0;
    return {};
}

/// Finds the next line that is not blank; false at the end of the file.
Result<bool> JsonLinesReader::scan()
{
    m_tooLong = false;
    for (;;) {
        if (m_window.size() == 0 && m_window.atEnd()) {
            return false;
        }
        const char* begin = m_window.begin();
        const auto* feed = static_cast<const char*>(std::memchr(begin, '\n', m_window.size()));
        if (feed == nullptr && !m_window.atEnd()) {
            const Result<void> more = m_window.size() > kMaxRowBytes ? skipLongLine() : m_window.readOn();
            if (!more) {
                return fail(more.error());
            }
            if (m_tooLong) {
                return true;
            }
            continue;
        }
        ++m_line;
        m_length = feed == nullptr ? m_window.size() : static_cast<std::size_t>(feed - begin);
        m_next = m_length + (feed == nullptr ? 0 : 1);
        if (!trimmed({begin, m_length}).empty()) {
            m_tooLong = m_length > kMaxRowBytes;
            m_longLine.assign(begin, m_tooLong ? kMaxRawBytes : 0);
            return true;
        }
        m_window.consume(m_next);
    }
}

Result<void> JsonLinesReader::skipLongLine()
{
    m_tooLong = true;
    m_longLine.assign(m_window.begin(), kMaxRawBytes);
    ++m_line;
    m_next = 0;
    for (;;) {
        const auto* feed = static_cast<const char*>(std::memchr(m_window.begin(), '\n', m_window.size()));
        m_window.consumeTo(feed == nullptr ? m_window.end() : feed + 1);
        if (feed != nullptr || m_window.atEnd()) {
            return {};
        }
        if (const Result<void> more = m_window.readOn(); !more) {
            return more;
        }
    }
}

bool JsonLinesReader::findFault(std::string_view line)
{
    m_fault.clear();
    const ByteKinds kinds = kindsOf(line.data(), line.data() + line.size());
    if (kinds.nul) {
        m_fault = fmt::format("a NUL byte at character {}", countCodePoints(line.substr(0, line.find('\0'))) + 1);
    } else if (const auto bad = kinds.beyondAscii ? firstInvalidUtf8(line) : std::nullopt; bad) {
        m_fault = fmt::format("not well-formed {} at character {}", nameOf(m_format.encoding),
                              countCodePoints(line.substr(0, *bad)) + 1);
    } else if (!m_flattener.flatten(line)) {
        m_fault = m_flattener.fault();
    }
    return !m_fault.empty();
}

void JsonLinesReader::forgetColumnsFrom(std::size_t count)
{
    for (; m_columns.size() > count; m_columns.pop_back()) {
        m_byPath.erase(m_columns.back().name);
        m_byKey.erase(m_columns.back().key);
    }
}

/// The column of a path, made where it is new; kNoColumn with m_fault where it cannot be one.
std::size_t JsonLinesReader::columnOf(std::string_view path)
{
    m_path.assign(path);
    if (const auto found = m_byPath.find(m_path); found != m_byPath.end()) {
        return found->second;
    }
    Column column{m_path, toSnakeCase(path)};
    if (column.key.empty()) {
        m_fault = fmt::format("the key '{}' has neither letter nor digit", path);
        return kNoColumn;
    }
    if (const auto same = m_byKey.find(column.key); same != m_byKey.end()) {
        m_fault = "the keys " + fallTogether(m_columns[same->second], column);
        return kNoColumn;
    }
    if (m_columns.size() == kMaxColumns) {
        m_fault = fmt::format("the key '{}' would be one more than {} columns", path, groupedDigits(kMaxColumns));
        return kNoColumn;
    }
    m_byPath.emplace(m_path, m_columns.size());
    m_byKey.emplace(column.key, m_columns.size());
    m_columns.push_back(std::move(column));
    return m_columns.size() - 1;
}

bool JsonLinesReader::fillCells()
{
    const std::size_t known = m_columns.size();
    m_cells.assign(known, Cell{});
    for (const JsonFlattener::Leaf& leaf : m_flattener.leaves()) {
        const std::size_t column = columnOf(leaf.path);
        if (column == kNoColumn) {
            forgetColumnsFrom(known);
            return false;
        }
        m_cells.resize(m_columns.size());
        m_cells[column] = leaf.cell;
    }
    return true;
}

Result<bool> JsonLinesReader::next(Record& record)
{
    const Result<bool> any = scan();
    if (!any || !*any) {
        return any;
    }
    record.line = m_line;
    record.cells = {};
    record.bytes = 0;
    if (m_tooLong) {
        record.raw = m_longLine;
        record.fault = "larger than 16 MB";
        m_window.consume(m_next);
        return true;
    }
    std::string_view line(m_window.begin(), m_length);
    line.remove_suffix(line.ends_with('\r') ? 1 : 0);
    record.raw = line.substr(0, kMaxRawBytes);
    record.bytes = line.size();
    if (!findFault(line) && fillCells()) {
        record.cells = m_cells;
    }
    record.fault = m_fault;
    m_window.consume(m_next);
    return true;
}

} // namespace postweave::ingest
