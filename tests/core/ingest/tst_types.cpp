// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/ingest/conversion.h"
#include "core/ingest/known_types.h"
#include "core/ingest/scalar_text.h"
#include "core/ingest/type_inference.h"

#include <QtTest/QtTest>

#include <random>

using namespace postweave;
using namespace postweave::ingest;

namespace {

Cell field(std::string_view text, CellKind kind = CellKind::Field)
{
    Cell cell;
    cell.kind = text.empty() ? CellKind::Missing : kind;
    cell.text = text;
    return cell;
}

QString inferred(const QStringList& values, CellKind kind = CellKind::Field)
{
    TypeInference inference;
    for (const QString& value : values) {
        const std::string text = value.toStdString();
        inference.observe(field(text, kind));
    }
    const auto type = inference.type();
    if (!type) {
        return QStringLiteral("none");
    }
    const QString name = QString::fromStdString(std::string(nameOf(*type)));
    return *type == ValueType::List ? name + QLatin1Char(' ') + QLatin1Char(inference.separator()) : name;
}

QString shown(const Value& value)
{
    return QString::fromStdString(toText(toJson(value, TimeZone())));
}

TimeZone berlin()
{
    return *TimeZone::byName("Europe/Berlin");
}

} // namespace

class TestTypes : public QObject {
    Q_OBJECT

private slots:
    void columnTakesTheNarrowestType_data();
    void columnTakesTheNarrowestType();
    void columnsSeenInPartsTakeTheSameType();
    void jsonTypesStand();
    void numbersFollowTheGrammar_data();
    void numbersFollowTheGrammar();
    void valuesAreConverted_data();
    void valuesAreConverted();
    void momentsAreRead_data();
    void momentsAreRead();
    void dateFormatsAreRead_data();
    void dateFormatsAreRead();
    void wrongDateFormatsSayWhy_data();
    void wrongDateFormatsSayWhy();
    void standingTypesStay();
};

void TestTypes::columnTakesTheNarrowestType_data()
{
    QTest::addColumn<QStringList>("values");
    QTest::addColumn<QString>("type");
    const auto add = [](const QStringList& values, const char* type) {
        QTest::newRow(qPrintable(values.join(QLatin1Char('~')).left(60))) << values << QString::fromUtf8(type);
    };
    add({}, "none");
    add({"", ""}, "none");
    add({"true", "FALSE", "", "True"}, "boolean");
    add({"true", "yes"}, "text");
    add({"true", "1"}, "text");
    add({"0", "1"}, "integer");
    add({"0", "-12", "", "9223372036854775807", "-9223372036854775808"}, "integer");
    add({"1", "0171"}, "text");
    add({"1", "+47"}, "text");
    add({"1", "9223372036854775808"}, "text");
    add({"12345678901234567890"}, "text");
    add({"1.5", "12345678901234567890"}, "text");
    add({"1", " 2"}, "text");
    add({"1", "2.50", "-0.1", "1e3", "1E-3"}, "number");
    add({"1,5"}, "text");
    add({"1.5", ".5"}, "text");
    add({"1.5", "5."}, "text");
    add({"1.5", "1e999"}, "text");
    add({"1.5", "NaN"}, "text");
    add({"2024-02-29", "1999-12-31"}, "date");
    add({"2023-02-29"}, "text");
    add({"2024-02-29", "29.02.2024"}, "text");
    add({"2024-02-29T12:00:00Z", "2024-02-29 12:00:00", "2024-02-29T12:00:00.123+02:00"}, "datetime");
    add({"2024-02-29T12:00"}, "text");
    add({"2024-02-29", "2024-02-29T12:00:00Z"}, "text");
    add({"2024-02-29", "20240229"}, "text");
    add({"a|b", "c"}, "list |");
    add({"a;b", "c"}, "list ;");
    add({"a;b", "c|d"}, "list |");
    add({"1|2", "3"}, "list |");
    add({"a|b", "|c"}, "text");
    add({"a|b", "c|"}, "text");
    add({"a|b", "c | d"}, "text");
    add({"a;b", "c; d"}, "text");
    add({"a;b", "c|d", "e| f"}, "text");
    add({"a;b", "x; y", "c|d"}, "list |");
    add({"a||b"}, "list |");
    add({"NULL", "1"}, "text");
    add({"N/A", "1.5"}, "text");
    add({"abc"}, "text");
}

