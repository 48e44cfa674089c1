// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluator.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/memory_segment_source.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/appearance.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/foot_row.h"
#include "ui/segments/segment_pane.h"
#include "ui/widgets/search_field.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

#define A R"({"attribute": "country", "op": "in", "value": ["US", "CA"]})"
#define B R"({"attribute": "plan", "op": "=", "value": "free"})"
#define C R"({"event": "purchase", "within": {"last": "P30D"}})"

} // namespace

class TestSegmentTree : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyNodeGetsItsOwnCount();
    void aNumberThatArrivesMovesNothing();
    void numbersOfUntouchedNodesStayWhileCounting();
    void whatFindsNobodyOrExcludesNobodySaysSo();
    void aFaultyNodeSaysTheMendBelow();
    void arrowsWalkRowsAndChips();
    void keysEdit_data();
    void keysEdit();
    void tabNestsOnlyWhereRowsAreWorkedOn();
    void focusStaysWithTheNode();
    void copyAndPasteByKeyboard();
    void dragReorders();
    void dragRegroups();
    void dragIsCancelledByEscape();
    void dragMovesSteps();
    void escapeRestoresWhatTheEditorTried();
    void enterAcceptsAsOneStep();
    void aClickOnTheCrossRemovesOneValue();
    void theMenuOffersWhatMakesSense();
    void everythingHasAnAccessibleName();

private:
    void load(const char* where);
    [[nodiscard]] SegmentDocument& document() { return m_controller->document(); }
    [[nodiscard]] TreeView& tree() { return *m_pane->tree(); }
    [[nodiscard]] TreeRowWidget& row(int index) { return *tree().rowWidget(index); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void drag(int from, QPoint to, bool drop = true);
    void waitForCounts();

    std::unique_ptr<ui::Appearance> m_appearance;
    std::shared_ptr<const audience::Audience> m_people;
    std::unique_ptr<MemorySegmentSource> m_source;
    std::unique_ptr<SegmentsController> m_controller;
    std::unique_ptr<SegmentPane> m_pane;
};

void TestSegmentTree::initTestCase()
{
    m_appearance = std::make_unique<ui::Appearance>(false);
    m_appearance->setMotionMode(ui::MotionMode::Reduced);
    m_people = gardenAudience(1000);
}

void TestSegmentTree::cleanup()
{
    m_pane.reset();
    m_controller.reset();
    m_source.reset();
}

void TestSegmentTree::load(const char* where)
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->save(QStringLiteral("test"), segmentText(segmentOf(where)));
    m_controller = std::make_unique<SegmentsController>(*m_source);
    m_pane = std::make_unique<SegmentPane>(*m_controller);
    m_controller->open(QStringLiteral("test"));
    m_pane->resize(760, 620);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->activateWindow();
    waitForCounts();
}

void TestSegmentTree::waitForCounts()
{
    QTRY_VERIFY(m_controller->evaluation().latest() && !m_controller->evaluation().isRunning() &&
                m_controller->evaluation().latest()->tree == document().tree());
}

void TestSegmentTree::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void TestSegmentTree::drag(int from, QPoint to, bool drop)
{
    TreeRowWidget& widget = row(from);
    const QPoint grip(ui::scaled(treespace::kGrip), widget.height() / 2);
    QTest::mousePress(&widget, Qt::LeftButton, {}, grip);
    const QPoint target = widget.mapFrom(&tree(), to);
    QTest::mouseMove(&widget, (grip + target) / 2);
    QTest::mouseMove(&widget, target);
    QVERIFY(tree().isDragging());
    if (drop) {
        QTest::mouseRelease(&widget, Qt::LeftButton, {}, target);
    }
}

