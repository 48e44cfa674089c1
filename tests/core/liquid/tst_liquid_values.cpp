// SPDX-License-Identifier: GPL-3.0-or-later
// Values: numbers as Ruby computes and prints them, JSON, attributes, Unicode.
#include "render_case.h"

#include "core/base/value.h"

#include <QTest>

using namespace postweave::liquid;
using postweave::Date;
using postweave::Instant;
using postweave::TimeZone;

class LiquidValues : public QObject {
    Q_OBJECT

private slots:
    void expressionsPrintAsInRuby_data()
    {
        QTest::addColumn<QString>("expression");
        QTest::addColumn<QString>("expected");
        // The right column is what Ruby 3.1 with BigDecimal prints.
        const auto row = [](const char* expression, const char* expected) {
            QTest::newRow(expression) << QString(expression) << QString(expected);
        };
        row("100000000000000.0", "100000000000000.0");
        row("1000000000000000.0", "1.0e+15");
        row("123456789012345680.0", "1.2345678901234568e+17");
        row("0.0001", "0.0001");
        row("0.00001", "1.0e-05");
        row("-0.0", "-0.0");
        row("1.10", "1.1");
        row("0.1 | plus: 0.2", "0.3");
        row("'0.1' | plus: '0.2'", "0.3");
        row("1.1 | times: 3", "3.3");
        row("10 | divided_by: 4", "2");
        row("-7 | divided_by: 2", "-4");
        row("-7 | modulo: 3", "2");
        row("7.5 | modulo: -2", "-0.5");
        row("20 | divided_by: 7.0", "2.857142857142857");
        row("10.0 | divided_by: 0.0", "Infinity");
        row("9223372036854775807 | plus: 1", "9223372036854775808");
        row("99999999999999999999 | times: 99999999999999999999", "9999999999999999999800000000000000000001");
        row("-99999999999999999999 | divided_by: 7", "-14285714285714285715");
        row("99999999999999999999 | modulo: 1000", "999");
        row("-9223372036854775808 | abs", "9223372036854775808");
        row("-9223372036854775808 | divided_by: -1", "9223372036854775808");
        row("12345678901234567890 | minus: 12345678901234567889", "1");
        row("2.5 | round", "3");
        row("-2.5 | round", "-3");
        row("1.005 | round: 2", "1.01");
        row("155.666 | round: -1", "160");
        row("'1_000abc' | plus: 1", "1001");
        row("' 12 ' | times: 2", "24");
        row("4.1 | ceil", "5");
        row("-4.1 | floor", "-5");
        row("99999999999999999999 | at_most: 5", "5");
        row("'abc' | size", "3");
        row("'äöü' | size", "3");
        row("'ǆabc ÄÖ' | capitalize", "ǅabc äö");
        row("'straße' | upcase", "STRASSE");
        row("'ÉCOLE' | downcase", "école");
        row("'日本語テキスト' | slice: 2, 3", "語テキ");
        row("'日本語テキスト' | truncate: 5", "日本...");
        row("'a\\\\b' | replace: 'a', '[\\\\0]'", "[a]\\\\b");
        row("'aXbXc' | split: 'X' | reverse | join: '-'", "c-b-a");
    }
    void expressionsPrintAsInRuby()
    {
        QFETCH(QString, expression);
        QFETCH(QString, expected);
        expression.replace("\\\\", "\\");
        expected.replace("\\\\", "\\");
        QCOMPARE(QString::fromStdString(RenderCase(("{{ " + expression + " }}").toStdString()).output()), expected);
    }

    void wholeNumbersOfAnyLengthComeFromJson()
    {
        QCOMPARE(
            RenderCase("{{ a }} {{ a | plus: 1 }} {{ b }} {{ c }}")
                .with(R"({"a": 123456789012345678901234567890, "b": 18446744073709551615, "c": -9223372036854775808})")
                .output(),
            std::string("123456789012345678901234567890 123456789012345678901234567891 18446744073709551615 "
                        "-9223372036854775808"));
    }

    void bigAndSmallNumbersCompare()
    {
        QCOMPARE(RenderCase("{% if a > 9223372036854775807 %}1{% endif %}{% if a == 99999999999999999999 %}2{% endif "
                            "%}{% if 1 == 1.0 %}3{% endif %}"
                            "{% if 9007199254740993 > 9007199254740992.0 %}4{% endif %}")
                     .with(R"({"a": 99999999999999999999})")
                     .output(),
                 std::string("1234"));
    }

    void hashesAndArraysPrintAsRubyInspectsThem()
    {
        const char* const data = "{\"h\": {\"a\": 1, \"b\": [null, true, \"x\\\"\\n#{y}\"], \"c\": {}}, \"a\": [1, [2, "
                                 "[\"x\"]], {\"k\": 1.5}]}";
        const std::string output = RenderCase("{{ h }} {{ a }} {{ a | join: ',' }}").with(data).output();
        QCOMPARE(
            output,
            std::string(
                "{\"a\"=>1, \"b\"=>[nil, true, \"x\\\"\\n\\#{y}\"], \"c\"=>{}} 12x{\"k\"=>1.5} 1,2,x,{\"k\"=>1.5}"));
    }

    void hashesKeepTheirOrderAndFindManyKeys()
    {
        std::string json = "{";
        std::string keys;
        for (int i = 0; i < 100; ++i) {
            json += (i == 0 ? "\"k" : ", \"k") + std::to_string(i) + "\": " + std::to_string(i);
            keys += "k" + std::to_string(i) + " ";
        }
        QCOMPARE(RenderCase("{% for e in h %}{{ e[0] }} {% endfor %}{{ h.k77 }} {{ h['k99'] }} {{ h.k100 }}")
                     .with("{\"h\": " + json + "}}")
                     .output(),
                 keys + "77 99 ");
    }

    void attributesPrintAsDatesMomentsAndLists()
    {
        Arena arena;
        const postweave::Value day = Date{20'000};
        const postweave::Value moment = Instant{1'782'907'200'000'000};
        const postweave::Value list = postweave::TextList{"a", "b"};
        const std::vector<Hash::Entry> entries{{"day", fromAttribute(day, arena)},
                                               {"moment", fromAttribute(moment, arena)},
                                               {"list", fromAttribute(list, arena)},
                                               {"none", fromAttribute({}, arena)}};
        const ParseResult parsed = parse("{{ day }} {{ moment }} {{ list | join: '+' }} [{{ none }}] {{ moment | date: "
                                         "'%H' }} {{ day | date: '%d' }}"
                                         "{% if day == '2024-10-04' %} same{% endif %}{% if day < '2025-01-01' %} "
                                         "before{% endif %}{% if moment > day %} later{% endif %}");
        RenderOptions options;
        options.zone = TimeZone::byName("Europe/Berlin").value();
        std::string out;
        static_cast<void>(Renderer().render(*parsed.parsed, Value::hash(*Hash::make(arena, entries)), options, out));
        QCOMPARE(out, std::string("2024-10-04 2026-07-01T14:00:00+02:00 a+b [] 14 04 same before later"));
    }

    void jsonErrorsAreThoseOfTheStrictReader()
    {
        Arena arena;
        QVERIFY(!parseJsonValue("{\"a\": 1, \"a\": 2}", arena));
        QVERIFY(!parseJsonValue("{\"a\": }", arena));
        Arena small(1000);
        QVERIFY(!parseJsonValue("\"" + std::string(100'000, 'x') + "\"", small));
    }
};

QTEST_APPLESS_MAIN(LiquidValues)
#include "core/base/json.h"
#include "tst_liquid_values.moc"
