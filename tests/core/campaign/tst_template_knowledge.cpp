// SPDX-License-Identifier: GPL-3.0-or-later
// What the checks know of a template: types, values, branches, names.
#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

using namespace postweave;

namespace {

using namespace std::string_literals;

campaign::People shop()
{
    test::PeopleBuilder builder;
    const auto ann = builder.add("a", {{"country", "Germany"s},
                                       {"points", std::int64_t{120}},
                                       {"balance", 1.5},
                                       {"vip", true},
                                       {"tags", TextList{"newsletter", "garden"}},
                                       {"born", Date{7000}},
                                       {"seen", test::at("2026-02-01T10:00:00Z")},
                                       {"address.city", "Rome"s}});
    builder.add("b", {{"country", "France"s}, {"points", std::int64_t{30}}});
    builder.addEvent(ann, "purchase", "2026-02-01T10:00:00Z",
                     {{"category", "Electronics"s}, {"item", std::int64_t{7}}});
    builder.addSegment("VIP", R"({"attribute": "vip", "op": "=", "value": true})");
    return builder.build();
}

/// `rule line:column message; mend`, without missing-default.
QStringList found(const std::string& source, const campaign::People* people,
                  std::map<std::string, std::string, std::less<>> partials = {})
{
    QStringList lines;
    const campaign::TemplateText text{"t", source, std::make_shared<liquid::PartialMap>(std::move(partials))};
    for (const campaign::Finding& finding : campaign::checkTemplate(text, campaign::Autoescape::Html, people)) {
        if (finding.diagnostic.rule != "missing-default") {
            lines += QString::fromStdString(finding.diagnostic.rule + ' ' + std::to_string(finding.line) + ':' +
                                            std::to_string(finding.column) + ' ' + finding.partial +
                                            (finding.partial.empty() ? "" : " ") + finding.diagnostic.message + "; " +
                                            finding.diagnostic.mend);
        }
    }
    return lines;
}

QString rulesOf(const std::string& condition)
{
    const campaign::People people = shop();
    QStringList rules;
    for (const QString& line : found("{% if " + condition + " %}x{% endif %}", &people)) {
        rules += line.section(u' ', 0, 0);
    }
    return rules.join(u' ');
}

} // namespace

