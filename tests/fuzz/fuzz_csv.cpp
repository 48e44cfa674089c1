// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a delimited file.
#include "core/ingest/csv_rows.h"
#include "tests/fuzz/record_fuzz.h"

namespace {

using namespace postweave;
using namespace postweave::ingest;

using Rows = std::vector<std::pair<std::uint64_t, std::string>>;

/// Line and text of each row, with the file cut into blocks of that size.
Rows rowsByBlocks(const std::string& path, const FileFormat& format, std::size_t blockBytes)
{
    Rows rows;
    Result<ByteSource> bytes = ByteSource::open(path);
    fuzz::hold(bytes.has_value(), "the file opens again");
    RowBlocks blocks(TextSource(*std::move(bytes), {format.encoding, 0}), blockBytes);
    for (;;) {
        Result<std::optional<RowBlock>> block = blocks.next(format.dialect);
        fuzz::hold(block.has_value(), "blocks can be read");
        if (!*block) {
            return rows;
        }
        CsvRows records(*std::move(*block), format);
        Record record;
        while (*records.next(record)) {
            rows.emplace_back(record.line, std::string(record.raw));
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const fuzz::MemoryFile file(bytes, size);
    const auto reader = openRecords(file.path());
    if (!reader) {
        fuzz::hold(isValidUtf8(toLine(reader.error())), "an error is text");
        return 0;
    }
    fuzz::checkReader(**reader);
    const FileFormat& format = (*reader)->format();
    fuzz::hold(rowsByBlocks(file.path(), format, 1 + size % 61) == rowsByBlocks(file.path(), format, 1U << 20U),
               "the same rows however the file is cut");
    return 0;
}
