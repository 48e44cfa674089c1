// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions beyond attributes and events, built and edited by clicks and keys.
#include "core/segment/validation.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/memory_segment_source.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/appearance.h"
#include "ui/segments/editors/calendar_editors.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/object_editors.h"
#include "ui/segments/editors/profile_editors.h"
#include "ui/segments/editors/range_editor.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/time_editors.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/foot_row.h"
#include "ui/segments/segment_pane.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

#include <memory>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

Q_DECLARE_METATYPE(postweave::ui::segments::Facet)

namespace {

constexpr const char* kKinds[] = {
    R"({"attribute": "country", "op": "=", "other": "ships_to", "ignore_case": true})",
    R"({"attribute": "signed_up", "op": "before", "other": "birthday"})",
    R"({"attribute": "tags", "op": "has", "other": "country"})",
    R"({"attribute": "orders", "op": "has_object", "value": {"where": [{"field": "sku", "op": "in", "value": ["Rake", "Spade"]}, {"field": "qty", "op": "between", "value": [2, 3]}, {"field": "paid", "op": "=", "value": true}, {"field": "day", "op": "in_last", "value": "P90D"}, {"field": "to.city", "op": "starts_with", "value": "G"}], "at_least": 2}})",
    R"({"attribute": "orders", "op": "has_no_object", "value": {"where": [{"field": "day", "op": "day_of_week", "value": ["monday"]}]}})",
    R"({"attribute": "birthday", "op": "in_calendar", "value": "this_month"})",
    R"({"attribute": "signed_up", "op": "day_of_week", "value": ["saturday", "sunday"], "held": {"at_least": "P1D"}})",
    R"({"event": "purchase", "day_of_week": ["monday", "friday"], "within": {"calendar": "last_month"}})",
    R"({"sequence": [{"event": "product_view", "day_of_week": ["sunday"]}, {"event": "purchase", "within": "P3D"}], "within": {"calendar": "this_year"}})",
    R"({"bucket": "spring", "op": "between", "value": [0, 999]})",
    R"({"bucket": "spring", "op": "in", "value": [7, 8]})",
    R"({"distance": {"latitude": "latitude", "longitude": "longitude", "from": {"latitude": 48.2, "longitude": 16.37}}, "op": "<=", "value": 50})",
    R"({"score": "rfm", "op": ">=", "value": 400})",
    R"({"score": "rfm_recency", "op": "between", "value": [4, 5]})"};

} // namespace

class TestFurtherConditions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyWordOpensAnEditorThatKeepsIt_data();
    void everyWordOpensAnEditorThatKeepsIt();
    void everyWordIsReachedByKeyboard_data() { everyWordOpensAnEditorThatKeepsIt_data(); }
    void everyWordIsReachedByKeyboard();
    void thePlusOffersThemUnderPlainWords_data();
    void thePlusOffersThemUnderPlainWords();
    void twoAttributesAreComparedByClicks();
    void aValueBecomesAnotherAttributeAndBack();
    void objectsAreAskedFieldByField();
    void howManyObjectsFitIsCounted();
    void listsWithoutObjectsAreNotAskedForThem();
    void daysOfTheCalendarAreChosen();
    void aWindowIsAPeriodOfTheCalendar();
    void eventsOnDaysOfTheWeek();
    void oneDayHasToStay();
    void aRandomShareIsDrawn();
    void aPlaceIsChosen();
    void aScoreOfTheShopIsBuiltIn();

