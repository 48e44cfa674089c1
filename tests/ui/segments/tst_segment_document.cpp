// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/trees.h"
#include "ui/segments/node_clipboard.h"
#include "ui/segments/segment_document.h"
#include "ui/segments/tree_actions.h"
#include "ui/segments/tree_rows.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

constexpr const char* kNested = R"({"all": [
    {"attribute": "country", "op": "in", "value": ["US", "CA"]},
    {"any": [{"event": "purchase"}, {"not": {"attribute": "plan", "op": "=", "value": "free"}}]},
    {"sequence": [{"event": "product_view"}, {"event": "purchase", "within": "P7D"}]}]})";

TreeRow rowAt(const SegmentDocument& document, const NodePath& path, int step = -1)
{
    for (const TreeRow& row : layOutRows(document.tree())) {
        if (row.kind != RowKind::Foot && row.path == path && row.step == step) {
            return row;
        }
    }
    return {};
}

} // namespace

class TestSegmentDocument : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyActionUndoesAndRedoes_data();
    void everyActionUndoesAndRedoes();
    void actionsGiveTheTreeTheyPromise_data();
    void actionsGiveTheTreeTheyPromise();
    void aTrialIsOneStepOrNone();
    void anEditEmitsOneChangeWithItsPlace();
    void anEditThatCannotBeSaysWhy();
    void aRootThatIsNoGroupIsWrapped();
    void renamingUndoes();
    void loadingForgetsTheStack();
    void nodesTravelByClipboard();
    void whatIsNoNodeIsRefusedByName();
};

void TestSegmentDocument::everyActionUndoesAndRedoes_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::addColumn<int>("step");
    const auto add = [](const char* name, RowAction action, int first, int second = -1, int step = -1) {
        QTest::newRow(name) << static_cast<int>(action) << first << second << step;
    };
    add("remove", RowAction::Remove, 0);
    add("duplicate", RowAction::Duplicate, 0);
    add("group", RowAction::Group, 0);
    add("ungroup", RowAction::Ungroup, 1);
    add("negate", RowAction::Negate, 0);
    add("switch off", RowAction::SwitchOff, 0);
    add("move up", RowAction::MoveUp, 1);
    add("move down", RowAction::MoveDown, 0);
    add("move out", RowAction::MoveUp, 1, 0);
    add("nest", RowAction::Nest, 2);
    add("unnest", RowAction::Unnest, 1, 1);
    add("cut", RowAction::Cut, 0);
    add("add test", RowAction::AddTest, 1, 0);
    add("add window", RowAction::AddWindow, 1, 0);
    add("count", RowAction::CountEvents, 1, 0);
    add("aggregate", RowAction::AggregateEvents, 1, 0);
    add("first", RowAction::FirstEvent, 1, 0);
    add("held", RowAction::HeldFor, 0);
    add("add sequence", RowAction::AddSequence, 1);
    add("duplicate step", RowAction::Duplicate, 2, -1, 1);
    add("remove step", RowAction::Remove, 2, -1, 1);
    add("negate step", RowAction::Negate, 2, -1, 1);
    add("move step", RowAction::MoveUp, 2, -1, 1);
    add("test in step", RowAction::AddTest, 2, -1, 0);
}

void TestSegmentDocument::everyActionUndoesAndRedoes()
{
    QFETCH(int, action);
    QFETCH(int, first);
    QFETCH(int, second);
    QFETCH(int, step);
    SegmentDocument document;
    document.load(segmentOf(kNested));
    TreeActions actions(document);
    actions.setContext(makeContext(gardenAudience(50), gardenDefinitions(), gardenNow(), {}));
    NodePath path{static_cast<std::uint32_t>(first)};
    if (second >= 0) {
        path.push_back(static_cast<std::uint32_t>(second));
    }
    const FilterTree before = document.tree();
    actions.run(static_cast<RowAction>(action), rowAt(document, path, step));
    const FilterTree after = document.tree();
    QVERIFY2(after != before, "the action did nothing");
    QCOMPARE(document.undoStack()->count(), 1);
    document.undoStack()->undo();
    QCOMPARE(textOf(document.tree()), textOf(before));
    document.undoStack()->redo();
    QCOMPARE(textOf(document.tree()), textOf(after));
    // What the window makes, the format takes.
    const SegmentReading reading = parseSegment(segmentText(document.segment()));
    QVERIFY(reading.diagnostics.empty());
    QVERIFY(reading.segment.tree == after);
}

