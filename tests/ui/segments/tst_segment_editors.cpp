// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/trees.h"
#include "ui/segments/editors/axis_input.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/duration_input.h"
#include "ui/segments/editors/facet_editor.h"
#include "ui/segments/editors/number_editors.h"
#include "ui/segments/editors/range_editor.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/text_editor.h"
#include "ui/segments/editors/time_editors.h"
#include "ui/segments/editors/values_editor.h"
#include "ui/segments/tree_row_content.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

#include <memory>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

Q_DECLARE_METATYPE(postweave::ui::segments::Facet)

namespace {

/// One of every kind of node and of every part that a node can have.
constexpr const char* kEveryKind[] = {
    R"({"attribute": "country", "op": "in", "value": ["US", "CA"], "ignore_case": true})",
    R"({"attribute": "country", "op": "=", "value": "US", "held": {"at_least": "P30D"}})",
    R"({"attribute": "country", "op": "contains", "value": "U"})",
    R"({"attribute": "country", "op": "matches", "value": "^U.$"})",
    R"({"attribute": "country", "op": "is_set"})",
    R"({"attribute": "newsletter_consent", "op": "=", "value": true})",
    R"({"attribute": "loyalty_points", "op": "in", "value": [1, 2]})",
    R"({"attribute": "loyalty_points", "op": ">=", "value": 100})",
    R"({"attribute": "lifetime_value", "op": "between", "value": [60, 372.5]})",
    R"({"attribute": "birthday", "op": "anniversary_in_next", "value": "P7D"})",
    R"({"attribute": "birthday", "op": "before", "value": "2000-02-29"})",
    R"({"attribute": "signed_up", "op": "between", "value": ["2026-01-01", "2026-06-30"]})",
    R"({"attribute": "signed_up", "op": "in_last", "value": "P1M"})",
    R"({"attribute": "tags", "op": "has_all", "value": ["garden", "roses"]})",
    R"({"attribute": "tags", "op": "has", "value": "garden"})",
    R"({"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"}], "within": {"last": "P7D"}})",
    R"({"event": "purchase", "where": [{"property": "amount", "op": ">", "value": 9.5}], "within": {"from": "2026-01-01", "to": "2026-02-01"}, "count": {"op": "between", "value": [2, 4]}})",
    R"({"event": "purchase", "within": {"older_than": "P1Y"}, "count": {"op": "=", "value": 0}})",
    R"({"event": "purchase", "aggregate": {"fn": "avg", "property": "amount"}, "op": ">", "value": 20})",
    R"({"event": "purchase", "which": "first", "within": {"last": "P1Y"}})",
    R"({"sequence": [{"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"}]}, {"event": "purchase", "within": "P3D", "occurs": false}], "within": {"last": "P90D"}})",
    R"({"score": "engagement", "op": ">", "value": 2.5})",
    R"({"score": "engagement", "percentile": {"from": 25, "to": 75}})",
    R"({"score": "engagement", "percentile": {"from": 90, "to": 100}})",
    R"({"segment": "Free plan"})"};

Facet facet(SpanRole role, int test = -1, int step = -1, int value = -1)
{
    return {role, step, test, value};
}

template <typename Editor>
std::unique_ptr<Editor> open(const char* where, const Facet& facet, const Context& context)
{
    FacetEditor* made = makeFacetEditor(treeOf(where).root(), facet, context, nullptr);
    auto* editor = qobject_cast<Editor*>(made);
    if (editor == nullptr) {
        delete made;
    }
    return std::unique_ptr<Editor>(editor);
}

QByteArray textOfNode(const Node& node)
{
    return QByteArray::fromStdString(canonicalText(node));
}

} // namespace