private:
    void load(const char* where);
    [[nodiscard]] SegmentDocument& document() { return m_controller->document(); }
    [[nodiscard]] TreeRowWidget& row(int index) { return *m_pane->tree()->rowWidget(index); }
    [[nodiscard]] QByteArray where() { return textOf(document().tree()); }
    void clickPlus();
    void pick(const QString& typed);
    /// The editor that a click on this word of the row opens; nothing if it is of another kind.
    template <typename Editor>
    Editor* click(int index, const Facet& facet)
    {
        ui::ConditionChip* chip = row(index).chipFor(facet);
        if (chip != nullptr) {
            QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(8, chip->height() / 2));
        }
        return qobject_cast<Editor*>(m_pane->editors()->editor());
    }
    void choose(const QString& title);
    [[nodiscard]] bool isValid() const
    {
        const Context context = m_source->context();
        return !hasErrors(validate("", m_controller->document().tree(), context->catalog, *context->definitions));
    }
    void verifyOneStep(const QByteArray& before);

    std::unique_ptr<ui::Appearance> m_appearance;
    std::shared_ptr<const audience::Audience> m_people;
    std::unique_ptr<MemorySegmentSource> m_source;
    std::unique_ptr<SegmentsController> m_controller;
    std::unique_ptr<SegmentPane> m_pane;
};

void TestFurtherConditions::initTestCase()
{
    m_appearance = std::make_unique<ui::Appearance>(false);
    m_appearance->setMotionMode(ui::MotionMode::Reduced);
    m_people = gardenAudience(1000);
}

void TestFurtherConditions::cleanup()
{
    m_pane.reset();
    m_controller.reset();
    m_source.reset();
}

void TestFurtherConditions::load(const char* where)
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->save(QStringLiteral("test"), segmentText(segmentOf(where)));
    m_controller = std::make_unique<SegmentsController>(*m_source);
    m_pane = std::make_unique<SegmentPane>(*m_controller);
    m_controller->open(QStringLiteral("test"));
    m_pane->resize(900, 700);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->activateWindow();
    QTRY_VERIFY(m_controller->evaluation().latest() && !m_controller->evaluation().isRunning());
}

void TestFurtherConditions::clickPlus()
{
    const int last = static_cast<int>(m_pane->tree()->rows().size()) - 1;
    QTest::mouseClick(m_pane->tree()->footWidget(last)->button(Addition::Condition), Qt::LeftButton);
}

void TestFurtherConditions::pick(const QString& typed)
{
    auto* picker = m_pane->editors()->popover()->findChild<SubjectPicker*>();
    QVERIFY(picker != nullptr);
    QTest::keyClicks(picker->search(), typed);
    QTest::keyClick(picker->search(), Qt::Key_Return);
}

void TestFurtherConditions::choose(const QString& title)
{
    auto* editor = qobject_cast<ChoiceEditor*>(m_pane->editors()->editor());
    QVERIFY(editor != nullptr);
    ChoiceModel& choices = editor->list()->choices();
    for (int row = 0; row < choices.rowCount(); ++row) {
        if (choices.at(row).title == title) {
            editor->list()->scrollTo(choices.index(row));
            QTest::mouseClick(editor->list()->viewport(), Qt::LeftButton, {},
                              editor->list()->visualRect(choices.index(row)).center());
            return;
        }
    }
    QFAIL(qPrintable(title));
}

void TestFurtherConditions::verifyOneStep(const QByteArray& before)
{
    m_pane->editors()->close();
    const QByteArray after = where();
    QVERIFY(after != before);
    QVERIFY(isValid());
    document().undoStack()->undo();
    QCOMPARE(where(), before);
    document().undoStack()->redo();
    QCOMPARE(where(), after);
}

void TestFurtherConditions::everyWordOpensAnEditorThatKeepsIt_data()
{
    QTest::addColumn<QByteArray>("node");
    QTest::addColumn<int>("row");
    QTest::addColumn<Facet>("facet");
    const Context context = makeContext(gardenAudience(60), gardenDefinitions(), gardenNow(), {});
    for (const char* node : kKinds) {
        int number = 0;
        const FilterTree tree(makeGroup(GroupKind::All, {treeOf(node).root()}));
        const std::vector<TreeRow> rows = layOutRows(tree);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const ChipContent& chip : contentOf(rows[i], tree, *context).chips) {
                if (!chip.isGlue) {
                    QTest::newRow(QByteArray(node).left(60) + " #" + QByteArray::number(number++) + " " +
                                  chip.text.toUtf8())
                        << QByteArray(node) << static_cast<int>(i) << chip.facet;
                }
            }
        }
    }
}

