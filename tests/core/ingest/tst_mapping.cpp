// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/ingest/import_plan.h"
#include "tests/core/ingest/record_fixture.h"

using namespace postweave;
using namespace postweave::ingest;
using namespace postweave::ingest::test;

namespace {

Mapping mappingOf(const char* text)
{
    const Result<Json> json = parseJson(text);
    if (!json) {
        qFatal("%s", toLine(json.error()).c_str());
    }
    const ParsedMapping parsed = parseMapping(*json);
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        qFatal("%s: %s", diagnostic.path.c_str(), diagnostic.message.c_str());
    }
    return parsed.mapping;
}

std::vector<Column> columnsOf(const std::vector<std::string>& names)
{
    std::vector<Column> columns;
    for (const std::string& name : names) {
        columns.push_back({name, toSnakeCase(name)});
    }
    return columns;
}

QString spelled(const PlannedValue& value, const std::vector<Column>& columns)
{
    const std::string from = value.column == kNoColumn ? "=" + value.constantText : columns[value.column].name;
    return QString::fromStdString(value.name.empty() ? from : value.name + "<" + from);
}

/// `key CustomerId; first_name<FirstName; …`, or the error's line.
QString spelled(const Result<ProfilePlan>& plan, const std::vector<Column>& columns)
{
    if (!plan) {
        return QString::fromStdString(toLine(plan.error()));
    }
    QString text = QStringLiteral("key ") + QString::fromStdString(columns[plan->keyColumn].name);
    for (const PlannedValue& value : plan->values) {
        text += QStringLiteral("; ") + spelled(value, columns);
    }
    return text;
}

QString spelled(const Result<EventPlan>& plan, const std::vector<Column>& columns)
{
    if (!plan) {
        return QString::fromStdString(toLine(plan.error()));
    }
    QString text =
        QStringLiteral("profile %1, type %2, time %3")
            .arg(spelled(plan->profile, columns), spelled(plan->type, columns), spelled(plan->time, columns));
    text += plan->id ? QStringLiteral(", id ") + spelled(*plan->id, columns) : QString();
    for (const PlannedValue& value : plan->values) {
        text += QStringLiteral("; ") + spelled(value, columns);
    }
    return text;
}

constexpr const char* kProfiles = R"({"format": "postweave.mapping/1", "kind": "profiles", "key": "CustomerId",
 "attributes": {"first_name": "FirstName", "signed_up": {"column": "Joined", "type": "date", "date_format": "DD/MM/YYYY"},
   "tags": {"column": "Tags", "separator": ","}, "source": {"value": "shop"}, "rank": {"value": 3}}, "ignore": ["Fax"], "rest": "keep"})";
constexpr const char* kEvents =
    R"({"format": "postweave.mapping/1", "kind": "events", "profile": "CustomerId", "type": {"value": "purchase"}, "time": "InvoiceDate", "id": "InvoiceLineId",
 "properties": {"item": "Track", "category": "Genre", "amount": "UnitPrice", "quantity": "Quantity"}, "rest": "ignore"})";

} // namespace

class TestMapping : public QObject {
    Q_OBJECT

private slots:
    void writtenMappingsReadBackEqual();
    void faultsAreNamedWithTheirPath_data();
    void faultsAreNamedWithTheirPath();
    void fileFaultsCarryFileAndPlace();
    void profileColumnsArePlanned_data();
    void profileColumnsArePlanned();
    void eventColumnsArePlanned_data();
    void eventColumnsArePlanned();
    void keyOfTheCommandLineBeatsTheMapping();
    void kindIsGuessed();
    void suggestionDoesWhatNoMappingDoes();
    void suggestionFindsTheAddress();
};

void TestMapping::writtenMappingsReadBackEqual()
{
    for (
        const char* text :
        {kProfiles, kEvents, R"({"format": "postweave.mapping/1", "kind": "events"})",
         R"({"format": "postweave.mapping/1", "kind": "events", "time": {"column": "t", "date_format": "D.M.YYYY HH:mm"},
                                 "properties": {"a": {"value": ["x", "y"]}, "b": {"value": true}, "c": {"value": 1.5}, "d": {"column": "x", "type": "text"}}})"}) {
        const Mapping mapping = mappingOf(text);
        QCOMPARE(mappingOf(writeMapping(mapping).c_str()), mapping);
    }
    const Mapping mapping = mappingOf(kProfiles);
    QCOMPARE(mapping.key, std::string("CustomerId"));
    QCOMPARE(mapping.values[2].name, std::string("tags"));
    QVERIFY(std::get<ColumnValue>(mapping.values[2].value).type == ValueType::List);
    QVERIFY(std::get<ConstantValue>(mapping.values[4].value).value == Value(std::int64_t{3}));
}

