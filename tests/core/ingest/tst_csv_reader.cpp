// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/core/email/python_judge.h"
#include "tests/core/ingest/record_fixture.h"

#include <QJsonArray>
#include <QJsonObject>

#include <random>

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

QString sharedFolder(const char* name)
{
    return QStringLiteral(POSTWEAVE_SHARED_DATA) + QLatin1Char('/') + QLatin1String(name);
}

QJsonArray objectsOf(const ReadFile& file)
{
    QJsonArray objects;
    for (const ReadRow& row : file.rows) {
        QJsonObject object;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            object[QString::fromStdString(file.columns[i].name)] = QString::fromStdString(row.cells[i]);
        }
        objects.append(object);
    }
    return objects;
}

/// What Python's csv module reads; rows as lists of texts.
QJsonArray pythonRows(const QByteArray& bytes, char delimiter)
{
    constexpr const char* kScript = R"(
import csv, io, json, sys
csv.field_size_limit(1 << 27)
text = io.StringIO(sys.stdin.buffer.read().decode('utf-8'), newline='')
rows = [r for r in csv.reader(text, delimiter=chr(int(sys.argv[1]))) if r]
print(json.dumps(rows))
)";
    return postweave::test::askPython(kScript, bytes, {QString::number(delimiter)}).array();
}

QByteArray writeField(const QByteArray& text, char delimiter, std::mt19937& random)
{
    const bool needed =
        text.contains(delimiter) || text.contains('"') || text.contains('\n') || text.contains('\r') || text.isEmpty();
    if (!needed && random() % 4 != 0) {
        return text;
    }
    QByteArray doubled = text;
    return '"' + doubled.replace("\"", "\"\"") + '"';
}

struct Generated {
    QByteArray bytes;
    std::vector<std::vector<std::string>> rows;
};

/// A table of awkward texts, written as RFC 4180 asks.
Generated generate(std::mt19937& random, char delimiter)
{
    constexpr const char* kPieces[] = {"a",    "\"", "\"\"", ",", ";",  "\t", "|", "\n",
                                       "\r\n", "\r", " ",    "é", "日", "0",  "'"};
    constexpr const char* kLineEnds[] = {"\n", "\r\n", "\r"};
    const QByteArray lineEnd = kLineEnds[random() % 3];
    const std::size_t columns = 2 + random() % 5;
    Generated table;
    for (std::size_t i = 0; i < columns; ++i) {
        table.bytes +=
            (i == 0 ? QByteArray() : QByteArray(1, delimiter)) + "c" + QByteArray::number(static_cast<int>(i));
    }
    for (std::size_t row = random() % 40; row > 0; --row) {
        table.rows.emplace_back();
        table.bytes += lineEnd;
        for (std::size_t i = 0; i < columns; ++i) {
            QByteArray text;
            const std::size_t longText = random() % 50 == 0 ? 5000 : 5;
            for (std::size_t n = random() % longText; n > 0; --n) {
                text += kPieces[random() % std::size(kPieces)];
            }
            table.rows.back().push_back(text.toStdString());
            table.bytes += (i == 0 ? QByteArray() : QByteArray(1, delimiter)) + writeField(text, delimiter, random);
        }
    }
    table.bytes += random() % 2 == 0 ? lineEnd : QByteArray();
    return table;
}

} // namespace

class TestCsvReader : public QObject {
    Q_OBJECT

private slots:
    void csvSpectrumIsReadAsItsJsonSays_data();
    void csvSpectrumIsReadAsItsJsonSays();
    void univocityCornerCasesAreReadAsPythonReadsThem();
    void whatIsWrittenIsReadBack();
    void pythonReadsRandomBytesAlike();
    void rowsAcrossBlocksStayWhole();
    void badRowsAreRejectedWithLineAndReason_data();
    void badRowsAreRejectedWithLineAndReason();
    void linesCountThoseInsideQuotedFields();
    void brokenHeadersRefuseTheFile_data();
    void brokenHeadersRefuseTheFile();
    void rowBeyondTheLimitIsRejectedAndReadingGoesOn();
    void quoteNeverClosedInALargeFileEndsInOneRejectedRow();
    void tooManyColumnsAreRefused();
    void dialectIsDetected_data();
    void dialectIsDetected();
    void blankLinesAreNoRows();
    void missingFileAndFolderAreNotFound();
    void pipeIsReadTwice();
};

