// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/core/ingest/import_fixture.h"

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

/// `1 2024-01-01T00:00:00Z {"item":"x"}` of each event of a type, by time.
QStringList eventsOf(ImportFixture& f, const std::string& type)
{
    QStringList lines;
    event::ReadOptions options;
    options.withIds = true;
    const auto read = f.events.readType(type, options);
    const event::EventColumns& columns = read->columns;
    std::uint64_t idBegin = 0;
    for (std::size_t row = 0; row < columns.size(); ++row) {
        Json json = Json::object();
        for (const event::PropertyColumn& property : columns.properties) {
            if (const Value value = columns.value(property, row); !isMissing(value)) {
                json[property.name] = toJson(value, TimeZone());
            }
        }
        const std::string id = columns.idBytes.substr(idBegin, columns.idEnds[row] - idBegin);
        idBegin = columns.idEnds[row];
        lines.append(QString::fromStdString(std::to_string(columns.profiles[row]) + " " +
                                            formatDateTime({columns.times[row]}) + (id.empty() ? "" : " #" + id) + " " +
                                            toText(json)));
    }
    return lines;
}

/// `purchase: amount number, item text; view: …`.
QString typesOf(ImportFixture& f)
{
    QStringList types;
    const auto summaries = f.events.types();
    for (const event::EventTypeSummary& summary : *summaries) {
        QStringList properties;
        for (const event::PropertyDefinition& property : summary.properties) {
            properties.append(QString::fromStdString(property.name + " " + std::string(nameOf(property.type))));
        }
        types.append(
            QStringLiteral("%1: %2").arg(QString::fromStdString(summary.name), properties.join(QStringLiteral(", "))));
    }
    return types.join(QStringLiteral("; "));
}

const QByteArray kPeople = "id,email\n1,Ann@X.example\n2,bo@x.example\n3,shared@x.example\n4,shared@x.example\n";

} // namespace

class TestEventImport : public QObject {
    Q_OBJECT

private slots:
    void columnsAreFoundByName();
    void propertiesHaveATypePerEventType();
    void timesAreReadInEveryForm();
    void profilesAreFoundByAddressWithoutCase();
    void profilesAreFoundByKeyOrAddress();
    void badRowsAreRejectedWithLineAndReason();
    void standingPropertyTypesStay();
    void sameFileAgainIsAllDuplicates();
    void idAloneTellsDuplicatesWithinItsType();
    void jsonLinesBringNestedProperties();
    void mappingGivesConstants();
    void jsonRolesMayComeLate();
    void cancelBetweenBatchesKeepsTheFirstRows();
    void missingRolesRefuseTheFile();
};

void TestEventImport::columnsAreFoundByName()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report =
        f.happenings("Event,UserId,TS,MessageId,Item,Price\nview,1,1704067200,m1,hat,\nview,2,1704067201,m2,,2.50\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 2"));
    QCOMPARE(eventsOf(f, "view"), (QStringList{"1 2024-01-01T00:00:00Z #m1 {\"item\":\"hat\"}",
                                               "2 2024-01-01T00:00:01Z #m2 {\"price\":2.5}"}));
}

void TestEventImport::propertiesHaveATypePerEventType()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report = f.happenings(
        "user_id,type,at,value,other\n1,rate,2024-01-01,5,\n1,note,2024-01-01,good,\n1,rate,2024-01-02,4,\n"
        "1,pay,2024-01-01,1.5,x|y\n2,pay,2024-01-01,2,z\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 5, created 5"));
    QCOMPARE(typesOf(f), QStringLiteral("note: value text; pay: value number, other list; rate: value integer"));
    QCOMPARE(eventsOf(f, "pay"), (QStringList{"1 2024-01-01T00:00:00Z {\"value\":1.5,\"other\":[\"x\",\"y\"]}",
                                              "2 2024-01-01T00:00:00Z {\"value\":2.0,\"other\":[\"z\"]}"}));
}

void TestEventImport::timesAreReadInEveryForm()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    ImportOptions options;
    options.zone = *TimeZone::byName("America/New_York");
    const auto report = f.happenings(
        "user_id,type,date\n1,t,2024-07-01T12:00:00Z\n1,t,2024-07-01 12:00:00\n1,t,2024-07-01\n1,t,1719835200500\n"
        "1,t,1719835201\n1,t,1719835202.25\n1,t,noon\n1,t,\n1,t,99999999999999999\n",
        options);
    QCOMPARE(spelled(report), QStringLiteral("rows 9, created 6, rejected 3"));
    QCOMPARE(eventsOf(f, "t"),
             (QStringList{"1 2024-07-01T04:00:00Z {}", "1 2024-07-01T12:00:00Z {}", "1 2024-07-01T12:00:00.5Z {}",
                          "1 2024-07-01T12:00:01Z {}", "1 2024-07-01T12:00:02.25Z {}", "1 2024-07-01T16:00:00Z {}"}));
    QCOMPARE(f.rejected(report),
             (QStringList{"8: date: 'noon' is no time in RFC 3339, Unix seconds or milliseconds",
                          "9: date: empty; an event needs its time",
                          "10: date: '99999999999999999' is no time in RFC 3339, Unix seconds or milliseconds"}));
}