void TestFurtherConditions::everyWordOpensAnEditorThatKeepsIt()
{
    QFETCH(QByteArray, node);
    QFETCH(int, row);
    QFETCH(Facet, facet);
    load((R"({"all": [)" + node + "]}").constData());
    const QByteArray before = where();
    QVERIFY(click<FacetEditor>(row, facet) != nullptr);
    FacetEditor* editor = m_pane->editors()->editor();
    QTRY_VERIFY(editor->isVisible());
    QVERIFY(editor->focusProxy() != nullptr);
    for (const QWidget* child : editor->findChildren<QWidget*>()) {
        const bool isInput = child->focusPolicy() != Qt::NoFocus && child->focusProxy() == nullptr &&
                             child->isVisible() && !child->objectName().startsWith(QLatin1String("qt_")) &&
                             !child->parentWidget()->inherits("QAbstractSpinBox");
        const auto* button = qobject_cast<const QAbstractButton*>(child);
        const bool isNamed = !child->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        QVERIFY2(!isInput || isNamed, child->metaObject()->className());
    }
    m_pane->editors()->close();
    QCOMPARE(where(), before);
    QCOMPARE(document().undoStack()->count(), 0);
}

void TestFurtherConditions::everyWordIsReachedByKeyboard()
{
    QFETCH(QByteArray, node);
    QFETCH(int, row);
    QFETCH(Facet, facet);
    load((R"({"all": [)" + node + "]}").constData());
    m_pane->tree()->focusRow(row);
    const QWidget* wanted = this->row(row).chipFor(facet);
    QVERIFY(wanted != nullptr);
    const auto parts = static_cast<int>(this->row(row).parts().size());
    for (int i = 0; i < parts && QApplication::focusWidget() != wanted; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    }
    QCOMPARE(QApplication::focusWidget(), wanted);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(m_pane->editors()->editor() != nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY(m_pane->editors()->editor() == nullptr);
}

void TestFurtherConditions::thePlusOffersThemUnderPlainWords_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("begins");
    QTest::newRow("two attributes") << QStringLiteral("two attributes")
                                    << QByteArray(R"({"attribute":"lifetime_value")");
    QTest::newRow("random") << QStringLiteral("random share") << QByteArray(R"({"bucket":"test")");
    QTest::newRow("distance") << QStringLiteral("distance") << QByteArray(R"({"distance":{"latitude":"latitude")");
    QTest::newRow("objects") << QStringLiteral("orders") << QByteArray(R"({"attribute":"orders","op":"has_object")");
    QTest::newRow("rfm") << QStringLiteral("rfm spending")
                         << QByteArray(R"({"score":"rfm_monetary","op":">=","value":4)");
}

void TestFurtherConditions::thePlusOffersThemUnderPlainWords()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, begins);
    load(R"({"all": []})");
    clickPlus();
    pick(typed);
    QVERIFY2(where().startsWith(R"({"all":[)" + begins), where().constData());
    QVERIFY(m_pane->editors()->editor() != nullptr);
    m_pane->editors()->close();
    QVERIFY(isValid());
    QCOMPARE(document().undoStack()->count(), 1);
    document().undoStack()->undo();
    QCOMPARE(where(), QByteArray(R"({"all":[]})"));
}

