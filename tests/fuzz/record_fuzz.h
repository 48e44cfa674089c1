// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for any file whatever: used by the fuzz targets of the record readers.
#pragma once

#include "core/base/text.h"
#include "core/ingest/byte_source.h"
#include "core/ingest/conversion.h"
#include "core/ingest/known_types.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/type_inference.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <sys/mman.h>
#include <unistd.h>
#include <vector>

namespace postweave::ingest::fuzz {

inline void hold(bool condition, const char* what)
{
    if (!condition) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}

/// A file in memory.
class MemoryFile {
public:
    MemoryFile(const std::uint8_t* bytes, std::size_t size) : m_descriptor(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        hold(m_descriptor >= 0 && ::write(m_descriptor, bytes, size) == static_cast<ssize_t>(size),
             "memory for the file");
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    ~MemoryFile() { ::close(m_descriptor); }
    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_descriptor); }

private:
    int m_descriptor;
};

inline void checkRecord(const Record& record, const RecordReader& reader)
{
    hold(isValidUtf8(record.fault), "a fault is text");
    if (!record.fault.empty()) {
        hold(record.cells.empty(), "a faulty record has no cells");
        return;
    }
    hold(reader.format().jsonLines || record.cells.size() == reader.columns().size(), "a cell a column");
    for (const Cell& cell : record.cells) {
        hold(isValidUtf8(cell.text) && cell.text.find('\0') == std::string_view::npos, "cells are text");
        hold(cell.kind != CellKind::List || (cell.list != nullptr && !cell.list->empty()), "lists have items");
    }
}

/// Reads twice: the second reading gives the same, and every value fits the type that the first one found.
inline void checkReader(RecordReader& reader)
{
    std::vector<TypeInference> types;
    std::vector<std::pair<std::uint64_t, std::string>> rows;
    Record record;
    for (Result<bool> any = reader.next(record); any && *any; any = reader.next(record)) {
        hold(rows.empty() || record.line > rows.back().first, "lines rise");
        checkRecord(record, reader);
        rows.emplace_back(record.line, std::string(record.raw));
        types.resize(std::max(types.size(), record.cells.size()));
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            types[i].observe(record.cells[i]);
        }
    }
    hold(reader.rewind().has_value(), "reading again");
    std::size_t row = 0;
    for (Result<bool> any = reader.next(record); any && *any; any = reader.next(record), ++row) {
        hold(row < rows.size() && rows[row] == std::pair(record.line, std::string(record.raw)), "the same rows again");
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            Value value;
            const auto rule = resolveRule({}, types[i], std::nullopt);
            hold(rule && convert(record.cells[i], rule->rule, TimeZone(), value), "values fit the type found");
            static_cast<void>(readMoment(record.cells[i], std::nullopt, TimeZone()));
        }
    }
    hold(row == rows.size(), "all rows again");
}

} // namespace postweave::ingest::fuzz
