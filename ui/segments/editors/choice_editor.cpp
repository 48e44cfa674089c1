// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/choice_editor.h"

#include "core/segment/wording.h"
#include "ui/base/fonts.h"
#include "ui/base/search_item.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/tree_row_content.h"
#include "ui/widgets/search_field.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr std::size_t kWorthSearching = 10;
constexpr int kBandId = 1000;  // a score's percentile, beside the operators
constexpr int kOtherId = 1001; // another attribute in place of a value, beside the operators

int idOf(Operator op)
{
    return static_cast<int>(op);
}

/// What moves with now cannot have been held for a while.
void dropHeld(Node& node)
{
    auto* attribute = std::get_if<AttributeTest>(&node.body);
    if (attribute != nullptr && dependsOnNow(attribute->test.op)) {
        attribute->held.reset();
    }
}

/// In `where`, negated and less usual ones too, in the order people look for them.
std::vector<Choice> operatorChoices(const std::vector<Operator>& operators)
{
    std::vector<Choice> choices;
    for (const Operator op : operators) {
        Choice choice;
        choice.title = operatorWords(op);
        choice.id = idOf(op);
        choices.push_back(std::move(choice));
    }
    return choices;
}

std::vector<Operator> numberOperators()
{
    std::vector<Operator> operators;
    const auto all = allOperators();
    std::copy_if(all.begin(), all.end(), std::back_inserter(operators), comparesNumbers);
    return operators;
}

/// What can be asked of it: objects only where a list holds some, or is asked for some already.
std::vector<Operator> operatorsFor(const Compared& compared, const Facet& facet, const ValueTest* test,
                                   const SegmentContext& context)
{
    std::vector<Operator> operators = operatorsOf(compared.type);
    const bool asksObjects = test != nullptr && operandShapeOf(test->op) == OperandShape::Objects;
    const bool holdsObjects = facet.field < 0 && (asksObjects || !fieldsIn(compared, context).empty());
    std::erase_if(operators, [&](Operator op) { return !holdsObjects && operandShapeOf(op) == OperandShape::Objects; });
    return operators;
}

Node comparedWithOther(const Node& node, const SegmentContext& context)
{
    const auto* test = std::get_if<AttributeTest>(&node.body);
    std::optional<AttributeComparison> comparison =
        test != nullptr ? comparisonOf(test->attribute, context) : std::nullopt;
    return comparison ? Node{std::move(*comparison), node.off} : node;
}

/// Counts have "in" as well, yet nobody asks for it by menu.
Node withScoreBand(Node node)
{
    constexpr double kTopQuarter = 75;
    std::get<ScoreTest>(node.body).test = PercentileBand{kTopQuarter, 100};
    return node;
}

std::vector<std::string> propertiesOf(const EventFilter& events, const SegmentContext& context)
{
    std::vector<std::string> names;
    for (const CatalogEvent* event : context.catalog.eventsOf(events.type)) {
        for (const CatalogEntry& property : event->properties) {
            if (std::find(names.begin(), names.end(), property.name) == names.end()) {
                names.push_back(property.name);
            }
        }
    }
    return names;
}

} // namespace

ChoiceEditor::ChoiceEditor(Node node, const Facet& facet, Context context, QWidget* parent, const QString& name,
                           std::vector<Choice> choices, int currentId, Apply apply)
    : FacetEditor(std::move(node), facet, std::move(context), parent),
      m_choices(std::move(choices)),
      m_list(new ChoiceList(name, this)),
      m_apply(std::move(apply))
{
    constexpr int kMostRows = 12;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, space::kHalf, 0, space::kHalf);
    m_list->setMostRows(kMostRows);
    m_list->setChoices(m_choices, currentId);
    if (m_choices.size() > kWorthSearching) {
        m_search = new SearchField(tr("Search"), this);
        m_search->setTarget(m_list);
        auto* padded = new QVBoxLayout;
        padded->setContentsMargins(space::kUnit, space::kHalf, space::kUnit, space::kHalf);
        padded->addWidget(m_search);
        column->addLayout(padded);
        connect(m_search, &QLineEdit::textChanged, this, &ChoiceEditor::filter);
    }
    column->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &ChoiceList::chosen, this, [this](int row) {
        tryNode(m_apply(this->node(), m_list->choices().at(row).id));
        Q_EMIT accepted();
    });
}

void ChoiceEditor::filter(const QString& text)
{
    std::vector<Choice> fitting;
    std::copy_if(m_choices.begin(), m_choices.end(), std::back_inserter(fitting),
                 [&](const Choice& choice) { return text.isEmpty() || matchScore(text, choice.title) > 0; });
    m_list->setChoices(std::move(fitting));
}

