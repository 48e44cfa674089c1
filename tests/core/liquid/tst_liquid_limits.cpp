// SPDX-License-Identifier: GPL-3.0-or-later
// What hostile templates and hostile data may not do: recurse without end, fill the memory, run for ever.
#include "core/liquid/program.h"
#include "tests/core/liquid/render_case.h"

#include <QTest>

#include <limits>

using namespace postweave::liquid;
using postweave::Date;
using postweave::ErrorCode;
using postweave::Instant;

namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

std::string repeated(const std::string& text, std::size_t count)
{
    std::string all;
    all.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        all += text;
    }
    return all;
}

/// [[[…]]], so many levels.
Value nested(std::size_t levels, Arena& arena)
{
    Value value = Value::array({});
    for (std::size_t i = 1; i < levels; ++i) {
        value = Value::array({arena.make<Value>(value), 1});
    }
    return value;
}

Rendered renderWith(std::string_view source, const std::vector<Hash::Entry>& globals)
{
    Rendered rendered;
    const ParseResult parsed = parse(source);
    rendered.diagnostics = parsed.diagnostics;
    Arena arena;
    RenderOptions options;
    options.now = kTestNow;
    rendered.result =
        Renderer().render(*parsed.parsed, Value::hash(*Hash::make(arena, globals)), options, rendered.output);
    return rendered;
}

} // namespace

