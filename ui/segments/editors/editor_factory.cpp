// SPDX-License-Identifier: GPL-3.0-or-later
// Which editor edits which facet.
#include "ui/segments/editors/calendar_editors.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/comparison_editors.h"
#include "ui/segments/editors/number_editors.h"
#include "ui/segments/editors/object_editors.h"
#include "ui/segments/editors/profile_editors.h"
#include "ui/segments/editors/range_editor.h"
#include "ui/segments/editors/subject_picker.h"
#include "ui/segments/editors/text_editor.h"
#include "ui/segments/editors/time_editors.h"
#include "ui/segments/editors/values_editor.h"

namespace postweave::ui::segments {

using namespace segment;

namespace {

bool looksForPartOfText(Operator op)
{
    return op == Operator::Contains || op == Operator::NotContains || op == Operator::StartsWith ||
           op == Operator::EndsWith || op == Operator::Matches;
}

bool isAxis(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number || type == ValueType::Date ||
           type == ValueType::DateTime;
}

FacetEditor* makeValueEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    if (facet.role == SpanRole::Count && objectsAt(node, facet) != nullptr) {
        return new ObjectCountEditor(node, facet, context, parent);
    }
    if (facet.test < 0 && std::holds_alternative<EventCount>(node.body)) {
        return new CountEditor(node, facet, context, parent);
    }
    if (std::holds_alternative<BucketTest>(node.body)) {
        return new BucketEditor(node, facet, context, parent);
    }
    const auto* score = std::get_if<ScoreTest>(&node.body);
    if (score != nullptr && std::holds_alternative<PercentileBand>(score->test)) {
        return new PercentileEditor(node, facet, context, parent);
    }
    const ValueTest* test = testAt(node, facet);
    if (test == nullptr) {
        return nullptr;
    }
    const Compared compared = comparedAt(node, facet, *context);
    switch (operandShapeOf(test->op)) {
    case OperandShape::None:
    case OperandShape::Objects:
        return nullptr; // no word of its own
    case OperandShape::Period:
        return makePeriodEditor(node, facet, context, parent);
    case OperandShape::Weekdays:
        return new WeekdaysEditor(node, facet, context, parent);
    case OperandShape::Duration:
        return new DurationEditor(node, facet, context, parent);
    case OperandShape::Many:
        return new ValuesEditor(node, facet, context, parent);
    case OperandShape::Pair:
        return new RangeEditor(node, facet, context, parent);
    case OperandShape::One:
        break;
    }
    if (compared.type == ValueType::Boolean) {
        return makeBooleanEditor(node, facet, context, parent);
    }
    if (looksForPartOfText(test->op)) {
        return new TextEditor(node, facet, context, parent);
    }
    if (isAxis(compared.type)) {
        return new RangeEditor(node, facet, context, parent);
    }
    return new ValuesEditor(node, facet, context, parent);
}

/// "then" or "then not".
FacetEditor* makeStepEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    std::vector<Choice> choices(2);
    choices[0].title = ChoiceEditor::tr("and then");
    choices[0].id = 1;
    choices[1].title = ChoiceEditor::tr("and then did not");
    choices[1].id = 0;
    const auto index = static_cast<std::size_t>(facet.step);
    const bool occurs = std::get<EventSequence>(node.body).steps[index].occurs;
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Happened or not"), std::move(choices),
                            occurs ? 1 : 0, [index](const Node& before, int id) {
                                Node changed = before;
                                std::get<EventSequence>(changed.body).steps[index].occurs = id == 1;
                                return changed;
                            });
}

FacetEditor* makeComparisonEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    if (std::holds_alternative<AttributeComparison>(node.body)) {
        return makeComparisonOperatorEditor(node, facet, context, parent);
    }
    if (facet.step >= 0 && facet.test < 0) {
        return makeStepEditor(node, facet, context, parent);
    }
    if (facet.test < 0 && std::holds_alternative<EventCount>(node.body)) {
        return new CountEditor(node, facet, context, parent);
    }
    return makeOperatorEditor(node, facet, context, parent);
}

} // namespace

FacetEditor* makeFacetEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    switch (facet.role) {
    case SpanRole::Subject:
        return new SubjectEditor(node, facet, context, parent);
    case SpanRole::Property:
        return facet.field >= 0 ? makeFieldEditor(node, facet, context, parent)
                                : makePropertyEditor(node, facet, context, parent);
    case SpanRole::Operator:
        return makeComparisonEditor(node, facet, context, parent);
    case SpanRole::Value:
    case SpanRole::Count:
        return makeValueEditor(node, facet, context, parent);
    case SpanRole::Calendar:
        return weekdaysAt(node, facet) != nullptr ? new WeekdaysEditor(node, facet, context, parent)
                                                  : makeValueEditor(node, facet, context, parent);
    case SpanRole::Other:
        return makeOtherEditor(node, facet, context, parent);
    case SpanRole::Seed:
        return new BucketEditor(node, facet, context, parent);
    case SpanRole::Place:
        return new PlaceEditor(node, facet, context, parent);
    case SpanRole::Window:
        if (facet.step >= 0) {
            return new DurationEditor(node, facet, context, parent);
        }
        return new WindowEditor(node, facet, context, parent);
    case SpanRole::Function:
        return makeFunctionEditor(node, facet, context, parent);
    case SpanRole::Held:
        return new HeldEditor(node, facet, context, parent);
    case SpanRole::Plain:
        break;
    }
    return nullptr;
}

} // namespace postweave::ui::segments