void TestSegmentTree::everyNodeGetsItsOwnCount()
{
    load(R"({"all": [)" A R"(, {"any": [)" B "," C "]}]}");
    Evaluator evaluator(m_people, gardenDefinitions(), gardenNow(), {});
    const Evaluation expected = *evaluator.evaluate(document().tree());
    int seen = 0;
    for (int index = 0; index < static_cast<int>(tree().rows().size()); ++index) {
        const TreeRow& place = tree().rows()[static_cast<std::size_t>(index)];
        if (place.kind == RowKind::Foot) {
            continue;
        }
        const auto count = std::find_if(expected.nodes.begin(), expected.nodes.end(),
                                        [&](const NodeCount& each) { return each.path == place.path; });
        QVERIFY(count != expected.nodes.end());
        QCOMPARE(row(index).numbers().finds.value_or(-1), static_cast<qint64>(count->finds));
        QCOMPARE(row(index).numbers().in, static_cast<qint64>(count->inSegment));
        QCOMPARE(row(index).numbers().people, qint64{1000});
        ++seen;
    }
    QCOMPARE(seen, 5);
}

void TestSegmentTree::aNumberThatArrivesMovesNothing()
{
    load(R"({"all": [)" A "," B "," C "]}");
    std::vector<QRect> before;
    for (int index = 0; index < 4; ++index) {
        before.push_back(row(index).geometry());
    }
    Node node = *document().tree().find({0});
    std::get<AttributeTest>(node.body).test.operand = LiteralList{std::string("US"), std::string("DE")};
    document().apply(QStringLiteral("Change"), replaceNode(document().tree(), {0}, node));
    for (int index = 0; index < 4; ++index) {
        QCOMPARE(row(index).geometry(), before[static_cast<std::size_t>(index)]);
    }
    waitForCounts();
    for (int index = 0; index < 4; ++index) {
        QCOMPARE(row(index).geometry(), before[static_cast<std::size_t>(index)]);
    }
}

void TestSegmentTree::numbersOfUntouchedNodesStayWhileCounting()
{
    load(R"({"all": [)" A "," B "," C "]}");
    const qint64 plan = *row(2).numbers().finds;
    document().apply(QStringLiteral("Remove"), removeNode(document().tree(), {0}));
    // Before any new count is there, the plan's row, now the first, still shows what it found.
    QCOMPARE(row(1).numbers().finds.value_or(-1), plan);
    waitForCounts();
    QCOMPARE(row(1).numbers().finds.value_or(-1), plan);
}

void TestSegmentTree::whatFindsNobodyOrExcludesNobodySaysSo()
{
    load(
        R"({"all": [{"attribute": "plan", "op": "=", "value": "gratis"}, {"attribute": "newsletter_consent", "op": "=", "value": true},
        {"attribute": "country", "op": "=", "value": "US", "off": true}, )" A "]}");
    QVERIFY(markOf(row(1).content(), row(1).numbers())->words.contains(QStringLiteral("nobody")));
    QVERIFY(row(1).accessibleName().contains(QStringLiteral("finds nobody")));
    QCOMPARE(markOf(row(2).content(), row(2).numbers())->words, QStringLiteral("excludes nobody"));
    QCOMPARE(markOf(row(3).content(), row(3).numbers())->words, QStringLiteral("switched off"));
    QVERIFY(!markOf(row(4).content(), row(4).numbers()));
    QVERIFY(!markOf(row(0).content(), row(0).numbers()));
}

void TestSegmentTree::aFaultyNodeSaysTheMendBelow()
{
    load(R"({"all": [{"attribute": "coutry", "op": "=", "value": "US"}, )" A "]}");
    QVERIFY(row(1).problem().contains(QStringLiteral("country")));
    QVERIFY(row(1).height() > row(2).height());
    QVERIFY(row(2).problem().isEmpty());
    QVERIFY(*row(2).numbers().finds > 0);
    QVERIFY(row(1).accessibleName().contains(row(1).problem()));
}

