// SPDX-License-Identifier: GPL-3.0-or-later
// RecordReader: CSV, TSV and JSON Lines files as a stream of records, in bounded memory.
#pragma once

#include "core/base/error.h"
#include "core/ingest/encoding.h"
#include "core/ingest/record.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace postweave::ingest {

/// How a delimited file is written. Line ends (LF, CRLF, CR) may even be mixed.
struct CsvDialect {
    char delimiter = ',';
    char quote = '"'; ///< NUL: nothing is quoted
    bool operator==(const CsvDialect&) const = default;
};

/// What was found out about a file before its first record.
struct FileFormat {
    bool jsonLines = false;
    CsvDialect dialect; ///< of delimited files
    Encoding encoding = Encoding::Utf8;
    std::uint64_t bytes = 0;
};

struct ReadOptions {
    std::optional<Encoding> encoding; ///< not detected but as told
    /// The encoding is found over the whole file; a smaller number looks at that many bytes only (for a preview).
    std::uint64_t detectBytes = UINT64_MAX;
};

/// Some of a file's rows, in their order. One thread at a time.
class RecordBlock {
public:
    virtual ~RecordBlock() = default;
    /// False at the block's end. Errors: the file can no longer be read.
    [[nodiscard]] virtual Result<bool> next(Record& record) = 0;
    /// How far into the file its reader had come when it was handed out, or has by now.
    [[nodiscard]] virtual std::uint64_t bytesRead() const = 0;
    /// Tells it from the file's other blocks, whenever the file is read.
    [[nodiscard]] std::uint64_t place() const { return m_place; }

protected:
    explicit RecordBlock(std::uint64_t place) : m_place(place) {}

private:
    std::uint64_t m_place;
};

/// Reads a file from its start to its end, as often as asked. One thread at a time.
///
/// Rows that cannot be read come as records with a fault: a quoted field never closed (the rest of the file belongs to
/// that row), text after a closing quote, too many or too few fields, a NUL, bytes that are not well-formed in the
/// file's encoding, more than kMaxRowBytes; a JSON line that does not parse, is no object, repeats a key or brings a
/// name that falls together with another. Blank lines are no records.
class RecordReader {
public:
    virtual ~RecordReader() = default;

    [[nodiscard]] const FileFormat& format() const { return m_format; }
    /// Of a delimited file: its header. Of JSON Lines: the paths met so far, in order of appearance; they stay over
    /// rewind().
    [[nodiscard]] const std::vector<Column>& columns() const { return m_columns; }
    /// False at the end of the file. Errors: the file can no longer be read.
    [[nodiscard]] virtual Result<bool> next(Record& record) = 0;
    /// The rows to come, as far as a batch should hold, to be read one by one; nullptr at the end of the file. By
    /// default a block borrows from this reader and must be read to its end before the reader is used again.
    [[nodiscard]] virtual Result<std::unique_ptr<RecordBlock>> nextBlock();
    /// True where blocks may be read side by side, each on any thread, while more are asked for.
    [[nodiscard]] virtual bool blocksAreIndependent() const { return false; }
    /// Back to before the first record.
    [[nodiscard]] virtual Result<void> rewind() = 0;
    /// How far into format().bytes reading has come.
    [[nodiscard]] virtual std::uint64_t bytesRead() const = 0;

protected:
    RecordReader() = default;
    FileFormat m_format;
    std::vector<Column> m_columns;
};

/// `.jsonl` and `.ndjson` are JSON Lines, as is a `.json` file that starts with a brace; `.tsv` and `.tab` are
/// delimited by tabs if their first line has one; everything else is a delimited file whose delimiter (comma,
/// semicolon, tab, bar) and quoting are found from its first 256 KiB.
///
/// Errors carry the file, and line and column where they have one: NotFound; InvalidInput (cannot be read, empty, a
/// header that is cut, has a NUL, is not well-formed, has a column without a name or two that fall together; an
/// encoding that is none of ours); LimitExceeded (more than kMaxColumns, a header of more than kMaxRowBytes).
[[nodiscard]] Result<std::unique_ptr<RecordReader>> openRecords(const std::filesystem::path& path,
                                                                const ReadOptions& options = {});

} // namespace postweave::ingest