void TestCsvReader::csvSpectrumIsReadAsItsJsonSays_data()
{
    QTest::addColumn<QString>("name");
    const QDir folder(sharedFolder("csv/csv-spectrum/csvs"));
    for (const QString& file : folder.entryList({QStringLiteral("*.csv")})) {
        QTest::newRow(qPrintable(file)) << QFileInfo(file).baseName();
    }
    if (!folder.exists()) {
        QSKIP("csv-spectrum is not there");
    }
}

void TestCsvReader::csvSpectrumIsReadAsItsJsonSays()
{
    QFETCH(QString, name);
    const QString folder = sharedFolder("csv/csv-spectrum/");
    const ReadFile file = readAll((folder + QStringLiteral("csvs/") + name + QStringLiteral(".csv")).toStdString());
    QVERIFY(!file.error);
    QFile judge(folder + QStringLiteral("json/") + name + QStringLiteral(".json"));
    QVERIFY(judge.open(QIODevice::ReadOnly));
    QCOMPARE(objectsOf(file), QJsonDocument::fromJson(judge.readAll()).array());
}

void TestCsvReader::univocityCornerCasesAreReadAsPythonReadsThem()
{
    SKIP_WITHOUT_PYTHON();
    QFile source(sharedFolder("csv/univocity/correctness.csv"));
    if (!source.open(QIODevice::ReadOnly)) {
        QSKIP("univocity's correctness.csv is not there");
    }
    const QByteArray bytes = source.readAll();
    const ReadFile file = readAll(source.fileName().toStdString());
    const QJsonArray judge = pythonRows(bytes, ',');
    QCOMPARE(static_cast<qsizetype>(file.rows.size()), judge.size() - 1);
    for (std::size_t i = 0; i < file.rows.size(); ++i) {
        QCOMPARE(QString::fromStdString(file.rows[i].fault), QString());
        for (std::size_t j = 0; j < file.columns.size(); ++j) {
            QCOMPARE(QString::fromStdString(file.rows[i].cells[j]),
                     judge[static_cast<qsizetype>(i) + 1][static_cast<qsizetype>(j)].toString());
        }
    }
    QCOMPARE(file.rows[2].cells[3], std::string("MUST SELL!\nair, moon roof, loaded"));
}

void TestCsvReader::whatIsWrittenIsReadBack()
{
    std::mt19937 random(41);
    for (int round = 0; round < 600; ++round) {
        const char delimiter = ",;\t|"[random() % 4];
        const Generated table = generate(random, delimiter);
        const ReadFile file = readBytes(table.bytes);
        QVERIFY2(!file.error, table.bytes.constData());
        QCOMPARE(file.format.dialect, (CsvDialect{delimiter, '"'}));
        QCOMPARE(file.rows.size(), table.rows.size());
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            QCOMPARE(file.rows[i].fault, std::string());
            QCOMPARE(file.rows[i].cells, table.rows[i]);
        }
    }
}

/// Any bytes of the kind that breaks readers: where this reader takes a row, Python reads the same fields.
void TestCsvReader::pythonReadsRandomBytesAlike()
{
    SKIP_WITHOUT_PYTHON();
    std::mt19937 random(43);
    const std::string alphabet = "ab,,\"\n\n\r ";
    QByteArray script = "a,b,c\n";
    std::vector<QByteArray> files;
    QJsonArray inputs;
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes = "a,b,c\n1,2,3\n4,5,6\n";
        for (std::size_t n = random() % 30; n > 0; --n) {
            bytes += alphabet[random() % alphabet.size()];
        }
        files.push_back(bytes);
        inputs.append(QString::fromUtf8(bytes));
    }
    constexpr const char* kScript = R"(
import csv, io, json, sys
print(json.dumps([[r for r in csv.reader(io.StringIO(t, newline='')) if r] for t in json.load(sys.stdin)]))
)";
    const QJsonArray judged = postweave::test::askPython(kScript, QJsonDocument(inputs).toJson()).array();
    QCOMPARE(judged.size(), inputs.size());
    int compared = 0;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const ReadFile file = readBytes(files[i]);
        const QJsonArray rows = judged[static_cast<qsizetype>(i)].toArray();
        QCOMPARE(static_cast<qsizetype>(file.rows.size()) + 1, rows.size());
        for (std::size_t row = 0; row < file.rows.size(); ++row) {
            if (!file.rows[row].fault.empty()) {
                continue;
            }
            QJsonArray cells;
            for (const std::string& cell : file.rows[row].cells) {
                cells.append(QString::fromStdString(cell));
            }
            QCOMPARE(cells, rows[static_cast<qsizetype>(row) + 1].toArray());
            ++compared;
        }
    }
    QVERIFY(compared > 6000);
}

