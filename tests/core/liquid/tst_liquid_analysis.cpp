// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_case.h"

#include "core/liquid/analysis.h"

#include <QTest>

#include <algorithm>

using namespace postweave::liquid;

namespace {

Analysis analysisOf(std::string_view source, std::map<std::string, std::string, std::less<>> partials = {})
{
    ParseOptions options;
    options.campaignDialect = true;
    options.partials = std::make_shared<PartialMap>(std::move(partials));
    return analyse(*parse(source, options).parsed);
}

std::string pathsOf(const Analysis& analysis, bool wantsLocal)
{
    std::string paths;
    for (const VariableUse& use : analysis.variables) {
        if (use.isLocal == wantsLocal) {
            paths += use.path + " ";
        }
    }
    return paths;
}

} // namespace

class LiquidAnalysis : public QObject {
    Q_OBJECT

private slots:
    void blocksAreListedWithBranchesAndPlaces()
    {
        const Analysis analysis = analysisOf(
            "{% if customer.country == 'DE' %}Hallo{% elsif customer.country == 'FR' %}Bonjour{% else %}Hi{% endif %}\n"
            "{% case tier %}{% when 'gold', 'silver' %}a{% if x %}b{% endif %}{% endcase %}\n{% unless done %}c{% "
            "endunless %}");
        QCOMPARE(analysis.blocks.size(), std::size_t{4});
        const DynamicBlock& first = analysis.blocks[0];
        QCOMPARE(first.tag, std::string("if"));
        QCOMPARE(first.line, 1);
        QCOMPARE(first.branches.size(), std::size_t{3});
        QVERIFY(first.hasElse());
        QCOMPARE(first.branches[1].tag, std::string("elsif"));
        QCOMPARE(first.branches[1].condition, std::string("customer.country == 'FR'"));
        QCOMPARE(first.branches[1].wording, std::string("customer.country is 'FR'"));
        QCOMPARE(analysis.blocks[1].branches[0].wording, std::string("tier is 'gold' or 'silver'"));
        QCOMPARE(analysis.blocks[1].line, 2);
        QCOMPARE(analysis.blocks[2].parent, 1);
        QCOMPARE(analysis.blocks[2].depth, 1);
        QCOMPARE(analysis.blocks[3].branches[0].wording, std::string("done is not set"));
        QVERIFY(!analysis.blocks[3].hasElse());
    }

    void rangesCutTheBlockOutOfTheSource()
    {
        const std::string source = "ab{% if x %}body{% else %}other{% endif %}cd";
        const DynamicBlock block = analysisOf(source).blocks[0];
        const auto text = [&](postweave::SourceRange range) {
            return source.substr(range.begin, range.end - range.begin);
        };
        QCOMPARE(text(block.range), std::string("{% if x %}body{% else %}other{% endif %}"));
        QCOMPARE(text(block.branches[0].bodyRange), std::string("body"));
        QCOMPARE(text(block.branches[1].tagRange), std::string("{% else %}"));
        QCOMPARE(text(block.branches[1].bodyRange), std::string("other"));
    }

    void blocksHaveTheNumbersOfTheTrace()
    {
        const std::string source = "{% case a %}{% if ignored %}{% endif %}{% when 1 %}{% if b %}x{% endif %}{% "
                                   "endcase %}{% if c %}{% endif %}";
        const Rendered rendered = RenderCase(source).with(R"({"a": 1, "b": true})").run();
        const Analysis analysis = analysisOf(source);
        QCOMPARE(analysis.blocks.size(), rendered.trace.blocks.size());
        QCOMPARE(analysis.blocks[1].branches[0].condition, std::string("b"));
        QCOMPARE(rendered.trace.blocks[1].branch, 1);
        QCOMPARE(rendered.trace.blocks[2].branch, 0);
    }

