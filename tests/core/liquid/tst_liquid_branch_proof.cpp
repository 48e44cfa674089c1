// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_case.h"

#include "core/liquid/branch_proof.h"

#include <QTest>

#include <rapidcheck.h>

#include <array>
#include <set>

using namespace postweave::liquid;
using Proof = BranchProof::Kind;

namespace {

std::shared_ptr<const Template> parsedOf(const std::string& source)
{
    ParseOptions options;
    options.campaignDialect = true;
    return parse(source, options).parsed;
}

std::string_view wordOf(Proof kind)
{
    switch (kind) {
    case Proof::Never:
        return "never";
    case Proof::NeverHere:
        return "never here";
    case Proof::Taken:
        return "taken";
    case Proof::Repeated:
        return "repeated";
    case Proof::RepeatedWhen:
        return "repeated when";
    case Proof::AlwaysHere:
        return "always here";
    }
    return "";
}

/// `block.branch: what (by)`, joined.
QString proofsOf(const std::string& source, const KindsOf& kinds = {})
{
    const auto parsed = parsedOf(source);
    QStringList lines;
    for (const BranchProof& proof : proveBranches(*parsed, analyse(*parsed), kinds)) {
        const std::string_view word = wordOf(proof.kind);
        lines += QString("%1.%2 %3")
                     .arg(proof.block)
                     .arg(proof.branch)
                     .arg(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()))) +
                 (proof.other > 0 ? QString(" by %1").arg(proof.other) : QString());
    }
    return lines.join("; ");
}

KindSet shopKinds(const std::vector<std::string>& path)
{
    if (path.size() == 2 && path[0] == "c") {
        const std::map<std::string, KindSet> known{{"age", {Kind::Nil, Kind::Integer}},
                                                   {"name", {Kind::Nil, Kind::Text}},
                                                   {"vip", {Kind::Nil, Kind::Boolean}},
                                                   {"born", {Kind::Nil, Kind::Date}},
                                                   {"tags", {Kind::Nil, Kind::Array}}};
        if (const auto found = known.find(path[1]); found != known.end()) {
            return found->second;
        }
    }
    return KindSet::all();
}

/// Says yes and no by its number, to whatever it is asked; the longer the window the more it remembers.
class SomeBehaviour final : public Behaviour {
public:
    explicit SomeBehaviour(unsigned seed) : m_seed(seed) {}
    bool isInSegment(std::string_view name) const override { return (m_seed >> (name.size() % 3) & 1U) != 0; }
    bool did(const BehaviourQuery& query) const override
    {
        // It did so many things so many days ago.
        const std::int64_t age = m_seed % 7 * 10;
        const std::int64_t times = m_seed % 3;
        const bool isRight = !query.value || (query.value->size() + m_seed) % 2 == 0;
        return isRight && times >= query.times && (!query.days || age <= *query.days);
    }

private:
    unsigned m_seed;
};

const std::array<const char*, 22> kConstants{
    "nil", "true", "false", "0",   "1",   "2",     "1.5",   "-3",           "''",           "' '",
    "'a'", "'ab'", "'b'",   "'1'", "'B'", "empty", "blank", "'2026-06-01'", "'2026-06-15'", "'2026-06-01T10:00:00Z'",
    "10",  "a"};
const std::array<const char*, 26> kValues{"null",
                                          "true",
                                          "false",
                                          "0",
                                          "1",
                                          "2",
                                          "1.5",
                                          "1.25",
                                          "-3",
                                          "-7",
                                          "10",
                                          "99",
                                          R"("")",
                                          R"(" ")",
                                          R"("a")",
                                          R"("ab")",
                                          R"("b")",
                                          R"("1")",
                                          R"("zab")",
                                          R"("2026-06-01")",
                                          R"("2026-06-10")",
                                          R"("2026-06-30T10:00:00Z")",
                                          "[]",
                                          R"(["a"])",
                                          R"([1, "ab"])",
                                          R"({"x": 1})"};

rc::Gen<std::string> anyOf(std::vector<std::string> words)
{
    return rc::gen::elementOf(std::move(words));
}

