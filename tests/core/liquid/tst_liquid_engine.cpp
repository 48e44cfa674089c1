// SPDX-License-Identifier: GPL-3.0-or-later
// What the public suites do not ask: errors and their places, strictness, limits, traces, threads.
#include "render_case.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

using namespace postweave::liquid;
using postweave::ErrorCode;
using postweave::positionOf;

namespace {

std::string repeated(std::string_view text, int times)
{
    std::string out;
    for (int i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

RenderError failure(RenderCase test)
{
    const Rendered rendered = test.run();
    return rendered.result.errors.empty() ? RenderError{} : rendered.result.errors.front();
}

/// Counts how often each name is asked for.
class CountingObject final : public Object {
public:
    std::optional<Value> lookup(const Key& key, Arena& arena) const override
    {
        ++asked;
        return key.text == "name" ? std::optional(Value::text(arena.copy("Ada"))) : std::nullopt;
    }
    std::vector<std::string> names() const override { return {"name"}; }
    mutable int asked = 0;
};

} // namespace

class LiquidEngine : public QObject {
    Q_OBJECT

private slots:
    void syntaxErrorsReportTheirPlace_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* source, int line, int column, const char* message) {
            QTest::newRow(source) << QString(source) << line << column << QString(message);
        };
        row("a\n{% if x %}b", 2, 1, "'if' tag was never closed");
        row("{{ a | }}", 1, 8, "Expected id but found end_of_string");
        row("ä {{ a b }}", 1, 8, "Expected end_of_string but found id");
        row("{{ 'a }}", 1, 4, "Unexpected character '");
        row("\n\n{% foo %}", 3, 1, "Unknown tag 'foo'");
        row("{% if a %}{% endfor %}{% endif %}", 1, 11, "'endfor' is not a valid delimiter for if tags. use endif");
        row("{% else %}", 1, 1, "Unexpected outer 'else' tag");
        row("{% for a on b %}{% endfor %}", 1, 10, "For loops require an 'in' clause");
        row("{% for a in b skip: 2 %}{% endfor %}", 1, 15,
            "Invalid attribute in for loop. Valid attributes are limit and offset");
        row("{% assign x %}", 1, 1, "Syntax Error in 'assign' - Valid syntax: assign [var] = [source]");
        row("{% if a &&& b %}{% endif %}", 1, 9, "Unexpected character &");
        row("{% liquid\n  assign a = 1\n  if a b\n  endif %}", 3, 8, "Expected end_of_string but found id");
        row("{{ a", 1, 1, "Variable '{{' was not properly terminated with regexp: /\\}\\}/");
        row("{% if", 1, 1, "Tag '{%' was not properly terminated with regexp: /\\%\\}/");
    }
    void syntaxErrorsReportTheirPlace()
    {
        QFETCH(QString, source);
        QFETCH(int, line);
        QFETCH(int, column);
        QFETCH(QString, message);
        const ParseResult parsed = parse(source.toStdString());
        QVERIFY(!parsed.ok());
        const auto at = positionOf(parsed.parsed->source(), parsed.diagnostics[0].range.begin);
        QCOMPARE(QString::fromStdString(parsed.diagnostics[0].message), message);
        QCOMPARE(at.line, line);
        QCOMPARE(at.column, column);
    }

    void everyFaultOfATemplateIsReported()
    {
        const ParseResult parsed =
            parse("{% if a b %}{{ c d }}{% endif %}\n{% nonsense %}{{ fine }}\n{% for x in %}{% endfor %}");
        QCOMPARE(parsed.diagnostics.size(), std::size_t{4});
    }

    void errorsNameTheNearestWord()
    {
        QCOMPARE(parse("{% asign x = 1 %}").diagnostics[0].mend, std::string("did you mean 'assign'?"));
        QCOMPARE(failure(RenderCase("{{ 'a' | upcas }}").strict()).message,
                 std::string("undefined filter upcas; did you mean upcase?"));
        QCOMPARE(failure(RenderCase("{{ custmer }}").strict().with(R"({"customer": 1})")).message,
                 std::string("undefined variable custmer; did you mean customer?"));
        QCOMPARE(failure(RenderCase("{{ c.frst_name }}").strict().with(R"({"c": {"first_name": 1}})")).message,
                 std::string("undefined variable frst_name; did you mean first_name?"));
        QCOMPARE(failure(RenderCase("{% assign total = 1 %}{{ totl }}").strict()).message,
                 std::string("undefined variable totl; did you mean total?"));
    }

