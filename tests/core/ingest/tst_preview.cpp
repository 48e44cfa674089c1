// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/ingest/preview.h"
#include "tests/core/ingest/import_fixture.h"

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

Result<Preview> previewOf(const QByteArray& bytes, PreviewOptions options = {}, const char* name = "a.csv")
{
    const Folder folder;
    return previewImport(folder.write(bytes, QString::fromUtf8(name)), options);
}

/// `id key; age integer; note ignored`.
QString columnsOf(const Preview& preview)
{
    constexpr const char* kRoles[] = {"ignored", "key", "profile", "type", "time", "id", ""};
    QStringList parts;
    for (const PreviewColumn& column : preview.columns) {
        QString text = QString::fromStdString(column.column.name);
        text += column.name.empty() || column.name == column.column.name
                    ? QString()
                    : QStringLiteral(" > ") + QString::fromStdString(column.name);
        const QString role = QString::fromUtf8(kRoles[static_cast<std::size_t>(column.role)]);
        text += role.isEmpty() ? QString() : QLatin1Char(' ') + role;
        text += column.type ? QLatin1Char(' ') + QString::fromStdString(std::string(nameOf(*column.type))) : QString();
        parts.append(text + (column.standing ? QStringLiteral(" (standing)") : QString()));
    }
    return parts.join(QStringLiteral("; "));
}

QString rowOf(const PreviewRow& row)
{
    QStringList parts;
    for (const PreviewCell& cell : row.cells) {
        const QString value = QString::fromStdString(toText(toJson(cell.value, TimeZone())));
        parts.append(cell.fault.empty() ? value : QLatin1Char('!') + QString::fromStdString(cell.text));
    }
    return parts.join(QLatin1Char(' ')) +
           (row.fault.empty() ? QString() : QStringLiteral(" - ") + QString::fromStdString(row.fault));
}

} // namespace

class TestPreview : public QObject {
    Q_OBJECT

private slots:
    void profilesAreShownAsTheyWouldBeStored();
    void faultsAreShownAtTheirCells();
    void eventsAreShownAsTheyWouldBeStored();
    void mappingFaultsComeBesideRawRows();
    void typesAreThoseOfTheRowsLookedAt();
    void standingTypesCount();
    void jsonLinesAreShown();
};

void TestPreview::profilesAreShownAsTheyWouldBeStored()
{
    const auto preview = previewOf("Id,Age,Tags,E-Mail\n1,7,a|b,x@y.example\n2,,c,\n");
    VERIFY_RESULT(preview);
    QCOMPARE(columnsOf(*preview), QStringLiteral("Id key; Age > age integer; Tags > tags list; E-Mail > e_mail text"));
    QCOMPARE(rowOf(preview->rows[0]), QStringLiteral(R"(null 7 ["a","b"] "x@y.example")"));
    QCOMPARE(preview->rows[0].cells[0].text, std::string("1"));
    QVERIFY(preview->complete);
    QCOMPARE(preview->rowsSeen, 2U);
    QCOMPARE(preview->rowsFaulty, 0U);
    QCOMPARE(preview->format.dialect.delimiter, ',');
}

void TestPreview::faultsAreShownAtTheirCells()
{
    PreviewOptions options;
    options.mapping = mappingOf(
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"age": {"column": "Age", "type": "integer"}}, "ignore": ["x"]})");
    const auto preview = previewOf("id,Age,x\n1,7,q\n2,old,q\n,8,q\n3,9\n", options);
    VERIFY_RESULT(preview);
    QCOMPARE(columnsOf(*preview), QStringLiteral("id key; Age > age integer; x ignored"));
    QCOMPARE(rowOf(preview->rows[1]), QStringLiteral("null !old null - age: 'old' is not an integer"));
    QCOMPARE(rowOf(preview->rows[2]), QStringLiteral("! 8 null - id: empty key"));
    QCOMPARE(rowOf(preview->rows[3]), QStringLiteral(" - too few fields: 2, where the header has 3"));
    QCOMPARE(preview->rows[3].raw, std::string("3,9"));
    QCOMPARE(preview->rowsFaulty, 3U);
}

