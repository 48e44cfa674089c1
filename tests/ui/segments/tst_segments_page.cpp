// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluator.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/memory_segment_source.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/appearance.h"
#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/segments/editors/duration_input.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/time_editors.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/json_view.h"
#include "ui/segments/reading_views.h"
#include "ui/segments/segment_list_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/starter_row.h"
#include "ui/widgets/undo_notice.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSet>
#include <QSpinBox>
#include <QTableView>
#include <QtTest>

#include <algorithm>
#include <memory>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

class TestSegmentsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anEmptyPageOffersStartersFromTheData();
    void clickingBuildsTheSegment();
    void theNumberIsTheEvaluators();
    void changesSaveThemselves();
    void aTrialIsNotSaved();
    void aReadOnlyWorkspaceIsLeftAlone();
    void renamingFollowsReferences();
    void aTakenNameIsRefused();
    void deletingCanBeTakenBack();
    void duplicatingOpensTheCopy();
    void enterTakesWhatIsTypedHoweverFast();
    void tabWalksTheTreeFromTopToBottom();
    void theFilterNarrowsTheList();
    void jsonEditsTheTree();
    void faultyJsonSaysWhereAndKeepsTheTree();
    void wordsReadTheTree();
    void membersSortSearchAndExplain();
    void theSearchFindsSegments();
    void anotherHandsChangeArrives();

private:
    void save(const char* name, const char* where)
    {
        m_source->save(QString::fromUtf8(name), segmentText(segmentOf(where, name)));
    }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 10000); }
    [[nodiscard]] SegmentsController& controller() { return m_page->controller(); }
    [[nodiscard]] std::uint64_t countOf(const FilterTree& tree) const;
    void pickSubject(const char* typed);

    std::unique_ptr<ui::Appearance> m_appearance;
    std::shared_ptr<const audience::Audience> m_people;
    std::unique_ptr<MemorySegmentSource> m_source;
    std::unique_ptr<SegmentsPage> m_page;
};

void TestSegmentsPage::initTestCase()
{
    m_appearance = std::make_unique<ui::Appearance>(false);
    m_appearance->setMotionMode(ui::MotionMode::Reduced);
    m_people = gardenAudience(1000);
}

void TestSegmentsPage::init()
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_page = std::make_unique<SegmentsPage>(*m_source);
    m_page->widget()->resize(1364, 824);
    m_page->widget()->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page->widget()));
    m_page->widget()->activateWindow();
}

void TestSegmentsPage::cleanup()
{
    m_page.reset();
    m_source.reset();
}

std::uint64_t TestSegmentsPage::countOf(const FilterTree& tree) const
{
    Evaluator evaluator(m_people, m_source->context()->definitions, gardenNow(), {});
    const auto members = evaluator.members(tree);
    return members ? members->count() : 0;
}

void TestSegmentsPage::pickSubject(const char* typed)
{
    ui::Popover* popover = m_page->pane()->editors()->popover();
    QVERIFY(popover != nullptr);
    auto* picker = popover->findChild<SubjectPicker*>();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->search(), QString::fromLatin1(typed));
    QTest::keyClick(picker->search(), Qt::Key_Return);
}

void TestSegmentsPage::anEmptyPageOffersStartersFromTheData()
{
    settle();
    QVERIFY(m_page->emptyState()->isVisible());
    const auto starters = m_page->emptyState()->findChildren<ui::StarterRow*>();
    QCOMPARE(starters.size(), 5);
    starters[0]->click();
    QCOMPARE(m_source->segments().size(), std::size_t{1});
    settle();
    QVERIFY(!m_page->emptyState()->isVisible());
    QCOMPARE(controller().evaluation().latest()->memberCount, countOf(controller().document().tree()));
    QVERIFY(controller().evaluation().latest()->memberCount > 0);
}