void TestCsvReader::rowsAcrossBlocksStayWhole()
{
    QByteArray bytes = "id,text\r\n";
    std::vector<std::string> expected;
    std::mt19937 random(5);
    for (int i = 0; bytes.size() < 20'000'000; ++i) {
        const QByteArray text =
            QByteArray(static_cast<int>(random() % 20'000), 'x') + "\"\"\r\né" + QByteArray(i % 7, ',');
        bytes += QByteArray::number(i) + ",\"" + text + "\"\r\n";
        expected.push_back(QByteArray(text).replace("\"\"", "\"").toStdString());
    }
    const ReadFile file = readBytes(bytes);
    QCOMPARE(file.rows.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(file.rows[i].cells[1], expected[i]);
        QCOMPARE(file.rows[i].line, 2 + 2 * i);
    }
}

void TestCsvReader::badRowsAreRejectedWithLineAndReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("rows");
    const auto add = [](const char* name, const QByteArray& bytes, int line, const char* reason, const char* rows) {
        QTest::newRow(name) << bytes << line << QString::fromUtf8(reason) << QString::fromUtf8(rows);
    };
    add("cut in a quoted field", "id,name\n1,Ann\n2,\"Bo", 3,
        "cut in a quoted field: the quote of field 2 is not closed before the file ends", "1|Ann / !");
    add("cut in a quoted field over lines", "id,name\n1,Ann\n2,\"Bo\n3,Cy\n", 3,
        "cut in a quoted field: the quote of field 2 is not closed before the file ends", "1|Ann / !");
    add("too few fields", "id,name,age\n1,Ann,3\n2,Bo\n3,Cy,5\n", 3, "too few fields: 2, where the header has 3",
        "1|Ann|3 / ! / 3|Cy|5");
    add("too many fields", "id,name\n1,Ann,3\n2,Bo\n", 2, "too many fields: 3, where the header has 2", "! / 2|Bo");
    add("NUL", QByteArray("id,name\n1,A\0nn\n2,Bo\n", 20), 2, "a NUL byte at character 4", "! / 2|Bo");
    add("text after a closing quote", "id,name\n1,\"Ann\"x\n2,Bo\n", 2,
        "text after the closing quote of field 2; a quote inside a quoted field is written twice", "! / 2|Bo");
    add("ill-formed UTF-8", "id,name\n1,Zoë\n2,Zo\xEB\n3,Bo\n", 3, "not well-formed UTF-8 at character 5",
        "1|Zoë / ! / 3|Bo");
    add("ill-formed UTF-8 after a mark", "\xEF\xBB\xBFid,name\n1,Zo\xEB\n2,Bo\n", 2,
        "not well-formed UTF-8 at character 5", "! / 2|Bo");
    add("quotes in a plain field are text", "id,name\n1,5\" disk\n2,Bo,x\n", 3,
        "too many fields: 3, where the header has 2", "1|5\" disk / !");
}

void TestCsvReader::badRowsAreRejectedWithLineAndReason()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, line);
    QFETCH(QString, reason);
    QFETCH(QString, rows);
    const ReadFile file = readBytes(bytes);
    QVERIFY2(!file.error, file.error ? toLine(*file.error).c_str() : "");
    QCOMPARE(QString::fromStdString(spell(file)), rows);
    const auto faulty =
        std::find_if(file.rows.begin(), file.rows.end(), [](const ReadRow& r) { return !r.fault.empty(); });
    QVERIFY(faulty != file.rows.end());
    QCOMPARE(static_cast<int>(faulty->line), line);
    QCOMPARE(QString::fromStdString(faulty->fault), reason);
    QVERIFY(bytes.contains(QByteArray::fromStdString(faulty->raw)));
}

void TestCsvReader::linesCountThoseInsideQuotedFields()
{
    const ReadFile file = readBytes("a,b\r\n\r\n1,\"x\ny\r\nz\rw\"\r\n2,3\r4,5\n6,7");
    QCOMPARE(spell(file), std::string("1|x\ny\r\nz\rw / 2|3 / 4|5 / 6|7"));
    QCOMPARE(file.rows[0].line, 3U);
    QCOMPARE(file.rows[1].line, 7U);
    QCOMPARE(file.rows[2].line, 8U);
    QCOMPARE(file.rows[3].line, 9U);
}