    void describedDiagnosticsShowAnExcerptAndACaret()
    {
        const std::string source = "line one\n{{ 'oops }}\n";
        const ParseResult parsed = parse(source);
        QCOMPARE(describe(parsed.diagnostics[0], source),
                 std::string("2:4: Unexpected character '; close the quotation with the same mark, or take this one "
                             "out\n{{ 'oops }}\n   ^"));
    }

    void renderErrorsCarryLineColumnAndPartial()
    {
        RenderCase test("one\n{% render 'deep' %}");
        const RenderError error = failure(test.partial("deep", "a\nb {{ 1 | divided_by: 0 }}"));
        QCOMPARE(error.message, std::string("divided by 0"));
        QCOMPARE(error.partial, std::string("deep"));
        QCOMPARE(error.line, 2);
        QCOMPARE(error.column, 3);
    }

    void inlineErrorsStandInTheOutputAndTheRenderGoesOn()
    {
        const Rendered rendered = RenderCase("a{{ 1 | divided_by: 0 }}b\n{% include x %}c").inlineErrors().run();
        QCOMPARE(rendered.output,
                 std::string(
                     "aLiquid error (line 1): divided by 0b\nLiquid error (line 2): Argument error in tag 'include' - "
                     "Illegal template namec"));
        QCOMPARE(rendered.result.errors.size(), std::size_t{2});
        QCOMPARE(rendered.result.status, RenderStatus::Done);
    }

    void aFaultyPartialFailsWhereItIsUsed()
    {
        RenderCase test("a\n{% render 'p' %}b");
        const Rendered rendered = test.partial("p", "x\n{% if %}").inlineErrors().run();
        QVERIFY2(rendered.output.starts_with("a\nLiquid syntax error (p line 2): "), rendered.output.c_str());
    }

    void strictnessReportsAndLaxnessPrintsNothing()
    {
        QCOMPARE(RenderCase("[{{ a }}{{ b.c }}{{ 'x' | nope }}]").output(), std::string("[x]"));
        QVERIFY(failure(RenderCase("{{ a }}").strict()).message.starts_with("undefined variable a"));
        QVERIFY(RenderCase("{{ a }}{{ b }}").strict().with(R"({"a": null, "b": false})").run().result.ok());
    }

    void partialNamesAreFoundWithoutSuffixAndCase()
    {
        QCOMPARE(RenderCase("{% render 'Card' %}{% render 'card.liquid' %}").partial("card.liquid", "x").output(),
                 std::string("xx"));
        QCOMPARE(RenderCase("{% render 'Card' %}").partial("card", "lower").partial("Card.liquid", "exact").output(),
                 std::string("exact"));
    }

    void anObjectIsAskedOnceForEachGlobalName()
    {
        const ParseResult parsed =
            parse("{{ name }} {{ name }} {% if name == 'Ada' %}{{ name }}{% endif %}{{ other }}{{ other }}");
        const CountingObject globals;
        std::string out;
        RenderOptions options;
        static_cast<void>(Renderer().render(*parsed.parsed, Value::object(globals), options, out));
        QCOMPARE(out, std::string("Ada Ada Ada"));
        QCOMPARE(globals.asked, 2);
    }

    void theTraceSaysWhichBranchesWereTaken()
    {
        const Rendered rendered =
            RenderCase("{% if a %}1{% elsif b %}2{% endif %}{% for i in (1..3) %}{% case i %}{% when 1 %}x{% when 3 "
                       "%}y{% endcase %}{% endfor %}"
                       "{% unless a %}u{% endunless %}{% if a %}{% if b %}never{% endif %}{% endif %}")
                .with(R"({"b": true})")
                .run();
        QCOMPARE(rendered.trace.blocks.size(), std::size_t{5});
        QCOMPARE(rendered.trace.blocks[0], (RenderTrace::Block{2, 0b100}));
        QCOMPARE(rendered.trace.blocks[1], (RenderTrace::Block{1, 0b111}));
        QCOMPARE(rendered.trace.blocks[2], (RenderTrace::Block{1, 0b10}));
        QCOMPARE(rendered.trace.blocks[3], (RenderTrace::Block{0, 0b1}));
        QCOMPARE(rendered.trace.blocks[4], (RenderTrace::Block{-1, 0}));
    }