class TestTemplateKnowledge : public QObject {
    Q_OBJECT
private slots:
    void comparisonsAreHeldAgainstTypesAndValues_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("rules");
        const auto row = [](const char* condition, const char* rules) {
            QTest::newRow(condition) << condition << rules;
        };
        row("customer.points == '30'", "type-mismatch");
        row("'30' == customer.points", "type-mismatch");
        row("customer.points == 30", "");
        row("customer.points == 31", "unknown-value");
        row("customer.points > 31", "");
        row("customer.points < '31'", "type-mismatch");
        row("customer.balance == 1.5", "");
        row("customer.country == 'Germany'", "");
        row("customer.country == 'Germay'", "unknown-value");
        row("customer.country != 'Germay'", "unknown-value");
        row("customer.country == 30", "type-mismatch");
        row("customer.country contains 'man'", "");
        row("customer.country contains 'men'", "unknown-value");
        row("customer.country == nil", "");
        row("customer.country == blank", "");
        row("customer.vip == 'true'", "type-mismatch");
        row("customer.vip == true", "");
        row("customer.tags == 'garden'", "type-mismatch");
        row("customer.tags contains 'garden'", "");
        row("customer.tags contains 'gardn'", "unknown-value");
        row("customer.tags contains 3", "type-mismatch");
        row("customer.tags.size > 3", "");
        row("customer.born == '1990-01-01'", "");
        row("customer.born == 'soon'", "type-mismatch");
        row("customer.born < '1990-01-01'", "");
        row("customer.seen == '2026-02-01'", "type-mismatch");
        row("customer.seen < '2026-02-01'", "");
        row("customer.seen < 30 days ago", "");
        row("customer.address.city == 'Rom'", "unknown-value");
        row("customer.key == 'zzz'", "");
        row("purchased 'Electronics'", "");
        row("purchased 'Electronic'", "unknown-value");
        row("purchased '7'", "");
        row("viewed 'X'", "unknown-event");
        row("did 'purchase'", "");
        row("did 'purchse'", "unknown-event");
        row("customer.segment == 'VIP'", "");
        row("customer.segment == 'VPI'", "unknown-segment");
    }
    void comparisonsAreHeldAgainstTypesAndValues()
    {
        QFETCH(QString, condition);
        QTEST(rulesOf(condition.toStdString()), "rules");
    }

    void findingsSayWhatWhereAndHowToMendIt_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("finding");
        const auto row = [](const char* source, const char* finding) { QTest::newRow(source) << source << finding; };
        row("\n{% if customer.points == '30' %}x{% endif %}",
            "type-mismatch 2:27 customer.points is a number, so this never matches '30'; write 30 without quotes");
        row("{% if customer.points < 'many' %}x{% endif %}",
            "type-mismatch 1:26 customer.points is a number and cannot be compared with 'many': the message fails for "
            "whoever has one; compare it with a value of its own type");
        row("{% case customer.country %}\n{% when 'Frannce' %}x{% endcase %}",
            "unknown-value 2:10 no profile has Frannce in customer.country; did you mean 'France'?");
        row("{% if customer.points == 100 %}x{% endif %}",
            "unknown-value 1:26 no profile has 100 in customer.points; did you mean '120'?");
        row("{% if purchased 'Electronic' in 30 days %}x{% endif %}",
            "unknown-value 1:7 no event 'purchase' has 'Electronic' in category or item; did you mean Electronics?");
        row("{% if viewed %}x{% endif %}", "unknown-event 1:7 there are no events 'product_view', so nobody did that; "
                                           "import them, or set what 'viewed' means in the workspace");
        row("{% if customer.points > 5 %}a{% elsif customer.points > 10 %}b{% endif %}",
            "unreachable-branch 1:30 'customer.points is more than 10' is never reached: line 1 ('customer.points is "
            "more than 5') takes everybody before; put it further up, or mend the conditions");
        row("{% if customer.vip %}a{% elsif customer.vip %}b{% endif %}",
            "repeated-condition 1:23 'customer.vip is set' is asked in line 1 already, which takes everybody it holds "
            "for; mend the condition, or take this branch out");
        row("{% if customer.vip == true %}a{% elsif customer.vip == false %}b{% elsif customer.vip == nil %}c{% else "
            "%}d{% endif %}",
            "unreachable-branch 1:97 nobody is left for this else: the branches above take everybody before; take it "
            "out, or mend the conditions above");
        row("{% if customer.points > 5 and customer.points < 3 %}a{% endif %}",
            "never-true 1:1 'customer.points is more than 5 and customer.points is less than 3' holds for nobody; mend "
            "the condition, or take the branch out");
        row("{% if customer.points > 5 %}{% if customer.points > 3 %}a{% endif %}{% endif %}",
            "needless-condition 1:29 'customer.points is more than 3' holds for everybody who gets the branch around "
            "it; take the condition out, or ask something else");
        row("{% case customer.country %}{% when 'France' %}a{% when 'Germany', 'France' %}b{% endcase %}",
            "repeated-condition 1:48 'customer.country is 'Germany' or 'France'' shares a value with line 1: both are "
            "shown; name each value in one when");
        row("x{% assign tier = 'Gold' %}", "unused-assign 1:2 nothing reads 'tier'; take it out, or print {{ tier }}");
        row("{% capture note %}x{% endcapture %}",
            "unused-capture 1:1 nothing reads 'note'; take it out, or print {{ note }}");
        row("{{ customer.country | raw }}", "raw-output 1:23 'raw' writes this value as it is: whatever HTML is in it "
                                            "becomes part of the message; take "
                                            "'raw' out, unless only you write the value");
    }
    void findingsSayWhatWhereAndHowToMendIt()
    {
        QFETCH(QString, source);
        const campaign::People people = shop();
        QTEST(found(source.toStdString(), &people).join(" | "), "finding");
    }

    void partialsAreCheckedWhereTheyStand()
    {
        const campaign::People people = shop();
        const QStringList lines = found("{% render 'card', tier: 1 %}", &people,
                                        {{"card", "\n{% if customer.points == '1' %}{% elsif customer.points > 0 %}"
                                                  "{% if customer.points == 0 %}{% endif %}{% endif %}"}});
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("type-mismatch 2:27 card "));
        QVERIFY(lines[1].startsWith("unreachable-branch 2:63 card "));
        QVERIFY(lines[2].startsWith("unknown-value 2:88 card "));
    }

    void namesThatOnlyRenderingKnowsAreNotCalledUnused_data()
    {
        QTest::addColumn<QString>("source");
        for (const char* const source :
             {"{% assign a = 1 %}{{ a }}", "{% assign a = 1 %}{% if a %}x{% endif %}",
              "{% assign a = 1 %}{{ self[customer.key] }}", "{% assign a = 1 %}{% assign b = a | plus: 1 %}{{ b }}",
              "{% assign a = 1 %}{% include 'p' %}", "{% assign p = 1 %}{% include 'p' %}",
              "{% capture a %}x{% endcapture %}{% render 'p', y: a %}", "{% for i in (1..3) %}x{% endfor %}"}) {
            QTest::newRow(source) << source;
        }
    }
    void namesThatOnlyRenderingKnowsAreNotCalledUnused()
    {
        QFETCH(QString, source);
        const QStringList unused = found(source.toStdString(), nullptr, {{"p", "{{ a }}"}}).filter("unused-");
        QCOMPARE(unused.join(u'|'), QString());
    }

    void withoutPeopleOnlyWhatHoldsForAnybodyIsSaid()
    {
        QCOMPARE(
            found("{% if customer.points == '30' %}x{% elsif customer.points == '30' %}y{% endif %}", nullptr).size(),
            1);
    }

    void predicatesMeanWhatTheWorkspaceSays()
    {
        test::PeopleBuilder builder;
        const auto ann = builder.add("a", {});
        builder.addEvent(ann, "order_paid", "2026-02-01T10:00:00Z", {{"sku", "T1"s}});
        campaign::People people = builder.build();
        const std::string source = "{% if purchased 'T1' in 60 days %}yes{% else %}no{% endif %}";
        QCOMPARE(test::renderText(people, ann, source), "no"s);
        people.predicates.set(liquid::BehaviourVerb::Purchased,
                              test::must(campaign::parsePredicateMeaning(" order_paid : sku , category")));
        QCOMPARE(test::renderText(people, ann, source), "yes"s);
        QCOMPARE(found(source, &people).size(), 0);
        QCOMPARE(found("{% if purchased 'T2' %}x{% endif %}", &people).size(), 1);
    }

    void meaningsAreReadAndWritten()
    {
        const campaign::PredicateMeanings standard;
        QCOMPARE(campaign::textOf(standard.of(liquid::BehaviourVerb::Clicked)), "email_click: campaign, url"s);
        for (const liquid::BehaviourVerb verb : campaign::PredicateMeanings::kVerbs) {
            QVERIFY(test::must(campaign::parsePredicateMeaning(campaign::textOf(standard.of(verb)))) ==
                    standard.of(verb));
            QVERIFY(campaign::verbByName(campaign::nameOf(verb)) == verb);
        }
        QVERIFY(test::must(campaign::parsePredicateMeaning("signup")).properties.empty());
        for (const char* const faulty : {"", " : a", "x: a,,b", "x:"}) {
            QVERIFY2(!campaign::parsePredicateMeaning(faulty), faulty);
        }
    }
};

QTEST_APPLESS_MAIN(TestTemplateKnowledge)
#include "tst_template_knowledge.moc"