void TestSegmentTree::arrowsWalkRowsAndChips()
{
    load(R"({"all": [)" A R"(, {"any": [)" B "]}]}");
    tree().focusRow(0);
    press(Qt::Key_Down);
    QCOMPARE(tree().currentRow(), 1);
    QVERIFY(row(1).hasFocus());
    press(Qt::Key_Right);
    QVERIFY(row(1).parts().front()->hasFocus());
    press(Qt::Key_Right);
    QCOMPARE(tree().currentPart(), 1);
    press(Qt::Key_Down);
    QCOMPARE(tree().currentRow(), 2);
    QVERIFY(row(2).pill()->hasFocus());
    press(Qt::Key_Escape);
    QVERIFY(row(2).hasFocus());
    press(Qt::Key_End);
    QVERIFY(tree().footWidget(static_cast<int>(tree().rows().size()) - 1)->button(Addition::Condition)->hasFocus());
    press(Qt::Key_Home);
    QCOMPARE(tree().currentRow(), 0);
    press(Qt::Key_Up);
    QCOMPARE(tree().currentRow(), 0);
}

void TestSegmentTree::keysEdit_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char* name, Qt::Key key, Qt::KeyboardModifiers modifiers, const char* expected) {
        QTest::newRow(name) << static_cast<int>(key) << static_cast<int>(modifiers.toInt()) << canonical(expected);
    };
    add("Delete", Qt::Key_Delete, Qt::NoModifier, R"({"all": [)" A "," C "]}");
    add("Backspace", Qt::Key_Backspace, Qt::NoModifier, R"({"all": [)" A "," C "]}");
    add("M", Qt::Key_M, Qt::NoModifier,
        R"({"all": [)" A R"(, {"attribute": "plan", "op": "=", "value": "free", "off": true}, )" C "]}");
    add("!", Qt::Key_Exclam, Qt::ShiftModifier, R"({"all": [)" A R"(, {"not": )" B "}," C "]}");
    add("Ctrl+D", Qt::Key_D, Qt::ControlModifier, R"({"all": [)" A "," B "," B "," C "]}");
    add("Ctrl+G", Qt::Key_G, Qt::ControlModifier, R"({"all": [)" A R"(, {"any": [)" B "]}," C "]}");
    add("Alt+Up", Qt::Key_Up, Qt::AltModifier, R"({"all": [)" B "," A "," C "]}");
    add("Alt+Down", Qt::Key_Down, Qt::AltModifier, R"({"all": [)" A "," C "," B "]}");
    add("Tab", Qt::Key_Tab, Qt::NoModifier, R"({"all": [{"any": [)" A "," B "]}," C "]}");
    add("Ctrl+X", Qt::Key_X, Qt::ControlModifier, R"({"all": [)" A "," C "]}");
}

void TestSegmentTree::keysEdit()
{
    QFETCH(int, key);
    QFETCH(int, modifiers);
    QFETCH(QByteArray, expected);
    load(R"({"all": [)" A "," B "," C "]}");
    const QByteArray before = textOf(document().tree());
    tree().focusRow(1);
    press(Qt::Key_Down);
    press(static_cast<Qt::Key>(key), Qt::KeyboardModifiers::fromInt(modifiers));
    QCOMPARE(textOf(document().tree()), expected);
    QVERIFY(tree().isAncestorOf(QApplication::focusWidget()));
    document().undoStack()->undo();
    QCOMPARE(textOf(document().tree()), before);
    QVERIFY(tree().isAncestorOf(QApplication::focusWidget()));
    document().undoStack()->redo();
    QCOMPARE(textOf(document().tree()), expected);
}

void TestSegmentTree::tabNestsOnlyWhereRowsAreWorkedOn()
{
    load(R"({"all": [)" A "," B "]}");
    const QByteArray before = textOf(document().tree());
    tree().focusRow(2, -1, Qt::TabFocusReason);
    press(Qt::Key_Tab);
    QCOMPARE(textOf(document().tree()), before);
    tree().focusRow(1, -1, Qt::TabFocusReason);
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    QCOMPARE(textOf(document().tree()), canonical(R"({"all": [{"any": [)" A "," B "]}]}"));
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(textOf(document().tree()), canonical(R"({"all": [)" A "," B "]}"));
}