void TestTypes::columnTakesTheNarrowestType()
{
    QFETCH(QStringList, values);
    QFETCH(QString, type);
    QCOMPARE(inferred(values), type);
    std::reverse(values.begin(), values.end());
    QCOMPARE(inferred(values), type);
}

void TestTypes::columnsSeenInPartsTakeTheSameType()
{
    const std::vector<std::string> texts{
        "1", "2.5", "true", "2024-01-02", "2024-01-02T03:04:05Z", "a|b", "a| b", "x;y", "x; y", "word", ""};
    std::mt19937 random(3);
    for (int round = 0; round < 20'000; ++round) {
        TypeInference whole;
        TypeInference joined;
        TypeInference part;
        const std::size_t kinds = 1 + random() % 3;
        for (std::size_t i = random() % 6; i > 0; --i) {
            const std::string& text = texts[(static_cast<std::size_t>(round) + random() % kinds) % texts.size()];
            whole.observe(field(text));
            part.observe(field(text));
            if (random() % 2 == 0) {
                joined.take(std::exchange(part, TypeInference()));
            }
        }
        joined.take(part);
        QCOMPARE(joined.type(), whole.type());
        QCOMPARE(joined.separator(), whole.separator());
        QCOMPARE(joined.sawFraction(), whole.sawFraction());
    }
}

void TestTypes::jsonTypesStand()
{
    QCOMPARE(inferred({"12", "13"}, CellKind::String), QStringLiteral("text"));
    QCOMPARE(inferred({"true"}, CellKind::String), QStringLiteral("text"));
    QCOMPARE(inferred({"a|b"}, CellKind::String), QStringLiteral("text"));
    QCOMPARE(inferred({"2024-01-01"}, CellKind::String), QStringLiteral("date"));
    QCOMPARE(inferred({"2024-01-01T00:00:00Z"}, CellKind::String), QStringLiteral("datetime"));
    QCOMPARE(inferred({"2024-01-01", "x"}, CellKind::String), QStringLiteral("text"));
    QCOMPARE(inferred({"1", "2"}, CellKind::Integer), QStringLiteral("integer"));
    TypeInference mixed;
    mixed.observe(field("1", CellKind::Integer));
    mixed.observe(field("1.5", CellKind::Number));
    QCOMPARE(mixed.type(), std::optional(ValueType::Number));
    mixed.observe(field("x", CellKind::String));
    QCOMPARE(mixed.type(), std::optional(ValueType::Text));
    mixed.observe(field("x", CellKind::List));
    QCOMPARE(mixed.type(), std::optional(ValueType::List));
    TypeInference truth;
    truth.observe(field("true", CellKind::Boolean));
    QCOMPARE(truth.type(), std::optional(ValueType::Boolean));
    truth.observe(field("1", CellKind::Integer));
    QCOMPARE(truth.type(), std::optional(ValueType::Text));
}

void TestTypes::numbersFollowTheGrammar_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("shape");
    const auto add = [](const char* text, NumberShape shape) {
        QTest::newRow(*text == '\0' ? "empty" : text) << QString::fromUtf8(text) << static_cast<int>(shape);
    };
    for (const char* text : {"0", "-0", "7", "-7", "10", "999999999999999999", "9223372036854775807"}) {
        add(text, NumberShape::Integer);
    }
    for (const char* text : {"0.0", "-0.5", "10.25", "1e5", "1E+5", "-1.5e-300", "0e0"}) {
        add(text, NumberShape::Number);
    }
    for (const char* text : {"",      "-",   "+1",  "00",    "01",  "-01",   "1.",
                             ".1",    "1e",  "1e+", "1.e1",  "0x1", "1_000", "1 ",
                             " 1",    "inf", "nan", "1e400", "--1", "1-",    "9223372036854775808",
                             "1,000", "１"}) {
        add(text, NumberShape::None);
    }
}

void TestTypes::numbersFollowTheGrammar()
{
    QFETCH(QString, text);
    QFETCH(int, shape);
    const std::string bytes = text.toStdString();
    QCOMPARE(static_cast<int>(numberShapeOf(bytes)), shape);
    QCOMPARE(readInteger(bytes).has_value(), shape == static_cast<int>(NumberShape::Integer));
    QCOMPARE(readNumber(bytes).has_value(), shape != static_cast<int>(NumberShape::None));
    if (const auto number = readNumber(bytes)) {
        QCOMPARE(*number, text.toDouble());
    }
}

