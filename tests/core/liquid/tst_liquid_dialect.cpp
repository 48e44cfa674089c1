// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_case.h"

#include "core/liquid/analysis.h"

#include <QTest>

#include <set>

using namespace postweave::liquid;
using postweave::Instant;
using postweave::TimeZone;

namespace {

/// Knows the segments and the behaviour it is told; remembers what it was asked.
class KnownBehaviour final : public Behaviour {
public:
    bool isInSegment(std::string_view name) const override { return segments.contains(std::string(name)); }
    bool did(const BehaviourQuery& query) const override
    {
        asked.push_back(query);
        return query.verb == BehaviourVerb::Purchased;
    }
    std::set<std::string> segments{"VIP"};
    mutable std::vector<BehaviourQuery> asked;
};

bool holds(const QString& condition, const QString& data = "{}")
{
    KnownBehaviour behaviour;
    RenderCase test(("{% if " + condition + " %}yes{% else %}no{% endif %}").toStdString());
    test.dialect().with(data.toStdString()).options.behaviour = &behaviour;
    const Rendered rendered = test.run();
    if (rendered.output != "yes" && rendered.output != "no") {
        qWarning("%s: %s", qPrintable(condition), rendered.message().c_str());
    }
    return rendered.output == "yes";
}

BehaviourQuery queryOf(const char* condition)
{
    KnownBehaviour behaviour;
    RenderCase test("{% if " + std::string(condition) + " %}{% endif %}");
    test.dialect().options.behaviour = &behaviour;
    static_cast<void>(test.run());
    return behaviour.asked.empty() ? BehaviourQuery{} : behaviour.asked.front();
}

} // namespace

