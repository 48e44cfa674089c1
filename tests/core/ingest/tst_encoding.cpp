// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/ingest/record_fixture.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <random>

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

const QString kTable = QStringLiteral("id,name,city\n1,Zoë,Köln\n2,日本,\"a,😀\"\n3,x,y\n");
constexpr const char* kRead = "1|Zoë|Köln / 2|日本|a,😀 / 3|x|y";

QByteArray encoded(const QString& text, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encoder(encoding, mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder(text);
}

} // namespace

class TestEncoding : public QObject {
    Q_OBJECT

private slots:
    void unicodeFilesAreRead_data();
    void unicodeFilesAreRead();
    void decisionsAreMadeOverTheWholeFile_data();
    void decisionsAreMadeOverTheWholeFile();
    void windows1252IsReadAsIcuReadsIt();
    void everyUtf16TextIsReadAsQtReadsIt();
    void unpairedSurrogatesRejectTheirRow();
    void oddByteAtTheEndRejectsItsRow();
    void bytesOfNoEncodingRefuseTheFileWithItsPlace();
    void utf32IsRefused();
    void encodingCanBeTold();
    void nulInAShortFileIsNoUtf16();
    void lateIllFormedByteIsFoundAcrossBlocks();
};

void TestEncoding::unicodeFilesAreRead_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("encoding");
    const auto add = [](const char* name, QStringConverter::Encoding qt, bool mark, Encoding encoding) {
        QTest::newRow(name) << encoded(kTable, qt, mark) << static_cast<int>(encoding);
    };
    add("UTF-8", QStringConverter::Utf8, false, Encoding::Utf8);
    add("UTF-8 with mark", QStringConverter::Utf8, true, Encoding::Utf8);
    add("UTF-16LE", QStringConverter::Utf16LE, false, Encoding::Utf16Le);
    add("UTF-16LE with mark", QStringConverter::Utf16LE, true, Encoding::Utf16Le);
    add("UTF-16BE", QStringConverter::Utf16BE, false, Encoding::Utf16Be);
    add("UTF-16BE with mark", QStringConverter::Utf16BE, true, Encoding::Utf16Be);
}

void TestEncoding::unicodeFilesAreRead()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, encoding);
    const ReadFile file = readBytes(bytes);
    QVERIFY2(!file.error, file.error ? toLine(*file.error).c_str() : "");
    QCOMPARE(static_cast<int>(file.format.encoding), encoding);
    QCOMPARE(spell(file), std::string(kRead));
    QCOMPARE(file.columns.front().name, std::string("id"));
}

void TestEncoding::decisionsAreMadeOverTheWholeFile_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("encoding");
    QTest::addColumn<QString>("rows");
    const auto add = [](const char* name, const QByteArray& bytes, const char* encoding, const char* rows) {
        QTest::newRow(name) << bytes << QString::fromUtf8(encoding) << QString::fromUtf8(rows);
    };
    add("Windows-1252", "id,name\n1,Zo\xEB\n2,\x80 5\n", "Windows-1252", "1|Zoë / 2|€ 5");
    add("Windows-1252 header",
        "id,stra\xDF"
        "e\n1,x\n",
        "Windows-1252", "1|x");
    add("ASCII", "id,name\n1,x\n", "UTF-8", "1|x");
    add("mixed, one each", "id,name\n1,Zo\xC3\xAB\n2,Zo\xEB\n3,x\n", "UTF-8", "1|Zoë / ! / 3|x");
    add("mixed, mostly ill-formed", "id,name\n1,Zo\xC3\xAB\n2,Zo\xEB\n3,\xE9\n4,\xF6\xFC\n", "UTF-8",
        "1|Zoë / ! / ! / !");
    add("cut sequence at the end", "id,name\n1,Zo\xC3\xAB\n2,Zo\xC3", "UTF-8", "1|Zoë / !");
    add("overlong and surrogate", "id,name\n1,\xC3\xAB\n2,\xC0\xAF\n3,\xED\xA0\x80\n4,x\n", "UTF-8",
        "1|ë / ! / ! / 4|x");
    QByteArray rare = "id,name\n";
    QByteArray spelled;
    for (int i = 0; i < 300; ++i) {
        rare += QByteArray::number(i) + (i == 7 ? ",\x81\n" : ",x\n");
        spelled += (i == 0 ? "" : " / ") + (i == 7 ? QByteArray("!") : QByteArray::number(i) + "|x");
    }
    QTest::newRow("one byte of no encoding among many lines")
        << rare << QStringLiteral("UTF-8") << QString::fromUtf8(spelled);
    QByteArray french = "id,name\n";
    QByteArray read;
    for (int i = 0; i < 60; ++i) {
        french += QByteArray::number(i) + ",d\xE9j\xE0 vu\n";
        read += QByteArray(i == 0 ? "" : " / ") + QByteArray::number(i) + "|déjà vu";
    }
    french += "60,CAF\xC9\xBB\n"; // an accident: well-formed UTF-8
    QTest::newRow("Windows-1252 with an accident")
        << french << QStringLiteral("Windows-1252") << QString::fromUtf8(read + " / 60|CAFÉ»");
}

void TestEncoding::decisionsAreMadeOverTheWholeFile()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, encoding);
    QFETCH(QString, rows);
    const ReadFile file = readBytes(bytes);
    QVERIFY2(!file.error, file.error ? toLine(*file.error).c_str() : "");
    QCOMPARE(QString::fromUtf8(nameOf(file.format.encoding).data()), encoding);
    QCOMPARE(QString::fromStdString(spell(file)), rows);
}

