// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/evaluator.h"
#include "core/segment/validation.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/trees.h"
#include "ui/segments/column_distribution.h"
#include "ui/segments/literals.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/segment_counting.h"
#include "ui/segments/starters.h"
#include "ui/segments/tree_row_content.h"

#include <QtTest>

#include <algorithm>
#include <numeric>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

class TestConditions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_context = makeContext(gardenAudience(2000), gardenDefinitions(), gardenNow(), {}); }
    void newConditionsAreCompleteAndValid_data();
    void newConditionsAreCompleteAndValid();
    void everyOperatorGivesAValidTest_data();
    void everyOperatorGivesAValidTest();
    void changingTheOperatorKeepsWhatFits();
    void changingTheSubjectKeepsWhatFits();
    void questionsKeepEventsAndWindow();
    void everyChipHasItsPlace();
    void rangesAreReadAsOneChip();
    void aRandomShareReadsInPercent();
    void literalsReadBackAsTheyWereTyped();
    void distributionsAddUpToEverybody();
    void aLongTailGoesIntoTheLastBar();
    void startersFindSomebodyAndComeFromTheData();
    void startersWithoutTheirEventsAreNotOffered();
    void aFaultyNodeHidesNoOthersCount();

private:
    void verifyValid(const Node& node) const;
    Context m_context;
};

void TestConditions::verifyValid(const Node& node) const
{
    const NodeReading reading = readNode(writeNode(node));
    QVERIFY2(reading.diagnostics.empty() && reading.node, canonicalText(node).c_str());
    QVERIFY(*reading.node == node);
    const Diagnostics findings = validate("", FilterTree(node), m_context->catalog, *m_context->definitions);
    QVERIFY2(!hasErrors(findings),
             findings.empty() ? "" : (canonicalText(node) + ": " + findings.front().message).c_str());
}

void TestConditions::newConditionsAreCompleteAndValid_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("name");
    const auto add = [](Subject::Kind kind, const char* name) {
        QTest::newRow(name) << static_cast<int>(kind) << QByteArray(name);
    };
    for (const char* name : {"country", "newsletter_consent", "birthday", "signed_up", "loyalty_points",
                             "lifetime_value", "tags", "email"}) {
        add(Subject::Kind::Attribute, name);
    }
    add(Subject::Kind::Event, "purchase");
    add(Subject::Kind::Score, "engagement");
    add(Subject::Kind::Segment, "Free plan");
}

void TestConditions::newConditionsAreCompleteAndValid()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, name);
    const Subject subject{static_cast<Subject::Kind>(kind), name.toStdString()};
    const Node node = newCondition(subject, *m_context);
    verifyValid(node);
    QVERIFY(subjectOf(node) == subject);
    const auto count = countMembers(FilterTree(node), *m_context, m_context->now, {});
    QVERIFY(count);
    if (name != "newsletter_consent") {
        QVERIFY(*count > 0 && *count < m_context->people());
    }
}

void TestConditions::everyOperatorGivesAValidTest_data()
{
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<int>("op");
    for (const char* name :
         {"country", "newsletter_consent", "birthday", "signed_up", "loyalty_points", "lifetime_value", "tags"}) {
        const Context context = makeContext(gardenAudience(1), nullptr, gardenNow(), {});
        for (const Operator op : operatorsOf(context->catalog.attribute(name)->type)) {
            QTest::newRow((std::string(name) + " " + std::string(nameOf(op))).c_str())
                << QByteArray(name) << static_cast<int>(op);
        }
    }
}

void TestConditions::everyOperatorGivesAValidTest()
{
    QFETCH(QByteArray, attribute);
    QFETCH(int, op);
    Node node = newCondition({Subject::Kind::Attribute, attribute.toStdString()}, *m_context);
    auto& test = std::get<AttributeTest>(node.body).test;
    test = withOperator(test, static_cast<Operator>(op), comparedAt(node, {}, *m_context), *m_context);
    QCOMPARE(static_cast<int>(test.op), op);
    verifyValid(node);
}

void TestConditions::changingTheOperatorKeepsWhatFits()
{
    const Compared country =
        comparedAt(newCondition({Subject::Kind::Attribute, "country"}, *m_context), {}, *m_context);
    const ValueTest two{Operator::In, LiteralList{std::string("US"), std::string("CA")}, true};
    QVERIFY(withOperator(two, Operator::NotIn, country, *m_context).operand == two.operand);
    QVERIFY(withOperator(two, Operator::NotIn, country, *m_context).ignoreCase);
    QVERIFY(withOperator(two, Operator::Equal, country, *m_context).operand == Operand(Literal(std::string("US"))));
    const ValueTest one{Operator::Equal, Literal(std::string("DE")), false};
    QVERIFY(withOperator(one, Operator::In, country, *m_context).operand == Operand(LiteralList{std::string("DE")}));
    QVERIFY(withOperator(one, Operator::IsSet, country, *m_context).operand == Operand());
    const ValueTest week{Operator::InLast, Duration::days(7), false};
    const Compared birthday =
        comparedAt(newCondition({Subject::Kind::Attribute, "birthday"}, *m_context), {}, *m_context);
    QVERIFY(withOperator(week, Operator::AnniversaryInNext, birthday, *m_context).operand ==
            Operand(Duration::days(7)));
}

