// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_reader.h"

#include "core/base/source_range.h"
#include "core/base/text.h"
#include "core/ingest/column_names.h"
#include "core/ingest/csv_detect.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kSampleBytes = std::size_t{256} << 10;

} // namespace

CsvReader::CsvReader(TextSource source) : m_blocks(std::move(source))
{
    m_format.encoding = m_blocks.source().encoding();
    m_format.bytes = m_blocks.source().bytes().size();
}

Result<std::unique_ptr<RecordReader>> CsvReader::open(TextSource source, bool preferTab)
{
    std::unique_ptr<CsvReader> reader(new CsvReader(std::move(source)));
    if (const Result<void> started = reader->start(preferTab); !started) {
        return fail(started.error());
    }
    return reader;
}

Error CsvReader::refuse(std::string message, std::uint64_t line, std::size_t column, ErrorCode code) const
{
    return Error{code,
                 std::move(message),
                 {m_blocks.source().bytes().name(), static_cast<int>(std::min<std::uint64_t>(line, INT32_MAX)),
                  static_cast<int>(std::min<std::size_t>(column, INT32_MAX)), ""}};
}

Result<void> CsvReader::start(bool preferTab)
{
    const Result<std::string_view> text = m_blocks.peek();
    if (!text) {
        return fail(text.error());
    }
    const std::string_view sample = text->substr(0, kSampleBytes);
    const bool complete = m_blocks.atEnd() && sample.size() == text->size();
    const char announced = announcedDelimiter(sample);
    m_format.dialect = announced != '\0' ? CsvDialect{announced, '"'} : detectDialect(sample, complete, preferTab);
    return readHeader();
}

/// The next block, or nullptr at the end of the file.
Result<std::unique_ptr<CsvRows>> CsvReader::fetch()
{
    Result<std::optional<RowBlock>> block = m_blocks.next(m_format.dialect);
    if (!block) {
        return fail(block.error());
    }
    if (!*block) {
        return nullptr;
    }
    auto rows = std::make_unique<CsvRows>(*std::move(*block), m_format);
    rows->expectFields(m_columns.size());
    return rows;
}

Result<void> CsvReader::readHeader()
{
    const Result<std::string_view> text = m_blocks.peek();
    if (!text) {
        return fail(text.error());
    }
    const bool announced = announcedDelimiter(*text) != '\0';
    for (int row = announced ? 0 : 1; row < 2; ++row) {
        while (m_rows == nullptr || !m_rows->scan()) {
            Result<std::unique_ptr<CsvRows>> rows = fetch();
            if (!rows) {
                return fail(rows.error());
            }
            if (*rows == nullptr) {
                return fail(refuse("is empty; its first line must name the columns", 1));
            }
            m_rows = *std::move(rows);
        }
    }
    if (m_rows->isTooLong()) {
        return fail(refuse("the header is larger than 16 MB; check that this is a delimited file", m_rows->line(), 1,
                           ErrorCode::LimitExceeded));
    }
    if (const Result<void> taken = m_columns.empty() ? takeColumns(*m_rows) : Result<void>(); !taken) {
        return taken;
    }
    m_rows->expectFields(m_columns.size());
    return {};
}

Result<void> CsvReader::takeColumns(CsvRows& rows)
{
    const std::string_view raw = rows.raw();
    const std::uint64_t line = rows.line();
    if (const std::string_view fault = rows.findFault(); !fault.empty()) {
        return fail(refuse(fmt::format("the header cannot be read: {}", fault), line, 1));
    }
    if (rows.fields().size() > kMaxColumns) {
        return fail(refuse(fmt::format("{} columns, where at most {} can be read; leave some out",
                                       groupedDigits(rows.fields().size()), groupedDigits(kMaxColumns)),
                           line, 1, ErrorCode::LimitExceeded));
    }
    std::unordered_map<std::string, std::size_t> known;
    for (const FieldSpan& field : rows.fields()) {
        Column column{std::string(rows.fieldText(field)), ""};
        column.key = toSnakeCase(column.name);
        const SourcePosition place = positionOf(raw, field.begin);
        const std::uint64_t fieldLine = line + static_cast<std::uint64_t>(place.line) - 1;
        const auto fieldColumn = static_cast<std::size_t>(place.column);
        if (column.key.empty()) {
            return fail(refuse(fmt::format("column {} has no name; give it one", m_columns.size() + 1), fieldLine,
                               fieldColumn));
        }
        const auto [same, isNew] = known.emplace(column.key, m_columns.size());
        if (!isNew) {
            return fail(refuse("the columns " + fallTogether(m_columns[same->second], column), fieldLine, fieldColumn));
        }
        m_columns.push_back(std::move(column));
    }
    return {};
}

Result<void> CsvReader::rewind()
{
    m_blocks.rewind();
    m_rows.reset();
    return readHeader();
}

Result<bool> CsvReader::next(Record& record)
{
    for (;;) {
        if (m_rows != nullptr) {
            if (const Result<bool> any = m_rows->next(record); !any || *any) {
                return any;
            }
        }
        Result<std::unique_ptr<CsvRows>> rows = fetch();
        if (!rows) {
            return fail(rows.error());
        }
        if (*rows == nullptr) {
            return false;
        }
        m_rows = *std::move(rows);
    }
}

Result<std::unique_ptr<RecordBlock>> CsvReader::nextBlock()
{
    if (m_rows != nullptr) {
        return std::exchange(m_rows, nullptr);
    }
    return fetch();
}

} // namespace postweave::ingest