void TestEncoding::windows1252IsReadAsIcuReadsIt()
{
    QByteArray bytes = "id,text\n1,";
    for (int i = 0xA0; i < 0x100; ++i) {
        bytes += static_cast<char>(i);
    }
    bytes += "\n2,\x80\x82\x8A\x99\x9F\n";
    const ReadFile file = readBytes(bytes);
    QString latin;
    for (char16_t i = 0xA0; i < 0x100; ++i) {
        latin += QChar(i);
    }
    QCOMPARE(QString::fromStdString(file.rows[0].cells[1]), latin);
    QCOMPARE(file.rows[1].cells[1], std::string("€‚Š™Ÿ"));
}

void TestEncoding::everyUtf16TextIsReadAsQtReadsIt()
{
    std::mt19937 random(3);
    for (int round = 0; round < 40; ++round) {
        QString text = QStringLiteral("id,text\n");
        for (int row = 0; row < 3000; ++row) {
            const char32_t point = random() % 3 == 0 ? 0x10000 + random() % 0x10000 : 0x100 + random() % 0x5000;
            text += QStringLiteral("%1,x%2\n").arg(row).arg(QString::fromUcs4(&point, 1));
        }
        const bool little = random() % 2 == 0;
        const ReadFile file =
            readBytes(encoded(text, little ? QStringConverter::Utf16LE : QStringConverter::Utf16BE, random() % 2 == 0));
        const ReadFile judge = readBytes(text.toUtf8());
        QVERIFY(!file.error);
        QCOMPARE(spell(file), spell(judge));
    }
}

void TestEncoding::unpairedSurrogatesRejectTheirRow()
{
    QString text = QStringLiteral("id,name\n1,a\n2,x\n3,x\n4,b\n");
    text[text.indexOf(QLatin1Char('x'))] = QChar(0xD83D);
    text[text.indexOf(QLatin1Char('x'))] = QChar(0xDE00);
    const QByteArray bytes =
        QByteArray("\xFF\xFE") + QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
    const ReadFile file = readBytes(bytes);
    QCOMPARE(spell(file), std::string("1|a / ! / ! / 4|b"));
    QCOMPARE(file.rows[1].fault, std::string("not well-formed UTF-16LE at character 3"));
}

void TestEncoding::oddByteAtTheEndRejectsItsRow()
{
    const ReadFile file =
        readBytes(encoded(QStringLiteral("id,name\n1,a\n2,b"), QStringConverter::Utf16LE, true) + 'c');
    QCOMPARE(spell(file), std::string("1|a / !"));
}

void TestEncoding::bytesOfNoEncodingRefuseTheFileWithItsPlace()
{
    const ReadFile file = readBytes("id,name\n1,a\n2,b\x81\xFF\n3,\x8D\n");
    QVERIFY(file.error);
    QCOMPARE(file.error->code, ErrorCode::InvalidInput);
    QCOMPARE(file.error->where.line, 3);
    QCOMPARE(file.error->where.column, 4);
    QVERIFY(file.error->message.find("save the file as UTF-8") != std::string::npos);
}

void TestEncoding::utf32IsRefused()
{
    for (const auto encoding : {QStringConverter::Utf32LE, QStringConverter::Utf32BE}) {
        const ReadFile file = readBytes(encoded(kTable, encoding, true));
        QVERIFY(file.error);
        QVERIFY(file.error->message.find("UTF-32") != std::string::npos);
    }
}

void TestEncoding::encodingCanBeTold()
{
    const Folder folder;
    const std::string path = folder.write("id,name\n1,\xC3\xA9\n");
    QCOMPARE(spell(readAll(path)), std::string("1|é"));
    QCOMPARE(spell(readAll(path, {Encoding::Windows1252, UINT64_MAX})), std::string("1|Ã©"));
}

void TestEncoding::nulInAShortFileIsNoUtf16()
{
    for (const QByteArray& bytes : {QByteArray("id,name\n1,A\n2,\0\n", 16), QByteArray("id,name\n\0,A\n2,B\n", 16),
                                    QByteArray("id,b\n1,\0\0\0\0\0\n2,B\n", 18)}) {
        const ReadFile file = readBytes(bytes);
        QVERIFY(!file.error);
        QCOMPARE(file.format.encoding, Encoding::Utf8);
        QVERIFY(spell(file).find('!') != std::string::npos);
    }
}

/// The encoding's own blocks are 256 KiB: characters cut between them must not count as ill-formed.
void TestEncoding::lateIllFormedByteIsFoundAcrossBlocks()
{
    for (int shift = 0; shift < 4; ++shift) {
        QByteArray bytes = "id,name\n0," + QByteArray(shift, 'x') + "\n";
        for (int i = 1; bytes.size() < 600'000; ++i) {
            bytes += QByteArray::number(i) + ",日本語日本語\n";
        }
        QCOMPARE(readBytes(bytes).format.encoding, Encoding::Utf8);
        const ReadFile file = readBytes(bytes + "x,\xEB\n");
        QCOMPARE(file.rows.back().fault, std::string("not well-formed UTF-8 at character 3"));
        QVERIFY(file.rows[file.rows.size() - 2].fault.empty());
    }
}

QTEST_APPLESS_MAIN(TestEncoding)
#include "tst_encoding.moc"