void TestCsvReader::brokenHeadersRefuseTheFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("line");
    const auto add = [](const char* name, const QByteArray& bytes, const char* line) {
        QTest::newRow(name) << bytes << QString::fromUtf8(line);
    };
    add("empty", "", "FILE:1: is empty; its first line must name the columns");
    add("blank", "\n\r\n\n", "FILE:1: is empty; its first line must name the columns");
    add("mark only", "\xEF\xBB\xBF", "FILE:1: is empty; its first line must name the columns");
    add("cut", "id,\"name\n1,2\n",
        "FILE:1:1: the header cannot be read: cut in a quoted field: the quote of field 2 is not closed before the "
        "file ends");
    add("NUL", QByteArray("id,na\0me\n1,2\n", 13), "FILE:1:1: the header cannot be read: a NUL byte at character 6");
    add("ill-formed", "id,n\xC3\xA9, n\xC3 \n1,2,3\n",
        "FILE:1:1: the header cannot be read: not well-formed UTF-8 at character 9");
    add("no name", "id,,age\n1,2,3\n", "FILE:1:4: column 2 has no name; give it one");
    add("no letter", "id,#,age\n1,2,3\n", "FILE:1:4: column 2 has no name; give it one");
    add("same name", "id,name,name\n1,2,3\n",
        "FILE:1:9: the columns 'name' and 'name' both become name; rename one of them");
    add("fall together", "\nid,E-Mail,\"x\ny\",e_mail\n1,2,3,4\n",
        "FILE:3:4: the columns 'E-Mail' and 'e_mail' both become e_mail; rename one of them");
}

void TestCsvReader::brokenHeadersRefuseTheFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, line);
    const Folder folder;
    const std::string path = folder.write(bytes);
    const ReadFile file = readAll(path);
    QVERIFY(file.error);
    QCOMPARE(file.error->code, ErrorCode::InvalidInput);
    QCOMPARE(QString::fromStdString(toLine(*file.error)),
             line.replace(QStringLiteral("FILE"), QString::fromStdString(path)));
}

void TestCsvReader::rowBeyondTheLimitIsRejectedAndReadingGoesOn()
{
    const QByteArray longText(static_cast<int>(kMaxRowBytes) + 1'000'000, 'x');
    for (const QByteArray& row : {"2," + longText, "2,\"" + longText + "\"\"\n,\r\n\"", "2,\"\"\"" + longText + "\""}) {
        const ReadFile file = readBytes("id,text\n1,a\n" + row + "\n3,c\n");
        QCOMPARE(spell(file), std::string("1|a / ! / 3|c"));
        QCOMPARE(file.rows[1].fault, std::string("larger than 16 MB"));
        QCOMPARE(file.rows[1].line, 3U);
        QCOMPARE(file.rows[2].line, 4U + static_cast<unsigned>(row.count('\n')));
        QVERIFY(file.rows[1].raw.size() <= kMaxRawBytes);
    }
}

void TestCsvReader::quoteNeverClosedInALargeFileEndsInOneRejectedRow()
{
    QByteArray bytes = "id,text\n1,a\n2,\"b\n";
    while (bytes.size() < static_cast<int>(kMaxRowBytes) + 2'000'000) {
        bytes += QByteArray(1000, 'x') + ",y\n";
    }
    const ReadFile file = readBytes(bytes);
    QCOMPARE(spell(file), std::string("1|a / !"));
    QCOMPARE(file.rows[1].line, 3U);
}

void TestCsvReader::tooManyColumnsAreRefused()
{
    QByteArray header = "c0";
    for (std::size_t i = 1; i <= kMaxColumns; ++i) {
        header += ",c" + QByteArray::number(static_cast<int>(i));
    }
    const ReadFile file = readBytes(header + "\n");
    QVERIFY(file.error);
    QCOMPARE(file.error->code, ErrorCode::LimitExceeded);
    QVERIFY(file.error->message.find("1,001 columns") == 0);
}