void TestFurtherConditions::twoAttributesAreComparedByClicks()
{
    load(R"({"all": [{"attribute": "country", "op": "=", "other": "ships_to"}]})");
    const QByteArray before = where();
    QVERIFY(click<ChoiceEditor>(1, {SpanRole::Operator}) != nullptr);
    choose(QStringLiteral("is not"));
    QCOMPARE(where(), canonical(R"({"all": [{"attribute": "country", "op": "!=", "other": "ships_to"}]})"));
    verifyOneStep(before);
    const QByteArray compared = where();
    QVERIFY(click<ChoiceEditor>(1, {SpanRole::Other}) != nullptr);
    choose(QStringLiteral("Plan"));
    QCOMPARE(where(), canonical(R"({"all": [{"attribute": "country", "op": "!=", "other": "plan"}]})"));
    verifyOneStep(compared);
    QVERIFY(click<SubjectEditor>(1, {SpanRole::Subject}) != nullptr);
    pick(QStringLiteral("birthday"));
    QCOMPARE(where(), canonical(R"({"all": [{"attribute": "birthday", "op": "!=", "other": "signed_up"}]})"));
}

void TestFurtherConditions::aValueBecomesAnotherAttributeAndBack()
{
    load(R"({"all": [{"attribute": "loyalty_points", "op": ">", "value": 5}]})");
    const QByteArray before = where();
    QVERIFY(click<ChoiceEditor>(1, {SpanRole::Operator}) != nullptr);
    choose(QStringLiteral("compare with another attribute"));
    QVERIFY2(where().contains(R"("other":)"), where().constData());
    verifyOneStep(before);
    QVERIFY(click<ChoiceEditor>(1, {SpanRole::Operator}) != nullptr);
    choose(QStringLiteral("compare with a value"));
    QVERIFY(std::holds_alternative<AttributeTest>(document().tree().find({0})->body));
}

void TestFurtherConditions::objectsAreAskedFieldByField()
{
    load(
        R"({"all": [{"attribute": "orders", "op": "has_object", "value": {"where": [{"field": "sku", "op": "=", "value": "Rake"}]}}]})");
    m_pane->actions()->run(RowAction::AddField, m_pane->tree()->rows()[1]);
    const QByteArray added = where();
    QVERIFY(qobject_cast<ChoiceEditor*>(m_pane->editors()->editor()) != nullptr);
    choose(QStringLiteral("to.city"));
    const auto tests = [&] {
        return std::get<ObjectTests>(std::get<AttributeTest>(document().tree().find({0})->body).test.operand);
    };
    QCOMPARE(tests().where.size(), std::size_t{2});
    QCOMPARE(QByteArray::fromStdString(tests().where[1].field), QByteArray("to.city"));
    verifyOneStep(added);
    // The values that occur in the objects are offered.
    auto* values = click<ValuesEditor>(1, {SpanRole::Value, -1, -1, 0, 0});
    QVERIFY(values != nullptr);
    QSignalSpy loaded(values, &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    QTest::keyClicks(values->search(), QStringLiteral("Spade"));
    QTRY_COMPARE(values->list()->choices().at(0).title, QStringLiteral("Spade"));
    QVERIFY(values->list()->choices().at(0).count.value_or(0) > 0);
    QTest::keyClick(values->search(), Qt::Key_Return);
    QVERIFY(tests().where[0].test.operand == Operand(Literal(std::string("Spade"))));
    m_pane->actions()->removeFacet(m_pane->tree()->rows()[1], {SpanRole::Property, -1, -1, -1, 1});
    QCOMPARE(tests().where.size(), std::size_t{1});
    m_pane->actions()->removeFacet(m_pane->tree()->rows()[1], {SpanRole::Property, -1, -1, -1, 0});
    QCOMPARE(tests().where.size(), std::size_t{1}); // the last one stays
}

void TestFurtherConditions::howManyObjectsFitIsCounted()
{
    load((std::string(R"({"all": [)") + kKinds[3] + "]}").c_str());
    const QByteArray before = where();
    auto* editor = click<ObjectCountEditor>(1, {SpanRole::Count});
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->least()->value(), 2);
    QTest::keyClick(editor->least(), Qt::Key_Up);
    QVERIFY(where().contains(R"("at_least":3)"));
    verifyOneStep(before);
    QCOMPARE(row(1).chipFor({SpanRole::Count})->text(), QStringLiteral("3 objects"));
    m_pane->actions()->removeFacet(m_pane->tree()->rows()[1], {SpanRole::Count});
    QVERIFY(!where().contains("at_least"));
}