    void valuesReadAreToldFromTheTemplatesOwn()
    {
        const Analysis analysis =
            analysisOf("{{ customer.first_name | default: fallback }}{% assign n = customer.points | plus: 1 %}{{ n }}"
                       "{% for p in customer.items %}{{ p.title }}{{ forloop.index }}{% endfor %}{{ p }}"
                       "{% if a[b].c contains customer.x %}{% endif %}{% capture d %}{{ e }}{% endcapture %}{{ d }}");
        QCOMPARE(pathsOf(analysis, false),
                 std::string("customer.first_name fallback customer.points customer.items p a[b].c b customer.x e "));
        QCOMPARE(pathsOf(analysis, true), std::string("n p.title forloop.index d "));
    }

    void usesKnowTheirPlaceAndSegments()
    {
        const Analysis analysis = analysisOf("x\n  {{ customer['first name'].parts[0] }}");
        const VariableUse& use = analysis.variables[0];
        QCOMPARE(use.line, 2);
        QCOMPARE(use.column, 6);
        QCOMPARE(use.segments, (std::vector<std::string>{"customer", "first name", "parts", "0"}));
        QVERIFY(use.isWhole);
        QVERIFY(!analysisOf("{{ a[b].c }}").variables[0].isWhole);
    }

    void pathsAreReadAsARenderReadsThem()
    {
        Arena arena;
        const Value globals =
            parseJsonValue(R"({"a": {"list": [1, {"x": "y"}], "0": "zero"}, "s": "text"})", arena).value();
        const auto read = [&](const char* path) {
            std::string out;
            appendText(out, readPath(globals, analysisOf("{{ " + std::string(path) + " }}").variables[0], arena),
                       postweave::TimeZone());
            return out;
        };
        QCOMPARE(read("a.list[1].x"), std::string("y"));
        QCOMPARE(read("a.list.size"), std::string("2"));
        QCOMPARE(read("a['0']"), std::string("zero"));
        QCOMPARE(read("s.size"), std::string("4"));
        QCOMPARE(read("a.nothing.more"), std::string(""));
    }

    void partialsAreLookedIntoOnceAndRecursionEnds()
    {
        const Analysis analysis = analysisOf(
            "{% render 'card', title: customer.x %}{% render 'card' %}{% include 'missing' %}{% include dynamic %}",
            {{"card", "{{ title }}{{ customer.y }}{% render 'card' %}{% if z %}{% endif %}"}});
        QCOMPARE(analysis.partials.size(), std::size_t{5});
        QVERIFY(analysis.partials[0].isFound);
        QVERIFY(!analysis.partials[2].isFound);
        QCOMPARE(analysis.partials[3].name, std::string());
        const auto inner = std::find_if(analysis.variables.begin(), analysis.variables.end(),
                                        [](const VariableUse& use) { return use.path == "customer.y"; });
        QVERIFY(inner != analysis.variables.end());
        QCOMPARE(inner->partial, std::string("card"));
        QVERIFY(pathsOf(analysis, true).find("title") != std::string::npos);
        QCOMPARE(analysis.ownBlocks, std::size_t{0});
        QCOMPARE(analysis.blocks.size(), std::size_t{1});
        QCOMPARE(analysis.blocks[0].partial, std::string("card"));
    }

    void blocksOfPartialsStandWhereThePartialIsUsedFirst()
    {
        const Analysis analysis =
            analysisOf("{% if a %}{% else %}{% render 'card' %}{% endif %}{% if b %}{% endif %}{% render 'card' %}",
                       {{"card", "\n{% if c %}{% render 'inner' %}{% endif %}"}, {"inner", "{% if d %}{% endif %}"}});
        QCOMPARE(analysis.blocks.size(), std::size_t{4});
        QCOMPARE(analysis.ownBlocks, std::size_t{2});
        const DynamicBlock& card = analysis.blocks[2];
        QCOMPARE(card.line, 2);
        QCOMPARE(card.parent, 0);
        QCOMPARE(card.parentBranch, 2);
        QCOMPARE(card.depth, 1);
        const DynamicBlock& inner = analysis.blocks[3];
        QCOMPARE(inner.partial, std::string("inner"));
        QCOMPARE(inner.parent, 2);
        QCOMPARE(inner.parentBranch, 1);
        QCOMPARE(inner.depth, 2);
    }

