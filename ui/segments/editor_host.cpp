// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editor_host.h"

#include "ui/segments/editors/subject_picker.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

EditorHost::EditorHost(SegmentDocument& document, TreeView& view, QObject* parent)
    : QObject(parent), m_document(document), m_view(view)
{
}

void EditorHost::openFacetAt(const segment::NodePath& path, const Facet& facet)
{
    const std::vector<TreeRow>& rows = m_view.rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isStep = facet.step >= 0;
        const bool fits = isStep ? rows[i].kind == RowKind::Step && rows[i].step == facet.step
                                 : rows[i].kind != RowKind::Step && rows[i].kind != RowKind::Foot;
        if (fits && rows[i].inner == belowNots(m_document.tree(), path)) {
            openFacet(static_cast<int>(i), facet);
            return;
        }
    }
}

void EditorHost::openFacet(int row, const Facet& facet)
{
    close();
    TreeRowWidget* widget = m_view.rowWidget(row);
    ConditionChip* chip = widget != nullptr ? widget->chipFor(facet) : nullptr;
    if (chip == nullptr) {
        return;
    }
    const TreeRow place = m_view.rows()[static_cast<std::size_t>(row)];
    const segment::Node* node = m_document.tree().find(place.inner);
    auto* popover = new Popover(&m_view);
    FacetEditor* editor = makeFacetEditor(*node, facet, m_view.context(), popover);
    if (editor == nullptr) {
        delete popover;
        return;
    }
    m_editor = editor;
    m_path = place.inner;
    m_facet = facet;
    m_document.beginTrial(m_path);
    connect(editor, &FacetEditor::edited, this, [this](const segment::Node& changed) {
        if (segment::Edit edit = segment::replaceNode(m_document.tree(), m_path, changed)) {
            m_document.tryTree(std::move(*edit));
        }
    });
    connect(editor, &FacetEditor::accepted, popover, &QWidget::close);
    connect(popover, &Popover::cancelled, this, [this] { m_cancelled = true; });
    connect(popover, &Popover::closed, this, [this] { finish(!std::exchange(m_cancelled, false)); });
    m_view.focusRow(row, -1, Qt::OtherFocusReason);
    m_view.setOpenFacet(m_path, facet);
    show(popover, editor, chip);
}

void EditorHost::openPicker(const QWidget* anchor, const std::function<void(const Subject&)>& chosen)
{
    close();
    auto* popover = new Popover(&m_view);
    auto* picker = new SubjectPicker(m_view.context(), std::nullopt, false, m_document.name(), popover);
    connect(picker, &SubjectPicker::chosen, popover, [popover, chosen](const Subject& subject) {
        popover->close();
        chosen(subject);
    });
    show(popover, picker, anchor);
}

void EditorHost::show(Popover* popover, QWidget* content, const QWidget* anchor)
{
    m_popover = popover;
    popover->setAccessibleName(content->accessibleName().isEmpty() ? tr("Editor") : content->accessibleName());
    popover->setContent(content);
    popover->openAt(anchor);
}

void EditorHost::finish(bool accepted)
{
    const QString what = m_editor ? m_editor->what() : QString();
    m_editor.clear();
    m_popover.clear();
    m_view.setOpenFacet({}, std::nullopt);
    if (accepted) {
        m_document.acceptTrial(what);
    } else {
        m_document.cancelTrial();
    }
    // Back to where the editor opened from.
    const int row = m_facet.step >= 0 ? rowOf(m_view.rows(), m_path) + 1 + m_facet.step : rowOf(m_view.rows(), m_path);
    TreeRowWidget* widget = m_view.rowWidget(row);
    ConditionChip* chip = widget != nullptr ? widget->chipFor(m_facet) : nullptr;
    const std::vector<QWidget*> parts = widget != nullptr ? widget->parts() : std::vector<QWidget*>{};
    const auto at = std::find(parts.begin(), parts.end(), chip);
    m_view.focusRow(row, at != parts.end() ? static_cast<int>(at - parts.begin()) : -1);
}

void EditorHost::close()
{
    if (m_popover) {
        m_popover->close();
    }
}

} // namespace postweave::ui::segments
