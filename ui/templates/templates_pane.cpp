// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_pane.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/number_format.h"
#include "ui/templates/block_tree_model.h"
#include "ui/templates/blocks_view.h"
#include "ui/templates/coverage_foot.h"
#include "ui/templates/template_list_model.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/pane_header.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui::templates {

namespace {

constexpr int kMostRows = 7;

} // namespace

TemplatesPane::TemplatesPane(TemplateListModel& templates, BlockTreeModel& blocks, QWidget* parent)
    : Surface(&Theme::raised, parent),
      m_templates(templates),
      m_blockModel(blocks),
      m_header(new PaneHeader(tr("Templates"))),
      m_blocksHeader(new PaneHeader(tr("Blocks"))),
      m_list(new QListView(this)),
      m_blocks(new BlocksView(blocks, this)),
      m_noBlocks(new Label(tr("Everybody gets the same. Write {% if … %} to make a part depend on who reads it."),
                           TextRole::Secondary, &Theme::text2)),
      m_foot(new CoverageFoot(blocks, this))
{
    setEdges(Qt::RightEdge);
    setUpList(m_list, ListRowDelegate::Form::OneLine);
    m_list->setModel(&templates);
    m_list->setAccessibleName(tr("Templates"));
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);
    m_new = m_header->addAction(Icon::Plus, tr("New template"));
    connect(qobject_cast<QToolButton*>(m_new), &QToolButton::clicked, this, &TemplatesPane::newRequested);
    m_noBlocks->setWordWrap(true);
    m_noBlocks->setContentsMargins(scaled(space::kPane), 0, scaled(space::kPane), 0);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 1, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_list);
    layout->addSpacing(scaled(space::kUnit));
    layout->addWidget(new Hairline(Qt::Horizontal));
    layout->addWidget(m_blocksHeader);
    layout->addWidget(m_noBlocks);
    layout->addWidget(m_blocks, 1);
    layout->addWidget(m_foot);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (!m_selecting && index.isValid()) {
            Q_EMIT templateChosen(index.row());
        }
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&templates, signal, this, &TemplatesPane::fit);
    }
    for (const auto signal : {&QAbstractItemModel::modelReset}) {
        connect(&blocks, signal, this, &TemplatesPane::fit);
    }
    setTabOrder(m_new, m_list);
    setTabOrder(m_list, m_blocks);
    fit();
}

void TemplatesPane::fit()
{
    const int rows = m_templates.rowCount();
    m_header->setCaption(formatCount(rows));
    m_list->setFixedHeight(std::clamp(rows, 1, kMostRows) * scaled(size::kListRowSingle));
    const int branches = m_blockModel.branchCount();
    m_blocksHeader->setCaption(branches == 0 ? QString() : tr("%n branches", nullptr, branches));
    m_noBlocks->setVisible(branches == 0 && rows > 0);
}

void TemplatesPane::setCurrent(int row)
{
    m_selecting = true;
    m_list->setCurrentIndex(m_templates.index(row));
    m_selecting = false;
}

void TemplatesPane::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_new->setEnabled(!readOnly);
}

QMenu* TemplatesPane::makeMenu(int row)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu, row](Icon icon, const QString& words, void (TemplatesPane::*asked)(int),
                                       const QKeySequence& keys) {
        QAction* action = menu->addAction(themedIcon(icon), words, this, [this, row, asked] {
            Q_EMIT(this->*asked)
            (row);
        });
        action->setShortcut(keys);
        action->setEnabled(!m_readOnly);
    };
    add(Icon::Edit, tr("Rename"), &TemplatesPane::renameRequested, Qt::Key_F2);
    add(Icon::Copy, tr("Duplicate"), &TemplatesPane::duplicateRequested, Qt::CTRL | Qt::Key_D);
    menu->addSeparator();
    add(Icon::Trash, tr("Delete"), &TemplatesPane::removeRequested, Qt::Key_Delete);
    return menu;
}

bool TemplatesPane::eventFilter(QObject* watched, QEvent* event)
{
    const int row = m_list->currentIndex().row();
    if (event->type() == QEvent::ContextMenu && watched == m_list->viewport()) {
        const auto* menuEvent = static_cast<QContextMenuEvent*>(event);
        const QModelIndex index = m_list->indexAt(menuEvent->pos());
        if (index.isValid()) {
            makeMenu(index.row())->popup(menuEvent->globalPos());
        }
        return true;
    }
    if (event->type() == QEvent::KeyPress && watched == m_list && row >= 0 && !m_readOnly) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Delete) {
            Q_EMIT removeRequested(row);
            return true;
        }
        if (key->key() == Qt::Key_F2) {
            Q_EMIT renameRequested(row);
            return true;
        }
        if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
            Q_EMIT duplicateRequested(row);
            return true;
        }
    }
    return Surface::eventFilter(watched, event);
}

} // namespace postweave::ui::templates