void TestMapping::faultsAreNamedWithTheirPath_data()
{
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("faults");
    const auto add = [](const char* body, const char* faults) {
        QTest::newRow(body) << QString::fromUtf8(body) << QString::fromUtf8(faults);
    };
    add(R"("kind": "profiles", "atributes": {})", "$.atributes: unknown key 'atributes' (did you mean 'attributes'?)");
    add(R"("kind": "profiles", "properties": {})",
        "$.properties: unknown key 'properties' (known here are format, kind, key, attributes, ignore, rest)");
    add(R"("kind": "people")", "$.kind: the kind is missing or unknown (write \"profiles\" or \"events\")");
    add(R"("key": "x")", "$.kind: the kind is missing or unknown (write \"profiles\" or \"events\")");
    add(R"("kind": "profiles", "key": 7)",
        "$.key: says neither column nor value (write \"Column\", {\"column\": \"Column\"} or {\"value\": …})");
    add(R"("kind": "profiles", "key": {"value": "x"})",
        "$.key: a constant would give every row the same key (name a column)");
    add(R"("kind": "profiles", "attributes": [])",
        "$.attributes: must be an object of names and columns (write {\"first_name\": \"FirstName\", …})");
    add(R"("kind": "profiles", "attributes": {"a": {"column": "A", "typ": "date"}})",
        "$.attributes.a.typ: unknown key 'typ' (did you mean 'type'?)");
    add(R"("kind": "profiles", "attributes": {"a b": {"column": "A", "type": "money"}})",
        "$.attributes[\"a b\"].type: an unknown type (use boolean, integer, number, date, datetime, text or list)");
    add(R"("kind": "profiles", "attributes": {"a": {"column": "A", "type": "text", "date_format": "YYYY-MM-DD"}})",
        "$.attributes.a.date_format: does not go with the type text (write date or datetime)");
    add(R"("kind": "profiles", "attributes": {"a": {"column": "A", "type": "text", "separator": ","}})",
        "$.attributes.a.separator: does not go with the type text (write list)");
    add(R"("kind": "profiles", "attributes": {"a": {"column": "A", "separator": ""}})",
        "$.attributes.a.separator: must be a text that is not empty (write it in quotes)");
    add(R"("kind": "profiles", "attributes": {"a": {"value": null}})",
        "$.attributes.a.value: is no constant (write true, false, a number, a text or a list of texts, none of them "
        "empty)");
    add(R"("kind": "profiles", "attributes": {"a": {"value": 1, "type": "text"}})",
        "$.attributes.a.type: unknown key 'type' (known here are value)");
    add(R"("kind": "profiles", "attributes": {"": "A"})",
        "$.attributes[\"\"]: an impossible name (use 1 to 200 bytes without control characters)");
    add(R"("kind": "profiles", "ignore": "Fax")", "$.ignore: must be a list of column names (write [\"Fax\"])");
    add(R"("kind": "profiles", "rest": "drop")",
        "$.rest: says what becomes of the other columns (write \"keep\" or \"ignore\")");
    add(R"("kind": "events", "profile": {"column": "x", "type": "text"})",
        "$.profile: is taken as text (leave type, date_format and separator out)");
    add(R"("kind": "events", "time": {"column": "x", "type": "integer"})",
        "$.time: a time is a date or a datetime (leave the type out)");
    add(R"("kind": "events", "key": "x", "rest": 1)",
        "$.key: unknown key 'key' (known here are format, kind, profile, type, time, id, properties, ignore, rest) | "
        "$.rest: says what becomes of the other columns (write \"keep\" or \"ignore\")");
}

void TestMapping::faultsAreNamedWithTheirPath()
{
    QFETCH(QString, body);
    QFETCH(QString, faults);
    const Result<Json> json =
        parseJson((QStringLiteral("{\"format\": \"postweave.mapping/1\", ") + body + QLatin1Char('}')).toStdString());
    VERIFY_RESULT(json);
    QStringList found;
    for (const Diagnostic& diagnostic : parseMapping(*json).diagnostics) {
        found.append(
            QString::fromStdString(diagnostic.path + ": " + diagnostic.message + " (" + diagnostic.mend + ")"));
    }
    QCOMPARE(found.join(QStringLiteral(" | ")), faults);
}

