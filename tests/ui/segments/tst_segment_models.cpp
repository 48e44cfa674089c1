// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audience_builder.h"
#include "core/segment/evaluator.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/fonts.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/member_table_model.h"
#include "ui/segments/segment_list_model.h"
#include "ui/segments/tree_evaluation.h"
#include "ui/segments/why_list.h"
#include "ui/segments/why_model.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

constexpr auto kStrict = QAbstractItemModelTester::FailureReportingMode::QtTest;

audience::Bitset membersOf(const Context& context, const FilterTree& tree)
{
    Evaluator evaluator(context->audience, context->definitions, context->now, context->zone);
    return evaluator.members(tree).value_or(audience::Bitset(context->people()));
}

} // namespace

class TestSegmentModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_context = makeContext(gardenAudience(1000), gardenDefinitions(), gardenNow(), {}); }
    void theListKeepsRowsThatStay();
    void theListSaysSizeAndChange();
    void theTableShowsMembersAsTheyAre();
    void membersAreFoundByNameAddressAndKey();
    void membersSortWithMissingOnesLast();
    void reasonsFollowTheTree();
    void longReasonsWrapInsteadOfBeingCutOff();
    void reasonsAreLaidOutAnewWhenThePaneNarrows();
    void choicesSkipHeadings();
    void theLatestTreeWins();
    void askingTwiceCountsOnce();
    void anUnloadedHistoryIsAskedFor();

private:
    Context m_context;
};

void TestSegmentModels::theListKeepsRowsThatStay()
{
    SegmentListModel model;
    QAbstractItemModelTester tester(&model, kStrict);
    model.setNames({QStringLiteral("a"), QStringLiteral("c")});
    const QPersistentModelIndex c = model.index(1);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setNames({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")});
    QCOMPARE(c.data().toString(), QStringLiteral("c"));
    model.setNames({QStringLiteral("c"), QStringLiteral("a")});
    QCOMPARE(c.row(), 0);
    QCOMPARE(model.names(), QStringList({QStringLiteral("c"), QStringLiteral("a")}));
    model.setNames({});
    QVERIFY(!c.isValid());
    QCOMPARE(resets.count(), 0);
}

void TestSegmentModels::theListSaysSizeAndChange()
{
    SegmentListModel model;
    QAbstractItemModelTester tester(&model, kStrict);
    model.setNames({QStringLiteral("a"), QStringLiteral("b")});
    model.setSize(QStringLiteral("a"), {12480, {12000, 12200, 12480}});
    model.setSize(QStringLiteral("b"), {});
    const QModelIndex first = model.index(0);
    QCOMPARE(first.data(ui::itemrole::Figure).toString(), QStringLiteral("12,480"));
    QVERIFY(first.data(ui::itemrole::Change).toString().startsWith(QLatin1String("+4.0")));
    QVERIFY(first.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("12,480 people")));
    QVERIFY(!model.index(1).data(ui::itemrole::Figure).toString().isEmpty());
    QVERIFY(model.index(1).data(ui::itemrole::Change).toString().isEmpty());
}

void TestSegmentModels::theTableShowsMembersAsTheyAre()
{
    MemberTableModel model;
    QAbstractItemModelTester tester(&model, kStrict);
    const audience::Bitset members =
        membersOf(m_context, treeOf(R"({"attribute": "country", "op": "=", "value": "US"})"));
    model.setColumns({kNameColumn, "country", "loyalty_points", kKeyColumn});
    model.setMembers(m_context, queryMembers(*m_context, members, {}, {}));
    QCOMPARE(model.rowCount(), static_cast<int>(members.count()));
    QCOMPARE(model.columnCount(), 4);
    for (int row = 0; row < model.rowCount(); ++row) {
        const audience::Ordinal person = model.personAt(row);
        QVERIFY(members.test(person));
        QCOMPARE(model.index(row, 1).data().toString(), QStringLiteral("US"));
        QCOMPARE(model.index(row, 3).data().toString().toStdString(), std::string(m_context->audience->key(person)));
        QVERIFY(model.index(row, 0).data().toString().contains(QLatin1Char(' ')));
    }
    const auto alignment = model.index(0, 2).data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    QVERIFY(alignment.testFlag(Qt::AlignRight));
    QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Country"));
}

void TestSegmentModels::membersAreFoundByNameAddressAndKey()
{
    const audience::Bitset all(m_context->people(), true);
    const auto found = [&](const QString& text) {
        return queryMembers(*m_context, all, {text, {}, false, false}, {})->size();
    };
    QCOMPARE(found({}), std::size_t{1000});
    QCOMPARE(found(QStringLiteral("c100007")), std::size_t{1});
    QCOMPARE(found(QStringLiteral("CHLOÉ")),
             static_cast<std::size_t>(
                 membersOf(m_context, treeOf(R"({"attribute": "first_name", "op": "=", "value": "Chloé"})")).count()));
    QVERIFY(found(QStringLiteral("@garden.example")) > 900);
    QCOMPARE(found(QStringLiteral("nobody at all")), std::size_t{0});
    CancelToken cancelled;
    cancelled.cancel();
    QVERIFY(queryMembers(*m_context, all, {QStringLiteral("a"), {}, false, false}, cancelled) == nullptr);
}

void TestSegmentModels::membersSortWithMissingOnesLast()
{
    const audience::Bitset all(m_context->people(), true);
    for (const bool descending : {false, true}) {
        const MemberList list = queryMembers(*m_context, all, {{}, "lifetime_value", true, descending}, {});
        QCOMPARE(list->size(), std::size_t{1000});
        bool missingSeen = false;
        std::optional<double> before;
        for (const audience::Ordinal person : *list) {
            const Value value = m_context->audience->value(person, "lifetime_value");
            if (isMissing(value)) {
                missingSeen = true;
                continue;
            }
            QVERIFY(!missingSeen);
            const double number = std::get<double>(value);
            QVERIFY(!before || (descending ? number <= *before : number >= *before));
            before = number;
        }
        QVERIFY(missingSeen);
    }
    const MemberList names = queryMembers(*m_context, all, {{}, kNameColumn, true, false}, {});
    const PersonNames called = personNames(*m_context);
    QVERIFY(displayName(*m_context, called, names->front()).startsWith(QLatin1String("Anna")));
    QVERIFY(displayName(*m_context, called, names->back()).startsWith(QLatin1String("Tara")));
}

void TestSegmentModels::reasonsFollowTheTree()
{
    const FilterTree tree = treeOf(R"({"all": [{"attribute": "country", "op": "=", "value": "US"},
        {"any": [{"event": "purchase"}, {"attribute": "plan", "op": "=", "value": "free"}]}]})");
    Evaluator evaluator(m_context->audience, m_context->definitions, m_context->now, m_context->zone);
    const audience::Bitset members = *evaluator.members(tree);
    for (const audience::Ordinal person : {0U, 1U, 2U, 3U, 4U}) {
        const auto explanation = evaluator.explain(tree, person);
        QVERIFY(explanation.has_value());
        const std::vector<WhyRow> rows = whyRows(tree, *explanation, *m_context);
        QCOMPARE(rows.size(), std::size_t{4});
        QCOMPARE(rows[0].depth, 0);
        QCOMPARE(rows[2].depth, 1);
        QCOMPARE(rows[0].holds && rows[1].holds, members.test(person));
        QCOMPARE(rows[0].detail.toStdString(), std::get<std::string>(m_context->audience->value(person, "country")));
        QVERIFY(rows[1].detail.contains(QStringLiteral("of 2")));
        WhyModel model;
        QAbstractItemModelTester tester(&model, kStrict);
        model.setRows(rows);
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(rows[0].words));
    }
}

