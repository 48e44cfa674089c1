// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_list_pane.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/pane_header.h"
#include "ui/widgets/search_field.h"

#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace postweave::ui::segments {

SegmentListPane::SegmentListPane(SegmentListModel& model, QWidget* parent)
    : Surface(&Theme::raised, parent),
      m_model(model),
      m_header(new PaneHeader(tr("Segments"), this)),
      m_filter(new SearchField(tr("Filter segments"), this)),
      m_list(new QListView(this)),
      m_emptyHint(new Label(tr("What you make appears here, with its size and how it moved."), TextRole::Secondary,
                            &Theme::text2, this)),
      m_new(new QPushButton(themedIcon(Icon::Plus, &Theme::accent), tr("New segment"), this))
{
    setEdges(Qt::RightEdge);
    setAccessibleName(tr("Segments"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 1, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* padded = new QVBoxLayout;
    padded->setContentsMargins(scaled(16), 0, scaled(12), scaled(space::kUnit));
    padded->addWidget(m_filter);
    m_emptyHint->setWordWrap(true);
    padded->addWidget(m_emptyHint);
    column->addLayout(padded);
    m_filtered.setSourceModel(&model);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(&m_filtered);
    setUpList(m_list, ListRowDelegate::Form::TwoLines);
    m_list->setAccessibleName(tr("Saved segments"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    m_list->installEventFilter(this);
    m_filter->setTarget(m_list);
    column->addWidget(m_list, 1);
    column->addWidget(new Hairline(Qt::Horizontal, this));
    setButtonKind(m_new, ButtonKind::Ghost);
    m_new->setAutoDefault(false);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(scaled(space::kUnit), scaled(space::kUnit), scaled(space::kUnit), scaled(space::kUnit));
    foot->addWidget(m_new);
    foot->addStretch();
    column->addLayout(foot);
    QToolButton* add = m_header->addAction(Icon::Plus, tr("New segment (Ctrl+N)"));
    connect(add, &QToolButton::clicked, this, &SegmentListPane::newRequested);
    connect(m_new, &QPushButton::clicked, this, &SegmentListPane::newRequested);
    connect(m_filter, &QLineEdit::textChanged, &m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid()) {
            Q_EMIT segmentChosen(index.data().toString());
        }
    });
    connect(m_list, &QWidget::customContextMenuRequested, this,
            [this](QPoint at) { makeMenu()->popup(m_list->viewport()->mapToGlobal(at)); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&model, signal, this, &SegmentListPane::showCount);
    }
    setTabOrder(add, m_filter);
    setTabOrder(m_filter, m_list);
    setTabOrder(m_list, m_new);
    showCount();
}

void SegmentListPane::showCount()
{
    const int count = m_model.rowCount();
    m_header->setCaption(formatCount(count));
    m_filter->setVisible(count > 0);
    m_list->setVisible(count > 0);
    m_emptyHint->setVisible(count == 0);
}

void SegmentListPane::setCurrent(const QString& name)
{
    const QSignalBlocker quiet(m_list->selectionModel());
    const QModelIndex index = m_filtered.mapFromSource(m_model.index(m_model.rowOf(name)));
    m_list->setCurrentIndex(index);
    m_list->viewport()->update();
}

QString SegmentListPane::current() const
{
    return m_list->currentIndex().data().toString();
}

QMenu* SegmentListPane::makeMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = current();
    const auto add = [&](Icon icon, const QString& words, const QKeySequence& keys, auto signal) {
        QAction* action = menu->addAction(themedIcon(icon), words);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, name, signal] { Q_EMIT(this->*signal)(name); });
    };
    add(Icon::Edit, tr("Rename"), Qt::Key_F2, &SegmentListPane::renameRequested);
    add(Icon::Copy, tr("Duplicate"), Qt::CTRL | Qt::Key_D, &SegmentListPane::duplicateRequested);
    menu->addSeparator();
    add(Icon::Trash, tr("Delete"), Qt::Key_Delete, &SegmentListPane::removeRequested);
    return menu;
}

bool SegmentListPane::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (watched != m_list || !isKey || current().isEmpty()) {
        return Surface::eventFilter(watched, event);
    }
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool duplicates = key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier;
    if (key->key() != Qt::Key_F2 && key->key() != Qt::Key_Delete && !duplicates) {
        return Surface::eventFilter(watched, event);
    }
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
    } else if (duplicates) {
        Q_EMIT duplicateRequested(current());
    } else if (key->key() == Qt::Key_F2) {
        Q_EMIT renameRequested(current());
    } else {
        Q_EMIT removeRequested(current());
    }
    return true;
}

} // namespace postweave::ui::segments