void TestSegmentTree::focusStaysWithTheNode()
{
    load(R"({"all": [)" A "," B "," C "]}");
    tree().focusRow(3);
    press(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(tree().currentRow(), 2);
    QVERIFY(row(2).hasFocus());
    QVERIFY(row(2).content().words.startsWith(QStringLiteral("Purchase")));
    press(Qt::Key_Delete);
    QVERIFY(row(2).hasFocus());
    press(Qt::Key_Delete);
    QVERIFY(row(1).hasFocus());
    press(Qt::Key_Delete);
    QVERIFY(row(0).hasFocus());
}

void TestSegmentTree::copyAndPasteByKeyboard()
{
    load(R"({"all": [)" A R"(, {"any": [)" B "]}]}");
    tree().focusRow(1);
    press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"country\"")));
    press(Qt::Key_Down);
    press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(textOf(document().tree()), canonical(R"({"all": [)" A R"(, {"any": [)" B "," A "]}]}"));
}

void TestSegmentTree::dragReorders()
{
    load(R"({"all": [)" A "," B "," C "]}");
    const QRect head = tree().places().rows[0].rect;
    drag(3, {ui::scaled(80), head.bottom() + 1});
    QCOMPARE(textOf(document().tree()), canonical(R"({"all": [)" C "," A "," B "]}"));
    QVERIFY(!tree().isDragging());
    QCOMPARE(document().undoStack()->count(), 1);
}

void TestSegmentTree::dragRegroups()
{
    load(R"({"all": [)" A R"(, {"any": [)" B "]}," C "]}");
    const QRect inside = tree().places().rows[3].rect;
    drag(1, {inside.left() + ui::scaled(80), inside.bottom() + 1});
    QCOMPARE(textOf(document().tree()), canonical(R"({"all": [{"any": [)" B "," A "]}," C "]}"));
}

void TestSegmentTree::dragIsCancelledByEscape()
{
    load(R"({"all": [)" A "," B "," C "]}");
    const QByteArray before = textOf(document().tree());
    const QRect head = tree().places().rows[0].rect;
    drag(3, {ui::scaled(80), head.bottom() + 1}, false);
    press(Qt::Key_Escape);
    QVERIFY(!tree().isDragging());
    QTest::mouseRelease(&row(3), Qt::LeftButton, {}, {10, -60});
    QCOMPARE(textOf(document().tree()), before);
}

void TestSegmentTree::dragMovesSteps()
{
    load(
        R"({"all": [{"sequence": [{"event": "product_view"}, {"event": "add_to_cart", "within": "P7D"}, {"event": "purchase", "within": "P3D"}]}]})");
    const QRect head = tree().places().rows[1].rect;
    drag(4, {ui::scaled(120), head.bottom() - 2});
    // What only later steps may have goes with the step that became the first.
    QCOMPARE(
        textOf(document().tree()),
        canonical(
            R"({"all": [{"sequence": [{"event": "purchase"}, {"event": "product_view"}, {"event": "add_to_cart", "within": "P7D"}]}]})"));
}