void TestSegmentModels::longReasonsWrapInsteadOfBeingCutOff()
{
    WhyRow row;
    row.words = QStringLiteral("Product view where category is Garden in the last 14 days");
    row.detail = QStringLiteral("3 times, last 14 Nov 2026, 11:02");
    WhyModel model;
    model.setRows({row});
    WhyList list(model);
    list.setMinimumSize(1, 1);
    list.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list.show();
    const auto heightAt = [&](int width) {
        list.resize(ui::scaled(width), 400);
        return list.sizeHintForIndex(model.index(0)).height();
    };
    const int line = heightAt(900);
    const int two = heightAt(440); // the detail below the words
    const int more = heightAt(200);
    QVERIFY2(line < two && two < more, qPrintable(QStringLiteral("%1 %2 %3").arg(line).arg(two).arg(more)));
    QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(row.words));
    QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains(row.detail));
}

void TestSegmentModels::reasonsAreLaidOutAnewWhenThePaneNarrows()
{
    WhyRow row;
    row.words = QStringLiteral("Product view where category is Garden in the last 14 days");
    row.detail = QStringLiteral("3 times, last 14 Nov 2026, 11:02");
    WhyModel model;
    model.setRows({row, row});
    WhyList list(model);
    list.resize(ui::scaled(700), ui::scaled(400));
    list.show();
    const auto rectOf = [&](int i) { return list.visualRect(model.index(i)); };
    const int wide = rectOf(0).height();
    list.resize(ui::scaled(200), ui::scaled(400));
    QTRY_VERIFY(rectOf(0).height() > wide);
    QCOMPARE(rectOf(0).height(), list.sizeHintForIndex(model.index(0)).height());
    QVERIFY(rectOf(1).top() > rectOf(0).bottom());
}

