// SPDX-License-Identifier: GPL-3.0-or-later
// EditorHost: opens editors below chips. While one is open the document is on trial: Enter or a click elsewhere makes
// one step of it, Esc makes it undone.
#pragma once

#include "ui/segments/editors/facet_editor.h"
#include "ui/segments/new_conditions.h"
#include "ui/segments/segment_document.h"
#include "ui/segments/tree_view.h"
#include "ui/widgets/popover.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace postweave::ui::segments {

class EditorHost : public QObject {
    Q_OBJECT
public:
    EditorHost(SegmentDocument& document, TreeView& view, QObject* parent = nullptr);

    /// Nothing happens where the row has no such facet, or it no editor. Another open editor is accepted first.
    void openFacet(int row, const Facet& facet);
    /// The facet of the node at this path; for what was just made.
    void openFacetAt(const segment::NodePath& path, const Facet& facet);
    /// What a new condition is about.
    void openPicker(const QWidget* anchor, const std::function<void(const Subject&)>& chosen);

    [[nodiscard]] FacetEditor* editor() const { return m_editor; }
    [[nodiscard]] Popover* popover() const { return m_popover; }
    /// Accepts what is open.
    void close();

private:
    void show(Popover* popover, QWidget* content, const QWidget* anchor);
    void finish(bool accepted);

    SegmentDocument& m_document;
    TreeView& m_view;
    QPointer<Popover> m_popover;
    QPointer<FacetEditor> m_editor;
    segment::NodePath m_path;
    Facet m_facet;
    bool m_cancelled = false;
};

} // namespace postweave::ui::segments