void TestSegmentsPage::clickingBuildsTheSegment()
{
    QTest::mouseClick(m_page->list()->newButton(), Qt::LeftButton);
    QCOMPARE(m_source->segments().size(), std::size_t{1});
    SegmentPane& pane = *m_page->pane();
    const auto lastFoot = [&] { return pane.tree()->footWidget(static_cast<int>(pane.tree()->rows().size()) - 1); };

    QTest::mouseClick(lastFoot()->button(Addition::Condition), Qt::LeftButton);
    pickSubject("country");
    auto* values = qobject_cast<ValuesEditor*>(pane.editors()->editor());
    QVERIFY(values != nullptr);
    QSignalSpy loaded(values, &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    QTest::keyClicks(values->search(), QStringLiteral("CA"));
    QTRY_COMPARE(values->list()->choices().at(0).title, QStringLiteral("CA"));
    QTest::keyClick(values->search(), Qt::Key_Return);
    QTest::keyClick(values->search(), Qt::Key_Return);
    QVERIFY(pane.editors()->editor() == nullptr);

    QTest::mouseClick(lastFoot()->button(Addition::Condition), Qt::LeftButton);
    pickSubject("product v");
    auto* window = qobject_cast<WindowEditor*>(pane.editors()->editor());
    QVERIFY(window != nullptr);
    window->duration()->findChild<QSpinBox*>()->setValue(7);
    QTest::keyClick(window, Qt::Key_Return);

    QTest::mouseClick(lastFoot()->button(Addition::Group), Qt::LeftButton);
    FootRow* inner = nullptr;
    for (int row = 0; row < static_cast<int>(pane.tree()->rows().size()) && inner == nullptr; ++row) {
        inner = pane.tree()->footWidget(row);
    }
    QTest::mouseClick(inner->button(Addition::Condition), Qt::LeftButton);
    pickSubject("free plan");

    const char* expected = R"({"all": [{"attribute": "country", "op": "in", "value": ["US", "CA"]},
        {"event": "product_view", "within": {"last": "P7D"}}, {"any": [{"segment": "Free plan"}]}]})";
    QCOMPARE(textOf(controller().document().tree()), canonical(expected));
    settle();
    QCOMPARE(controller().evaluation().latest()->memberCount, countOf(treeOf(expected)));
    QCOMPARE(m_page->inspector()->numberText(), ui::formatCount(static_cast<qint64>(countOf(treeOf(expected)))));
    const SegmentReading saved = parseSegment(m_source->textOf(controller().savedName()));
    QVERIFY(saved.diagnostics.empty());
    QCOMPARE(textOf(saved.segment.tree), canonical(expected));
}

void TestSegmentsPage::theNumberIsTheEvaluators()
{
    const char* where = R"({"any": [{"not": {"attribute": "country", "op": "in", "value": ["US", "DE"]}},
        {"sequence": [{"event": "product_view"}, {"event": "purchase", "within": "P9D", "occurs": false}]}]})";
    save("one", where);
    controller().open(QStringLiteral("one"));
    settle();
    QCOMPARE(m_page->inspector()->numberText(), ui::formatCount(static_cast<qint64>(countOf(treeOf(where)))));
    QCOMPARE(static_cast<std::uint64_t>(m_page->inspector()->members().rowCount()), countOf(treeOf(where)));
}

void TestSegmentsPage::changesSaveThemselves()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    QVERIFY(controller().isSaved());
    m_source->saves = 0;
    controller().document().apply(QStringLiteral("Off"), setOff(controller().document().tree(), {0}, true));
    QVERIFY(!controller().isSaved());
    QTRY_COMPARE(m_source->saves, 1);
    QVERIFY(controller().isSaved());
    QVERIFY(parseSegment(m_source->textOf(QStringLiteral("one"))).segment.tree == controller().document().tree());
    QVERIFY(controller().document().undoStack()->canUndo());
}