class TestSegmentEditors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_context = makeContext(gardenAudience(1000), gardenDefinitions(), gardenNow(), {}); }
    void everyPartOfEveryKindHasAnEditorThatKeepsIt_data();
    void everyPartOfEveryKindHasAnEditorThatKeepsIt();
    void everyInputHasAnAccessibleName_data() { everyPartOfEveryKindHasAnEditorThatKeepsIt_data(); }
    void everyInputHasAnAccessibleName();
    void valuesComeMostFrequentFirstAndTick();
    void oneValueHasToStay();
    void anyOtherValueCanBeTyped();
    void enterTakesTheValueThatFits();
    void aRangeFollowsItsInputsAndHandles();
    void aRangeThatIsNoneIsRefusedInPlace();
    void presetsComeFromTheData();
    void daysAreChosen();
    void durationsKeepTheirUnit_data();
    void durationsKeepTheirUnit();
    void windowsChangeTheirKind();
    void countsAndBands();
    void aPatternThatIsNoneIsRefusedInPlace();
    void operatorsPropertiesAndFunctionsAreChosen();
    void stepsHappenOrNot();
    void heldCanGo();
    void subjectsAreFoundByTyping();

private:
    Context m_context;
};

void TestSegmentEditors::everyPartOfEveryKindHasAnEditorThatKeepsIt_data()
{
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<Facet>("facet");
    const Context context = makeContext(gardenAudience(50), gardenDefinitions(), gardenNow(), {});
    for (const char* where : kEveryKind) {
        int number = 0;
        const FilterTree tree(makeGroup(GroupKind::All, {treeOf(where).root()}));
        for (const TreeRow& row : layOutRows(tree)) {
            for (const ChipContent& chip : contentOf(row, tree, *context).chips) {
                if (!chip.isGlue) {
                    QTest::newRow(QByteArray(where).left(70) + " #" + QByteArray::number(number++) + " " +
                                  chip.text.toUtf8())
                        << QByteArray(where) << chip.facet;
                }
            }
        }
    }
}

void TestSegmentEditors::everyPartOfEveryKindHasAnEditorThatKeepsIt()
{
    QFETCH(QByteArray, where);
    QFETCH(Facet, facet);
    const Node node = treeOf(where).root();
    const std::unique_ptr<FacetEditor> editor(makeFacetEditor(node, facet, m_context, nullptr));
    QVERIFY(editor != nullptr);
    QSignalSpy edited(editor.get(), &FacetEditor::edited);
    editor->show();
    // Opening, loading and closing changes nothing.
    QTest::qWait(30);
    QCOMPARE(edited.count(), 0);
    QCOMPARE(textOfNode(editor->node()), textOfNode(node));
    QVERIFY(editor->focusProxy() != nullptr);
    QVERIFY(editor->sizeHint().height() < 620);
}

void TestSegmentEditors::everyInputHasAnAccessibleName()
{
    QFETCH(QByteArray, where);
    QFETCH(Facet, facet);
    const std::unique_ptr<FacetEditor> editor(makeFacetEditor(treeOf(where).root(), facet, m_context, nullptr));
    QVERIFY(editor != nullptr);
    for (const QWidget* child : editor->findChildren<QWidget*>()) {
        const bool isInput = child->focusPolicy() != Qt::NoFocus && child->focusProxy() == nullptr &&
                             !child->isHidden() && !child->objectName().startsWith(QLatin1String("qt_"));
        if (isInput && child->parentWidget()->inherits("QAbstractSpinBox")) {
            continue; // the box has the name
        }
        const auto* button = qobject_cast<const QAbstractButton*>(child);
        const bool isNamed = !child->accessibleName().isEmpty() || (button != nullptr && !button->text().isEmpty());
        QVERIFY2(!isInput || isNamed, child->metaObject()->className());
    }
}

