// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segments/trees.h"
#include "ui/base/fonts.h"
#include "ui/segments/json_locator.h"
#include "ui/segments/row_flow.h"
#include "ui/segments/tree_places.h"
#include "ui/segments/tree_rows.h"

#include <QtTest>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

constexpr const char* kTree = R"({"all": [
    {"attribute": "a", "op": "is_set"},
    {"not": {"any": [{"attribute": "b", "op": "is_set"}, {"attribute": "c", "op": "is_set", "off": true}]}},
    {"sequence": [{"event": "x"}, {"event": "y"}]}]})";

/// One line a row: kind, path, what is remarkable.
QByteArray asText(const std::vector<TreeRow>& rows)
{
    static const char* const kKinds[] = {"group", "sequence", "condition", "step", "foot"};
    QByteArray text;
    for (const TreeRow& row : rows) {
        text += QByteArray(row.depth * 2, ' ') + kKinds[static_cast<int>(row.kind)];
        for (const std::uint32_t index : row.path) {
            text += ' ' + QByteArray::number(index);
        }
        text += row.step >= 0 ? " step " + QByteArray::number(row.step) : QByteArray();
        text += row.nots > 0 ? " not" : "";
        text += row.isOff ? " off" : row.muted ? " muted" : "";
        text += '\n';
    }
    return text;
}

int plainHeight(int, int)
{
    return 36;
}

} // namespace

class TestTreeRows : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsFollowTheTree();
    void whatIsOffMutesWhatIsInside();
    void rowOfFindsTheNodeOrWhatIsAroundIt();
    void cardsNestAndKeepTheRightEdge();
    void countColumnsStandAtTheSameXAtEveryDepth();
    void narrowTreesGiveUpTheBarAndThenTheShare();
    void everyGapIsADropPlace();
    void nothingDropsIntoItself();
    void theSideDecidesHowDeepAtTheEndOfACard();
    void wordsFlowInLines();
    void jsonPathsAreFound_data();
    void jsonPathsAreFound();
};

void TestTreeRows::rowsFollowTheTree()
{
    QCOMPARE(asText(layOutRows(treeOf(kTree))), QByteArray("group\n"
                                                           "condition 0\n"
                                                           "  group 1 not\n"
                                                           "  condition 1 0 0\n"
                                                           "  condition 1 0 1 off\n"
                                                           "  foot 1\n"
                                                           "  sequence 2\n"
                                                           "  step 2 step 0\n"
                                                           "  step 2 step 1\n"
                                                           "  foot 2\n"
                                                           "foot\n"));
}

void TestTreeRows::whatIsOffMutesWhatIsInside()
{
    const auto rows = layOutRows(treeOf(R"({"all": [{"off": true, "any": [{"attribute": "a", "op": "is_set"}]}]})"));
    QVERIFY(rows[1].isOff && rows[1].muted);
    QVERIFY(!rows[2].isOff && rows[2].muted);
    QVERIFY(!rows[0].muted);
}

void TestTreeRows::rowOfFindsTheNodeOrWhatIsAroundIt()
{
    const auto rows = layOutRows(treeOf(kTree));
    QCOMPARE(rowOf(rows, {}), 0);
    QCOMPARE(rowOf(rows, {0}), 1);
    QCOMPARE(rowOf(rows, {1}), 2);
    QCOMPARE(rowOf(rows, {1, 0}), 2);
    QCOMPARE(rowOf(rows, {1, 0, 1}), 4);
    QCOMPARE(rowOf(rows, {2}), 6);
    QCOMPARE(rowOf(rows, {1, 0, 7}), 2);
    QCOMPARE(rowOf(rows, {9}), 0);
}

void TestTreeRows::cardsNestAndKeepTheRightEdge()
{
    const auto rows = layOutRows(treeOf(kTree));
    const TreePlaces places = placeRows(rows, 700, plainHeight);
    QCOMPARE(places.rows.size(), rows.size());
    QCOMPARE(places.cards.size(), std::size_t{3});
    QCOMPARE(places.cards[0].rect.left(), 0);
    QCOMPARE(places.cards[0].children.size(), std::size_t{3});
    QCOMPARE(places.cards[1].rect.left(), ui::scaled(38));
    QCOMPARE(places.cards[1].rect.right(), 699 - ui::scaled(8));
    QCOMPARE(places.height, places.cards[0].rect.height());
    int bottom = 0;
    for (const RowPlace& row : places.rows) {
        QVERIFY(row.rect.top() >= bottom);
        bottom = row.rect.bottom();
        QCOMPARE(row.rect.right(), 699);
    }
}

