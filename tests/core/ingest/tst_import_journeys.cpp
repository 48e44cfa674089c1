// SPDX-License-Identifier: GPL-3.0-or-later
// Real files, imported whole; what they hold is counted by Python's csv module.
#include "tests/core/email/python_judge.h"
#include "tests/core/ingest/import_fixture.h"

#include <QJsonArray>
#include <QJsonObject>

#include <numeric>

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

QString customers(const char* name)
{
    return QStringLiteral(POSTWEAVE_SHARED_DATA "/customers/") + QLatin1String(name);
}

#define SKIP_WITHOUT(path)                                                                                             \
    if (!QFile::exists(path))                                                                                          \
    QSKIP("real data is not there")

/// Runs Python over files given as arguments.
QJsonObject judge(const QByteArray& script, const QStringList& files)
{
    return postweave::test::askPython(
               "import csv, json, sys\nread = lambda p: list(csv.DictReader(open(p, encoding='utf-8', newline='')))\n" +
                   script,
               {}, files)
        .object();
}

ImportOptions with(const char* mapping)
{
    ImportOptions options;
    options.mapping = mappingOf(mapping);
    return options;
}

constexpr const char* kInvoiceLines =
    R"({"format": "postweave.mapping/1", "kind": "events", "profile": "CustomerId", "type": {"value": "purchase"}, "time": "InvoiceDate", "id": "InvoiceLineId",
 "properties": {"item": "Track", "category": "Genre", "amount": "UnitPrice", "quantity": "Quantity"}, "rest": "ignore"})";
constexpr const char* kTransactions =
    R"({"format": "postweave.mapping/1", "kind": "events", "profile": "household_id", "type": {"value": "purchase"}, "time": "transaction_timestamp",
 "properties": {"item": {"column": "product_id", "type": "text"}, "amount": "sales_value", "basket": {"column": "basket_id", "type": "text"}}, "rest": "ignore"})";
constexpr const char* kRetailCustomers =
    R"({"format": "postweave.mapping/1", "kind": "profiles", "key": "CustomerID", "attributes": {"country": "Country"}, "rest": "ignore"})";
constexpr const char* kRetailPurchases =
    R"({"format": "postweave.mapping/1", "kind": "events", "profile": "CustomerID", "type": {"value": "purchase"}, "time": "InvoiceDate",
 "properties": {"invoice": {"column": "InvoiceNo", "type": "text"}, "item": {"column": "StockCode", "type": "text"}, "quantity": "Quantity", "price": "UnitPrice"}, "rest": "ignore"})";

} // namespace

class TestImportJourneys : public QObject {
    Q_OBJECT

private slots:
    void chinook();
    void completeJourney();
    void onlineRetail();
};

void TestImportJourneys::chinook()
{
    SKIP_WITHOUT(customers("chinook/customers.csv"));
    ImportFixture f;
    const std::string people = customers("chinook/customers.csv").toStdString();
    const std::string lines = customers("chinook/invoice_lines.csv").toStdString();
    QCOMPARE(spelled(f.importFile(MappingKind::Profiles, people)), QStringLiteral("rows 59, created 59"));
    QCOMPARE(f.schema(),
             QStringLiteral(
                 "first_name text, last_name text, company text, address text, city text, state text, country text, "
                 "postal_code text, phone text, fax text, email text, support_rep_id integer"));
    const auto luis = f.profiles.find("LUISG@embraer.com.br");
    QCOMPARE((*luis)->key, std::string("1"));
    QVERIFY(f.attributes("1").contains(QStringLiteral(R"("last_name":"Gonçalves")")));
    QVERIFY(f.attributes("4").contains(QStringLiteral(R"("postal_code":"0171")")));
    QCOMPARE(spelled(f.importFile(MappingKind::Events, lines, with(kInvoiceLines))),
             QStringLiteral("rows 2240, created 2240"));
    QCOMPARE(spelled(f.importFile(MappingKind::Events, lines, with(kInvoiceLines))),
             QStringLiteral("rows 2240, duplicates 2240"));
    QCOMPARE(spelled(f.importFile(MappingKind::Profiles, people)), QStringLiteral("rows 59, unchanged 59"));
    SKIP_WITHOUT_PYTHON();
    const QJsonObject counted = judge(
        "rows = read(sys.argv[1])\nprint(json.dumps({'sum': round(sum(float(r['UnitPrice']) for r in rows), 2)}))",
        {QString::fromStdString(lines)});
    const auto read = f.events.readType("purchase");
    const auto& amounts = read->columns.find("amount")->numbers;
    const double sum = std::accumulate(amounts.begin(), amounts.end(), 0.0);
    QCOMPARE(qRound64(sum * 100), qRound64(counted[QStringLiteral("sum")].toDouble() * 100));
}