std::string oneComparison()
{
    const std::string path = *anyOf({"a", "b", "a", "a.x"});
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
        return path;
    case 1:
        return path + *anyOf({" < ", " > ", " <= ", " >= "}) +
               *anyOf({"10 days", "30 days", "2 weeks", "1 month", "12 hours"}) + *anyOf({" ago", " ago", " from now"});
    case 2:
        return *anyOf({"purchased", "purchased 'x' in 20 days", "purchased 'x' in 40 days",
                       "purchased in 30 days at least 2 times", "customer.segment == 'VIP'",
                       "customer.segment != 'VIP'", "viewed 'xy'"});
    case 3:
        return path + " contains " + *anyOf({"'a'", "'ab'", "1", "'zab'", "''"});
    case 4: {
        const std::string constant = *rc::gen::elementOf(kConstants);
        return constant + *anyOf({" == ", " < ", " >= "}) + path;
    }
    default:
        return path + *anyOf({" == ", " == ", " != ", " < ", " <= ", " > ", " >= "}) +
               std::string(*rc::gen::elementOf(kConstants));
    }
}

std::string oneCondition(int depth)
{
    std::string text = oneComparison();
    if (depth > 0 && *rc::gen::inRange(0, 3) == 0) {
        text = *anyOf({"not ", ""}) + "(" + oneCondition(depth - 1) + ")";
    }
    if (*rc::gen::inRange(0, 3) == 0) {
        text += *anyOf({" and ", " or "}) + oneComparison();
    }
    return text;
}

std::string oneBlock(int depth)
{
    const auto body = [depth] {
        return depth > 0 && *rc::gen::inRange(0, 2) == 0 ? oneBlock(depth - 1) : std::string("x");
    };
    if (*rc::gen::inRange(0, 5) == 0) {
        std::string text = "{% case a %}";
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            text += "{% when " + std::string(*rc::gen::elementOf(kConstants)) + " %}" + body();
        }
        return text + "{% else %}" + body() + "{% endcase %}";
    }
    const bool isIf = *rc::gen::inRange(0, 5) != 0;
    std::string text = std::string(isIf ? "{% if " : "{% unless ") + oneCondition(2) + " %}" + body();
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
        text += "{% elsif " + oneCondition(1) + " %}" + body();
    }
    text += *anyOf({"", "{% else %}" + body()});
    return text + (isIf ? "{% endif %}" : "{% endunless %}");
}

/// Every branch that some render takes must not be among the proved ones.
void requireSound(const std::string& source, const std::string& partial = "")
{
    ParseOptions options;
    options.campaignDialect = true;
    options.partials = std::make_shared<PartialMap>(std::map<std::string, std::string, std::less<>>{{"p", partial}});
    const auto parsed = parse(source, options).parsed;
    const Analysis analysis = analyse(*parsed);
    std::set<std::pair<std::size_t, std::size_t>> dead;
    for (const BranchProof& proof : proveBranches(*parsed, analysis)) {
        if (proof.kind != Proof::RepeatedWhen && proof.kind != Proof::AlwaysHere) {
            dead.emplace(proof.block, proof.branch);
        }
    }
    RC_CLASSIFY(!dead.empty());
    if (dead.empty()) {
        return;
    }
    Renderer renderer;
    RenderTrace trace;
    trace.layout = analysis.layout;
    RenderOptions renderOptions;
    renderOptions.now = kTestNow;
    std::string out;
    for (std::size_t i = 0; i < kValues.size() * kValues.size(); ++i) {
        const SomeBehaviour behaviour(static_cast<unsigned>(i));
        renderOptions.behaviour = &behaviour;
        Arena arena;
        const Value globals = parseJsonValue(std::string("{\"a\": ") + kValues[i / kValues.size()] +
                                                 ", \"b\": " + kValues[i % kValues.size()] + "}",
                                             arena)
                                  .value();
        out.clear();
        static_cast<void>(renderer.render(*parsed, globals, renderOptions, out, &trace));
        for (const auto& [block, branch] : dead) {
            if ((trace.blocks[block].taken >> branch & 1U) != 0) {
                RC_FAIL(source + "\nblock " + std::to_string(block) + " branch " + std::to_string(branch) + " with " +
                        kValues[i / kValues.size()] + ", " + kValues[i % kValues.size()]);
            }
        }
    }
}

} // namespace