void TestSegmentsPage::aTrialIsNotSaved()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    const std::string before = m_source->textOf(QStringLiteral("one"));
    controller().document().beginTrial({0});
    controller().document().tryTree(*setOff(controller().document().tree(), {0}, true));
    controller().flush();
    QCOMPARE(m_source->textOf(QStringLiteral("one")), before);
    controller().document().acceptTrial(QStringLiteral("Off"));
    controller().flush();
    QVERIFY(m_source->textOf(QStringLiteral("one")) != before);
}

void TestSegmentsPage::aReadOnlyWorkspaceIsLeftAlone()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    m_source->setReadOnly(true);
    m_source->saves = 0;
    controller().document().apply(QStringLiteral("Off"), setOff(controller().document().tree(), {0}, true));
    controller().flush();
    QCOMPARE(m_source->saves, 0);
}

void TestSegmentsPage::renamingFollowsReferences()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    save("two", R"({"all": [{"not": {"segment": "one"}}]})");
    controller().open(QStringLiteral("one"));
    controller().document().apply(QStringLiteral("Off"), setOff(controller().document().tree(), {0}, true));
    const FilterTree edited = controller().document().tree();
    QVERIFY(controller().rename(QStringLiteral("uno")));
    QVERIFY(m_source->textOf(QStringLiteral("one")).empty());
    QCOMPARE(textOf(parseSegment(m_source->textOf(QStringLiteral("two"))).segment.tree),
             canonical(R"({"all": [{"not": {"segment": "uno"}}]})"));
    const Segment renamed = parseSegment(m_source->textOf(QStringLiteral("uno"))).segment;
    QCOMPARE(QString::fromStdString(renamed.name), QStringLiteral("uno"));
    QVERIFY(renamed.tree == edited);
    QVERIFY(controller().document().tree() == edited);
    QCOMPARE(m_page->pane()->title()->text(), QStringLiteral("uno"));
    controller().document().undoStack()->undo();
    controller().flush();
    QVERIFY(m_source->textOf(QStringLiteral("uno")).empty());
    QCOMPARE(controller().savedName(), QStringLiteral("one"));
}

void TestSegmentsPage::aTakenNameIsRefused()
{
    save("one", R"({"all": []})");
    save("two", R"({"all": []})");
    controller().open(QStringLiteral("one"));
    QSignalSpy refused(&controller(), &SegmentsController::refused);
    QVERIFY(!controller().rename(QStringLiteral("two")));
    QVERIFY(!controller().rename(QStringLiteral("  ")));
    QCOMPARE(refused.count(), 2);
    QCOMPARE(controller().document().name(), QStringLiteral("one"));
    QCOMPARE(m_source->segments().size(), std::size_t{2});
}

void TestSegmentsPage::deletingCanBeTakenBack()
{
    save("one", R"({"all": []})");
    save("two", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("two"));
    const std::string text = m_source->textOf(QStringLiteral("two"));
    QTest::keyClick(m_page->list()->list(), Qt::Key_Delete);
    QVERIFY(m_source->textOf(QStringLiteral("two")).empty());
    QCOMPARE(controller().savedName(), QStringLiteral("one"));
    QVERIFY(m_page->notice()->words().contains(QStringLiteral("two")));
    m_page->notice()->undo();
    QCOMPARE(m_source->textOf(QStringLiteral("two")), text);
    QCOMPARE(controller().savedName(), QStringLiteral("two"));
    controller().remove(QStringLiteral("two"));
    controller().remove(QStringLiteral("one"));
    QVERIFY(!controller().isOpen());
    QVERIFY(m_page->emptyState()->isVisible());
}

void TestSegmentsPage::duplicatingOpensTheCopy()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    controller().duplicate(QStringLiteral("one"));
    QCOMPARE(m_source->segments().size(), std::size_t{2});
    QVERIFY(controller().savedName() != QStringLiteral("one"));
    QCOMPARE(textOf(controller().document().tree()),
             canonical(R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})"));
    QCOMPARE(m_page->list()->current(), controller().savedName());
}

