// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesPane: the left side: the templates, and the blocks of the one on show.
#pragma once

#include "ui/widgets/surface.h"

class QListView;
class QMenu;

namespace postweave::ui {
class Label;
class PaneHeader;
} // namespace postweave::ui

namespace postweave::ui::templates {

class BlocksView;
class BlockTreeModel;
class CoverageFoot;
class TemplateListModel;

class TemplatesPane : public Surface {
    Q_OBJECT
public:
    /// The models outlive it.
    TemplatesPane(TemplateListModel& templates, BlockTreeModel& blocks, QWidget* parent = nullptr);

    /// Selects without telling.
    void setCurrent(int row);
    void setReadOnly(bool readOnly);
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] BlocksView* blocks() const { return m_blocks; }
    [[nodiscard]] CoverageFoot* foot() const { return m_foot; }
    /// What can be done to a row; deletes itself when it closes.
    [[nodiscard]] QMenu* makeMenu(int row);

Q_SIGNALS:
    void templateChosen(int row);
    void newRequested();
    void renameRequested(int row);
    void duplicateRequested(int row);
    void removeRequested(int row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fit();

    TemplateListModel& m_templates;
    BlockTreeModel& m_blockModel;
    PaneHeader* m_header;
    PaneHeader* m_blocksHeader;
    QListView* m_list;
    BlocksView* m_blocks;
    Label* m_noBlocks;
    CoverageFoot* m_foot;
    QWidget* m_new;
    bool m_readOnly = false;
    bool m_selecting = false;
};

} // namespace postweave::ui::templates