void TestSegmentModels::choicesSkipHeadings()
{
    ChoiceList list(QStringLiteral("List"));
    QAbstractItemModelTester tester(&list.choices(), kStrict);
    std::vector<Choice> choices(4);
    choices[0].isHeading = true;
    choices[2].isHeading = true;
    for (int i = 0; i < 4; ++i) {
        choices[static_cast<std::size_t>(i)].title = QString::number(i);
        choices[static_cast<std::size_t>(i)].id = i;
    }
    list.setChoices(choices);
    QCOMPARE(list.currentIndex().row(), 1);
    QSignalSpy chosen(&list, &ChoiceList::chosen);
    QTest::keyClick(&list, Qt::Key_Down);
    QCOMPARE(list.currentIndex().row(), 3);
    QTest::keyClick(&list, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().front().toInt(), 3);
    QTest::keyClick(&list, Qt::Key_Up);
    QCOMPARE(list.currentIndex().row(), 1);
    list.setChoices(choices, 3);
    QCOMPARE(list.currentIndex().row(), 3);
}

void TestSegmentModels::theLatestTreeWins()
{
    TreeEvaluation evaluation;
    evaluation.setContext(m_context);
    std::vector<FilterTree> answered;
    connect(&evaluation, &TreeEvaluation::counted, this, [&] { answered.push_back(evaluation.latest()->tree); });
    FilterTree last;
    for (int points = 0; points < 40; ++points) {
        last = FilterTree(Node{
            AttributeTest{"loyalty_points", {Operator::Less, Literal(std::int64_t{points * 10}), false}, std::nullopt},
            false});
        evaluation.request({"test", last});
    }
    QTRY_VERIFY(!evaluation.isRunning());
    QCOMPARE(answered.size(), std::size_t{1});
    QVERIFY(answered.front() == last);
    QCOMPARE(evaluation.latest()->memberCount, static_cast<std::uint64_t>(membersOf(m_context, last).count()));
}

void TestSegmentModels::askingTwiceCountsOnce()
{
    TreeEvaluation evaluation;
    evaluation.setContext(m_context);
    QSignalSpy counted(&evaluation, &TreeEvaluation::counted);
    const Segment segment = segmentOf(R"({"attribute": "plan", "op": "=", "value": "free"})");
    evaluation.request(segment);
    QTRY_COMPARE(counted.count(), 1);
    evaluation.request(segment);
    QVERIFY(!evaluation.isRunning());
    evaluation.setContext(makeContext(gardenAudience(10), nullptr, gardenNow(), {}));
    QTRY_COMPARE(counted.count(), 2);
    QCOMPARE(evaluation.latest()->people(), std::uint64_t{10});
}

void TestSegmentModels::anUnloadedHistoryIsAskedFor()
{
    const Segment held =
        segmentOf(R"({"attribute": "plan", "op": "=", "value": "free", "held": {"at_least": "P30D"}})");
    TreeEvaluation evaluation;
    evaluation.setContext(m_context);
    QSignalSpy needed(&evaluation, &TreeEvaluation::historiesNeeded);
    QSignalSpy counted(&evaluation, &TreeEvaluation::counted);
    evaluation.request(held);
    QTRY_COMPARE(counted.count(), 1);
    QCOMPARE(needed.count(), 0);
    const std::uint64_t members = evaluation.latest()->memberCount;
    QVERIFY(members > 0 &&
            members < membersOf(m_context, treeOf(R"({"attribute": "plan", "op": "=", "value": "free"})")).count());

    // A column that comes whole comes without its history.
    audience::AudienceBuilder builder;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(builder.addProfile(std::to_string(i)).has_value());
    }
    builder.addColumn(*gardenAudience(10)->attribute("plan"));
    const auto without = builder.build();
    evaluation.setContext(makeContext(without, nullptr, gardenNow(), {}));
    QCOMPARE(needed.count(), 1);
    QCOMPARE(needed.front().front().toStringList(), QStringList{QStringLiteral("plan")});
    QVERIFY(!evaluation.isRunning());
    const audience::AttributeHistory* history = m_context->audience->history("plan");
    QVERIFY(history != nullptr);
    const auto known = gardenAudience(10);
    std::shared_ptr<const audience::AttributeHistory> shared(known, known->history("plan"));
    evaluation.setContext(makeContext(without->withHistory(shared), nullptr, gardenNow(), {}));
    QTRY_COMPARE(counted.count(), 2);
}

QTEST_MAIN(TestSegmentModels)
#include "tst_segment_models.moc"