void TestImportJourneys::completeJourney()
{
    SKIP_WITHOUT(customers("completejourney/demographics.csv"));
    SKIP_WITHOUT_PYTHON();
    ImportFixture f;
    const QString people = customers("completejourney/demographics.csv");
    const QString lines = customers("completejourney/transactions_sample.csv");
    const QJsonObject counted = judge(R"(
known = {r['household_id'] for r in read(sys.argv[1])}
rows = read(sys.argv[2])
kept = {(r['household_id'], r['transaction_timestamp'], r['product_id'], float(r['sales_value']), r['basket_id']) for r in rows if r['household_id'] in known}
print(json.dumps({'rows': len(rows), 'known': sum(r['household_id'] in known for r in rows), 'kept': len(kept)}))
)",
                                      {people, lines});
    ImportOptions keyed;
    keyed.key = "household_id";
    QCOMPARE(spelled(f.importFile(MappingKind::Profiles, people.toStdString(), keyed)),
             QStringLiteral("rows 801, created 801"));
    QVERIFY(f.schema().startsWith(QStringLiteral("age text, income text, home_ownership text")));
    const auto report = f.importFile(MappingKind::Events, lines.toStdString(), with(kTransactions));
    VERIFY_RESULT(report);
    QCOMPARE(static_cast<int>(report->counts.rows), counted[QStringLiteral("rows")].toInt());
    QCOMPARE(static_cast<int>(report->counts.created), counted[QStringLiteral("kept")].toInt());
    QCOMPARE(static_cast<int>(report->counts.created + report->counts.duplicates),
             counted[QStringLiteral("known")].toInt());
    QCOMPARE(report->counts.rejected + report->counts.created + report->counts.duplicates, report->counts.rows);
    const auto again = f.importFile(MappingKind::Events, lines.toStdString(), with(kTransactions));
    QCOMPARE(again->counts.created, 0U);
    QCOMPARE(again->counts.rejected, report->counts.rejected);
}

void TestImportJourneys::onlineRetail()
{
    const QString file = customers("online_retail/online_retail_2010-12.csv");
    SKIP_WITHOUT(file);
    SKIP_WITHOUT_PYTHON();
    ImportFixture f;
    const QJsonObject counted = judge(R"(
rows = read(sys.argv[1])
with_customer = [r for r in rows if r['CustomerID']]
events = {(r['CustomerID'], r['InvoiceDate'], r['InvoiceNo'], r['StockCode'], int(r['Quantity']), float(r['UnitPrice'])) for r in with_customer}
print(json.dumps({'rows': len(rows), 'customers': len({r['CustomerID'] for r in with_customer}), 'lines': len(with_customer), 'events': len(events)}))
)",
                                      {file});
    const auto people = f.importFile(MappingKind::Profiles, file.toStdString(), with(kRetailCustomers));
    VERIFY_RESULT(people);
    QCOMPARE(static_cast<int>(people->counts.created), counted[QStringLiteral("customers")].toInt());
    QCOMPARE(static_cast<int>(people->counts.rows - people->counts.rejected), counted[QStringLiteral("lines")].toInt());
    const auto purchases = f.importFile(MappingKind::Events, file.toStdString(), with(kRetailPurchases));
    VERIFY_RESULT(purchases);
    QCOMPARE(static_cast<int>(purchases->counts.rows), counted[QStringLiteral("rows")].toInt());
    QCOMPARE(static_cast<int>(purchases->counts.created), counted[QStringLiteral("events")].toInt());
    QCOMPARE(static_cast<int>(purchases->counts.created + purchases->counts.duplicates),
             counted[QStringLiteral("lines")].toInt());
    QCOMPARE(purchases->rejected.front().reason, std::string("CustomerID: empty; an event needs its profile"));
    const auto properties = f.events.properties("purchase");
    QCOMPARE(properties->at(2).type, ValueType::Integer);
}

QTEST_APPLESS_MAIN(TestImportJourneys)
#include "tst_import_journeys.moc"