void TestTypes::valuesAreConverted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("json");
    const auto add = [](const char* text, ValueType type, const char* json) {
        QTest::addRow("%s as %d", text, static_cast<int>(type))
            << QString::fromUtf8(text) << static_cast<int>(type) << QString::fromUtf8(json);
    };
    add("", ValueType::Integer, "null");
    add("TRUE", ValueType::Boolean, "true");
    add("1", ValueType::Boolean, "");
    add("12", ValueType::Integer, "12");
    add("12.0", ValueType::Integer, "");
    add("12", ValueType::Number, "12.0");
    add("-1.5e2", ValueType::Number, "-150.0");
    add("abc", ValueType::Number, "");
    add("2024-02-29", ValueType::Date, "\"2024-02-29\"");
    add("2024-02-29T00:00:00Z", ValueType::Date, "");
    add("2024-07-01 12:00:00", ValueType::DateTime, "\"2024-07-01T10:00:00Z\"");
    add("2024-07-01T12:00:00.5-02:30", ValueType::DateTime, "\"2024-07-01T14:30:00.5Z\"");
    add("2024-07-01", ValueType::DateTime, "\"2024-06-30T22:00:00Z\"");
    add("yesterday", ValueType::DateTime, "");
    add(" a ", ValueType::Text, "\" a \"");
    add("a|b||c", ValueType::List, "[\"a\",\"b\",\"c\"]");
    add(" a | b ", ValueType::List, "[\"a\",\"b\"]");
    add("|", ValueType::List, "null");
    add("a;b", ValueType::List, "[\"a;b\"]");
}

void TestTypes::valuesAreConverted()
{
    QFETCH(QString, text);
    QFETCH(int, type);
    QFETCH(QString, json);
    const std::string bytes = text.toStdString();
    Value value;
    ValueRule rule;
    rule.type = static_cast<ValueType>(type);
    QCOMPARE(convert(field(bytes), rule, berlin(), value), !json.isEmpty());
    if (!json.isEmpty()) {
        QCOMPARE(shown(value), json);
    } else {
        QVERIFY(QString::fromStdString(describeMisfit(field(bytes), rule))
                    .startsWith(QLatin1Char('\'') + text + QStringLiteral("' is not a")));
    }
}

void TestTypes::momentsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("moment");
    const auto add = [](const char* text, const char* moment) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(moment);
    };
    add("2024-07-01T12:00:00Z", "2024-07-01T12:00:00Z");
    add("2024-07-01T12:00:00+02:00", "2024-07-01T10:00:00Z");
    add("2024-07-01 12:00:00", "2024-07-01T10:00:00Z");
    add("2024-07-01", "2024-06-30T22:00:00Z");
    add(" 2024-07-01T12:00:00Z ", "2024-07-01T12:00:00Z");
    add("1719835200", "2024-07-01T12:00:00Z");
    add("1719835200.25", "2024-07-01T12:00:00.25Z");
    add("1719835200250", "2024-07-01T12:00:00.25Z");
    add("0", "1970-01-01T00:00:00Z");
    add("-1", "1969-12-31T23:59:59Z");
    add("99999999999", "5138-11-16T09:46:39Z");
    add("100000000000", "1973-03-03T09:46:40Z");
    add("253402300799999", "9999-12-31T23:59:59.999Z");
    add("253402300800000", "");
    add("-62135596800", "0001-01-01T00:00:00Z");
    add("-62135596801", "");
    add("1719835200000000", "");
    add("noon", "");
    add("01.07.2024", "");
}

void TestTypes::momentsAreRead()
{
    QFETCH(QString, text);
    QFETCH(QString, moment);
    const std::string bytes = text.toStdString();
    for (const CellKind kind : {CellKind::Field, CellKind::String}) {
        const auto read = readMoment(field(bytes, kind), std::nullopt, berlin());
        QCOMPARE(read ? QString::fromStdString(formatDateTime(*read)) : QString(), moment);
    }
    if (const auto integer = readInteger(bytes)) {
        Cell cell = field(bytes, CellKind::Integer);
        cell.integer = *integer;
        const auto read = readMoment(cell, std::nullopt, berlin());
        QCOMPARE(read ? QString::fromStdString(formatDateTime(*read)) : QString(), moment);
    }
}