void TestEventImport::profilesAreFoundByAddressWithoutCase()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report = f.happenings("email,event_type,occurred_at\nANN@x.example,t,1\n bo@x.example "
                                     ",t,2\nshared@x.example,t,3\nno@x.example,t,4\n2,t,5\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 5, created 3, rejected 2"));
    QCOMPARE(f.rejected(report), (QStringList{"4: several profiles have the address 'shared@x.example'",
                                              "5: unknown profile: none has the address 'no@x.example'"}));
    QCOMPARE(eventsOf(f, "t"),
             (QStringList{"1 1970-01-01T00:00:01Z {}", "2 1970-01-01T00:00:02Z {}", "2 1970-01-01T00:00:05Z {}"}));
}

void TestEventImport::profilesAreFoundByKeyOrAddress()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report = f.happenings("user_id,type,at\nAnn@X.example,t,1\n\" 2 \",t,2\n02,t,3\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 3, created 2, rejected 1"));
    QCOMPARE(f.rejected(report), QStringList{"4: unknown profile: none has the key '02'"});
}

void TestEventImport::badRowsAreRejectedWithLineAndReason()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const QByteArray longText(201, 'x');
    const QByteArray longId(1001, 'i');
    const auto report = f.happenings("user_id,type,at,event_id,n\n,t,1,a,1\n9,t,1,b,1\n1,,1,c,1\n1," + longText +
                                     ",1,d,1\n1,\"a\tb\",1,e,1\n"
                                     "1,t,1," +
                                     longId + ",1\n1,t,1,g\n1,t,1,h,1,1\n1,t,1," + QByteArray(1, '\0') +
                                     ",1\n1,t,1,\"k\n\",1\n1,t,1,\"l,1\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 11, created 1, rejected 10"));
    QCOMPARE(f.rejected(report),
             (QStringList{"2: user_id: empty; an event needs its profile", "3: unknown profile: none has the key '9'",
                          "4: type: empty; an event needs its type",
                          "5: type: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' can be no event type: more than 200 "
                          "bytes, or control characters",
                          "6: type: 'a\tb' can be no event type: more than 200 bytes, or control characters",
                          "7: event_id: an id of more than 1000 bytes", "8: too few fields: 4, where the header has 5",
                          "9: too many fields: 6, where the header has 5", "10: a NUL byte at character 7",
                          "13: cut in a quoted field: the quote of field 4 is not closed before the file ends"}));
}

void TestEventImport::standingPropertyTypesStay()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    QVERIFY(f.happenings("user_id,type,at,n,flag\n1,t,1,5,true\n"));
    const auto report =
        f.happenings("user_id,type,at,n,flag\n1,t,2,6.5,false\n1,t,3,x,true\n1,t,4,7,maybe\n1,u,5,x,maybe\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 4, created 2, rejected 2"));
    QCOMPARE(f.rejected(report), (QStringList{"3: n: 'x' is not a number", "4: flag: 'maybe' is not a boolean"}));
    QCOMPARE(typesOf(f), QStringLiteral("t: n number, flag boolean; u: n text, flag text"));
    QCOMPARE(eventsOf(f, "t"), (QStringList{"1 1970-01-01T00:00:01Z {\"n\":5.0,\"flag\":true}",
                                            "1 1970-01-01T00:00:02Z {\"n\":6.5,\"flag\":false}"}));
}

void TestEventImport::sameFileAgainIsAllDuplicates()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    QByteArray bytes = "user_id,type,at,item,price\n";
    for (int i = 0; i < 2000; ++i) {
        bytes += QByteArray::number(1 + i % 2) + (i % 3 == 0 ? ",view," : ",buy,") + QByteArray::number(i / 4) +
                 ",hat " + QByteArray::number(i % 4) + "," + QByteArray::number(i % 7) + "\n";
    }
    ImportOptions options;
    options.batchRows = 300;
    const auto first = f.happenings(bytes, options);
    QCOMPARE(spelled(first), QStringLiteral("rows 2000, created 2000"));
    QCOMPARE(first->batches, 7U);
    QCOMPARE(spelled(f.happenings(bytes, options)), QStringLiteral("rows 2000, duplicates 2000"));
    QCOMPARE(spelled(f.happenings(bytes)), QStringLiteral("rows 2000, duplicates 2000"));
}

void TestEventImport::idAloneTellsDuplicatesWithinItsType()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report =
        f.happenings("user_id,type,at,id,n\n1,t,1,a,1\n2,t,2,a,2\n1,u,1,a,1\n1,t,1,,1\n1,t,1,,1\n1,t,1,\" a \",9\n");
    QCOMPARE(spelled(report), QStringLiteral("rows 6, created 3, duplicates 3"));
}