void TestSegmentsPage::enterTakesWhatIsTypedHoweverFast()
{
    save("one", R"({"all": [{"attribute": "country", "op": "in", "value": ["US"]}]})");
    controller().open(QStringLiteral("one"));
    EditorHost& editors = *m_page->pane()->editors();
    editors.openFacetAt({0}, {SpanRole::Value, -1, -1, 0});
    auto* editor = qobject_cast<ValuesEditor*>(editors.editor());
    QVERIFY(editor != nullptr);
    // None of the keys waits for the values that fit: they arrive later.
    QTest::keyClicks(editor->search(), QStringLiteral("CA"));
    QTest::keyClick(editor->search(), Qt::Key_Return);
    QTest::keyClick(editor->search(), Qt::Key_Return);
    const FilterTree expected = treeOf(R"({"all": [{"attribute": "country", "op": "in", "value": ["US", "CA"]}]})");
    QTRY_VERIFY(controller().document().tree() == expected);
    QTRY_VERIFY(editors.popover() == nullptr);
}

void TestSegmentsPage::tabWalksTheTreeFromTopToBottom()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"},
        {"any": [{"attribute": "country", "op": "in", "value": ["US", "CA"]}, {"event": "purchase"}]}]})");
    controller().open(QStringLiteral("one"));
    TreeView* tree = m_page->pane()->tree();
    tree->focusRow(0, -1, Qt::TabFocusReason);
    int last = -1;
    QSet<QWidget*> seen;
    for (QWidget* at = QApplication::focusWidget(); at != nullptr && tree->isAncestorOf(at) && !seen.contains(at);
         at = QApplication::focusWidget()) {
        const QPoint place = at->mapTo(tree, QPoint(0, at->height() / 2));
        QVERIFY2(place.y() >= last, qUtf8Printable(at->accessibleName()));
        QVERIFY(ui::showsKeyboardFocus(at));
        last = place.y() - ui::scaled(8); // parts of one line are not all of one height
        seen.insert(at);
        QTest::keyClick(at, Qt::Key_Tab);
    }
    for (QWidget* part : tree->findChildren<QWidget*>()) {
        if (part->isVisible() && (part->focusPolicy() & Qt::TabFocus) != 0) {
            QVERIFY2(seen.contains(part), qUtf8Printable(part->accessibleName()));
            QVERIFY(!part->accessibleName().isEmpty());
        }
    }
    QVERIFY(seen.size() > 12);
    // Behind the tree comes what stands beside it, not the top of the window.
    QVERIFY(m_page->inspector()->isAncestorOf(QApplication::focusWidget()));
}

void TestSegmentsPage::theFilterNarrowsTheList()
{
    save("Lapsed buyers", R"({"all": []})");
    save("High engagement", R"({"all": []})");
    QAbstractItemModel* model = m_page->list()->list()->model();
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model->rowCount(), 2);
    QTest::keyClicks(m_page->list()->filter(), QStringLiteral("buy"));
    QCOMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("Lapsed buyers"));
}

void TestSegmentsPage::jsonEditsTheTree()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    m_page->pane()->views()->setCurrent(SegmentPane::JsonText);
    QPlainTextEdit* editor = m_page->pane()->json()->editor();
    QVERIFY(editor->toPlainText().contains(QStringLiteral("postweave.segment/1")));
    editor->setPlainText(editor->toPlainText().replace(QStringLiteral("\"free\""), QStringLiteral("\"pro\"")));
    QTRY_COMPARE(textOf(controller().document().tree()),
                 canonical(R"({"all": [{"attribute": "plan", "op": "=", "value": "pro"}]})"));
    controller().document().undoStack()->undo();
    QVERIFY(editor->toPlainText().contains(QStringLiteral("\"free\"")));
}

