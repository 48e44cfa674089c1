// SPDX-License-Identifier: GPL-3.0-or-later
// JsonLinesReader: records of a JSON Lines file.
#pragma once

#include "core/ingest/json_flatten.h"
#include "core/ingest/record_reader.h"
#include "core/ingest/text_window.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace postweave::ingest {

/// See RecordReader.
class JsonLinesReader final : public RecordReader {
public:
    explicit JsonLinesReader(TextSource source);

    [[nodiscard]] Result<bool> next(Record& record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] std::uint64_t bytesRead() const override { return m_window.source().bytes().offset(); }

private:
    [[nodiscard]] Result<bool> scan();
    [[nodiscard]] Result<void> skipLongLine();
    [[nodiscard]] bool findFault(std::string_view line);
    [[nodiscard]] bool fillCells();
    [[nodiscard]] std::size_t columnOf(std::string_view path);
    void forgetColumnsFrom(std::size_t count);

    TextWindow m_window;
    std::size_t m_length = 0; // of the line scanned last, without line end
    std::size_t m_next = 0;   // where the line after it starts
    bool m_tooLong = false;
    std::string m_longLine;
    std::uint64_t m_line = 0;
    JsonFlattener m_flattener;
    std::unordered_map<std::string, std::size_t> m_byPath;
    std::unordered_map<std::string, std::size_t> m_byKey;
    std::string m_path;
    std::vector<Cell> m_cells;
    std::string m_fault;
};

} // namespace postweave::ingest