void TestSegmentDocument::actionsGiveTheTreeTheyPromise_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char* name, RowAction action, int index, const char* expected) {
        QTest::newRow(name) << static_cast<int>(action) << index << canonical(expected);
    };
#define A R"({"attribute": "a", "op": "is_set"})"
#define B R"({"attribute": "b", "op": "is_set"})"
#define C R"({"attribute": "c", "op": "is_set"})"
    add("remove", RowAction::Remove, 1, R"({"all": [)" A "," C "]}");
    add("move up", RowAction::MoveUp, 1, R"({"all": [)" B "," A "," C "]}");
    add("move down", RowAction::MoveDown, 1, R"({"all": [)" A "," C "," B "]}");
    add("nest", RowAction::Nest, 1, R"({"all": [{"any": [)" A "," B "]}," C "]}");
    add("group", RowAction::Group, 1, R"({"all": [)" A R"(, {"any": [)" B "]}," C "]}");
    add("negate", RowAction::Negate, 1, R"({"all": [)" A R"(, {"not": )" B "}," C "]}");
    add("off", RowAction::SwitchOff, 1,
        R"({"all": [)" A R"(, {"attribute": "b", "op": "is_set", "off": true},)" C "]}");
    add("duplicate", RowAction::Duplicate, 1, R"({"all": [)" A "," B "," B "," C "]}");
}

void TestSegmentDocument::actionsGiveTheTreeTheyPromise()
{
    QFETCH(int, action);
    QFETCH(int, index);
    QFETCH(QByteArray, expected);
    SegmentDocument document;
    document.load(segmentOf(R"({"all": [)" A "," B "," C "]}"));
    TreeActions actions(document);
    actions.run(static_cast<RowAction>(action), rowAt(document, {static_cast<std::uint32_t>(index)}));
    QCOMPARE(textOf(document.tree()), expected);
}

void TestSegmentDocument::aTrialIsOneStepOrNone()
{
    SegmentDocument document;
    document.load(segmentOf(R"({"all": [)" A "," B "]}"));
    const FilterTree before = document.tree();
    const auto tryName = [&](const char* name) {
        Node node = *document.tree().find({0});
        std::get<AttributeTest>(node.body).attribute = name;
        document.tryTree(*replaceNode(document.tree(), {0}, node));
    };
    document.beginTrial({0});
    tryName("x");
    tryName("y");
    QVERIFY(document.isTrying());
    QCOMPARE(document.undoStack()->count(), 0);
    QVERIFY(document.settledTree() == before);
    document.cancelTrial();
    QCOMPARE(textOf(document.tree()), textOf(before));

    document.beginTrial({0});
    tryName("x");
    tryName("z");
    document.acceptTrial(QStringLiteral("Change"));
    QCOMPARE(document.undoStack()->count(), 1);
    QCOMPARE(std::get<AttributeTest>(document.tree().find({0})->body).attribute, std::string("z"));
    document.undoStack()->undo();
    QCOMPARE(textOf(document.tree()), textOf(before));

    document.beginTrial({0});
    document.acceptTrial(QStringLiteral("Nothing"));
    QCOMPARE(document.undoStack()->index(), 0);
}

void TestSegmentDocument::anEditEmitsOneChangeWithItsPlace()
{
    qRegisterMetaType<DocumentChange>();
    SegmentDocument document;
    document.load(segmentOf(R"({"all": [)" A "," B "]}"));
    std::vector<DocumentChange> changes;
    connect(&document, &SegmentDocument::changed, this,
            [&](const DocumentChange& change) { changes.push_back(change); });
    QVERIFY(document.apply(QStringLiteral("Off"), setOff(document.tree(), {1}, true)));
    QCOMPARE(changes.size(), std::size_t{1});
    QCOMPARE(changes.front().kind, DocumentChange::Kind::Tree);
    QCOMPARE(changes.front().focus, NodePath{1});
    QVERIFY(!document.apply(QStringLiteral("Again"), setOff(document.tree(), {1}, true)));
    QCOMPARE(changes.size(), std::size_t{1});
}