void TestConditions::changingTheSubjectKeepsWhatFits()
{
    const Node viewed = treeOf(R"({"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"},
        {"property": "category", "op": "=", "value": "tools"}], "within": {"last": "P7D"}, "count": {"op": ">=", "value": 3}})")
                            .root();
    const Node carted = withSubject(viewed, {Subject::Kind::Event, "add_to_cart"}, *m_context);
    QCOMPARE(textOf(FilterTree(carted)), canonical(R"({"event": "add_to_cart", "where": [{"property": "item", "op": "=",
        "value": "Rake"}], "within": {"last": "P7D"}, "count": {"op": ">=", "value": 3}})"));
    Node off = viewed;
    off.off = true;
    const Node attribute = withSubject(off, {Subject::Kind::Attribute, "country"}, *m_context);
    QVERIFY(attribute.off);
    verifyValid(attribute);
    const Node plan = treeOf(R"({"attribute": "plan", "op": "not_in", "value": ["free"]})").root();
    const Node country = withSubject(plan, {Subject::Kind::Attribute, "country"}, *m_context);
    QCOMPARE(std::get<AttributeTest>(country.body).test.op, Operator::NotIn);
    verifyValid(country);
}

void TestConditions::questionsKeepEventsAndWindow()
{
    const Node bought =
        treeOf(
            R"({"event": "purchase", "where": [{"property": "item", "op": "=", "value": "Rake"}], "within": {"last": "P7D"}})")
            .root();
    for (const EventQuestion question :
         {EventQuestion::Count, EventQuestion::Aggregate, EventQuestion::First, EventQuestion::Last}) {
        const Node changed = withQuestion(bought, question, *m_context);
        QVERIFY(questionOf(changed) == question);
        QVERIFY(windowOf(changed) == windowOf(bought));
        QVERIFY(*eventsAt(changed, -1) == *eventsAt(bought, -1));
        verifyValid(changed);
        QVERIFY(withQuestion(changed, EventQuestion::AtLeastOnce, *m_context) == bought);
    }
}

void TestConditions::everyChipHasItsPlace()
{
    const FilterTree tree = treeOf(R"({"all": [
        {"attribute": "country", "op": "in", "value": ["US", "CA"], "held": {"at_least": "P7D"}},
        {"event": "purchase", "where": [{"property": "amount", "op": ">", "value": 5}], "within": {"last": "P7D"}, "count": {"op": "=", "value": 2}},
        {"sequence": [{"event": "product_view"}, {"event": "purchase", "within": "P7D"}], "within": {"last": "P30D"}},
        {"score": "engagement", "percentile": {"from": 75, "to": 100}},
        {"segment": "Free plan"}]})");
    for (const TreeRow& row : layOutRows(tree)) {
        const RowContent content = contentOf(row, tree, *m_context);
        if (row.kind != RowKind::Foot) {
            QVERIFY(!content.words.isEmpty());
        }
        for (const ChipContent& chip : content.chips) {
            QVERIFY(!chip.text.isEmpty());
            QCOMPARE(chip.facet.step, row.step);
            const Node& node = *tree.find(row.inner);
            if (chip.facet.test >= 0) {
                QVERIFY(testAt(node, chip.facet) != nullptr);
            }
        }
    }
    const auto rows = layOutRows(tree);
    const RowContent country = contentOf(rows[1], tree, *m_context);
    QCOMPARE(country.chips.front().text, QStringLiteral("Country"));
    QCOMPARE(std::count_if(country.chips.begin(), country.chips.end(),
                           [](const ChipContent& chip) { return chip.isRemovable; }),
             2);
}

void TestConditions::rangesAreReadAsOneChip()
{
    const FilterTree tree =
        treeOf(R"({"all": [{"attribute": "lifetime_value", "op": "between", "value": [60, 1372.5]}]})");
    const RowContent content = contentOf(layOutRows(tree)[1], tree, *m_context);
    QCOMPARE(content.chips.size(), std::size_t{3});
    QCOMPARE(content.chips[2].text, QStringLiteral("60 and 1,372.5"));
}

void TestConditions::aRandomShareReadsInPercent()
{
    const FilterTree tree = treeOf(R"({"all": [{"bucket": "test", "op": "between", "value": [1000, 1249]},
        {"bucket": "test", "op": "in", "value": [7, 8]}]})");
    const auto rows = layOutRows(tree);
    const RowContent share = contentOf(rows[1], tree, *m_context);
    QCOMPARE(share.chips.front().text, QStringLiteral("Random share"));
    QCOMPARE(share.chips.back().text, QStringLiteral("10\u00a0% and 12.5\u00a0%"));
    const RowContent single = contentOf(rows[2], tree, *m_context);
    QCOMPARE(single.chips.front().text, QStringLiteral("Random bucket"));
    QCOMPARE(single.chips.back().text, QStringLiteral("8"));
}