class LiquidDialect : public QObject {
    Q_OBJECT

private slots:
    void relativeTimesOfDays_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("expected");
        // Today is 2026-07-01.
        const auto row = [](const char* condition, bool expected) {
            QTest::newRow(condition) << QString(condition) << expected;
        };
        row("'2026-07-01' < 1 days ago", true);
        row("'2026-07-01' < 0 days ago", false);
        row("'2026-07-01' < 1 hours ago", true);
        row("'2026-06-02' < 30 days ago", true);
        row("'2026-06-01' < 30 days ago", false);
        row("'2026-06-01' <= 30 days ago", true);
        row("'2026-06-01' > 30 days ago", false);
        row("'2026-06-01' >= 30 days ago", true);
        row("'2026-05-31' > 30 days ago", true);
        row("'2026-07-02' < 30 days ago", false);
        row("'2026-07-02' < 3 days from now", true);
        row("'2026-07-01' < 3 days from now", true);
        row("'2026-07-04' < 3 days from now", false);
        row("'2026-07-05' > 3 days from now", true);
        row("'2026-06-30' < 3 days from now", false);
        row("'2026-05-31' before 30 days ago", true);
        row("'2026-06-01' before 30 days ago", false);
        row("'2026-06-02' after 30 days ago", true);
        row("'2026-06-02' < 1 month ago", true);
        row("'2026-06-01' < 1 month ago", false);
        row("'2025-07-02' < 1 years ago", true);
        row("'2026-06-18' < 2 weeks ago", true);
        row("'2026-06-17' < 2 weeks ago", false);
    }
    void relativeTimesOfDays()
    {
        QFETCH(QString, condition);
        QFETCH(bool, expected);
        QCOMPARE(holds(condition), expected);
    }

    void relativeTimesOfMoments_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<bool>("expected");
        // Now is 2026-07-01T12:00:00Z.
        const auto row = [](const char* condition, bool expected) {
            QTest::newRow(condition) << QString(condition) << expected;
        };
        row("'2026-07-01T12:00:00Z' < 1 hours ago", true);
        row("'2026-07-01T11:00:00Z' < 1 hours ago", false);
        row("'2026-07-01T11:00:01Z' < 1 hours ago", true);
        row("'2026-07-01T12:00:01Z' < 1 hours ago", false);
        row("'2026-06-01T12:00:00Z' < 30 days ago", false);
        row("'2026-06-01T12:00:01Z' < 30 days ago", true);
        row("'2026-06-01T11:59:59Z' > 30 days ago", true);
        row("'2026-06-01T11:59:59Z' before 30 days ago", true);
        row("'2026-07-04T11:59:59Z' < 3 days from now", true);
        row("'2026-07-04T12:00:00Z' < 3 days from now", false);
        row("'2026-07-01T11:59:59Z' before now", true);
        row("'2026-07-01T13:00:00+02:00' before now", true);
    }
    void relativeTimesOfMoments()
    {
        QFETCH(QString, condition);
        QFETCH(bool, expected);
        QCOMPARE(holds(condition, "{\"now\": \"2026-07-01T12:00:00Z\"}"), expected);
    }

    void missingTimesAreFalseEveryWay()
    {
        for (const char* const condition :
             {"x < 3 days ago", "x > 3 days ago", "x < 3 days from now", "x before 3 days ago", "x after 3 days ago",
              "x before y", "x >= 0 days ago"}) {
            QVERIFY2(!holds(condition), condition);
            QVERIFY2(!holds(condition, R"({"x": "soon", "y": "later"})"), condition);
        }
    }

    void calendarDaysFollowTheZone()
    {
        RenderCase test("{% if '2026-07-02' < 1 days ago %}yes{% endif %}");
        test.dialect().options.zone = TimeZone::byName("Pacific/Auckland").value(); // there it is the 2nd already
        QCOMPARE(test.output(), std::string("yes"));
    }

    void whatMarketersWriteRunsAsItStands_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("wording");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char* condition, const char* wording, bool expected) {
            QTest::newRow(condition) << QString(condition) << QString(wording) << expected;
        };
        row("customer.last_purchase < 30 days ago", "customer.last_purchase is less than 30 days ago", true);
        row("customer.last_purchase > 30 days ago", "customer.last_purchase is more than 30 days ago", false);
        row("customer.browsing_history contains 'Electronics' and not purchased 'Electronics' in 30 days",
            "customer.browsing_history contains 'Electronics' and not (the customer purchased 'Electronics' in the "
            "last "
            "30 days)",
            false); // KnownBehaviour purchased whatever it is asked
        row("customer.browsing_history contains 'Electronics' and not viewed 'Electronics' in 30 days",
            "customer.browsing_history contains 'Electronics' and not (the customer viewed 'Electronics' in the last "
            "30 "
            "days)",
            true);
        row("customer.purchased_recently 'Fashion'", "the customer purchased 'Fashion' in the last 30 days", true);
        row("customer.segment == 'VIP'", "the customer is in the segment 'VIP'", true);
    }
    void whatMarketersWriteRunsAsItStands()
    {
        QFETCH(QString, condition);
        QFETCH(QString, wording);
        const QString data =
            R"({"customer": {"last_purchase": "2026-06-10", "browsing_history": ["Electronics", "Garden"]}})";
        QTEST(holds(condition, data), "expected");
        for (const QString& tag : {QString("elif"), QString("elsif")}) {
            const std::string source =
                ("{% if false %}{% " + tag + " " + condition + " %}yes{% endif %}").toStdString();
            ParseOptions options;
            options.campaignDialect = true;
            const ParseResult parsed = parse(source, options);
            QVERIFY(parsed.diagnostics.empty());
            QCOMPARE(QString::fromStdString(analyse(*parsed.parsed).blocks[0].branches[1].wording), wording);
        }
    }

    void notBindsTighterThanAndAndOr()
    {
        QVERIFY(holds("not false and true"));
        QVERIFY(!holds("not (false or true)"));
        QVERIFY(holds("not x == 1", "{\"x\": 2}"));
        QVERIFY(holds("not not true"));
    }

    void chainsAreReadFromTheRight()
    {
        QVERIFY(!holds("false and false or true")); // false and (false or true)
        QVERIFY(holds("(false and false) or true"));
        QVERIFY(holds("true or false and false"));
        QVERIFY(!holds("(true or false) and false"));
    }

    void aMixOfAndAndOrAsksForParentheses()
    {
        const Rendered mixed = RenderCase("{% if a and b or c %}{% endif %}").dialect().run();
        QCOMPARE(mixed.diagnostics.size(), std::size_t{1});
        QCOMPARE(mixed.diagnostics[0].rule, std::string("mixed-and-or"));
        QVERIFY(RenderCase("{% if a and (b or c) %}{% endif %}").dialect().run().diagnostics.empty());
        QVERIFY(RenderCase("{% if a and b and c %}{% endif %}").dialect().run().diagnostics.empty());
    }

    void rangesInParenthesesStayRanges() { QVERIFY(holds("(1..3) contains 2 and (true)")); }

    void segmentsAreAsked()
    {
        QVERIFY(holds("customer.segment == 'VIP'"));
        QVERIFY(!holds("customer.segment == 'Lapsed'"));
        QVERIFY(holds("customer.segment != 'Lapsed'"));
        QVERIFY(holds("customer.segments contains 'VIP'"));
        QVERIFY(!holds("customer.segment == missing"));
    }

    void behaviourIsReadWithItsBounds()
    {
        const BehaviourQuery shoes{BehaviourVerb::Purchased, "Shoes", 30, 2};
        QCOMPARE(queryOf("purchased 'Shoes' in 30 days at least 2 times"), shoes);
        QCOMPARE(queryOf("customer.purchased 'Shoes' at least 2 times in 30 days"), shoes);
        QCOMPARE(queryOf("customer purchased 'Shoes' in 30 days at least 2 times"), shoes);
        QCOMPARE(queryOf("customer.purchased_recently 'X'"), (BehaviourQuery{BehaviourVerb::Purchased, "X", 30, 1}));
        QCOMPARE(queryOf("viewed in 2 weeks"), (BehaviourQuery{BehaviourVerb::Viewed, std::nullopt, 14, 1}));
        QCOMPARE(queryOf("did 'signup'"), (BehaviourQuery{BehaviourVerb::Did, "signup", std::nullopt, 1}));
        QCOMPARE(queryOf("clicked"), (BehaviourQuery{BehaviourVerb::Clicked, std::nullopt, std::nullopt, 1}));
        QCOMPARE(queryOf("not opened 'spring'"), (BehaviourQuery{BehaviourVerb::Opened, "spring", std::nullopt, 1}));
    }

    void anAttributeNamedLikeAVerbStaysAnAttribute()
    {
        QVERIFY(holds("customer.purchased == 3", R"({"customer": {"purchased": 3}})"));
        QVERIFY(holds("customer.opened", R"({"customer": {"opened": true}})"));
    }

    void withoutARecipientNobodyDidAnything()
    {
        QCOMPARE(
            RenderCase("{% if purchased 'X' %}a{% else %}b{% endif %}{% if customer.segment == 'VIP' %}c{% endif %}")
                .dialect()
                .output(),
            std::string("b"));
    }

    void elifIsElsif()
    {
        QCOMPARE(RenderCase("{% if false %}a{% elif true %}b{% endif %}").dialect().output(), std::string("b"));
    }

    void abortLeavesTheRecipientOutWithItsReason()
    {
        const Rendered rendered = RenderCase("a{% if true %}{% abort \"no offer for \" | append: city %}{% endif %}b")
                                      .dialect()
                                      .with(R"({"city": "Rome"})")
                                      .run();
        QCOMPARE(rendered.result.status, RenderStatus::Aborted);
        QCOMPARE(rendered.result.abortReason, std::string("no offer for Rome"));
        QVERIFY(rendered.result.errors.empty());
    }

    void theWordsAreSyntaxErrorsInPlainLiquid_data()
    {
        QTest::addColumn<QString>("source");
        for (const char* const source :
             {"{% if x < 30 days ago %}{% endif %}", "{% if not x %}{% endif %}", "{% if (a or b) and c %}{% endif %}",
              "{% if purchased 'X' %}{% endif %}", "{% if x before 3 days ago %}{% endif %}",
              "{% if a %}{% elif b %}{% endif %}", "{% abort 'x' %}"}) {
            QTest::newRow(source) << QString(source);
        }
    }
    void theWordsAreSyntaxErrorsInPlainLiquid()
    {
        QFETCH(QString, source);
        QVERIFY(!parse(source.toStdString()).ok());
    }

    void mistakesSayWhatBelongsThere_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* condition, const char* message) {
            QTest::newRow(condition) << QString(condition) << QString(message);
        };
        row("x < 30 days", "Expected 'ago' but found the end of the tag");
        row("x == 30 days ago", "'==' does not compare with a relative time");
        row("x < 3 days from today", "Expected 'now' but found 'today'");
        row("purchased 'X' in 3 months", "Expected 'days' but found 'months'");
        row("purchased 'X' at most 3 times", "Expected 'least' but found 'most'");
        row("did", "Expected the quoted type of an event but found the end of the tag");
        row("purchased 'X' in 1.5 days", "'1.5' is no number that counts here");
        row("(a or b", "Expected close_round but found end_of_string");
    }
    void mistakesSayWhatBelongsThere()
    {
        QFETCH(QString, condition);
        QFETCH(QString, message);
        const Rendered rendered = RenderCase(("{% if " + condition + " %}{% endif %}").toStdString()).dialect().run();
        QCOMPARE(QString::fromStdString(rendered.message()), message);
        QVERIFY(!rendered.diagnostics[0].mend.empty());
    }

    void conditionsAreSaidInWords_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("wording");
        const auto row = [](const char* condition, const char* wording) {
            QTest::newRow(condition) << QString(condition) << QString(wording);
        };
        row("customer.country == 'DE'", "customer.country is 'DE'");
        row("customer.points >= 100 and customer.city", "customer.points is at least 100 and customer.city is set");
        row("customer.city == nil", "customer.city is missing");
        row("a and b or c", "a is set and (b is set or c is set)");
        row("(a or b) and c", "(a is set or b is set) and c is set");
        row("not customer.subscribed", "customer.subscribed is not set");
        row("customer.signed_up < 30 days ago", "customer.signed_up is less than 30 days ago");
        row("customer.ends < 1 day from now", "customer.ends is less than 1 day from now");
        row("purchased 'Shoes' in 30 days at least 2 times",
            "the customer purchased 'Shoes' in the last 30 days at least 2 times");
        row("viewed", "the customer viewed anything");
        row("customer.segment != 'VIP'", "the customer is not in the segment 'VIP'");
        row("customer.tags contains 'x'", "customer.tags contains 'x'");
    }
    void conditionsAreSaidInWords()
    {
        QFETCH(QString, condition);
        QFETCH(QString, wording);
        ParseOptions options;
        options.campaignDialect = true;
        const ParseResult parsed = parse(("{% if " + condition + " %}{% endif %}").toStdString(), options);
        QVERIFY(parsed.ok());
        QCOMPARE(QString::fromStdString(analyse(*parsed.parsed).blocks[0].branches[0].wording), wording);
    }
};

QTEST_APPLESS_MAIN(LiquidDialect)
#include "tst_liquid_dialect.moc"