void TestSegmentEditors::valuesComeMostFrequentFirstAndTick()
{
    auto editor = open<ValuesEditor>(kEveryKind[13], facet(SpanRole::Value, -1, -1, 0), m_context);
    QVERIFY(editor);
    QSignalSpy loaded(editor.get(), &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    const ChoiceModel& choices = editor->list()->choices();
    QCOMPARE(choices.at(0).title, QStringLiteral("garden"));
    QCOMPARE(choices.at(1).title, QStringLiteral("roses"));
    QVERIFY(choices.at(0).checked.value_or(false) && choices.at(1).checked.value_or(false));
    for (int row = 3; row < choices.rowCount(); ++row) {
        QVERIFY(*choices.at(row - 1).count >= *choices.at(row).count);
        QVERIFY(!choices.at(row).checked.value_or(true));
    }
    Q_EMIT editor->list()->chosen(2);
    const auto& test = std::get<AttributeTest>(editor->node().body).test;
    QCOMPARE(std::get<LiteralList>(test.operand).size(), std::size_t{3});
    QVERIFY(choices.at(2).checked.value_or(false));
    Q_EMIT editor->list()->chosen(0);
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf((std::string(R"({"attribute": "tags", "op": "has_all", "value": ["roses", ")") +
                                choices.at(2).title.toStdString() + "\"]}")
                                   .c_str())
                            .root()));
}

void TestSegmentEditors::oneValueHasToStay()
{
    auto editor = open<ValuesEditor>(R"({"attribute": "country", "op": "in", "value": ["US"]})",
                                     facet(SpanRole::Value, -1, -1, 0), m_context);
    QVERIFY(editor);
    Q_EMIT editor->list()->chosen(0);
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"({"attribute": "country", "op": "in", "value": ["US"]})").root()));
}

void TestSegmentEditors::anyOtherValueCanBeTyped()
{
    auto editor = open<ValuesEditor>(kEveryKind[0], facet(SpanRole::Value, -1, -1, 0), m_context);
    QVERIFY(editor);
    editor->show();
    QSignalSpy loaded(editor.get(), &ValuesEditor::loaded);
    QVERIFY(loaded.wait());
    editor->search()->setFocus();
    QTest::keyClicks(editor->search(), QStringLiteral("Atlantis"));
    QTRY_COMPARE(editor->list()->choices().rowCount(), 1);
    QCOMPARE(editor->list()->choices().at(0).count.value_or(-1), qint64{0});
    QTest::keyClick(editor->search(), Qt::Key_Return);
    QCOMPARE(
        textOfNode(editor->node()),
        textOfNode(
            treeOf(R"({"attribute": "country", "op": "in", "value": ["US", "CA", "Atlantis"], "ignore_case": true})")
                .root()));
    QVERIFY(editor->search()->text().isEmpty());
}

void TestSegmentEditors::enterTakesTheValueThatFits()
{
    auto editor = open<ValuesEditor>(kEveryKind[15], facet(SpanRole::Value, 0), m_context);
    QVERIFY(editor);
    editor->show();
    QSignalSpy loaded(editor.get(), &ValuesEditor::loaded);
    QSignalSpy accepted(editor.get(), &FacetEditor::accepted);
    QVERIFY(loaded.wait());
    QTest::keyClicks(editor->search(), QStringLiteral("tul"));
    QTRY_COMPARE(editor->list()->choices().at(0).title, QStringLiteral("Tulip bulbs"));
    QTest::keyClick(editor->search(), Qt::Key_Return);
    QCOMPARE(accepted.count(), 1);
    QCOMPARE(std::get<Literal>(eventsAt(editor->node(), -1)->where[0].test.operand),
             Literal(std::string("Tulip bulbs")));
}

void TestSegmentEditors::aRangeFollowsItsInputsAndHandles()
{
    auto editor = open<RangeEditor>(kEveryKind[8], facet(SpanRole::Value), m_context);
    QVERIFY(editor);
    editor->show();
    QSignalSpy loaded(editor.get(), &RangeEditor::loaded);
    QVERIFY(loaded.wait());
    QCOMPARE(editor->histogram()->from().value_or(0), 60.0);
    QCOMPARE(editor->histogram()->to().value_or(0), 372.5);
    auto* first = editor->firstInput()->findChild<QLineEdit*>();
    first->selectAll();
    QTest::keyClicks(first, QStringLiteral("75"));
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"({"attribute": "lifetime_value", "op": "between", "value": [75, 372.5]})").root()));
    QCOMPARE(editor->histogram()->from().value_or(0), 75.0);
    Q_EMIT editor->histogram()->rangeChanged(75.0, 200.0);
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"({"attribute": "lifetime_value", "op": "between", "value": [75, 200]})").root()));
    QCOMPARE(editor->secondInput()->findChild<QLineEdit*>()->text(), QStringLiteral("200"));
}

