// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/start/recent_list.h"

#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/base/workspace_session.h"
#include "ui/start/recent_workspaces.h"
#include "ui/widgets/list_row_delegate.h"
#include "ui/widgets/sparkline.h"

#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QFileInfo>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QUrl>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kRow = 64;
constexpr int kTile = 36;

QString heldWords(const RecentWorkspace& entry)
{
    if (!entry.exists()) {
        return RecentModel::tr("not there any more");
    }
    if (entry.readOnly) {
        return RecentModel::tr("read only");
    }
    QStringList parts;
    if (entry.campaigns > 0) {
        parts.append(RecentModel::tr("%n campaign(s)", nullptr, static_cast<int>(entry.campaigns)));
    }
    if (entry.segments > 0) {
        parts.append(RecentModel::tr("%n segment(s)", nullptr, static_cast<int>(entry.segments)));
    }
    return parts.isEmpty() ? RecentModel::tr("no segments yet") : parts.join(u", "_s);
}

struct RowColumns {
    QRect tile, names, spark, held, when, menu;
};

/// What there is no room for is left out from the middle on: the sparkline first, then what it held.
RowColumns columnsOf(const QRect& row)
{
    const QRect inner = row.adjusted(scaled(16), 0, -scaled(8), 0);
    const bool wide = inner.width() > scaled(620);
    const bool middling = inner.width() > scaled(440);
    RowColumns columns;
    columns.menu = RecentDelegate::menuRect(row);
    columns.tile = QRect(inner.x(), inner.center().y() - scaled(kTile) / 2 + 1, scaled(kTile), scaled(kTile));
    int right = columns.menu.left() - scaled(4);
    const auto take = [&](int width) {
        const QRect rect(right - width, row.y(), width, row.height());
        right -= width + scaled(12);
        return rect;
    };
    columns.when = take(scaled(96));
    columns.held = middling ? take(scaled(170)) : QRect();
    columns.spark = wide ? take(scaled(72)) : QRect();
    const int left = columns.tile.right() + 1 + scaled(16);
    columns.names = QRect(left, row.y(), right - left, row.height());
    return columns;
}

void paintTwoLines(QPainter& painter, const QRect& rect, const QString& first, TextRole firstRole,
                   const QString& second, TextRole secondRole)
{
    const int middle = rect.center().y() + 1;
    paintText(painter, QRect(rect.x(), middle - scaled(18), rect.width(), scaled(18)), first, fontFor(firstRole),
              theme().text);
    paintText(painter, QRect(rect.x(), middle, rect.width(), scaled(16)), second, fontFor(secondRole), theme().text2);
}

} // namespace

RecentModel::RecentModel(RecentWorkspaces& recent, QObject* parent) : QAbstractListModel(parent), m_recent(recent)
{
    connect(&recent, &RecentWorkspaces::changed, this, [this] {
        beginResetModel();
        endResetModel();
    });
}

int RecentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_recent.entries().size());
}

QVariant RecentModel::data(const QModelIndex& index, int role) const
{
    const RecentWorkspace& entry = m_recent.entries()[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return entry.name();
    case Qt::ToolTipRole:
    case Qt::UserRole:
        return entry.path;
    case Qt::AccessibleTextRole:
        return tr("%1, %2 people, %3").arg(entry.name(), formatCount(entry.people), entry.shownPath());
    default:
        return {};
    }
}

RecentDelegate::RecentDelegate(const WorkspaceSession& session, QObject* parent)
    : QStyledItemDelegate(parent), m_session(session)
{
}

QRect RecentDelegate::menuRect(const QRect& row)
{
    const int side = scaled(size::kSmallButton);
    return {row.right() - scaled(10) - side, row.center().y() - side / 2 + 1, side, side};
}

void RecentDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const RecentModel*>(index.model());
    const RecentWorkspace& entry = model->recent().entries()[index.row()];
    const RowColumns columns = columnsOf(option.rect);
    const bool open = entry.path == m_session.path();
    painter->save();
    if (open && !option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, theme().soft2);
    }
    paintRowGround(*painter, option, false);
    if (index.row() > 0) {
        paintHorizontalHairline(*painter, option.rect.left(), option.rect.right() + 1, option.rect.top(),
                                theme().border);
    }
    paintBox(*painter, columns.tile, {open ? theme().soft : theme().sunken, std::nullopt, radius::kCard});
    paintIcon(*painter, entry.readOnly ? Icon::Lock : Icon::Database, columns.tile, iconsize::kNormal,
              open ? theme().accent : theme().text2);
    paintTwoLines(*painter, columns.names, entry.name(), TextRole::BodyMedium, entry.shownPath(), TextRole::CodeSmall);
    if (!columns.spark.isEmpty()) {
        paintSparkline(*painter, QRectF(columns.spark).adjusted(0, scaled(19), 0, -scaled(19)), entry.peopleOverTime,
                       {.color = open ? &Theme::accent : &Theme::text3});
    }
    paintTwoLines(*painter, columns.held, RecentModel::tr("%1 people").arg(formatCount(entry.people)), TextRole::Body,
                  heldWords(entry), TextRole::Secondary);
    paintText(*painter, columns.when, formatRecently(entry.openedAt, m_session.clockNow(), m_session.timeZone()),
              fontFor(TextRole::Body), theme().text2, Qt::AlignRight);
    paintIcon(*painter, Icon::Dots, columns.menu, iconsize::kNormal, theme().text2);
    painter->restore();
}

QSize RecentDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {scaled(320), scaled(kRow)};
}

RecentList::RecentList(RecentWorkspaces& recent, const WorkspaceSession& session, QWidget* parent) : QListView(parent)
{
    setUpList(this, ListRowDelegate::Form::TwoLines);
    setModel(new RecentModel(recent, this));
    setItemDelegate(new RecentDelegate(session, this));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Recent workspaces"));
    connect(&recent, &RecentWorkspaces::changed, this, &QWidget::updateGeometry);
    connect(this, &QListView::activated, this,
            [this](const QModelIndex& index) { Q_EMIT openRequested(index.data(Qt::UserRole).toString()); });
}

QSize RecentList::sizeHint() const
{
    return {scaled(480), model()->rowCount() * scaled(kRow)};
}

QSize RecentList::minimumSizeHint() const
{
    return {scaled(320), sizeHint().height()};
}

void RecentList::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->pos());
    if (!index.isValid() || event->button() != Qt::LeftButton) {
        return;
    }
    const QRect menu = RecentDelegate::menuRect(visualRect(index));
    if (menu.contains(event->pos())) {
        openMenu(index, viewport()->mapToGlobal(menu.bottomLeft()));
    } else {
        Q_EMIT openRequested(index.data(Qt::UserRole).toString());
    }
}

void RecentList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete && currentIndex().isValid()) {
        Q_EMIT removeRequested(currentIndex().data(Qt::UserRole).toString());
        return;
    }
    QListView::keyPressEvent(event);
}

void RecentList::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (index.isValid()) {
        openMenu(index, byKey ? viewport()->mapToGlobal(visualRect(index).center()) : event->globalPos());
    }
}

void RecentList::openMenu(const QModelIndex& index, const QPoint& position)
{
    const QString path = index.data(Qt::UserRole).toString();
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, path] { Q_EMIT openRequested(path); });
    menu->addAction(tr("Show in its folder"), this,
                    [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath())); });
    menu->addSeparator();
    menu->addAction(tr("Remove from this list"), this, [this, path] { Q_EMIT removeRequested(path); });
    menu->popup(position);
}

} // namespace postweave::ui