void TestSegmentsPage::faultyJsonSaysWhereAndKeepsTheTree()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    const QByteArray before = textOf(controller().document().tree());
    m_page->pane()->views()->setCurrent(SegmentPane::JsonText);
    JsonView& json = *m_page->pane()->json();
    const QString good = json.editor()->toPlainText();
    for (const char* fault : {"\"sounds like\"", "\"=\",,"}) {
        json.editor()->setPlainText(QString(good).replace(QStringLiteral("\"=\""), QString::fromLatin1(fault)));
        QTRY_VERIFY(json.problem().startsWith(QStringLiteral("Line ")));
        QCOMPARE(json.editor()->extraSelections().size(), 1);
        QCOMPARE(textOf(controller().document().tree()), before);
    }
    json.editor()->setPlainText(good);
    QTRY_VERIFY(json.problem().isEmpty());
}

void TestSegmentsPage::wordsReadTheTree()
{
    save(
        "one",
        R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}, {"event": "purchase", "count": {"op": "=", "value": 0}}]})");
    controller().open(QStringLiteral("one"));
    m_page->pane()->views()->setCurrent(SegmentPane::Words);
    QVERIFY(m_page->pane()->words()->text().contains(QStringLiteral("Plan is free")));
    settle();
    QVERIFY(m_page->inspector()->wordsText().contains(QStringLiteral("<b>free</b>")));
}

void TestSegmentsPage::membersSortSearchAndExplain()
{
    save(
        "one",
        R"({"all": [{"attribute": "country", "op": "=", "value": "US"}, {"attribute": "loyalty_points", "op": ">=", "value": 250}]})");
    controller().open(QStringLiteral("one"));
    settle();
    InspectorPane& inspector = *m_page->inspector();
    QAbstractItemModelTester tester(&inspector.members(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto& columns = inspector.members().columns();
    const auto points = std::find(columns.begin(), columns.end(), "loyalty_points") - columns.begin();
    QVERIFY(points < static_cast<std::ptrdiff_t>(columns.size()));
    Q_EMIT inspector.table()->horizontalHeader()->sectionClicked(static_cast<int>(points));
    settle();
    std::int64_t before = 0;
    for (int row = 0; row < inspector.members().rowCount(); ++row) {
        const Value value = m_people->value(inspector.members().personAt(row), "loyalty_points");
        QVERIFY(std::get<std::int64_t>(value) >= before);
        before = std::get<std::int64_t>(value);
    }
    QVERIFY(before >= 250);
    inspector.table()->selectRow(1);
    settle();
    QCOMPARE(inspector.why().rowCount(), 2);
    QVERIFY(inspector.why().at(0).holds && inspector.why().at(1).holds);
    const int all = inspector.members().rowCount();
    inspector.search()->setText(QStringLiteral("anna"));
    settle();
    QVERIFY(inspector.members().rowCount() > 0 && inspector.members().rowCount() < all);
}

void TestSegmentsPage::theSearchFindsSegments()
{
    save("Lapsed buyers", R"({"all": []})");
    save("High engagement", R"({"all": []})");
    const QList<ui::SearchItem> found = m_page->search(QStringLiteral("laps"), 5);
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.front().target.item, QStringLiteral("Lapsed buyers"));
    m_page->activate(found.front().target);
    QCOMPARE(controller().savedName(), QStringLiteral("Lapsed buyers"));
    QVERIFY(!m_page->commands().isEmpty());
    QVERIFY(m_page->undoStack() != nullptr);
}

void TestSegmentsPage::anotherHandsChangeArrives()
{
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "free"}]})");
    controller().open(QStringLiteral("one"));
    save("one", R"({"all": [{"attribute": "plan", "op": "=", "value": "pro"}]})");
    QCOMPARE(textOf(controller().document().tree()),
             canonical(R"({"all": [{"attribute": "plan", "op": "=", "value": "pro"}]})"));
    m_source->remove(QStringLiteral("one"));
    QVERIFY(!controller().isOpen());
}

QTEST_MAIN(TestSegmentsPage)
#include "tst_segments_page.moc"
