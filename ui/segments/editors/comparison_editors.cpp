// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/comparison_editors.h"

#include "core/segment/format_parts.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/tree_row_content.h"

#include <string>
#include <utility>
#include <vector>

namespace postweave::ui::segments {

using namespace segment;

namespace {
constexpr int kValueId = 1000;   // beside the operators: a value in place of the other attribute
constexpr int kCaseId = 100'000; // beside the attributes
} // namespace

FacetEditor* makeComparisonOperatorEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const auto& comparison = std::get<AttributeComparison>(node.body);
    std::vector<Choice> choices;
    for (const Operator op : operatorsBetween(comparison.attribute, comparison.other, *context)) {
        Choice choice;
        choice.title = operatorWords(op);
        choice.id = static_cast<int>(op);
        choices.push_back(std::move(choice));
    }
    Choice value;
    value.title = ChoiceEditor::tr("compare with a value");
    value.id = kValueId;
    choices.push_back(std::move(value));
    return new ChoiceEditor(
        node, facet, context, parent, ChoiceEditor::tr("Comparisons"), std::move(choices),
        static_cast<int>(comparison.op), [context](const Node& before, int id) {
            Node changed = before;
            auto& own = std::get<AttributeComparison>(changed.body);
            if (id == kValueId) {
                Node fresh = newCondition(Subject{Subject::Kind::Attribute, own.attribute}, *context);
                fresh.off = before.off;
                return fresh;
            }
            own.op = static_cast<Operator>(id);
            own.ignoreCase = own.ignoreCase && takesCase(own.op);
            return changed;
        });
}

FacetEditor* makeOtherEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const auto& comparison = std::get<AttributeComparison>(node.body);
    const std::vector<std::string> names = comparableWith(comparison.attribute, *context);
    std::vector<Choice> choices;
    int current = -1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Compared other = comparedAttribute(names[i], *context);
        Choice choice;
        choice.title = other.name;
        choice.icon = typeIcon(other.type);
        choice.id = static_cast<int>(i);
        current = names[i] == comparison.other ? choice.id : current;
        choices.push_back(std::move(choice));
    }
    const ValueType type = comparedAttribute(comparison.attribute, *context).type;
    if (takesCase(comparison.op) && (type == ValueType::Text || type == ValueType::List)) {
        Choice ignoreCase;
        ignoreCase.title = ChoiceEditor::tr("Upper and lower case are the same");
        ignoreCase.checked = comparison.ignoreCase;
        ignoreCase.id = kCaseId;
        choices.push_back(std::move(ignoreCase));
    }
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Attributes to compare with"),
                            std::move(choices), current, [names, context](const Node& before, int id) {
                                Node changed = before;
                                auto& own = std::get<AttributeComparison>(changed.body);
                                if (id == kCaseId) {
                                    own.ignoreCase = !own.ignoreCase;
                                } else {
                                    own = withOther(own, names[static_cast<std::size_t>(id)], *context);
                                }
                                return changed;
                            });
}

} // namespace postweave::ui::segments