void TestMapping::fileFaultsCarryFileAndPlace()
{
    const Folder folder;
    const auto lineOf = [&](const QByteArray& text) {
        const std::string path = folder.write(text, QStringLiteral("m.json"));
        const Result<Mapping> mapping = loadMapping(path);
        return mapping ? QString()
                       : QString::fromStdString(toLine(mapping.error())).remove(QString::fromStdString(path));
    };
    QCOMPARE(lineOf("{\"format\": \"postweave.mapping/1\",\n \"kind\"}"),
             QStringLiteral(":2:8: this is not JSON from here on; look for a missing comma, quote or bracket"));
    QVERIFY(lineOf(R"({"format": "postweave.mapping/1", "kind": "events", "kind": "events"})")
                .startsWith(QStringLiteral(": $.kind: the key 'kind' occurs twice")));
    QCOMPARE(lineOf(R"({"format": "postweave.mapping/2", "kind": "profiles", "x": 1})"),
             QStringLiteral(": $.format: this is no mapping that is known here; write \"format\": "
                            "\"postweave.mapping/1\" (and 1 more)"));
    QVERIFY(lineOf("[]").startsWith(QStringLiteral(": $: a mapping is a JSON object")));
    QCOMPARE(lineOf(kProfiles), QString());
    QCOMPARE(loadMapping("/nowhere/m.json").error().code, ErrorCode::NotFound);
}

void TestMapping::profileColumnsArePlanned_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("mapping");
    QTest::addColumn<QString>("plan");
    const auto add = [](const char* name, const QStringList& names, const char* mapping, const char* plan) {
        QTest::newRow(name) << names << QString::fromUtf8(mapping) << QString::fromUtf8(plan);
    };
    add("id first", {"user_id", "Id", "Name"}, "", "key Id; user_id<user_id; name<Name");
    add("customer before user", {"user_id", "CustomerId"}, "", "key CustomerId; user_id<user_id");
    add("external", {"External-ID", "email"}, "", "key External-ID; email<email");
    add("email is key and attribute", {"name", "Email"}, "", "key Email; name<name; email<Email");
    add("none", {"name", "E-Mail"}, "",
        "no column tells a profile's key: none is called id, customer_id, user_id, profile_id, external_id, email; it "
        "has 'name', 'E-Mail'; name one as the key");
    add("mapped", {"CustomerId", "FirstName", "Joined", "Tags", "Fax", "Email"}, kProfiles,
        "key CustomerId; first_name<FirstName; signed_up<Joined; tags<Tags; source<=shop; rank<=3; email<Email");
    add("missing column", {"CustomerId", "Firstname", "Joined", "Tags", "Fax"}, kProfiles,
        "m.json: $.attributes.first_name: the file has no column 'FirstName'; did you mean 'Firstname'?");
    add("missing ignored column", {"CustomerId", "FirstName", "Joined", "Tags"}, kProfiles,
        "m.json: $.ignore[0]: the file has no column 'Fax'; it has 'CustomerId', 'FirstName', 'Joined', 'Tags'");
    add("missing key", {"CustomerNo", "FirstName", "Joined", "Tags", "Fax"}, kProfiles,
        "m.json: $.key: the file has no column 'CustomerId'; did you mean 'CustomerNo'?");
    add("rest collides", {"id", "First Name", "first"},
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"first_name": "first"}})",
        "m.json: 'first' and the column 'First Name' both become first_name; ignore the column, or map it to another "
        "name");
    add("rest ignored", {"id", "a", "b"},
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"x": "a"}, "rest": "ignore"})",
        "key id; x<a");
    add("ignored columns are no key", {"id", "email"},
        R"({"format": "postweave.mapping/1", "kind": "profiles", "ignore": ["id"]})", "key email; email<email");
    add("one column twice", {"id", "a"},
        R"({"format": "postweave.mapping/1", "kind": "profiles", "attributes": {"x": "a", "y": "a"}})",
        "key id; x<a; y<a");
    add("wrong kind", {"id"}, kEvents,
        "m.json: $.kind: the mapping is one for events; import it so, or take another mapping");
    add("long name", {"id", QString(201, QLatin1Char('x'))}, "",
        "the name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…' is longer than 200 bytes; map the column to a shorter "
        "one");
}

void TestMapping::profileColumnsArePlanned()
{
    QFETCH(QStringList, names);
    QFETCH(QString, mapping);
    QFETCH(QString, plan);
    std::vector<std::string> texts;
    for (const QString& name : names) {
        texts.push_back(name.toStdString());
    }
    const std::vector<Column> columns = columnsOf(texts);
    Mapping parsed;
    if (!mapping.isEmpty()) {
        parsed = mappingOf(mapping.toUtf8().constData());
        parsed.file = "m.json";
    }
    QCOMPARE(spelled(planProfiles(columns, mapping.isEmpty() ? nullptr : &parsed, ""), columns), plan);
}