void TestPreview::eventsAreShownAsTheyWouldBeStored()
{
    PreviewOptions options;
    options.kind = MappingKind::Events;
    const auto preview =
        previewOf("user_id,type,at,event_id,n\n1,a,1719835200,e1,5\n2,b,noon,e2,x\n,a,1,e3,6\n1,,1,e4,7\n", options);
    VERIFY_RESULT(preview);
    QCOMPARE(columnsOf(*preview), QStringLiteral("user_id profile; type type; at time; event_id id; n text"));
    QCOMPARE(rowOf(preview->rows[0]), QStringLiteral(R"(null null "2024-07-01T12:00:00Z" null 5)"));
    QCOMPARE(rowOf(preview->rows[1]), QStringLiteral(R"(null null !noon null "x" - at: no time)"));
    QVERIFY(rowOf(preview->rows[2]).endsWith(QStringLiteral("- user_id: empty; an event needs its profile")));
    QVERIFY(rowOf(preview->rows[3]).endsWith(QStringLiteral("- type: no event type")));
}

void TestPreview::mappingFaultsComeBesideRawRows()
{
    const auto preview = previewOf("name,age\nAnn,7\n");
    VERIFY_RESULT(preview);
    QVERIFY(preview->planFault);
    QVERIFY(preview->planFault->message.find("no column tells a profile's key") == 0);
    QCOMPARE(columnsOf(*preview), QStringLiteral("name ignored; age ignored"));
    QCOMPARE(preview->rows[0].cells[0].text, std::string("Ann"));
    QCOMPARE(previewImport("/nowhere.csv", {}).error().code, ErrorCode::NotFound);
}

void TestPreview::typesAreThoseOfTheRowsLookedAt()
{
    QByteArray bytes = "id,n\n";
    for (int i = 0; i < 100; ++i) {
        bytes += QByteArray::number(i) + (i == 60 ? ",x\n" : ",1\n");
    }
    PreviewOptions options;
    options.rows = 5;
    options.inferRows = 50;
    const auto first = previewOf(bytes, options);
    QCOMPARE(columnsOf(*first), QStringLiteral("id key; n integer"));
    QVERIFY(!first->complete);
    QCOMPARE(first->rows.size(), std::size_t{5});
    options.inferRows = 1000;
    const auto all = previewOf(bytes, options);
    QCOMPARE(columnsOf(*all), QStringLiteral("id key; n text"));
    QVERIFY(all->complete);
    QCOMPARE(all->rowsSeen, 100U);
}

void TestPreview::standingTypesCount()
{
    PreviewOptions options;
    options.known = [](std::string_view, std::string_view name) {
        return name == "n"   ? std::optional(ValueType::Integer)
               : name == "t" ? std::optional(ValueType::Text)
                             : std::nullopt;
    };
    const auto preview = previewOf("id,n,t,new\n1,5,7,8\n2,x,7,8\n", options);
    QCOMPARE(columnsOf(*preview), QStringLiteral("id key; n integer (standing); t text (standing); new integer"));
    QCOMPARE(rowOf(preview->rows[0]), QStringLiteral("null 5 \"7\" 8"));
    QCOMPARE(rowOf(preview->rows[1]), QStringLiteral("null !x \"7\" 8 - n: 'x' is not an integer"));
    options.mapping = mappingOf(
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"t": {"column": "t", "type": "integer"}}})");
    const auto contradiction = previewOf("id,n,t,new\n1,5,7,8\n", options);
    QVERIFY(contradiction->planFault);
    QCOMPARE(contradiction->planFault->where.path, std::string("$.attributes.t"));
}

void TestPreview::jsonLinesAreShown()
{
    const auto preview = previewOf("{\"id\": 1, \"a\": {\"b\": [1, 2]}}\n{\"id\": 2, \"c\": true}\nx\n", {}, "a.jsonl");
    VERIFY_RESULT(preview);
    QCOMPARE(columnsOf(*preview), QStringLiteral("id key; a.b list; c boolean"));
    QCOMPARE(rowOf(preview->rows[0]), QStringLiteral(R"(null ["1","2"] null)"));
    QCOMPARE(preview->rows[0].cells[1].text, std::string(R"(["1","2"])"));
    QCOMPARE(preview->rows[2].fault, std::string("no JSON at character 1"));
}

QTEST_APPLESS_MAIN(TestPreview)
#include "tst_preview.moc"