    void hostileTemplatesEndInAClearError_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const std::string& source, const char* message) {
            QTest::newRow(name) << QString::fromStdString(source) << QString(message);
        };
        row("a loop over 10^12", "{% for i in (1..1000000000000) %}{{ i }}{% endfor %}", "steps");
        row("an empty loop over 10^18", "{% for i in (1..1000000000000000000) %}{% endfor %}", "steps");
        row("loops in loops", repeated("{% for i in (1..1000) %}", 5) + repeated("{% endfor %}", 5), "steps");
        row("a table over 10^12", "{% tablerow i in (1..1000000000000) cols: 3 %}{% endtablerow %}", "steps");
        row("a list of 10^12", "{{ (1..1000000000000) | join }}", "memory");
        row("a text doubled and doubled",
            "{% assign s = 'x' %}{% for i in (1..99) %}{% assign s = s | append: s %}{% endfor %}", "memory");
        row("a text replaced and replaced",
            "{% assign s = 'xxxxxxxxxx' %}{% for i in (1..99) %}{% assign s = s | replace: 'x', s %}{% endfor %}",
            "memory");
        row("a list doubled and doubled",
            "{% assign a = 'x y' | split: ' ' %}{% for i in (1..99) %}{% assign a = a | concat: a %}{% endfor %}",
            "memory");
        row("captures of captures",
            "{% for i in (1..99) %}{% capture c %}{{ c }}{{ c }}xxxxxxxx{% endcapture %}{% endfor %}", "memory");
        row("output without end",
            "{% assign s = 'x' %}{% for i in (1..20) %}{% assign s = s | append: s %}{% endfor %}{% for i in (1..99) "
            "%}{{ s }}{% endfor %}",
            "bytes");
        row("a number squared and squared",
            "{% assign n = 9999999999 %}{% for i in (1..99) %}{% assign n = n | times: n %}{% endfor %}", "digits");
        const std::string longText =
            "{% assign s = 'x' %}{% for i in (1..20) %}{% assign s = s | append: s %}{% endfor %}"
            "{% assign a = s | split: ',' %}{% for i in (1..14) %}{% assign a = a | concat: a %}{% endfor %}";
        row("a list of one long text, printed", longText + "{{ a }}", "memory");
        row("a list of one long text, joined", longText + "{{ a | join: ',' | size }}", "memory");
        row("a list of one long text, sorted", longText + "{{ a | sort | size }}", "steps");
        row("a list of one long text, made unique", longText + "{{ a | uniq | size }}", "steps");
        row("a list of one long text, searched", longText + "{{ a | where: s, s | size }}", "steps");
        row("a number of a million digits", "{{ " + repeated("9", 1'000'000) + " | plus: 1 }}", "digits");
        row("includes in includes", "{% include 'self' %}", "Nesting too deep");
        row("renders in renders", "{% render 'again' %}", "Nesting too deep");
    }
    void hostileTemplatesEndInAClearError()
    {
        QFETCH(QString, source);
        QFETCH(QString, message);
        RenderCase test(source.toStdString());
        test.partial("self", "{% include 'self' %}").partial("again", "{% render 'again' %}");
        test.options.limits.score = 200'000;
        test.options.limits.memoryBytes = std::size_t{32} << 20;
        test.options.limits.outputBytes = std::size_t{8} << 20;
        const Rendered rendered = test.run();
        QCOMPARE(rendered.result.status, RenderStatus::Failed);
        QVERIFY2(rendered.message().find(message.toStdString()) != std::string::npos, rendered.message().c_str());
        QVERIFY(rendered.output.size() <= (std::size_t{8} << 20));
    }

    void limitsEndTheRenderAlsoWhereErrorsAreInline()
    {
        RenderCase test("{% for i in (1..1000000000000) %}{{ 1 | divided_by: 0 }}{% endfor %}after");
        test.inlineErrors().options.limits.score = 10'000;
        const Rendered rendered = test.run();
        QCOMPARE(rendered.result.status, RenderStatus::Failed);
        QCOMPARE(rendered.result.errors.back().code, ErrorCode::LimitExceeded);
        QCOMPARE(rendered.result.errors.back().line, 1);
        QVERIFY(rendered.result.errors.size() <= 1001);
        QVERIFY(!rendered.output.ends_with("after"));
    }

    void theClockEndsARender()
    {
        RenderCase test("{% for i in (1..1000000000000) %}{% endfor %}");
        test.options.limits.score = UINT64_MAX;
        test.options.limits.time = std::chrono::milliseconds(20);
        QVERIFY(failure(test).message.find("too long") != std::string::npos);
    }

    void deepNestingIsRefusedWhenParsing()
    {
        for (const char* const open : {"{% if a %}", "{% for a in b %}", "{% unless a %}", "{% capture a %}",
                                       "{% case a %}{% when 1 %}", "{% liquid\nif a\n"}) {
            const ParseResult parsed = parse(repeated(open, 10'000));
            QVERIFY2(!parsed.ok(), open);
        }
        const ParseResult brackets = parse("{{ a" + repeated("[a", 10'000) + repeated("]", 10'000) + " }}");
        QCOMPARE(brackets.diagnostics[0].message, std::string("Nesting too deep"));
        ParseOptions dialect;
        dialect.campaignDialect = true;
        QCOMPARE(parse("{% if " + repeated("(", 10'000) + "a" + repeated(")", 10'000) + " %}{% endif %}", dialect)
                     .diagnostics[0]
                     .message,
                 std::string("Nesting too deep"));
        QVERIFY(!parse("{% if " + repeated("not ", 10'000) + "a %}{% endif %}", dialect).ok());
        QVERIFY(parse(repeated("{% if a %}", 90) + repeated("{% endif %}", 90)).ok());
    }

    void longChainsAreNoNesting()
    {
        const std::string chain = "{% if a" + repeated(" and a", 100'000) + " %}yes{% endif %}";
        QCOMPARE(RenderCase(chain).with(R"({"a": true})").output(), std::string("yes"));
        QCOMPARE(RenderCase("{{ 'a'" + repeated(" | append: 'b'", 10'000) + " | size }}").output(),
                 std::string("10001"));
    }

    void searchingIsLinearWhateverIsSearched()
    {
        const std::string doubled =
            "{% assign s = 'aaaaaaaaaa' %}{% for i in (1..14) %}{% assign s = s | append: s %}{% endfor %}"
            "{% assign p = s | append: 'b' %}{% assign s = s | append: s %}";
        QCOMPARE(RenderCase(doubled + "{{ s | replace: p, '' | size }} {{ s | replace_last: p, '' | size }} {{ s | "
                                      "split: p | size }} {% if s contains p %}x{% endif %}")
                     .output(),
                 std::string("327680 327680 1 "));
    }

    void anUnclosedFloodOfTagsIsReadInOneGo()
    {
        QVERIFY(!parse(repeated("{% comment %}", 50'000)).ok());
        QVERIFY(!parse(repeated("{% raw %}", 50'000)).ok());
        QVERIFY(!parse(repeated("{{ ", 100'000)).ok());
        QVERIFY(RenderCase("{{ x | strip_html | size }}")
                    .with("{\"x\": \"" + repeated("<script", 100'000) + "\"}")
                    .run()
                    .result.ok());
    }

    void oneTemplateRendersOnManyThreads()
    {
        ParseOptions options;
        options.partials = std::make_shared<PartialMap>(
            std::map<std::string, std::string, std::less<>>{{"p", "{{ n }}{% cycle 'a', 'b' %}"}});
        const ParseResult parsed =
            parse("{% for i in (1..200) %}{% render 'p', n: i %}{% include 'p' %}{% endfor %}", options);
        std::vector<std::string> outputs(4);
        std::vector<std::thread> threads;
        for (std::string& out : outputs) {
            threads.emplace_back([&out, &parsed] {
                RenderOptions renderOptions;
                static_cast<void>(Renderer().render(*parsed.parsed, Value(), renderOptions, out));
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY(!outputs[0].empty());
        QVERIFY(std::all_of(outputs.begin(), outputs.end(), [&](const std::string& out) { return out == outputs[0]; }));
    }

    void aRendererForgetsTheLastMessage()
    {
        const ParseResult parsed = parse(
            "{{ x }}{% assign x = 'set' %}{% increment n %}{% cycle 'a', 'b' %}{% ifchanged %}c{% endifchanged %}");
        Renderer renderer;
        RenderOptions options;
        for (int i = 0; i < 3; ++i) {
            std::string out;
            static_cast<void>(renderer.render(*parsed.parsed, Value(), options, out));
            QCOMPARE(out, std::string("0ac"));
        }
    }

    void notUtf8IsAnErrorOfTheTemplate() { QCOMPARE(parse("a\xff").diagnostics[0].rule, std::string("encoding")); }
};

QTEST_APPLESS_MAIN(LiquidEngine)
#include "tst_liquid_engine.moc"
