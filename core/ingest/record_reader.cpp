// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/record_reader.h"

#include "core/base/text.h"
#include "core/ingest/csv_reader.h"
#include "core/ingest/jsonl_reader.h"

#include <array>

namespace postweave::ingest {

namespace {

/// The first byte of the text that is no white space; NUL if there is none in the first block.
Result<char> firstCharacter(TextSource& source)
{
    std::array<char, 4096> block{};
    const Result<std::size_t> count = source.read(block.data(), block.size());
    source.rewind();
    if (!count) {
        return fail(count.error());
    }
    const std::string_view text = trimmed({block.data(), *count});
    return text.empty() ? '\0' : text.front();
}

Result<std::unique_ptr<RecordReader>> openText(TextSource source, const std::string& extension)
{
    bool jsonLines = extension == ".jsonl" || extension == ".ndjson";
    if (jsonLines || extension == ".json") {
        const Result<char> first = firstCharacter(source);
        if (!first) {
            return fail(first.error());
        }
        const ErrorLocation place{source.bytes().name(), 1, 1, ""};
        if (*first == '\0' && jsonLines) {
            return fail(ErrorCode::InvalidInput, "is empty; each line must be a JSON object", place);
        }
        if (*first == '[' && !jsonLines) {
            return fail(ErrorCode::InvalidInput, "is one JSON array; write one object a line (JSON Lines)", place);
        }
        jsonLines = jsonLines || *first == '{';
    }
    if (jsonLines) {
        return std::make_unique<JsonLinesReader>(std::move(source));
    }
    return CsvReader::open(std::move(source), extension == ".tsv" || extension == ".tab");
}

/// Rows that a reader reads one after the other.
class BorrowedRows final : public RecordBlock {
public:
    BorrowedRows(RecordReader& reader, Record first) : RecordBlock(reader.bytesRead()), m_reader(reader), m_first(first)
    {
    }

    Result<bool> next(Record& record) override
    {
        if (m_rows == kMaxRows || m_bytes >= kMaxBytes) {
            return false;
        }
        if (m_rows++ == 0) {
            record = m_first;
            m_bytes = record.bytes;
            return true;
        }
        const Result<bool> any = m_reader.next(record);
        m_bytes += any && *any ? record.bytes : 0;
        return any;
    }
    std::uint64_t bytesRead() const override { return m_reader.bytesRead(); }

private:
    static constexpr std::uint64_t kMaxRows = 200'000;
    static constexpr std::uint64_t kMaxBytes = std::uint64_t{8} << 20;

    RecordReader& m_reader;
    Record m_first;
    std::uint64_t m_rows = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace

Result<std::unique_ptr<RecordBlock>> RecordReader::nextBlock()
{
    Record first;
    const Result<bool> any = next(first);
    if (!any) {
        return fail(any.error());
    }
    return *any ? std::make_unique<BorrowedRows>(*this, first) : nullptr;
}

Result<std::unique_ptr<RecordReader>> openRecords(const std::filesystem::path& path, const ReadOptions& options)
{
    Result<ByteSource> bytes = ByteSource::open(path);
    if (!bytes) {
        return fail(bytes.error());
    }
    Result<DetectedEncoding> encoding = detectEncoding(*bytes, options.encoding ? 1 : options.detectBytes);
    if (options.encoding && (!encoding || encoding->encoding != *options.encoding)) {
        encoding = DetectedEncoding{*options.encoding, 0};
    }
    if (!encoding) {
        return fail(encoding.error());
    }
    return openText(TextSource(std::move(*bytes), *encoding), toLower(path.extension().string()));
}

} // namespace postweave::ingest