class LiquidBranchProof : public QObject {
    Q_OBJECT

private slots:
    void whatCanNeverBeReachedIsProved_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("proofs");
        const auto row = [](const char* source, const char* proofs) { QTest::newRow(source) << source << proofs; };
        row("{% if x > 5 %}{% elsif x > 10 %}{% endif %}", "0.2 taken by 1");
        row("{% if x > 10 %}{% elsif x > 5 %}{% endif %}", "");
        row("{% if x == 'a' %}{% elsif x == 'b' %}{% elsif x=='a' %}{% endif %}", "0.3 repeated by 1");
        row("{% if x %}{% elsif x == 1 %}{% endif %}", "0.2 taken by 1");
        row("{% if x %}{% elsif x == false %}{% elsif x == nil %}{% else %}{% endif %}", "0.4 taken");
        row("{% if x %}{% elsif x == false %}{% else %}{% endif %}", "");
        row("{% if x == 1 and x == 2 %}{% endif %}", "0.1 never");
        row("{% if x > 3 and x < 3 %}{% endif %}", "0.1 never");
        row("{% if x > 3 and x < 4 %}{% endif %}", "");
        row("{% if x == 1 %}{% if x == 2 %}{% else %}{% endif %}{% endif %}", "1.1 never here");
        row("{% if x == 1 %}{% if x > 0 %}a{% else %}b{% endif %}{% endif %}", "1.1 always here; 1.2 taken by 1");
        row("{% if x == 1 %}{% assign x = 2 %}{% if x == 2 %}{% endif %}{% endif %}", "");
        row("{% if x == 1 or y == 1 %}{% elsif y == 1 and x == 3 %}{% endif %}", "0.2 taken by 1");
        row("{% if x == 1 %}{% elsif y == 1 %}{% elsif x == 1 or y == 1 %}{% endif %}", "0.3 taken");
        row("{% unless x == 1 %}{% elsif x != 1 %}{% else %}{% endunless %}", "0.2 repeated by 1");
        row("{% if not (x == 1) %}{% elsif x == 1 %}{% else %}{% endif %}", "0.3 taken");
        row("{% if false %}{% endif %}", "0.1 never");
        row("{% if 1 > 2 %}{% endif %}", "0.1 never");
        row("{% if x contains 'ab' %}{% elsif x == 'cabd' %}{% endif %}", "0.2 taken by 1");
        row("{% if x contains 'a' %}{% elsif x contains 'ab' %}{% endif %}", ""); // a list may hold the one alone
        row("{% if x == empty %}{% elsif x == '' %}{% endif %}", "0.2 taken by 1");
        row("{% if x == blank %}{% elsif x %}{% elsif x == nil %}{% endif %}", "0.3 taken by 1");
        row("{% if x < 90 days ago %}{% elsif x < 4 weeks ago %}{% endif %}", "0.2 taken by 1");
        row("{% if x < 30 days ago %}{% elsif x < 90 days ago %}{% endif %}", "");
        row("{% if x < 1 years ago %}{% elsif x < 6 months ago %}{% endif %}", "0.2 taken by 1");
        row("{% if x < 2 months ago %}{% elsif x < 30 days ago %}{% endif %}", "");
        row("{% if x > 3 days ago and x < 3 days from now %}{% endif %}", "0.1 never");
        row("{% if purchased in 90 days %}{% elsif purchased 'Tea' in 30 days %}{% endif %}", "0.2 taken by 1");
        row("{% if purchased 'Tea' in 30 days %}{% elsif purchased in 90 days %}{% endif %}", "");
        row("{% if viewed at least 2 times %}{% elsif viewed at least 3 times in 2 weeks %}{% endif %}",
            "0.2 taken by 1");
        row("{% if customer.segment == 'A' %}{% elsif customer.segments contains 'A' %}{% endif %}",
            "0.2 repeated by 1");
        row("{% if customer.segment != 'A' %}{% elsif customer.segment == 'A' %}{% else %}{% endif %}", "0.3 taken");
        row("{% case x %}{% when 'a' %}{% when 'b', 'a' %}{% endcase %}", "0.2 repeated when by 1");
        row("{% case x %}{% when 'a' %}{% if x == 'b' %}{% endif %}{% endcase %}", "1.1 never here");
        row("{% for x in list %}{% if x == 1 %}{% if x == 2 %}{% endif %}{% endif %}{% endfor %}", "");
        row("{% for i in list %}{% if x == 1 %}{% if x == 2 %}{% endif %}{% endif %}{% endfor %}", "1.1 never here");
        row("{% if x.y == 1 %}{% elsif x.y == 1.0 %}{% endif %}", "0.2 repeated by 1");
        row("{% if a < b %}{% elsif a < b %}{% elsif a >= b %}{% endif %}", "0.2 repeated by 1");
    }
    void whatCanNeverBeReachedIsProved()
    {
        QFETCH(QString, source);
        QTEST(proofsOf(source.toStdString()), "proofs");
    }

    void kindsOfValuesProveMore_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("proofs");
        const auto row = [](const char* source, const char* proofs) { QTest::newRow(source) << source << proofs; };
        row("{% if c.age == '30' %}{% endif %}", "0.1 never");
        row("{% if c.age > 3 and c.age < 4 %}{% endif %}", "0.1 never");
        row("{% if c.age < 18 %}{% elsif c.age >= 18 %}{% else %}{% endif %}", "");
        row("{% if c.age < 18 %}{% elsif c.age >= 18 %}{% elsif c.age %}{% endif %}", "0.3 taken");
        row("{% if c.age < 'x' %}{% endif %}", "0.1 never");
        row("{% if c.name == 30 %}{% endif %}", "0.1 never");
        row("{% if c.vip == 'true' %}{% endif %}", "0.1 never");
        row("{% if c.vip == true %}{% elsif c.vip == false %}{% elsif c.vip == nil %}{% else %}{% endif %}",
            "0.4 taken");
        row("{% if c.born < '2000-01-01' %}{% elsif c.born < '1990-01-01' %}{% endif %}", "0.2 taken by 1");
        row("{% if c.born == 'soon' %}{% endif %}", "0.1 never");
        row("{% if c.tags == 'x' %}{% endif %}", "0.1 never");
        row("{% case c.age %}{% when '1' %}{% when 1 %}{% endcase %}", "0.1 never");
        row("{% assign c = d %}{% if c.age == '30' %}{% endif %}", "");
    }
    void kindsOfValuesProveMore()
    {
        QFETCH(QString, source);
        QTEST(proofsOf(source.toStdString(), shopKinds), "proofs");
    }

    void noBranchThatSomebodyGetsIsCalledUnreachable()
    {
        QVERIFY(rc::check([] { requireSound(oneBlock(2)); }));
    }

    void partialsAndAssignmentsBetweenKeepItSound()
    {
        QVERIFY(rc::check([] {
            const std::string change =
                *anyOf({"{% assign a = b %}", "{% capture b %}a{% endcapture %}", "{% increment a %}",
                        "{% include 'p' %}", "{% render 'p', a: b %}", "{% include 'p', a: 1 %}"});
            requireSound("{% if " + oneComparison() + " %}" + change + oneBlock(1) + "{% else %}{% include 'p' %}" +
                             oneBlock(1) + "{% endif %}",
                         *anyOf({"{% assign b = 1 %}", "x"}) + oneBlock(1));
        }));
    }

    void endlessConditionsEndUndecided()
    {
        std::string chain = "{% if x0 == 0 %}";
        for (int i = 1; i < 3000; ++i) {
            chain += "{% elsif x" + std::to_string(i % 40) + " == " + std::to_string(i) + " %}";
        }
        static_cast<void>(proofsOf(chain + "{% endif %}"));
        std::string joined = "{% if a == 1";
        for (int i = 0; i < 20000; ++i) {
            joined += i % 2 == 0 ? " and b == 2" : " or c == 3";
        }
        static_cast<void>(proofsOf(joined + " %}{% endif %}"));
    }
};

QTEST_APPLESS_MAIN(LiquidBranchProof)
#include "core/base/json.h"
#include "tst_liquid_branch_proof.moc"