void TestEventImport::jsonLinesBringNestedProperties()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    const auto report = f.happenings(
        R"({"user_id": 1, "event": "buy", "ts": 1704067200000, "cart": {"total": 9.5, "items": ["a", "b"]}, "ok": true})"
        "\n"
        R"({"user_id": "2", "event": "buy", "ts": "2024-01-01T00:00:01Z", "cart": {"total": 3}, "note": null})",
        {}, "e.jsonl");
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 2"));
    QCOMPARE(typesOf(f), QStringLiteral("buy: cart.total number, cart.items list, ok boolean"));
    QCOMPARE(eventsOf(f, "buy"),
             (QStringList{"1 2024-01-01T00:00:00Z {\"cart.total\":9.5,\"cart.items\":[\"a\",\"b\"],\"ok\":true}",
                          "2 2024-01-01T00:00:01Z {\"cart.total\":3.0}"}));
}

void TestEventImport::mappingGivesConstants()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    ImportOptions options;
    options.mapping =
        mappingOf(R"({"format": "postweave.mapping/1", "kind": "events", "profile": "Who", "type": {"value": "signup"},
        "time": {"column": "When", "date_format": "DD.MM.YYYY"}, "properties": {"channel": {"value": "web"}, "tags": {"value": ["a"]}}, "rest": "ignore"})");
    const auto report = f.happenings("Who,When,x\n1,02.01.2024,y\n2,2024-01-02,y\n", options);
    QCOMPARE(spelled(report), QStringLiteral("rows 2, created 1, rejected 1"));
    QCOMPARE(f.rejected(report), QStringList{"3: When: '2024-01-02' is no time written DD.MM.YYYY"});
    QCOMPARE(eventsOf(f, "signup"), QStringList{"1 2024-01-02T00:00:00Z {\"channel\":\"web\",\"tags\":[\"a\"]}"});
}

void TestEventImport::jsonRolesMayComeLate()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    QByteArray lines = QByteArray("{\"user_id\": 1, \"event\": \"old\", \"at\": 5, \"n\": 1}\n").repeated(1500);
    lines += "{\"user_id\": 1, \"type\": \"new\", \"event\": \"old\", \"at\": 6, \"n\": 2}\n";
    const auto report = f.happenings(lines, {}, "e.jsonl");
    QCOMPARE(spelled(report), QStringLiteral("rows 1501, created 1, rejected 1500"));
    QCOMPARE(eventsOf(f, "new"), QStringList{"1 1970-01-01T00:00:06Z {\"event\":\"old\",\"n\":2}"});
}

void TestEventImport::cancelBetweenBatchesKeepsTheFirstRows()
{
    ImportFixture f;
    QVERIFY(f.people(kPeople));
    QByteArray bytes = "user_id,type,at\n";
    for (int i = 0; i < 1000; ++i) {
        bytes += "1,t," + QByteArray::number(i) + "\n";
    }
    const std::string path = f.folder.write(bytes);
    ImportOptions options;
    options.batchRows = 50;
    CancelToken cancel;
    int batches = 0;
    const auto report = f.importFile(MappingKind::Events, path, options, cancel, [&](const ProgressReport& progress) {
        if (progress.done > progress.total / 2 && ++batches == 4) {
            cancel.cancel();
        }
    });
    QCOMPARE(report.error().code, ErrorCode::Cancelled);
    const std::uint64_t rows = f.log.imports(1)->front().counts.rows;
    QVERIFY(rows >= 200 && rows < 1000 && rows % 50 == 0);
    const QStringList kept = eventsOf(f, "t");
    QCOMPARE(static_cast<std::uint64_t>(kept.size()), rows);
    QCOMPARE(kept.back(),
             QString::fromStdString("1 " + formatDateTime({static_cast<std::int64_t>(rows - 1) * 1'000'000}) + " {}"));
    const auto again = f.importFile(MappingKind::Events, path, options);
    QCOMPARE(again->counts.duplicates, rows);
    QCOMPARE(again->counts.created, 1000 - rows);
}

void TestEventImport::missingRolesRefuseTheFile()
{
    ImportFixture f;
    QVERIFY(spelled(f.happenings("user_id,at\n1,1\n"))
                .contains(QStringLiteral("events.csv: no column tells an event's type")));
    QVERIFY(spelled(f.happenings("user_id,type\n1,1\n"))
                .contains(QStringLiteral("events.csv: no column tells an event's time")));
    QVERIFY(spelled(f.happenings("type,at\n1,1\n"))
                .contains(QStringLiteral("events.csv: no column tells an event's profile")));
    QVERIFY(f.log.imports(1)->empty());
}

QTEST_APPLESS_MAIN(TestEventImport)
#include "tst_event_import.moc"
