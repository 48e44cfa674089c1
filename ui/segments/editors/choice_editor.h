// SPDX-License-Identifier: GPL-3.0-or-later
// ChoiceEditor: one of a few: operators, properties, functions, yes or no.
#pragma once

#include "ui/segments/editors/choice_list.h"
#include "ui/segments/editors/facet_editor.h"

#include <functional>

namespace postweave::ui {
class SearchField;
}

namespace postweave::ui::segments {

class ChoiceEditor : public FacetEditor {
    Q_OBJECT
public:
    /// `apply` makes the node that choosing this id gives.
    using Apply = std::function<segment::Node(const segment::Node& node, int id)>;

    ChoiceEditor(segment::Node node, const Facet& facet, Context context, QWidget* parent, const QString& name,
                 std::vector<Choice> choices, int currentId, Apply apply);

    [[nodiscard]] ChoiceList* list() const { return m_list; }

private:
    void filter(const QString& text);

    std::vector<Choice> m_choices;
    ChoiceList* m_list;
    SearchField* m_search = nullptr; ///< where there are many
    Apply m_apply;
};

// Each for the facet's place in the node.
[[nodiscard]] FacetEditor* makeOperatorEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                              QWidget* parent);
[[nodiscard]] FacetEditor* makePropertyEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                              QWidget* parent);
[[nodiscard]] FacetEditor* makeFunctionEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                              QWidget* parent);
[[nodiscard]] FacetEditor* makeBooleanEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                             QWidget* parent);

} // namespace postweave::ui::segments
