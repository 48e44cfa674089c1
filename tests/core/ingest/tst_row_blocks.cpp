// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/ingest/byte_scan.h"
#include "core/ingest/csv_rows.h"
#include "tests/core/ingest/record_fixture.h"

#include <random>

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

RowBlocks blocksOf(const std::string& path, std::size_t blockBytes)
{
    Result<ByteSource> bytes = ByteSource::open(path);
    if (!bytes) {
        qFatal("%s", toLine(bytes.error()).c_str());
    }
    return RowBlocks(TextSource(*std::move(bytes), {Encoding::Utf8, 0}), blockBytes);
}

struct Walked {
    std::vector<std::string> rows; ///< spelled whole: line, raw text, fault, cells
    std::size_t blocks = 0;
    std::string text;
};

std::string spelled(const Record& record)
{
    const ReadRow row = rowOf(record);
    std::string text = std::to_string(row.line) + "\x1F" + row.raw + "\x1F" + row.fault;
    for (const std::string& cell : row.cells) {
        text += "\x1F" + cell;
    }
    return text;
}

Walked walk(const std::string& path, std::size_t blockBytes, CsvDialect dialect)
{
    Walked walked;
    RowBlocks blocks = blocksOf(path, blockBytes);
    FileFormat format;
    format.dialect = dialect;
    for (;;) {
        Result<std::optional<RowBlock>> block = blocks.next(dialect);
        if (!block) {
            qFatal("%s", toLine(block.error()).c_str());
        }
        if (!*block) {
            return walked;
        }
        ++walked.blocks;
        walked.text += (*block)->text();
        CsvRows rows(*std::move(*block), format);
        rows.expectFields(2);
        Record record;
        while (*rows.next(record)) {
            walked.rows.push_back(spelled(record));
        }
    }
}

QByteArray randomText(std::mt19937& random, std::string_view alphabet, std::size_t length)
{
    QByteArray text;
    for (std::size_t i = 0; i < length; ++i) {
        text += alphabet[random() % alphabet.size()];
    }
    return text;
}

} // namespace

class TestRowBlocks : public QObject {
    Q_OBJECT

private slots:
    void blocksOfAnySizeGiveTheSameRows();
    void blocksHoldWholeRows();
    void indexedRowsAreThoseOfACloserLook();
    void rowTooLongIsOneBlockAndTheNextRowsFollow();
};

void TestRowBlocks::blocksOfAnySizeGiveTheSameRows()
{
    const Folder folder;
    std::mt19937 random(11);
    for (const std::string_view alphabet : {"ab,\"\n\r", "ab,,,\n", "a,\r", "a\"\"\",\r\n"}) {
        for (int round = 0; round < 300; ++round) {
            const std::string path = folder.write(randomText(random, alphabet, random() % 400));
            for (const CsvDialect dialect : {CsvDialect{',', '"'}, CsvDialect{',', '\0'}}) {
                const Walked whole = walk(path, 1'000'000, dialect);
                const Walked pieces = walk(path, 1 + random() % 60, dialect);
                QVERIFY(whole.blocks <= 1);
                QCOMPARE(pieces.text, whole.text);
                QCOMPARE(pieces.rows, whole.rows);
            }
        }
    }
}

void TestRowBlocks::blocksHoldWholeRows()
{
    const Folder folder;
    const std::string path = folder.write("a,b\r\n\"c\nd\",e\r\nf,g\rh,i");
    const Walked pieces = walk(path, 8, {',', '"'});
    QVERIFY(pieces.blocks > 2);
    QCOMPARE(pieces.rows, (std::vector<std::string>{"1\x1F"
                                                    "a,b\x1F\x1F"
                                                    "a\x1F"
                                                    "b",
                                                    "2\x1F\"c\nd\",e\x1F\x1F"
                                                    "c\nd\x1F"
                                                    "e",
                                                    "4\x1F"
                                                    "f,g\x1F\x1F"
                                                    "f\x1Fg",
                                                    "5\x1Fh,i\x1F\x1Fh\x1Fi"}));
}

/// What next() hands out quickly, held against scanRow() from row to row; long enough to need the index several times.
void TestRowBlocks::indexedRowsAreThoseOfACloserLook()
{
    const Folder folder;
    std::mt19937 random(12);
    using namespace std::string_view_literals;
    for (const std::string_view alphabet : {"abcdefghij,\n"sv, "abcdefghijklm,\r\n"sv, "ab\xC3\xA4,,\n"sv,
                                            "abcdefg,\n\0"sv, "abcdefghijklmnopqrstuvwxyz,,\n\""sv}) {
        for (const std::size_t length : {70'000, 16'384, 300}) {
            QByteArray bytes = randomText(random, alphabet, length);
            bytes.replace("\r", "\r\n");
            for (int i = 0; i < 200; ++i) {
                bytes += i == 100 ? QByteArray(40'000, 'x') + ",y\n" : QByteArray("1,z\r\n");
            }
            const Walked walked = walk(folder.write(bytes), 1'000'000, {',', '"'});
            const std::string text = bytes.toStdString() + std::string(kScanPadding, ' ');
            const char* end = text.data() + bytes.size();
            ScannedRow scanned;
            std::uint64_t line = 1;
            auto row = walked.rows.begin();
            for (const char* at = text.data(); at < end; at += scanned.next, line += scanned.lines) {
                scanRow(at, end, true, {',', '"'}, scanned);
                if (scanned.length == 0) {
                    continue;
                }
                QVERIFY(row != walked.rows.end());
                const std::string raw(at, std::min(scanned.length, kMaxRawBytes));
                const std::string start = std::to_string(line) + "\x1F" + raw + "\x1F";
                QVERIFY(row->starts_with(start));
                const bool sound = scanned.end == RowEnd::Complete && scanned.textAfterQuote == 0 &&
                                   scanned.fields.size() == 2 && isValidUtf8(raw) && raw.find('\0') == raw.npos;
                QCOMPARE((*row)[start.size()] == '\x1F', sound);
                if (sound && raw.find('"') == raw.npos) {
                    const std::string first(at, scanned.fields[0].end);
                    const std::string second(at + scanned.fields[1].begin, at + scanned.fields[1].end);
                    QCOMPARE(row->substr(start.size()), "\x1F" + first + "\x1F" + second);
                }
                ++row;
            }
            QVERIFY(row == walked.rows.end());
        }
    }
}

void TestRowBlocks::rowTooLongIsOneBlockAndTheNextRowsFollow()
{
    const Folder folder;
    const std::string path = folder.write("a,b\n\"" + QByteArray(40'000'000, '\n') + "\",x\nc,d\n");
    const Walked walked = walk(path, RowBlocks::kBlockBytes, {',', '"'});
    QCOMPARE(walked.rows.size(), std::size_t{3});
    QVERIFY(walked.rows[1].starts_with("2\x1F"));
    QVERIFY(walked.rows[1].find("larger than 16 MB") != std::string::npos);
    QCOMPARE(walked.rows[2], std::string("40000003\x1F"
                                         "c,d\x1F\x1F"
                                         "c\x1F"
                                         "d"));
}

QTEST_APPLESS_MAIN(TestRowBlocks)
#include "tst_row_blocks.moc"