class LiquidLimits : public QObject {
    Q_OBJECT

private slots:
    void aMegabyteOfNestedTagsIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QString>("open");
        for (const char* const open :
             {"{% if a %}", "{% unless a %}", "{% for a in b %}", "{% tablerow a in b %}", "{% capture a %}",
              "{% case a %}{% when 1 %}", "{% ifchanged %}", "{% if a %}{% else %}{% for x in y %}"}) {
            QTest::newRow(open) << QString(open);
        }
    }
    void aMegabyteOfNestedTagsIsRefusedWithItsPlace()
    {
        QFETCH(QString, open);
        const std::string filler(kMegabyte / 10'000 - static_cast<std::size_t>(open.size()), 'x');
        const ParseResult parsed = parse(repeated(open.toStdString() + filler, 10'000));
        QVERIFY(!parsed.ok());
        const bool saysWhy = std::ranges::any_of(parsed.diagnostics, [](const auto& diagnostic) {
            return diagnostic.message == "Nesting too deep" ||
                   diagnostic.message.find("never closed") != std::string::npos;
        });
        QVERIFY2(saysWhy, parsed.diagnostics[0].message.c_str());
        QVERIFY(parsed.diagnostics.size() <= 101);
        QVERIFY(parsed.parsed->program().arena.bytesTaken() <= 16 * kMegabyte);
    }

    void aMegabyteOfLoopsOverATrillionEndsInItsLimit()
    {
        const std::string loop = "{% for i in (1..1000000000000) %}{{ i }}{% endfor %}";
        RenderCase test(repeated(loop, kMegabyte / loop.size()));
        const Rendered rendered = test.run();
        QCOMPARE(rendered.result.status, RenderStatus::Failed);
        QCOMPARE(rendered.result.errors[0].code, ErrorCode::LimitExceeded);
        QCOMPARE(rendered.result.errors[0].line, 1);
        QVERIFY(rendered.output.size() <= test.options.limits.outputBytes);
    }

    void expressionsMayNotNestWithoutEnd_data()
    {
        QTest::addColumn<QString>("source");
        const auto row = [](const char* name, const std::string& source) {
            QTest::newRow(name) << QString::fromStdString(source);
        };
        row("brackets", "{{ a" + repeated("[a", 10'000) + repeated("]", 10'000) + " }}");
        row("unclosed brackets", "{{ a" + repeated("[a", 10'000) + " }}");
        row("ranges", "{{ " + repeated("(", 10'000) + "1" + repeated("..2)", 10'000) + " }}");
        row("ranges at the end", "{{ " + repeated("(1..", 10'000) + "2" + repeated(")", 10'000) + " }}");
        row("parentheses", "{% if " + repeated("(", 10'000) + "a" + repeated(")", 10'000) + " %}{% endif %}");
        row("negations", "{% if " + repeated("not ", 10'000) + "a %}{% endif %}");
        row("negated parentheses",
            "{% if " + repeated("not (", 10'000) + "a" + repeated(")", 10'000) + " %}{% endif %}");
        row("filter arguments", "{{ a | append: b" + repeated("[b", 10'000) + repeated("]", 10'000) + " }}");
    }
    void expressionsMayNotNestWithoutEnd()
    {
        QFETCH(QString, source);
        ParseOptions options;
        options.campaignDialect = true;
        QVERIFY(!parse(source.toStdString(), options).ok());
        options.mode = Mode::Lax;
        const ParseResult lax = parse(source.toStdString(), options); // lax lets much pass, in bounded depth
        std::string out;
        static_cast<void>(Renderer().render(*lax.parsed, Value(), {}, out));
    }

    void whatOnlyGoesOnIsNoNesting()
    {
        QCOMPARE(RenderCase("{{ 'x'" + repeated(" | upcase", 50'000) + " }}").output(), std::string("X"));
        QCOMPARE(RenderCase("{{ x" + repeated(" | upcase", 50'000) + " }}").with(R"({"x": "x"})").output(),
                 std::string("X"));
        QCOMPARE(RenderCase("{{ a" + repeated(".a", 50'000) + " }}").output(), std::string());
        QCOMPARE(RenderCase("{% if a" + repeated(" or a", 50'000) + " %}{% else %}no{% endif %}").output(),
                 std::string("no"));
        QCOMPARE(RenderCase("{% if a %}" + repeated("{% elsif b %}", 20'000) + "{% else %}no{% endif %}").output(),
                 std::string("no"));
        QCOMPARE(RenderCase("{% case 1 %}" + repeated("{% when 2 %}", 20'000) + "{% else %}no{% endcase %}").output(),
                 std::string("no"));
    }

    void deepJsonIsRefused()
    {
        Arena arena;
        for (const char* const open : {"[", "{\"a\":"}) {
            QVERIFY(!parseJsonValue(repeated(open, 100'000), arena).has_value());
        }
        QVERIFY(!parseJsonValue(repeated("[", 100'000) + repeated("]", 100'000), arena).has_value());
    }

    void deepValuesEndInAClearError_data()
    {
        QTest::addColumn<QString>("source");
        for (const char* const source :
             {"{{ x }}", "{{ h }}", "{{ x | join }}", "{{ x | uniq | size }}", "{{ x | sort | size }}",
              "{{ pair | sort | size }}", "{{ pair | uniq | size }}", "{{ x | concat: x | size }}", "{{ x | escape }}",
              "{{ h | upcase }}", "{{ x | compact | size }}", "{{ x | sum }}", "{% if x == y %}{% endif %}",
              "{% if pair contains y %}{% endif %}", "{% case x %}{% when y %}{% endcase %}",
              "{% assign z = x | append: '' %}", "{{ x | where: 'a', y }}", "{{ h | map: 'a' | join }}"}) {
            QTest::newRow(source) << QString(source);
        }
    }
    void deepValuesEndInAClearError()
    {
        QFETCH(QString, source);
        Arena arena;
        const Value x = nested(200'000, arena);
        const Value y = nested(200'000, arena);
        const std::array<Value, 2> pair{x, y};
        const Value h = Value::hash(*Hash::make(arena, std::vector<Hash::Entry>{{"a", x}}));
        const Rendered rendered =
            renderWith(source.toStdString(), {{"x", x}, {"y", y}, {"pair", Value::array(pair)}, {"h", h}});
        QVERIFY(rendered.result.ok() || rendered.message() == "Nesting too deep");
    }

    void tenMegabytesOfTextRenderOrErrClearly_data()
    {
        QTest::addColumn<QString>("filters");
        for (const char* const filters : {"",
                                          "| upcase",
                                          "| downcase",
                                          "| capitalize",
                                          "| escape",
                                          "| escape_once",
                                          "| url_encode",
                                          "| strip_html",
                                          "| strip_newlines",
                                          "| newline_to_br",
                                          "| strip",
                                          "| truncate: 9999999",
                                          "| truncatewords: 999999",
                                          "| split: ' ' | size",
                                          "| split: '' | size",
                                          "| replace: 'a', 'bb'",
                                          "| remove: 'a'",
                                          "| size",
                                          "| base64_encode",
                                          "| append: x",
                                          "| slice: 5000000, 5000000",
                                          "| date: '%Y'",
                                          "| plus: 1",
                                          "| round",
                                          "| default: 'd'",
                                          "| url_decode",
                                          "| first",
                                          "| last",
                                          "| reverse",
                                          "| sort",
                                          "| money"}) {
            QTest::newRow(filters) << QString(filters);
        }
    }
    void tenMegabytesOfTextRenderOrErrClearly()
    {
        QFETCH(QString, filters);
        for (const std::string& part : {std::string("a <b> & é\n"), std::string(10, '7'), std::string(10, '<')}) {
            const std::string text = repeated(part, kMegabyte);
            const Rendered rendered = renderWith("{{ x " + filters.toStdString() + " }}", {{"x", Value::text(text)}});
            QVERIFY(rendered.result.ok() || !rendered.message().empty());
            QVERIFY(rendered.output.size() <= 64 * kMegabyte);
        }
    }

    void numbersThatAreNoneRenderAsRubyWritesThem()
    {
        const std::vector<Hash::Entry> globals{{"nan", Value::number(std::numeric_limits<double>::quiet_NaN())},
                                               {"inf", Value::number(std::numeric_limits<double>::infinity())}};
        QCOMPARE(renderWith("{{ nan }} {{ inf }} {{ nan | plus: 1 }} {{ inf | minus: 1 }}", globals).output,
                 std::string("NaN Infinity NaN Infinity"));
        QCOMPARE(renderWith("{% if nan == nan %}a{% endif %}{% if nan < 1 %}b{% endif %}{% if inf > 1 %}c{% endif %}",
                            globals)
                     .output,
                 std::string("c"));
        for (const char* const source : {"{{ nan | round }}", "{{ inf | ceil }}", "{{ nan | floor }}"}) {
            QVERIFY(!renderWith(source, globals).message().empty());
        }
        QVERIFY(renderWith("{{ list | sort }}{{ nan | at_least: 1 }}{{ nan | money }}", globals).result.status !=
                RenderStatus::Aborted);
        Arena arena;
        QVERIFY(!parseJsonValue(R"({"x": NaN})", arena).has_value());
        QVERIFY(!parseJsonValue(R"({"x": Infinity})", arena).has_value());
    }

    void theLastDayOfYear9999Renders()
    {
        const std::vector<Hash::Entry> globals{{"day", Value::date({2'932'896})},
                                               {"moment", Value::moment({253'402'300'799'999'999})}};
        QCOMPARE(
            renderWith("{{ day }} {{ day | date: '%A %d %B %Y, week %V, day %j' }} {{ moment | date: '%s' }}", globals)
                .output,
            std::string("9999-12-31 Friday 31 December 9999, week 52, day 365 253402300799"));
        RenderCase east("{{ '9999-12-31T23:59:59Z' | date: '%Y-%m-%d' }}{% if '9999-12-31' == d %}same{% endif %}");
        QCOMPARE(east.with(R"({"d": "9999-12-31"})").output(), std::string("9999-12-31same"));
        for (const Instant extreme : {Instant{INT64_MAX}, Instant{INT64_MIN}}) {
            const Rendered rendered =
                renderWith("{{ x }}{{ x | date: '%c %G-W%V %s' }}", {{"x", Value::moment(extreme)}});
            QVERIFY(rendered.result.ok());
        }
    }

    void loneSurrogatesAreRefusedAndNamed()
    {
        Arena arena;
        for (const char* const json : {R"({"x": "\ud800"})", R"({"x": "\udc00 tail"})", R"({"\ud83d": 1})",
                                       "{\"x\": \"\xED\xA0\x80\"}", "{\"x\": \"\xFF\"}"}) {
            const auto value = parseJsonValue(json, arena);
            QVERIFY2(!value.has_value(), json);
            QVERIFY(!value.error().message.empty());
        }
        QCOMPARE(RenderCase("{{ x }}").with(R"({"x": "\ud83d\ude00"})").output(), std::string("\U0001F600"));
    }
};

QTEST_APPLESS_MAIN(LiquidLimits)
#include "core/base/json.h"
#include "tst_liquid_limits.moc"
