// SPDX-License-Identifier: GPL-3.0-or-later
// FacetEditor: what opens below a chip to change that part of a node.
#pragma once

#include "ui/segments/facets.h"
#include "ui/segments/segment_context.h"

#include <QWidget>

namespace postweave::ui::segments {

/// Holds a copy of the node and changes it while the user tries; never touches the document.
class FacetEditor : public QWidget {
    Q_OBJECT
public:
    FacetEditor(segment::Node node, const Facet& facet, Context context, QWidget* parent);

    [[nodiscard]] const segment::Node& node() const { return m_node; }
    [[nodiscard]] const Facet& facet() const { return m_facet; }
    /// What this changes, for the undo stack.
    [[nodiscard]] virtual QString what() const { return tr("Change condition"); }

Q_SIGNALS:
    /// The user tries this; it may change on.
    void edited(const postweave::segment::Node& node);
    /// Chosen: nothing more to do here.
    void accepted();

protected:
    /// Takes it over and tells; nothing happens where it is what stands already.
    void tryNode(segment::Node node);
    [[nodiscard]] const Context& context() const { return m_context; }
    /// Enter accepts, wherever the focus is.
    void keyPressEvent(QKeyEvent* event) override;

private:
    segment::Node m_node;
    Facet m_facet;
    Context m_context;
};

/// nullptr where a facet has none (words between chips).
[[nodiscard]] FacetEditor* makeFacetEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                           QWidget* parent);

} // namespace postweave::ui::segments