void TestTreeRows::countColumnsStandAtTheSameXAtEveryDepth()
{
    const CountColumns columns = countColumns(100'000);
    const auto rows = layOutRows(treeOf(kTree));
    const TreePlaces places = placeRows(rows, 700, plainHeight);
    const int expected = columns.count(places.rows[1].rect.width(), 36).right() + places.rows[1].rect.left();
    for (const RowPlace& row : places.rows) {
        QCOMPARE(columns.count(row.rect.width(), 36).right() + row.rect.left(), expected);
    }
    QVERIFY(columns.bar(700, 36).right() < columns.count(700, 36).left());
    QVERIFY(columns.count(700, 36).right() < columns.percent(700, 36).left());
    QVERIFY(columns.percent(700, 36).right() < columns.menu(700, 36).left());
    QVERIFY(countColumns(123'456'789).countWidth > columns.countWidth);
}

void TestTreeRows::narrowTreesGiveUpTheBarAndThenTheShare()
{
    const auto rows = layOutRows(treeOf(kTree));
    const CountColumns usual = countColumns(20'000);
    QCOMPARE(columnsFor(rows, usual, 700), usual);
    const int least = leastTreeWidth(rows, usual);
    const CountColumns narrow = columnsFor(rows, usual, least + usual.percentWidth);
    QVERIFY(narrow.barWidth < usual.barWidth && narrow.barWidth > 0);
    QCOMPARE(narrow.percentWidth, usual.percentWidth);
    const CountColumns narrowest = columnsFor(rows, usual, least);
    QCOMPARE(narrowest.percentWidth, 0);
    QCOMPARE(narrowest.countWidth, usual.countWidth); // the number itself is never given up
    QVERIFY(least < 560);
}

void TestTreeRows::everyGapIsADropPlace()
{
    const auto rows = layOutRows(treeOf(kTree));
    const TreePlaces places = placeRows(rows, 700, plainHeight);
    const QRect head = places.rows[0].rect;
    const auto top = dropPlaceAt(places, rows, {60, head.bottom() + 1}, {2});
    QVERIFY(top);
    QCOMPARE(top->parent, NodePath{});
    QCOMPARE(top->index, 0U);
    const QRect first = places.rows[3].rect;
    const auto inside = dropPlaceAt(places, rows, {first.left() + 60, first.bottom() + 1}, {0});
    QVERIFY(inside);
    QCOMPARE(inside->parent, (NodePath{1, 0}));
    QCOMPARE(inside->index, 1U);
}

void TestTreeRows::nothingDropsIntoItself()
{
    const auto rows = layOutRows(treeOf(kTree));
    const TreePlaces places = placeRows(rows, 700, plainHeight);
    for (int y = 0; y < places.height; ++y) {
        const auto place = dropPlaceAt(places, rows, {120, y}, {1});
        QVERIFY(place);
        QVERIFY(!isWithin(place->parent, {1}));
    }
}

void TestTreeRows::theSideDecidesHowDeepAtTheEndOfACard()
{
    const auto rows = layOutRows(
        treeOf(R"({"all": [{"any": [{"attribute": "a", "op": "is_set"}]}, {"attribute": "b", "op": "is_set"}]})"));
    const TreePlaces places = placeRows(rows, 700, plainHeight);
    const QRect last = places.rows[2].rect;
    const auto inner = dropPlaceAt(places, rows, {last.left() + 60, last.bottom() + 2}, {1});
    QCOMPARE(inner->parent, NodePath{0});
    const auto outer = dropPlaceAt(places, rows, {50, places.cards[1].rect.bottom() + 2}, {1});
    QCOMPARE(outer->parent, NodePath{});
    QCOMPARE(outer->index, 1U);
}

void TestTreeRows::wordsFlowInLines()
{
    const std::vector<FlowItem> items{{{50, 26}, 6}, {{50, 26}, 6}, {{50, 26}, 6}, {{500, 26}, 6}};
    const Flow flow = flowInLines(items, 120, 36, 30);
    QCOMPARE(flow.lines, 3);
    QCOMPARE(flow.rects[0], QRect(0, 5, 50, 26));
    QCOMPARE(flow.rects[1], QRect(56, 5, 50, 26));
    QCOMPARE(flow.rects[2], QRect(0, 35, 50, 26));
    QCOMPARE(flow.rects[3], QRect(0, 65, 120, 26));
    QCOMPARE(flowInLines({}, 120, 36, 30).lines, 1);
}

void TestTreeRows::jsonPathsAreFound_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("root") << QByteArray("$") << QByteArray(R"({"a": [1, {"b c": "x\"y"}], "d": true})");
    QTest::newRow("element") << QByteArray("$.a[0]") << QByteArray("1");
    QTest::newRow("quoted key") << QByteArray(R"($.a[1]["b c"])") << QByteArray(R"("x\"y")");
    QTest::newRow("after it") << QByteArray("$.d") << QByteArray("true");
    QTest::newRow("missing: the nearest") << QByteArray("$.a[1].z") << QByteArray(R"({"b c": "x\"y"})");
}

void TestTreeRows::jsonPathsAreFound()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, found);
    const std::string text = R"({"a": [1, {"b c": "x\"y"}], "d": true})";
    const SourceRange range = locateJsonPath(text, path.toStdString());
    QCOMPARE(QByteArray::fromStdString(text.substr(range.begin, range.end - range.begin)), found);
}

QTEST_MAIN(TestTreeRows)
#include "tst_tree_rows.moc"