FacetEditor* makeOperatorEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const Compared compared = comparedAt(node, facet, *context);
    const auto* score = std::get_if<ScoreTest>(&node.body);
    const auto* attribute = facet.test < 0 && facet.field < 0 ? std::get_if<AttributeTest>(&node.body) : nullptr;
    const bool isOwn = facet.test < 0 && facet.field < 0 && attribute == nullptr;
    const ValueTest* test = testAt(node, facet);
    std::vector<Choice> choices =
        operatorChoices(isOwn ? numberOperators() : operatorsFor(compared, facet, test, *context));
    if (attribute != nullptr && !comparableWith(attribute->attribute, *context).empty()) {
        Choice other;
        other.title = ChoiceEditor::tr("compare with another attribute");
        other.id = kOtherId;
        choices.push_back(std::move(other));
    }
    if (score != nullptr) {
        Choice band;
        band.title = ChoiceEditor::tr("is in the percentiles");
        band.id = kBandId;
        choices.push_back(std::move(band));
    }
    const int current = test != nullptr ? idOf(test->op) : kBandId;
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Comparisons"), std::move(choices), current,
                            [facet, context](const Node& before, int id) {
                                Node changed = before;
                                if (id == kOtherId) {
                                    return comparedWithOther(before, *context);
                                }
                                if (id == kBandId) {
                                    return withScoreBand(std::move(changed));
                                }
                                if (auto* scored = std::get_if<ScoreTest>(&changed.body);
                                    scored != nullptr && !std::holds_alternative<ValueTest>(scored->test)) {
                                    scored->test = ValueTest{};
                                }
                                if (ValueTest* own = testAt(changed, facet)) {
                                    *own = withOperator(*own, static_cast<Operator>(id),
                                                        comparedAt(changed, facet, *context), *context);
                                    dropHeld(changed);
                                }
                                return changed;
                            });
}

FacetEditor* makePropertyEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const EventFilter* events = eventsAt(node, facet.step);
    if (events == nullptr) {
        return nullptr;
    }
    const std::vector<std::string> names = propertiesOf(*events, *context);
    const auto* aggregate = std::get_if<EventAggregate>(&node.body);
    const bool isAggregate = facet.test < 0 && aggregate != nullptr;
    const std::string current =
        isAggregate ? aggregate->property : events->where[static_cast<std::size_t>(facet.test)].property;
    std::vector<Choice> choices;
    int currentId = -1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        Choice choice;
        choice.title = comparedProperty(*events, names[i], *context).name;
        choice.icon = typeIcon(comparedProperty(*events, names[i], *context).type);
        choice.id = static_cast<int>(i);
        currentId = names[i] == current ? choice.id : currentId;
        choices.push_back(std::move(choice));
    }
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Properties"), std::move(choices), currentId,
                            [names, facet, isAggregate, context](const Node& before, int id) {
                                Node changed = before;
                                const std::string& name = names[static_cast<std::size_t>(id)];
                                if (isAggregate) {
                                    std::get<EventAggregate>(changed.body).property = name;
                                    return changed;
                                }
                                EventFilter& filter = *eventsAt(changed, facet.step);
                                PropertyTest& test = filter.where[static_cast<std::size_t>(facet.test)];
                                test = withProperty(filter, test, name, *context);
                                return changed;
                            });
}

FacetEditor* makeFunctionEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const QString titles[] = {ChoiceEditor::tr("sum of"), ChoiceEditor::tr("average of"), ChoiceEditor::tr("smallest"),
                              ChoiceEditor::tr("largest"), ChoiceEditor::tr("number of different")};
    constexpr int kFirst = 100;
    constexpr int kLast = 101;
    std::vector<Choice> choices;
    const bool isBoundary = std::holds_alternative<EventBoundary>(node.body);
    for (int i = 0; !isBoundary && i < static_cast<int>(std::size(titles)); ++i) {
        Choice choice;
        choice.title = titles[i];
        choice.id = i;
        choices.push_back(std::move(choice));
    }
    if (isBoundary) {
        choices = {Choice{}, Choice{}};
        choices[0].title = ChoiceEditor::tr("first time");
        choices[0].id = kFirst;
        choices[1].title = ChoiceEditor::tr("last time");
        choices[1].id = kLast;
    }
    const auto* aggregate = std::get_if<EventAggregate>(&node.body);
    const int current = aggregate != nullptr                       ? static_cast<int>(aggregate->function)
                        : questionOf(node) == EventQuestion::First ? kFirst
                                                                   : kLast;
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("What to look at"), std::move(choices),
                            current, [context](const Node& before, int id) {
                                if (id >= kFirst) {
                                    return withQuestion(
                                        before, id == kFirst ? EventQuestion::First : EventQuestion::Last, *context);
                                }
                                Node changed = before;
                                std::get<EventAggregate>(changed.body).function = static_cast<AggregateFunction>(id);
                                return changed;
                            });
}

FacetEditor* makeBooleanEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    std::vector<Choice> choices(2);
    choices[0].title = ChoiceEditor::tr("yes");
    choices[0].id = 1;
    choices[1].title = ChoiceEditor::tr("no");
    choices[1].id = 0;
    const ValueTest* test = testAt(node, facet);
    const LiteralList values = test != nullptr ? literalsOf(test->operand) : LiteralList{};
    const auto* yes = values.empty() ? nullptr : std::get_if<bool>(&values.front());
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Yes or no"), std::move(choices),
                            yes != nullptr && !*yes ? 0 : 1, [facet](const Node& before, int id) {
                                Node changed = before;
                                if (ValueTest* own = testAt(changed, facet)) {
                                    const Literal literal(id == 1);
                                    const bool isMany = operandShapeOf(own->op) == OperandShape::Many;
                                    own->operand = isMany ? Operand(LiteralList{literal}) : Operand(literal);
                                }
                                return changed;
                            });
}

} // namespace postweave::ui::segments