void TestSegmentEditors::aRangeThatIsNoneIsRefusedInPlace()
{
    auto editor = open<RangeEditor>(kEveryKind[8], facet(SpanRole::Value), m_context);
    QVERIFY(editor);
    editor->show();
    const QByteArray before = textOfNode(editor->node());
    auto* first = editor->firstInput()->findChild<QLineEdit*>();
    for (const char* typed : {"3O", "900", ""}) {
        first->selectAll();
        QTest::keyClick(first, Qt::Key_Delete);
        QTest::keyClicks(first, QString::fromLatin1(typed));
        const Node node = editor->node();
        const auto& values = std::get<LiteralList>(std::get<AttributeTest>(node.body).test.operand);
        QVERIFY(values.size() == 2);
        QVERIFY(!hasErrors(readNode(writeNode(node)).diagnostics));
        if (QByteArray(typed) == "3O") {
            QVERIFY(first->text() == QStringLiteral("3O"));
        }
    }
    Q_UNUSED(before)
}

void TestSegmentEditors::presetsComeFromTheData()
{
    auto editor = open<RangeEditor>(kEveryKind[8], facet(SpanRole::Value), m_context);
    QVERIFY(editor);
    QSignalSpy loaded(editor.get(), &RangeEditor::loaded);
    QVERIFY(loaded.wait());
    const auto buttons = editor->findChildren<QPushButton*>();
    QVERIFY(buttons.size() >= 2);
    const ColumnDistribution distribution(m_context->audience->attribute("lifetime_value")->column);
    buttons[0]->click();
    const auto top = std::get<LiteralList>(std::get<AttributeTest>(editor->node().body).test.operand);
    QCOMPARE(std::get<double>(top[0]), distribution.quantile(0.9));
    const double share = static_cast<double>(distribution.present() - distribution.below(distribution.quantile(0.9))) /
                         static_cast<double>(distribution.present());
    QVERIFY(share > 0.09 && share < 0.11);
}

void TestSegmentEditors::daysAreChosen()
{
    auto editor = open<RangeEditor>(kEveryKind[10], facet(SpanRole::Value), m_context);
    QVERIFY(editor);
    auto* day = editor->firstInput()->findChild<QDateEdit*>();
    QCOMPARE(day->date(), QDate(2000, 2, 29));
    day->setDate(QDate(1999, 12, 31));
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"({"attribute": "birthday", "op": "before", "value": "1999-12-31"})").root()));
}

void TestSegmentEditors::durationsKeepTheirUnit_data()
{
    QTest::addColumn<QByteArray>("duration");
    for (const char* duration : {"P7D", "P1M", "P2Y", "PT36H", "PT90M", "P14D", "PT45S", "P400D"}) {
        QTest::newRow(duration) << QByteArray(duration);
    }
}

void TestSegmentEditors::durationsKeepTheirUnit()
{
    QFETCH(QByteArray, duration);
    const Duration expected = *parseDuration(duration.toStdString());
    DurationInput input(QStringLiteral("How long"));
    input.setDuration(expected);
    QVERIFY(input.duration() == expected);
    QSignalSpy changed(&input, &DurationInput::durationChanged);
    input.findChild<QSpinBox*>()->stepUp();
    QCOMPARE(changed.count(), 1);
    QVERIFY(input.duration() != expected);
}

