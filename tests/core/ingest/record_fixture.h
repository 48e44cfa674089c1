// SPDX-License-Identifier: GPL-3.0-or-later
// Files of given bytes, and what a reader makes of them.
#pragma once

#include "core/ingest/record_reader.h"
#include "tests/core/verify_result.h"

#include <QtTest/QtTest>

#include <sys/mman.h>
#include <unistd.h>

namespace postweave::ingest::test {

/// A folder of files, removed at the end.
class Folder {
public:
    std::string write(const QByteArray& bytes, const QString& name = QStringLiteral("file.csv")) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
            qFatal("cannot write %s", qPrintable(file.fileName()));
        }
        return file.fileName().toStdString();
    }

private:
    QTemporaryDir m_folder;
};

struct ReadRow {
    std::uint64_t line = 0;
    std::string fault;
    std::vector<std::string> cells; ///< texts; lists joined by `|`
    std::string raw;
};

struct ReadFile {
    std::optional<Error> error;
    FileFormat format;
    std::vector<Column> columns;
    std::vector<ReadRow> rows;

    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> names;
        for (const Column& column : columns) {
            names.push_back(column.name);
        }
        return names;
    }
};

inline std::string textOf(const Cell& cell)
{
    if (cell.kind != CellKind::List) {
        return std::string(cell.text);
    }
    std::string text;
    for (const std::string& item : *cell.list) {
        text += (text.empty() ? "" : "|") + item;
    }
    return text;
}

inline ReadRow rowOf(const Record& record)
{
    ReadRow row{record.line, std::string(record.fault), {}, std::string(record.raw)};
    for (const Cell& cell : record.cells) {
        row.cells.push_back(textOf(cell));
    }
    return row;
}

/// Reads a file twice and checks that the second reading gives the same.
inline ReadFile readAll(const std::string& path, const ReadOptions& options = {})
{
    ReadFile result;
    Result<std::unique_ptr<RecordReader>> reader = openRecords(path, options);
    if (!reader) {
        result.error = reader.error();
        return result;
    }
    result.format = (*reader)->format();
    Record record;
    for (Result<bool> any = (*reader)->next(record); *any; any = (*reader)->next(record)) {
        result.rows.push_back(rowOf(record));
    }
    result.columns = (*reader)->columns();
    if (!(*reader)->rewind()) {
        qFatal("cannot rewind");
    }
    std::size_t again = 0;
    for (Result<bool> any = (*reader)->next(record); *any; any = (*reader)->next(record)) {
        const ReadRow row = rowOf(record);
        if (again >= result.rows.size() || row.line != result.rows[again].line || row.raw != result.rows[again].raw ||
            row.fault != result.rows[again].fault) {
            qFatal("the second reading differs");
        }
        ++again;
    }
    if (again != result.rows.size()) {
        qFatal("the second reading is shorter");
    }
    return result;
}

/// A delimited file in memory: cheap enough for thousands.
inline ReadFile readBytes(const QByteArray& bytes)
{
    const int descriptor = ::memfd_create("records", MFD_CLOEXEC);
    if (descriptor < 0 ||
        ::write(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size()) {
        qFatal("no memory for a file");
    }
    const ReadFile file = readAll("/proc/self/fd/" + std::to_string(descriptor));
    ::close(descriptor);
    return file;
}

inline ReadFile readBytes(const QByteArray& bytes, const QString& name)
{
    const Folder folder;
    return readAll(folder.write(bytes, name));
}

/// For rows spelled out: `1|Ann / 2|Bo`; a faulty row as `!`.
inline std::string spell(const ReadFile& file)
{
    std::string text;
    for (const ReadRow& row : file.rows) {
        text += text.empty() ? "" : " / ";
        if (!row.fault.empty()) {
            text += "!";
            continue;
        }
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            text += (i == 0 ? "" : "|") + row.cells[i];
        }
    }
    return text;
}

} // namespace postweave::ingest::test