    void blocksOfPartialsAreTracedWhereverTheyAreUsed()
    {
        // The partial stands in a text and in an attribute: it is compiled twice and stays one.
        const std::map<std::string, std::string, std::less<>> partials{{"p", "{% if x == 1 %}a{% else %}b{% endif %}"}};
        ParseOptions options;
        options.autoescape = Autoescape::Html;
        options.partials = std::make_shared<PartialMap>(partials);
        const auto parsed =
            parse("{% if true %}{% endif %}{% render 'p', x: 1 %}<a href=\"{% render 'p', x: 2 %}\">", options).parsed;
        RenderTrace trace;
        trace.layout = analyse(*parsed).layout;
        Arena arena;
        std::string out;
        Renderer renderer;
        const Value globals = parseJsonValue("{}", arena).value();
        QVERIFY(renderer.render(*parsed, globals, {}, out, &trace).ok());
        QCOMPARE(trace.blocks.size(), std::size_t{2});
        QCOMPARE(trace.blocks[1], (RenderTrace::Block{1, 0b110}));
    }

    void assignmentsKnowTheirPlace()
    {
        const Analysis analysis = analysisOf("{% assign a = 1 %}\n {%- capture b %}x{% endcapture %}{% increment c %}"
                                             "{% liquid\n  assign d = 2\n%}{% render 'p' %}",
                                             {{"p", "{% assign e = 1 %}"}});
        QCOMPARE(analysis.assignments.size(), std::size_t{4});
        QCOMPARE(analysis.assignments[0].name, std::string("a"));
        QVERIFY(!analysis.assignments[0].isCapture);
        QCOMPARE(analysis.assignments[1].name, std::string("b"));
        QVERIFY(analysis.assignments[1].isCapture);
        QCOMPARE(analysis.assignments[1].line, 2);
        QCOMPARE(analysis.assignments[1].column, 2);
        QCOMPARE(analysis.assignments[2].name, std::string("d"));
        QCOMPARE(analysis.assignments[2].line, 3);
        QCOMPARE(analysis.assignments[3].partial, std::string("p"));
        QVERIFY(!analysis.hasComputedNames);
        QVERIFY(analysisOf("{% include x %}").hasComputedNames);
        QVERIFY(analysisOf("{{ self[x] }}").hasComputedNames);
    }

    void segmentsBehavioursFiltersAndReasonsAreListed()
    {
        const Analysis analysis = analysisOf(
            "{% if customer.segment == 'VIP' or customer.segment == 'VIP' %}{% abort 'sold out' %}{% endif %}"
            "{% if not (purchased 'X' in 3 days) and purchased 'X' in 3 days %}{% endif %}{{ 'a' | upcase | nope }}");
        QCOMPARE(analysis.segments, std::vector<std::string>{"VIP"});
        QCOMPARE(analysis.behaviours, (std::vector<BehaviourQuery>{{BehaviourVerb::Purchased, "X", 3, 1}}));
        QCOMPARE(analysis.abortReasons, std::vector<std::string>{"sold out"});
        QCOMPARE(analysis.filters.size(), std::size_t{2});
        QVERIFY(analysis.filters[0].isKnown);
        QVERIFY(!analysis.filters[1].isKnown);
    }

    void aFaultyTemplateIsAnalysedAsFarAsItGoes()
    {
        const Analysis analysis =
            analysisOf("{% if customer.a == %}x{{ customer.b }}{% endif %}{{ customer.c ! }}{{ customer.d }}");
        QCOMPARE(pathsOf(analysis, false), std::string("customer.b customer.d "));
        QCOMPARE(analysis.blocks[0].branches[0].condition, std::string("customer.a =="));
    }
};

QTEST_APPLESS_MAIN(LiquidAnalysis)
#include "core/base/json.h"
#include "tst_liquid_analysis.moc"
