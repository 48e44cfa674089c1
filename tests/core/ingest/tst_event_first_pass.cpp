// SPDX-License-Identifier: GPL-3.0-or-later
// Rows kept from the first reading are those that a second reading gives, whatever comes behind a file's first rows.
#include "core/ingest/event_first_pass.h"
#include "tests/core/ingest/import_fixture.h"

#include <fstream>
#include <random>
#include <thread>

#include <sys/stat.h>

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

constexpr int kBeforeSurprise = 25'000; // more than a sample

/// Events of twenty customers that rise by a second each.
struct Rows {
    QByteArray bytes = "profile_id,type,ts,item,amount,day,tags\n";
    std::mt19937 random{3};
    int time = 1'700'000'000;

    void add(const QByteArray& row)
    {
        const QByteArray customer = "c" + QByteArray::number(random() % 20);
        bytes += customer + "," + QByteArray(row).replace("T", QByteArray::number(++time)) + "\n";
    }
    void addOrdinary(int count)
    {
        for (int i = 0; i < count; ++i) {
            const QByteArray number = QByteArray::number(random() % 50);
            add(i % 3 == 0 ? QByteArray("view,T,sku-" + number + ",,,")
                           : QByteArray("buy,T,sku-" + number + "," + number + ",2024-01-" +
                                        QByteArray::number(10 + random() % 20) + ",a;b"));
        }
    }
};

/// All that an import left behind.
QString spelled(ImportFixture& f, const Result<ImportReport>& report)
{
    if (!report) {
        return QString::fromStdString(toLine(report.error()));
    }
    const profile::ImportCounts& counts = report->counts;
    QString text =
        QStringLiteral("%1 %2 %3 %4 ").arg(counts.rows).arg(counts.created).arg(counts.duplicates).arg(counts.rejected);
    const auto rejected = f.log.rejectedRows(report->import, 10'000);
    for (const profile::RejectedRow& row : *rejected) {
        text += QString::number(row.line) + QString::fromStdString(row.reason) + "|";
    }
    std::uint64_t sum = 0;
    const auto types = f.events.types();
    for (const event::EventTypeSummary& type : *types) {
        text += QStringLiteral("\n%1 %2").arg(QString::fromStdString(type.name)).arg(type.count);
        const auto read = f.events.readType(type.name, {true, {}, {}});
        for (const event::PropertyColumn& column : read->columns.properties) {
            text += QStringLiteral(" %1:%2").arg(QString::fromStdString(column.name)).arg(int(column.type));
        }
        for (std::size_t row = 0; row < read->columns.size(); ++row) {
            sum = sum * 31 + read->columns.profiles[row] + static_cast<std::uint64_t>(read->columns.times[row]);
            for (const event::PropertyColumn& column : read->columns.properties) {
                const Json value = toJson(read->columns.value(column, row), TimeZone());
                sum = sum * 31 + std::hash<std::string>()(toText(value));
            }
        }
    }
    return text + QStringLiteral(" %1").arg(sum);
}

QByteArray customers()
{
    QByteArray people = "id,email\n";
    for (int i = 0; i < 20; ++i) {
        people += "c" + QByteArray::number(i) + ",c" + QByteArray::number(i) + "@shop.example\n";
    }
    return people;
}

QString imported(const QByteArray& bytes, std::size_t heldBytes, const QByteArray& before = {})
{
    ImportFixture f;
    if (!f.people(customers()) || (!before.isEmpty() && !f.happenings(before))) {
        qFatal("the customers could not be imported");
    }
    ImportOptions options;
    options.heldBytes = heldBytes;
    const auto report = f.happenings(bytes, options);
    const QString first = spelled(f, report);
    const auto again = f.happenings(bytes, options); // all duplicates, or rejected as before
    return first + "\nagain " + (again ? QString::number(again->counts.created) : QStringLiteral("no"));
}

} // namespace

class TestEventFirstPass : public QObject {
    Q_OBJECT

private slots:
    void surprisesBehindTheSampleChangeNothing_data();
    void surprisesBehindTheSampleChangeNothing();
    void typesThatStandAreKept();
    void blocksBehindASurpriseAreReadAgain();
    void ordinaryRowsAreHeldAndOthersNot();
    void encodingIsThatOfTheWholeFile();
    void pipeIsReadOnce();
};

void TestEventFirstPass::surprisesBehindTheSampleChangeNothing_data()
{
    QTest::addColumn<QByteArray>("surprise");
    QTest::newRow("none") << QByteArray("view,T,sku-1,,,");
    QTest::newRow("a fraction among integers") << QByteArray("buy,T,sku-1,1.5,2024-01-10,a");
    QTest::newRow("a text among integers") << QByteArray("buy,T,sku-1,many,2024-01-10,a");
    QTest::newRow("a moment among dates") << QByteArray("buy,T,sku-1,1,2024-01-10T10:00:00Z,a");
    QTest::newRow("another separator") << QByteArray("buy,T,sku-1,1,2024-01-10,a|b");
    QTest::newRow("a text that looks like a list no more") << QByteArray("buy,T,sku-1,1,2024-01-10,a; b");
    QTest::newRow("an event type") << QByteArray("return,T,sku-1,3,,");
    QTest::newRow("a property of a type") << QByteArray("view,T,sku-1,3,,");
    QTest::newRow("a property that is a list") << QByteArray("view,T,sku-1,,,x;y");
    QTest::newRow("no time") << QByteArray("buy,then,sku-1,3,2024-01-10,a");
    QTest::newRow("no type") << QByteArray(",T,sku-1,3,2024-01-10,a");
    QTest::newRow("too few fields") << QByteArray("buy,T");
    QTest::newRow("a quoted text") << QByteArray("buy,T,\"sku, 1\",3,2024-01-10,a");
    QTest::newRow("a repeated event") << QByteArray("buy,T,sku-1,3,2024-01-10,a\nc1,buy,1,x,1,,\nc1,buy,1,x,1,,");
    QTest::newRow("an unknown customer") << QByteArray("buy,T,sku-1,3,2024-01-10,a\nnobody,buy,1,x,seven,,");
    QTest::newRow("an address") << QByteArray("buy,T,sku-1,3,2024-01-10,a\nC7@shop.example,buy,1,x,1,,");
}