void TestConditions::literalsReadBackAsTheyWereTyped()
{
    QVERIFY(literalFrom(QStringLiteral("12.5"), ValueType::Number) == Literal(12.5));
    QVERIFY(literalFrom(QStringLiteral("1,200"), ValueType::Integer) == Literal(std::int64_t{1200}));
    QVERIFY(literalFrom(QStringLiteral("−3"), ValueType::Integer) == Literal(std::int64_t{-3}));
    QVERIFY(!literalFrom(QStringLiteral("3O"), ValueType::Integer));
    QVERIFY(!literalFrom(QStringLiteral("2026-02-30"), ValueType::Date));
    QVERIFY(literalFrom(QStringLiteral("2026-02-28"), ValueType::Date) == Literal(std::string("2026-02-28")));
    QVERIFY(literalFrom(QStringLiteral(" x "), ValueType::Text) == Literal(std::string(" x ")));
    QVERIFY(!literalFrom(QString(), ValueType::Text));
    for (const Literal& literal : {Literal(std::int64_t{42}), Literal(0.1), Literal(123456.789)}) {
        QVERIFY(literalFrom(editText(literal), ValueType::Number) == literal);
    }
}

void TestConditions::distributionsAddUpToEverybody()
{
    for (const char* name : {"lifetime_value", "loyalty_points", "birthday", "signed_up"}) {
        const ColumnDistribution distribution(m_context->audience->attribute(name)->column);
        QCOMPARE(distribution.present() + distribution.missing(), m_context->people());
        const auto bars = distribution.bars(45, false);
        qint64 sum = 0;
        for (const qint64 count : bars.counts) {
            sum += count;
        }
        QCOMPARE(sum, static_cast<qint64>(distribution.present()));
        const double half = distribution.quantile(0.5);
        QVERIFY(distribution.upTo(half) * 2 >= distribution.present());
        QVERIFY(distribution.below(half) * 2 <= distribution.present());
    }
}

void TestConditions::aLongTailGoesIntoTheLastBar()
{
    std::vector<double> values(1000, 0);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<double>(i % 100);
    }
    values.push_back(1e6);
    const ColumnDistribution distribution(values);
    const auto bars = distribution.bars(45, true);
    QVERIFY(bars.openEnd);
    QVERIFY(bars.high < 200);
    QCOMPARE(std::accumulate(bars.counts.begin(), bars.counts.end(), qint64{0}), qint64{1001});
    const ColumnDistribution same(std::vector<double>(5, 3.0));
    QCOMPARE(same.bars(45, false).counts, QList<qint64>{5});
    QVERIFY(ColumnDistribution().bars(45, false).counts.isEmpty());
}

void TestConditions::startersFindSomebodyAndComeFromTheData()
{
    const std::vector<StarterSegment> starters = findStarters(*m_context, 5, {});
    QCOMPARE(starters.size(), std::size_t{5});
    for (const StarterSegment& starter : starters) {
        QVERIFY(!starter.name.isEmpty() && !starter.explanation.isEmpty());
        QVERIFY(starter.count > 0 && starter.count < m_context->people());
        const auto counted = countMembers(starter.tree, *m_context, m_context->now, {});
        QCOMPARE(counted.value_or(0), starter.count);
        verifyValid(starter.tree.root());
    }
}

void TestConditions::startersWithoutTheirEventsAreNotOffered()
{
    const Context nobody = makeContext(nullptr, nullptr, gardenNow(), {});
    QVERIFY(findStarters(*nobody, 5, {}).empty());
}

void TestConditions::aFaultyNodeHidesNoOthersCount()
{
    const Segment segment = segmentOf(R"({"all": [{"attribute": "country", "op": "in", "value": ["US"]},
        {"any": [{"attribute": "colour", "op": "=", "value": "red"}, {"attribute": "plan", "op": "=", "value": "free"}]}]})");
    const Result<Counts> counts = countTree(segment, m_context, {});
    QVERIFY(counts.has_value());
    QVERIFY((*counts)->leftOut);
    QCOMPARE((*counts)->problems.size(), std::size_t{1});
    QCOMPARE((*counts)->problems.front().path, (NodePath{1, 0}));
    const auto country = countMembers(treeOf(R"({"attribute": "country", "op": "in", "value": ["US"]})"), *m_context,
                                      m_context->now, {});
    QCOMPARE((*counts)->at({0})->finds, country.value_or(0));
    QVERIFY((*counts)->memberCount > 0);
}

QTEST_MAIN(TestConditions)
#include "tst_conditions.moc"