void TestSegmentDocument::anEditThatCannotBeSaysWhy()
{
    SegmentDocument document;
    document.load(segmentOf(kNested));
    QSignalSpy refused(&document, &SegmentDocument::refused);
    QVERIFY(!document.apply(QStringLiteral("Move"), moveNode(document.tree(), {1}, {1}, 0)));
    QCOMPARE(refused.count(), 1);
    QVERIFY(!refused.front().front().toString().isEmpty());
    QCOMPARE(document.undoStack()->count(), 0);
}

void TestSegmentDocument::aRootThatIsNoGroupIsWrapped()
{
    SegmentDocument document;
    document.load(segmentOf(A));
    QCOMPARE(textOf(document.tree()), canonical(R"({"all": [)" A "]}"));
    document.load(segmentOf(R"({"not": )" A "}"));
    QCOMPARE(textOf(document.tree()), canonical(R"({"all": [{"not": )" A "}]}"));
    document.load(segmentOf(R"({"any": [)" A "]}"));
    QCOMPARE(textOf(document.tree()), canonical(R"({"any": [)" A "]}"));
}

void TestSegmentDocument::renamingUndoes()
{
    SegmentDocument document;
    document.load(segmentOf(A));
    document.rename(QStringLiteral("Other"), QStringLiteral("Rename"));
    QCOMPARE(document.name(), QStringLiteral("Other"));
    document.undoStack()->undo();
    QCOMPARE(document.name(), QStringLiteral("test"));
    document.undoStack()->redo();
    QCOMPARE(document.name(), QStringLiteral("Other"));
}

void TestSegmentDocument::loadingForgetsTheStack()
{
    SegmentDocument document;
    document.load(segmentOf(kNested));
    document.apply(QStringLiteral("Off"), setOff(document.tree(), {1}, true));
    document.load(segmentOf(A));
    QVERIFY(!document.undoStack()->canUndo());
}

void TestSegmentDocument::nodesTravelByClipboard()
{
    SegmentDocument document;
    document.load(segmentOf(kNested));
    TreeActions actions(document);
    actions.run(RowAction::Copy, rowAt(document, {1}));
    const Result<Node> copied = nodeFromText(QGuiApplication::clipboard()->text());
    QVERIFY(copied.has_value());
    QVERIFY(*copied == *document.tree().find({1}));
    actions.run(RowAction::Paste, rowAt(document, {0}));
    QVERIFY(*document.tree().find({1}) == *copied);
    actions.run(RowAction::Paste, rowAt(document, {}));
    QVERIFY(document.tree().root() == document.tree().root());
    QVERIFY(*document.tree().find({4}) == *copied);
    // A whole segment pastes as its tree.
    const QString whole = QString::fromStdString(segmentText(segmentOf(kNested)));
    QVERIFY(*nodeFromText(whole) == treeOf(kNested).root());
}

void TestSegmentDocument::whatIsNoNodeIsRefusedByName()
{
    const Result<Node> words = nodeFromText(QStringLiteral("hello"));
    QVERIFY(!words);
    const Result<Node> unknown = nodeFromText(QStringLiteral(R"({"attribute": "a", "op": "sounds like", "value": 1})"));
    QVERIFY(!unknown);
    QCOMPARE(QString::fromStdString(unknown.error().where.path), QStringLiteral("$.op"));
    SegmentDocument document;
    document.load(segmentOf(A));
    TreeActions actions(document);
    QGuiApplication::clipboard()->setText(QStringLiteral("hello"));
    int failures = 0;
    connect(&actions, &TreeActions::pasteFailed, this, [&] { ++failures; });
    actions.run(RowAction::Paste, rowAt(document, {0}));
    QCOMPARE(failures, 1);
    QVERIFY(!document.undoStack()->canUndo());
}

QTEST_MAIN(TestSegmentDocument)
#include "tst_segment_document.moc"