void TestSegmentEditors::windowsChangeTheirKind()
{
    auto editor = open<WindowEditor>(kEveryKind[15], facet(SpanRole::Window), m_context);
    QVERIFY(editor);
    QVERIFY(editor->duration()->duration() == Duration::days(7));
    editor->modes()->setCurrent(1);
    QCOMPARE(
        textOfNode(editor->node()),
        textOfNode(
            treeOf(
                R"({"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"}], "within": {"older_than": "P7D"}})")
                .root()));
    editor->modes()->setCurrent(2);
    editor->fromDay()->findChild<QDateEdit*>()->setDate(QDate(2026, 3, 1));
    QCOMPARE(
        textOfNode(editor->node()),
        textOfNode(
            treeOf(
                R"({"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"}], "within": {"from": "2026-03-01"}})")
                .root()));
    editor->findChildren<QPushButton*>().last()->click(); // at any time
    QCOMPARE(
        textOfNode(editor->node()),
        textOfNode(treeOf(R"({"event": "product_view", "where": [{"property": "item", "op": "=", "value": "Rake"}]})")
                       .root()));
}

void TestSegmentEditors::countsAndBands()
{
    auto count = open<CountEditor>(kEveryKind[17], facet(SpanRole::Count), m_context);
    QVERIFY(count);
    QCOMPARE(count->times()->value(), 0);
    count->times()->setValue(3);
    QCOMPARE(
        textOfNode(count->node()),
        textOfNode(treeOf(R"({"event": "purchase", "within": {"older_than": "P1Y"}, "count": {"op": "=", "value": 3}})")
                       .root()));
    auto band = open<PercentileEditor>(kEveryKind[22], facet(SpanRole::Value, -1, -1, 0), m_context);
    QVERIFY(band);
    band->from()->setValue(50);
    QCOMPARE(textOfNode(band->node()),
             textOfNode(treeOf(R"({"score": "engagement", "percentile": {"from": 50, "to": 75}})").root()));
    band->to()->setValue(40);
    QCOMPARE(textOfNode(band->node()),
             textOfNode(treeOf(R"({"score": "engagement", "percentile": {"from": 50, "to": 75}})").root()));
}

void TestSegmentEditors::aPatternThatIsNoneIsRefusedInPlace()
{
    auto editor = open<TextEditor>(kEveryKind[3], facet(SpanRole::Value), m_context);
    QVERIFY(editor);
    editor->show();
    const QByteArray before = textOfNode(editor->node());
    editor->input()->selectAll();
    QTest::keyClicks(editor->input(), QStringLiteral("("));
    QCOMPARE(textOfNode(editor->node()), before);
    QTest::keyClicks(editor->input(), QStringLiteral("US)"));
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"j({"attribute": "country", "op": "matches", "value": "(US)"})j").root()));
}

void TestSegmentEditors::operatorsPropertiesAndFunctionsAreChosen()
{
    const auto choose = [](ChoiceEditor& editor, const QString& title) {
        ChoiceModel& choices = editor.list()->choices();
        for (int row = 0; row < choices.rowCount(); ++row) {
            if (choices.at(row).title == title) {
                Q_EMIT editor.list()->chosen(row);
                return true;
            }
        }
        return false;
    };
    auto op = open<ChoiceEditor>(kEveryKind[0], facet(SpanRole::Operator), m_context);
    QVERIFY(op && choose(*op, QStringLiteral("is none of")));
    QCOMPARE(
        textOfNode(op->node()),
        textOfNode(
            treeOf(R"({"attribute": "country", "op": "not_in", "value": ["US", "CA"], "ignore_case": true})").root()));
    auto property = open<ChoiceEditor>(kEveryKind[15], facet(SpanRole::Property, 0), m_context);
    QVERIFY(property && choose(*property, QStringLiteral("Category")));
    QCOMPARE(eventsAt(property->node(), -1)->where[0].property, std::string("category"));
    auto function = open<ChoiceEditor>(kEveryKind[18], facet(SpanRole::Function), m_context);
    QVERIFY(function && choose(*function, QStringLiteral("largest")));
    QVERIFY(std::get<EventAggregate>(function->node().body).function == AggregateFunction::Largest);
    auto boundary = open<ChoiceEditor>(kEveryKind[19], facet(SpanRole::Function), m_context);
    QVERIFY(boundary && choose(*boundary, QStringLiteral("last time")));
    QVERIFY(std::get<EventBoundary>(boundary->node().body).which == EventBoundary::Which::Last);
    auto yes = open<ChoiceEditor>(kEveryKind[5], facet(SpanRole::Value), m_context);
    QVERIFY(yes && choose(*yes, QStringLiteral("no")));
    QCOMPARE(textOfNode(yes->node()),
             textOfNode(treeOf(R"({"attribute": "newsletter_consent", "op": "=", "value": false})").root()));
    auto score = open<ChoiceEditor>(kEveryKind[23], facet(SpanRole::Operator), m_context);
    QVERIFY(score && choose(*score, QStringLiteral("is at least")));
    QVERIFY(std::holds_alternative<ValueTest>(std::get<ScoreTest>(score->node().body).test));
}