void TestCsvReader::dialectIsDetected_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("rows");
    const auto add = [](const char* name, const char* file, const QByteArray& bytes, const char* dialect,
                        const char* rows) {
        QTest::newRow(name) << bytes << QString::fromUtf8(file) << QString::fromUtf8(dialect)
                            << QString::fromUtf8(rows);
    };
    add("comma", "f.csv", "id,name\n1,a\n", ",\"", "1|a");
    add("semicolon with decimal commas", "f.csv", "id;price\n1;2,50\n2;3,50\n", ";\"", "1|2,50 / 2|3,50");
    add("semicolon, comma in the header", "f.csv", "id;name, full;x\n1;a;b\n", ";\"", "1|a|b");
    add("tab", "f.txt", "id\tname\n1\ta,b\n", "\t\"", "1|a,b");
    add("bar", "f.csv", "id|name\n1|a;b\n", "|\"", "1|a;b");
    add("one column", "f.csv", "email\na@x.example\n", ",\"", "a@x.example");
    add("all rows too short", "f.csv", "a,b,c\n1,2\n1\n", ",\"", "! / !");
    add("tsv with commas", "f.tsv", "a, b\tc\n1,2\t3\n", "\t\"", "1,2|3");
    add("tsv that has none", "f.tsv", "a,b\n1,2\n", ",\"", "1|2");
    add("quoted all over", "f.csv", "\"id\";\"a,b\"\n\"1\";\"x;y\"\n", ";\"", "1|x;y");
    add("single quotes", "f.csv", "'id','name'\n1,'O''Hara, Bo'\n", ",'", "1|O'Hara, Bo");
    add("apostrophes are text", "f.csv", "id,name\n1,'t Hooft\n2,'x,\n", ",\"", "1|'t Hooft / !");
    add("tabs without quoting", "f.tsv", "id\ttitle\n1\t\"Wide\n2\t\"Odd\" one\n3\tx\n", "\t",
        "1|\"Wide / 2|\"Odd\" one / 3|x");
    add("one stray quote between tabs is none", "f.tsv", "id\ttitle\n1\tx\n2\t\"Wide\n", "\t\"", "1|x / !");
    add("announced", "f.csv", "sep=;\nid,x;name\n1;a\n", ";\"", "1|a");
    add("a line end announces nothing", "f.csv", "sep=\n\n1\n2,3\n", ",\"", "1 / !");
    add("a quote announces nothing", "f.csv", "sep=\"\n1\n", ",\"", "1");
    add("CR only", "f.csv", "id,name\r1,a\r2,b", ",\"", "1|a / 2|b");
}

void TestCsvReader::dialectIsDetected()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, dialect);
    QFETCH(QString, rows);
    const ReadFile file = readBytes(bytes, name);
    QVERIFY2(!file.error, file.error ? toLine(*file.error).c_str() : "");
    QCOMPARE(file.format.dialect.delimiter, dialect[0].toLatin1());
    QCOMPARE(file.format.dialect.quote, dialect.size() > 1 ? dialect[1].toLatin1() : '\0');
    QCOMPARE(QString::fromStdString(spell(file)), rows);
}

void TestCsvReader::blankLinesAreNoRows()
{
    const ReadFile file = readBytes("\n\nid,name\n\n1,a\r\n\r\n\n2,b\n\n\n");
    QCOMPARE(spell(file), std::string("1|a / 2|b"));
    QCOMPARE(file.rows[0].line, 5U);
    QCOMPARE(file.rows[1].line, 8U);
}

void TestCsvReader::missingFileAndFolderAreNotFound()
{
    const QTemporaryDir folder;
    QCOMPARE(readAll(folder.filePath(QStringLiteral("none.csv")).toStdString()).error->code, ErrorCode::NotFound);
    QCOMPARE(readAll(folder.path().toStdString()).error->code, ErrorCode::NotFound);
}

void TestCsvReader::pipeIsReadTwice()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe.csv"));
    QCOMPARE(QProcess::execute(QStringLiteral("mkfifo"), {pipe}), 0);
    QProcess writer;
    writer.start(QStringLiteral("sh"),
                 {QStringLiteral("-c"), QStringLiteral("printf 'id,name\\n1,a\\n' > \"$0\""), pipe});
    QVERIFY(writer.waitForStarted());
    QCOMPARE(spell(readAll(pipe.toStdString())), std::string("1|a"));
    writer.waitForFinished(-1);
}

QTEST_APPLESS_MAIN(TestCsvReader)
#include "tst_csv_reader.moc"