void TestTypes::dateFormatsAreRead_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("moment");
    const auto add = [](const char* pattern, const char* text, const char* moment) {
        QTest::addRow("%s %s", pattern, text)
            << QString::fromUtf8(pattern) << QString::fromUtf8(text) << QString::fromUtf8(moment);
    };
    add("DD/MM/YYYY", "29/02/2024", "2024-02-29T00:00:00Z");
    add("DD/MM/YYYY", "29/02/2023", "");
    add("DD/MM/YYYY", "9/02/2024", "");
    add("DD/MM/YYYY", "29/02/2024 ", "");
    add("D.M.YY", "1.12.69", "1969-12-01T00:00:00Z");
    add("D.M.YY", "01.2.68", "2068-02-01T00:00:00Z");
    add("D.M.YY", "001.2.68", "");
    add("YYYYMMDD", "20240229", "2024-02-29T00:00:00Z");
    add("YYYY-MM-DDTHH:mm:ssZ", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z");
    add("M/D/YYYY HH:mm", "2/9/2024 07:05", "2024-02-09T07:05:00Z");
    add("M/D/YYYY HH:mm", "2/9/2024 24:00", "");
    add("DD/MM/YYYY", "", "");
    add("YYYY年M月D日", "2024年2月9日", "2024-02-09T00:00:00Z");
}

void TestTypes::dateFormatsAreRead()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(QString, moment);
    const auto format = DateFormat::parse(pattern.toStdString());
    QVERIFY(format);
    const auto read = format->read(text.toStdString());
    QCOMPARE(read ? QString::fromStdString(formatDateTime(fromUtc(*read))) : QString(), moment);
}

void TestTypes::wrongDateFormatsSayWhy_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("why");
    QTest::newRow("letters") << "DD Mon YYYY"
                             << "has an unknown 'o'";
    QTest::newRow("twice") << "MMM DD YYYY"
                           << "has a part twice";
    QTest::newRow("no year") << "DD/MM"
                             << "lacks year, month or day";
    QTest::newRow("no hours") << "DD/MM/YYYY mm"
                              << "has minutes without hours";
    QTest::newRow("lower case") << "dd/mm/yyyy"
                                << "has an unknown 'd'";
}

void TestTypes::wrongDateFormatsSayWhy()
{
    QFETCH(QString, pattern);
    QFETCH(QString, why);
    const auto format = DateFormat::parse(pattern.toStdString());
    QVERIFY(!format);
    QVERIFY2(QString::fromStdString(format.error().message).contains(why), format.error().message.c_str());
}

void TestTypes::standingTypesStay()
{
    TypeInference fractions;
    fractions.observe(field("1"));
    fractions.observe(field("1.5"));
    fractions.observe(field("abc"));
    TypeInference integers;
    integers.observe(field("1"));
    PlannedValue planned;
    planned.name = "x";
    planned.path = "$.attributes.x";
    const auto resolved = [&](const TypeInference& inference, std::optional<ValueType> standing) {
        const auto rule = resolveRule(planned, inference, standing);
        return rule ? std::pair(rule->rule.type, rule->change) : std::pair(ValueType::List, SchemaChange::None);
    };
    QVERIFY(resolved(integers, std::nullopt) == std::pair(ValueType::Integer, SchemaChange::Add));
    QVERIFY(resolved(fractions, std::nullopt) == std::pair(ValueType::Text, SchemaChange::Add));
    QVERIFY(resolved(fractions, ValueType::Integer) == std::pair(ValueType::Number, SchemaChange::WidenToNumber));
    QVERIFY(resolved(integers, ValueType::Number) == std::pair(ValueType::Number, SchemaChange::None));
    QVERIFY(resolved(integers, ValueType::Text) == std::pair(ValueType::Text, SchemaChange::None));
    QVERIFY(resolved({}, std::nullopt) == std::pair(ValueType::Text, SchemaChange::Add));
    planned.type = ValueType::Number;
    QVERIFY(resolved(integers, ValueType::Integer) == std::pair(ValueType::Number, SchemaChange::WidenToNumber));
    planned.type = ValueType::Date;
    const auto contradiction = resolveRule(planned, integers, ValueType::Text);
    QVERIFY(!contradiction);
    QCOMPARE(contradiction.error().where.path, std::string("$.attributes.x"));
}

QTEST_APPLESS_MAIN(TestTypes)
#include "tst_types.moc"