void TestEventFirstPass::surprisesBehindTheSampleChangeNothing()
{
    QFETCH(QByteArray, surprise);
    Rows rows;
    rows.addOrdinary(kBeforeSurprise);
    rows.add(surprise);
    rows.addOrdinary(1'000);
    const QString twice = imported(rows.bytes, 0);
    QVERIFY(twice.endsWith("again 0"));
    QCOMPARE(imported(rows.bytes, kHeldBytes), twice);
}

void TestEventFirstPass::typesThatStandAreKept()
{
    Rows rows;
    rows.addOrdinary(kBeforeSurprise);
    rows.add("buy,T,sku-1,1.5,2024-01-10,a");
    for (const char* before : {"profile_id,type,ts,amount\nc1,buy,1,7\n", "profile_id,type,ts,amount\nc1,buy,1,x\n",
                               "profile_id,type,ts,item\nc1,view,1,8\n"}) {
        QCOMPARE(imported(rows.bytes, kHeldBytes, before), imported(rows.bytes, 0, before));
    }
}

void TestEventFirstPass::blocksBehindASurpriseAreReadAgain()
{
    Rows rows;
    rows.addOrdinary(260'000); // more than a block
    rows.add("return,T,sku-1,3,,");
    rows.addOrdinary(1'000);
    QVERIFY(rows.bytes.size() > (8 << 20));
    const QString twice = imported(rows.bytes, 0);
    QCOMPARE(imported(rows.bytes, kHeldBytes), twice);
    QCOMPARE(imported(rows.bytes, 100'000), twice);
}

void TestEventFirstPass::ordinaryRowsAreHeldAndOthersNot()
{
    ImportFixture f;
    VERIFY_RESULT(f.people(customers()));
    Rows rows;
    rows.addOrdinary(kBeforeSurprise);
    for (const bool surprising : {false, true}) {
        rows.add(surprising ? "return,T,sku-1,3,," : "view,T,sku-2,,,");
        auto reader = openRecords(f.folder.write(rows.bytes, "events.csv"));
        VERIFY_RESULT(reader);
        const auto plan = planEvents((*reader)->columns(), nullptr);
        VERIFY_RESULT(plan);
        const Walk sampling{{}, {}, 0, 0, kSampleRows};
        auto sample = surveyEvents(**reader, *plan, sampling);
        VERIFY_RESULT(sample);
        VERIFY_RESULT((*reader)->rewind());
        auto finder = ProfileFinder::load(f.database, false, false);
        VERIFY_RESULT(finder);
        const auto rules = resolveEvents(f.events, {*plan, *std::move(sample)}, *finder, TimeZone());
        VERIFY_RESULT(rules);
        const Walk walk{{}, {}};
        const auto pass = passFirst(**reader, *rules, kEventsPerBatch, walk, kHeldBytes);
        VERIFY_RESULT(pass);
        QCOMPARE(pass->heldAll, !surprising);
        QCOMPARE(pass->heldBlocks, surprising ? std::size_t{0} : std::size_t{1});
        QCOMPARE(pass->survey.rows, static_cast<std::uint64_t>(kBeforeSurprise + (surprising ? 2 : 1)));
    }
}

void TestEventFirstPass::encodingIsThatOfTheWholeFile()
{
    Rows rows;
    rows.addOrdinary(40'000);
    QVERIFY(rows.bytes.size() > (1 << 20));
    rows.add("view,T,caf\xE9,,,"); // Windows-1252
    ImportFixture f;
    VERIFY_RESULT(f.people(customers()));
    const auto report = f.happenings(rows.bytes);
    VERIFY_RESULT(report);
    QCOMPARE(report->format.encoding, Encoding::Windows1252);
    rows.add("view,T,caf\xC3\xA9,,,");
    ImportFixture mixed;
    VERIFY_RESULT(mixed.people(customers()));
    const auto rejected = mixed.happenings(rows.bytes);
    VERIFY_RESULT(rejected);
    QCOMPARE(rejected->format.encoding, Encoding::Utf8);
    QVERIFY(spelled(mixed, rejected).contains("not well-formed UTF-8"));
}

void TestEventFirstPass::pipeIsReadOnce()
{
    Rows rows;
    rows.addOrdinary(30'000);
    rows.add("view,T,caf\xE9,,,");
    ImportFixture f;
    VERIFY_RESULT(f.people(customers()));
    const std::string path = f.folder.write("", "events.csv") + ".pipe";
    QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
    std::thread writer([&] {
        std::ofstream pipe(path, std::ios::binary);
        pipe.write(rows.bytes.constData(), rows.bytes.size());
    });
    const auto report = f.importFile(MappingKind::Events, path);
    writer.join();
    VERIFY_RESULT(report);
    QCOMPARE(report->format.encoding, Encoding::Windows1252);
    QCOMPARE(report->counts.rows, std::uint64_t{30'001});
}

QTEST_APPLESS_MAIN(TestEventFirstPass)
#include "tst_event_first_pass.moc"