void TestSegmentTree::escapeRestoresWhatTheEditorTried()
{
    load(R"({"all": [)" A "," B "]}");
    const QByteArray before = textOf(document().tree());
    m_pane->editors()->openFacet(1, {SpanRole::Value, -1, -1, 0});
    auto* editor = qobject_cast<ValuesEditor*>(m_pane->editors()->editor());
    QVERIFY(editor != nullptr);
    QSignalSpy loaded(editor, &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    Q_EMIT editor->list()->chosen(2);
    QVERIFY(textOf(document().tree()) != before);
    QVERIFY(document().isTrying());
    QTest::keyClick(editor->search(), Qt::Key_Escape);
    QCOMPARE(textOf(document().tree()), before);
    QVERIFY(!document().isTrying());
    QCOMPARE(document().undoStack()->count(), 0);
    QVERIFY(m_pane->editors()->editor() == nullptr);
}

void TestSegmentTree::enterAcceptsAsOneStep()
{
    load(R"({"all": [)" A "," B "]}");
    const QByteArray before = textOf(document().tree());
    tree().focusRow(1);
    press(Qt::Key_Return);
    auto* editor = qobject_cast<ValuesEditor*>(m_pane->editors()->editor());
    QVERIFY(editor != nullptr);
    QSignalSpy loaded(editor, &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    Q_EMIT editor->list()->chosen(2);
    Q_EMIT editor->list()->chosen(3);
    const QByteArray tried = textOf(document().tree());
    QTest::keyClick(editor->search(), Qt::Key_Return);
    QCOMPARE(textOf(document().tree()), tried);
    QCOMPARE(document().undoStack()->count(), 1);
    QVERIFY(tree().isAncestorOf(QApplication::focusWidget()));
    document().undoStack()->undo();
    QCOMPARE(textOf(document().tree()), before);
}

void TestSegmentTree::aClickOnTheCrossRemovesOneValue()
{
    load(R"({"all": [)" A "]}");
    ui::ConditionChip* chip = row(1).chipFor({SpanRole::Value, -1, -1, 1});
    QVERIFY(chip != nullptr);
    QCOMPARE(chip->text(), QStringLiteral("CA"));
    QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 10, chip->height() / 2));
    QCOMPARE(textOf(document().tree()),
             canonical(R"({"all": [{"attribute": "country", "op": "in", "value": ["US"]}]})"));
    // The last one has no cross: a click opens its editor.
    chip = row(1).chipFor({SpanRole::Value, -1, -1, 0});
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(m_pane->editors()->editor() != nullptr);
}

void TestSegmentTree::theMenuOffersWhatMakesSense()
{
    load(R"({"all": [)" A "," C "]}");
    const auto has = [&](int index, RowAction action) {
        const auto actions = m_pane->actions()->actionsFor(tree().rows()[static_cast<std::size_t>(index)]);
        return std::find(actions.begin(), actions.end(), action) != actions.end();
    };
    QVERIFY(has(1, RowAction::HeldFor) && !has(1, RowAction::AddTest));
    QVERIFY(!has(2, RowAction::HeldFor) && has(2, RowAction::AddTest) && !has(2, RowAction::AddWindow));
    QVERIFY(!has(0, RowAction::Remove) && !has(0, RowAction::SwitchOff));
    QVERIFY(!has(1, RowAction::Nest) && has(2, RowAction::Nest) && !has(1, RowAction::Unnest));
    QMenu* menu = m_pane->controls()->makeMenu(2);
    for (const QAction* action : menu->actions()) {
        QVERIFY(action->isSeparator() || !action->text().isEmpty());
    }
    delete menu;
}

void TestSegmentTree::everythingHasAnAccessibleName()
{
    load(R"({"all": [)" A R"(, {"not": {"any": [)" B "," C
         R"(]}}, {"sequence": [{"event": "product_view"}, {"event": "purchase"}], "within": {"last": "P7D"}}]})");
    QCOMPARE(row(1).accessibleName(),
             QStringLiteral("Country is one of US, CA; %1 people").arg(ui::formatCount(*row(1).numbers().finds)));
    for (const QWidget* child : m_pane->findChildren<QWidget*>()) {
        const bool isControl = child->focusPolicy() != Qt::NoFocus && !child->isHidden() &&
                               !child->objectName().startsWith(QLatin1String("qt_"));
        // A label's and a button's words are their name.
        const bool isScrolling =
            child->inherits("QLabel") || child->inherits("QScrollArea") || child->inherits("QAbstractScrollArea");
        const QString words = child->property("text").toString();
        QVERIFY2(!isControl || isScrolling || !child->accessibleName().isEmpty() || !words.isEmpty(),
                 qPrintable(QString::fromLatin1(child->metaObject()->className()) + QLatin1Char(' ') + words));
    }
}

QTEST_MAIN(TestSegmentTree)
#include "tst_segment_tree.moc"
