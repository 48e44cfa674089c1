// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/facet_editor.h"

#include <QKeyEvent>

#include <utility>

namespace postweave::ui::segments {

FacetEditor::FacetEditor(segment::Node node, const Facet& facet, Context context, QWidget* parent)
    : QWidget(parent), m_node(std::move(node)), m_facet(facet), m_context(std::move(context))
{
}

void FacetEditor::tryNode(segment::Node node)
{
    if (node != m_node) {
        m_node = std::move(node);
        Q_EMIT edited(m_node);
    }
}

void FacetEditor::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT accepted();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace postweave::ui::segments