void TestFurtherConditions::listsWithoutObjectsAreNotAskedForThem()
{
    load(
        R"({"all": [{"attribute": "tags", "op": "has", "value": "garden"}, {"attribute": "orders", "op": "is_set"}]})");
    const auto offersObjects = [&](int row) {
        auto* editor = click<ChoiceEditor>(row, {SpanRole::Operator});
        bool offers = false;
        for (int i = 0; editor != nullptr && i < editor->list()->choices().rowCount(); ++i) {
            offers = offers || editor->list()->choices().at(i).title == QStringLiteral("has an object where");
        }
        m_pane->editors()->close();
        return offers;
    };
    QVERIFY(!offersObjects(1));
    QVERIFY(offersObjects(2));
}

void TestFurtherConditions::daysOfTheCalendarAreChosen()
{
    load(R"({"all": [{"attribute": "signed_up", "op": "in_calendar", "value": "today"}]})");
    const QByteArray before = where();
    auto* editor = click<ChoiceEditor>(1, {SpanRole::Calendar});
    QVERIFY(editor != nullptr);
    QVERIFY(editor->list()->choices().at(4).hint.contains(QStringLiteral("1")));
    choose(QStringLiteral("last quarter"));
    QCOMPARE(where(),
             canonical(R"({"all": [{"attribute": "signed_up", "op": "in_calendar", "value": "last_quarter"}]})"));
    verifyOneStep(before);
}

void TestFurtherConditions::aWindowIsAPeriodOfTheCalendar()
{
    load(R"({"all": [{"event": "purchase", "within": {"last": "P30D"}}]})");
    const QByteArray before = where();
    auto* editor = click<WindowEditor>(1, {SpanRole::Window});
    QVERIFY(editor != nullptr);
    editor->modes()->setFocus();
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(editor->modes(), Qt::Key_Right);
    }
    QVERIFY(editor->period()->isVisible());
    QTest::keyClick(editor->period(), Qt::Key_Down);
    QCOMPARE(where(), canonical(R"({"all": [{"event": "purchase", "within": {"calendar": "last_month"}}]})"));
    verifyOneStep(before);
    QVERIFY(row(1).accessibleName().contains(QStringLiteral("last month")));
}

void TestFurtherConditions::eventsOnDaysOfTheWeek()
{
    load(R"({"all": [{"event": "purchase", "within": {"last": "P30D"}}]})");
    m_pane->actions()->run(RowAction::OnDays, m_pane->tree()->rows()[1]);
    auto* editor = qobject_cast<WeekdaysEditor*>(m_pane->editors()->editor());
    QVERIFY(editor != nullptr);
    QTest::mouseClick(editor->list()->viewport(), Qt::LeftButton, {},
                      editor->list()->visualRect(editor->list()->choices().index(0)).center());
    m_pane->editors()->close();
    QCOMPARE(
        where(),
        canonical(
            R"({"all": [{"event": "purchase", "day_of_week": ["monday", "saturday", "sunday"], "within": {"last": "P30D"}}]})"));
    ui::ConditionChip* saturday = row(1).chipFor({SpanRole::Calendar, -1, -1, 1});
    QVERIFY(saturday != nullptr);
    QCOMPARE(saturday->text(), QStringLiteral("Saturday"));
    QTest::mouseClick(saturday, Qt::LeftButton, {}, QPoint(saturday->width() - 10, saturday->height() / 2));
    QCOMPARE(
        where(),
        canonical(
            R"({"all": [{"event": "purchase", "day_of_week": ["monday", "sunday"], "within": {"last": "P30D"}}]})"));
    m_pane->actions()->removeFacet(m_pane->tree()->rows()[1], {SpanRole::Calendar, -1, -1, 0});
    m_pane->actions()->removeFacet(m_pane->tree()->rows()[1], {SpanRole::Calendar, -1, -1, 0});
    QCOMPARE(where(), canonical(R"({"all": [{"event": "purchase", "within": {"last": "P30D"}}]})"));
}