void TestMapping::eventColumnsArePlanned_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("mapping");
    QTest::addColumn<QString>("plan");
    const auto add = [](const char* name, const QStringList& names, const char* mapping, const char* plan) {
        QTest::newRow(name) << names << QString::fromUtf8(mapping) << QString::fromUtf8(plan);
    };
    add("by name", {"EventType", "Timestamp", "UserId", "MessageId", "id", "Item"}, "",
        "profile UserId, type EventType, time Timestamp, id MessageId; id<id; item<Item");
    add("first of each list", {"event", "type", "email", "profile_id", "ts", "at"}, "",
        "profile profile_id, type type, time at; event<event; email<email; ts<ts");
    add("no type", {"id", "user_id", "at"}, "",
        "no column tells an event's type: none is called type, event, event_type, event_name; it has 'id', 'user_id', "
        "'at'; "
        "name it in a mapping, or write \"type\": {\"value\": \"purchase\"} there");
    add("no time", {"type", "user_id"}, "",
        "no column tells an event's time: none is called at, ts, time, timestamp, date, occurred_at; it has 'type', "
        "'user_id'; name it in a mapping");
    add("no profile", {"type", "at"}, "",
        "no column tells an event's profile: none is called profile_id, customer_id, user_id, email; it has 'type', "
        "'at'; name it in a mapping");
    add("mapped", {"InvoiceLineId", "CustomerId", "InvoiceDate", "Track", "Genre", "UnitPrice", "Quantity", "Artist"},
        kEvents,
        "profile CustomerId, type =purchase, time InvoiceDate, id InvoiceLineId; item<Track; category<Genre; "
        "amount<UnitPrice; quantity<Quantity");
    add("a mapped profile is not the id too", {"id", "type", "at"},
        R"({"format": "postweave.mapping/1", "kind": "events", "profile": "id"})", "profile id, type type, time at");
    add("roles found beside mapped ones", {"who", "type", "at", "id", "x"},
        R"({"format": "postweave.mapping/1", "kind": "events", "profile": "who"})",
        "profile who, type type, time at, id id; x<x");
}

void TestMapping::eventColumnsArePlanned()
{
    QFETCH(QStringList, names);
    QFETCH(QString, mapping);
    QFETCH(QString, plan);
    std::vector<std::string> texts;
    for (const QString& name : names) {
        texts.push_back(name.toStdString());
    }
    const std::vector<Column> columns = columnsOf(texts);
    const std::optional<Mapping> parsed =
        mapping.isEmpty() ? std::nullopt : std::optional(mappingOf(mapping.toUtf8().constData()));
    QCOMPARE(spelled(planEvents(columns, parsed ? &*parsed : nullptr), columns), plan);
}

void TestMapping::keyOfTheCommandLineBeatsTheMapping()
{
    const std::vector<Column> columns = columnsOf({"CustomerId", "FirstName", "Joined", "Tags", "Fax", "Member-No"});
    const Mapping mapping = mappingOf(kProfiles);
    const char* expected = "key Member-No; first_name<FirstName; signed_up<Joined; tags<Tags; source<=shop; rank<=3; "
                           "customer_id<CustomerId";
    for (const char* key : {"Member-No", "member_no", "MemberNo"}) {
        QCOMPARE(spelled(planProfiles(columns, &mapping, key), columns), QString::fromUtf8(expected));
    }
    QCOMPARE(
        spelled(planProfiles(columns, &mapping, "Member"), columns),
        QStringLiteral(
            "the file has no column 'Member'; it has 'CustomerId', 'FirstName', 'Joined', 'Tags', 'Fax', 'Member-No'"));
}

void TestMapping::kindIsGuessed()
{
    QCOMPARE(guessKind(columnsOf({"id", "email", "name"})), MappingKind::Profiles);
    QCOMPARE(guessKind(columnsOf({"email", "event", "ts"})), MappingKind::Events);
}

void TestMapping::suggestionDoesWhatNoMappingDoes()
{
    const std::vector<Column> people = columnsOf({"CustomerId", "FirstName", "Email"});
    const Mapping profiles = suggestMapping(people, MappingKind::Profiles);
    QCOMPARE(spelled(planProfiles(people, &profiles, ""), people), spelled(planProfiles(people, nullptr, ""), people));
    const std::vector<Column> log = columnsOf({"UserId", "type", "at", "event_id", "item", "Unit Price"});
    const Mapping events = suggestMapping(log, MappingKind::Events);
    QCOMPARE(spelled(planEvents(log, &events), log), spelled(planEvents(log, nullptr), log));
    QCOMPARE(mappingOf(writeMapping(events).c_str()), events);
}

void TestMapping::suggestionFindsTheAddress()
{
    const std::vector<Column> columns = columnsOf({"id", "E-Mail", "Name"});
    const Mapping mapping = suggestMapping(columns, MappingKind::Profiles);
    QCOMPARE(spelled(planProfiles(columns, &mapping, ""), columns), QStringLiteral("key id; email<E-Mail; name<Name"));
    const std::vector<Column> only = columnsOf({"Email", "Name"});
    const Mapping keyed = suggestMapping(only, MappingKind::Profiles);
    QCOMPARE(spelled(planProfiles(only, &keyed, ""), only), QStringLiteral("key Email; email<Email; name<Name"));
}

QTEST_APPLESS_MAIN(TestMapping)
#include "tst_mapping.moc"
