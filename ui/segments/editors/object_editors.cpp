// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/object_editors.h"

#include "ui/base/fonts.h"
#include "ui/segments/editors/choice_editor.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/tree_row_content.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace postweave::ui::segments {

using namespace segment;

namespace {

constexpr int kMostObjects = 1'000'000;

Facet listOf(Facet facet)
{
    facet.field = -1;
    return facet;
}

} // namespace

FacetEditor* makeFieldEditor(const Node& node, const Facet& facet, const Context& context, QWidget* parent)
{
    const ObjectTests* objects = objectsAt(node, facet);
    const auto index = static_cast<std::size_t>(facet.field);
    if (objects == nullptr || index >= objects->where.size()) {
        return nullptr;
    }
    const Compared list = comparedAt(node, listOf(facet), *context);
    std::vector<std::string> names;
    for (const ObjectFields::Field& field : fieldsIn(list, *context)) {
        names.push_back(field.name);
    }
    const std::string& present = objects->where[index].field;
    if (std::find(names.begin(), names.end(), present) == names.end()) {
        names.push_back(present);
    }
    std::vector<Choice> choices;
    int current = -1;
    for (std::size_t i = 0; i < names.size(); ++i) {
        Choice choice;
        choice.title = QString::fromStdString(names[i]);
        choice.icon = typeIcon(comparedField(list, names[i], nullptr, *context).type);
        choice.id = static_cast<int>(i);
        current = names[i] == present ? choice.id : current;
        choices.push_back(std::move(choice));
    }
    return new ChoiceEditor(node, facet, context, parent, ChoiceEditor::tr("Fields of the objects"), std::move(choices),
                            current, [names, facet, index, list, context](const Node& before, int id) {
                                Node changed = before;
                                FieldTest& test = objectsAt(changed, facet)->where[index];
                                test = withField(list, test, names[static_cast<std::size_t>(id)], *context);
                                return changed;
                            });
}

ObjectCountEditor::ObjectCountEditor(Node node, const Facet& facet, const Context& context, QWidget* parent)
    : FacetEditor(std::move(node), facet, context, parent), m_least(new QSpinBox(this))
{
    constexpr int kWidth = 84;
    QVBoxLayout* column = editorColumn(this, kNarrowEditorWidth);
    const ObjectTests* objects = objectsAt(this->node(), facet);
    column->addWidget(
        editorHeading(comparedAt(this->node(), listOf(facet), *context).name, tr("how many objects fit"), this));
    m_least->setRange(1, kMostObjects);
    m_least->setAccessibleName(tr("At least this many objects"));
    m_least->setMinimumWidth(scaled(kWidth));
    m_least->setValue(objects != nullptr ? static_cast<int>(std::min<std::uint32_t>(objects->atLeast, kMostObjects))
                                         : 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(scaled(space::kUnit));
    row->addWidget(new Label(tr("at least"), TextRole::Body, &Theme::text2, this));
    row->addWidget(m_least);
    row->addStretch();
    column->addLayout(row);
    QPushButton* one = removeButton(tr("One is enough"), this);
    column->addWidget(one, 0, Qt::AlignLeft);
    setFocusProxy(m_least);
    connect(m_least, &QSpinBox::valueChanged, this, &ObjectCountEditor::tryLeast);
    connect(one, &QPushButton::clicked, this, [this] {
        tryLeast(1);
        Q_EMIT accepted();
    });
}

void ObjectCountEditor::tryLeast(int least)
{
    Node changed = node();
    if (ObjectTests* objects = objectsAt(changed, facet())) {
        objects->atLeast = static_cast<std::uint32_t>(least);
        tryNode(std::move(changed));
    }
}

} // namespace postweave::ui::segments