void TestFurtherConditions::oneDayHasToStay()
{
    load(R"({"all": [{"attribute": "birthday", "op": "day_of_week", "value": ["monday"]}]})");
    const QByteArray before = where();
    auto* editor = click<WeekdaysEditor>(1, {SpanRole::Calendar, -1, -1, 0});
    QVERIFY(editor != nullptr);
    QTest::keyClick(editor->list(), Qt::Key_Space);
    QCOMPARE(where(), before);
    editor->findChildren<QPushButton*>().last()->click(); // the weekend
    QCOMPARE(
        where(),
        canonical(R"({"all": [{"attribute": "birthday", "op": "day_of_week", "value": ["saturday", "sunday"]}]})"));
    verifyOneStep(before);
}

void TestFurtherConditions::aRandomShareIsDrawn()
{
    load(R"({"all": [{"bucket": "test", "op": "<", "value": 5000}]})");
    const QByteArray before = where();
    auto* editor = click<BucketEditor>(1, {SpanRole::Seed});
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->from()->value(), 0.0);
    QCOMPARE(editor->to()->value(), 50.0);
    editor->seed()->selectAll();
    QTest::keyClick(editor->seed(), Qt::Key_Delete);
    QCOMPARE(where(), before); // no draw without a name
    QTest::keyClicks(editor->seed(), QStringLiteral("spring"));
    editor->from()->setValue(10);
    editor->to()->setValue(12.5);
    QCOMPARE(where(), canonical(R"({"all": [{"bucket": "spring", "op": "between", "value": [1000, 1249]}]})"));
    editor->to()->setValue(5); // empty
    QCOMPARE(where(), canonical(R"({"all": [{"bucket": "spring", "op": "between", "value": [1000, 1249]}]})"));
    verifyOneStep(before);
}

void TestFurtherConditions::aPlaceIsChosen()
{
    load((std::string(R"({"all": [)") + kKinds[11] + "]}").c_str());
    const QByteArray before = where();
    auto* editor = click<PlaceEditor>(1, {SpanRole::Place});
    QVERIFY(editor != nullptr);
    editor->latitude()->setValue(52.52);
    editor->longitude()->setValue(13.405);
    QTest::keyClick(editor->longitudeName(), Qt::Key_Down);
    const auto& distance = std::get<DistanceTest>(document().tree().find({0})->body);
    QVERIFY((distance.from == GeoPoint{52.52, 13.405}));
    QVERIFY(distance.longitude != "longitude" && distance.latitude == "latitude");
    verifyOneStep(before);
    // How far away people are.
    auto* range = click<RangeEditor>(1, {SpanRole::Value, -1, -1, 0});
    QVERIFY(range != nullptr);
    QSignalSpy loaded(range, &RangeEditor::loaded);
    QVERIFY(loaded.wait());
    QCOMPARE(range->histogram()->to().value_or(0), 50.0);
}

void TestFurtherConditions::aScoreOfTheShopIsBuiltIn()
{
    load(R"({"all": [{"score": "rfm", "op": ">=", "value": 400}]})");
    QVERIFY(*row(1).numbers().finds > 0);
    auto* editor = click<RangeEditor>(1, {SpanRole::Value, -1, -1, 0});
    QVERIFY(editor != nullptr);
    QSignalSpy loaded(editor, &RangeEditor::loaded);
    QVERIFY(loaded.wait());
    QVERIFY(editor->histogram()->from().has_value());
    m_pane->editors()->close();
    QVERIFY(click<SubjectEditor>(1, {SpanRole::Subject}) != nullptr);
    pick(QStringLiteral("RFM frequency"));
    QVERIFY2(where().contains(R"({"score":"rfm_frequency","op":">=")"), where().constData());
}

QTEST_MAIN(TestFurtherConditions)
#include "tst_further_conditions.moc"