void TestSegmentEditors::stepsHappenOrNot()
{
    auto editor = open<ChoiceEditor>(kEveryKind[20], facet(SpanRole::Operator, -1, 1), m_context);
    QVERIFY(editor);
    Q_EMIT editor->list()->chosen(0);
    QVERIFY(std::get<EventSequence>(editor->node().body).steps[1].occurs);
    auto within = open<DurationEditor>(kEveryKind[20], facet(SpanRole::Window, -1, 1), m_context);
    QVERIFY(within);
    QVERIFY(within->input()->duration() == Duration::days(3));
    within->findChildren<QPushButton*>().last()->click();
    QVERIFY(!std::get<EventSequence>(within->node().body).steps[1].within);
}

void TestSegmentEditors::heldCanGo()
{
    auto editor = open<HeldEditor>(kEveryKind[1], facet(SpanRole::Held), m_context);
    QVERIFY(editor);
    editor->bound()->setCurrentIndex(1);
    Q_EMIT editor->bound()->activated(1);
    QCOMPARE(
        textOfNode(editor->node()),
        textOfNode(
            treeOf(R"({"attribute": "country", "op": "=", "value": "US", "held": {"less_than": "P30D"}})").root()));
    editor->findChildren<QPushButton*>().last()->click();
    QCOMPARE(textOfNode(editor->node()),
             textOfNode(treeOf(R"({"attribute": "country", "op": "=", "value": "US"})").root()));
}

void TestSegmentEditors::subjectsAreFoundByTyping()
{
    SubjectPicker picker(m_context, std::nullopt, false, QStringLiteral("mine"), nullptr);
    picker.show();
    std::optional<Subject> chosen;
    connect(&picker, &SubjectPicker::chosen, this, [&](const Subject& subject) { chosen = subject; });
    const auto pick = [&](const char* typed) {
        chosen.reset();
        picker.search()->clear();
        QTest::keyClicks(picker.search(), QString::fromLatin1(typed));
        QTest::keyClick(picker.search(), Qt::Key_Return);
        return chosen;
    };
    QVERIFY((pick("country") == Subject{Subject::Kind::Attribute, "country"}));
    QVERIFY((pick("order val") == Subject{Subject::Kind::Attribute, "lifetime_value"}));
    QVERIFY((pick("purch") == Subject{Subject::Kind::Event, "purchase"}));
    QVERIFY((pick("engage") == Subject{Subject::Kind::Score, "engagement"}));
    QVERIFY((pick("free plan") == Subject{Subject::Kind::Segment, "Free plan"}));
    QVERIFY(!pick("zzzzzz"));
    SubjectPicker eventsOnly(m_context, Subject{Subject::Kind::Event, "purchase"}, true, {}, nullptr);
    for (int row = 0; row < eventsOnly.list()->choices().rowCount(); ++row) {
        const Choice& choice = eventsOnly.list()->choices().at(row);
        QVERIFY(choice.isHeading || choice.icon == ui::Icon::Bolt);
    }
}

QTEST_MAIN(TestSegmentEditors)
#include "tst_segment_editors.moc"
