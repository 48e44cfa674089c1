// SPDX-License-Identifier: GPL-3.0-or-later
// RecentList: the workspaces opened before, as a table of two-line rows.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace postweave::ui {

class RecentWorkspaces;
class WorkspaceSession;

class RecentModel : public QAbstractListModel {
    Q_OBJECT
public:
    RecentModel(RecentWorkspaces& recent, QObject* parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] const RecentWorkspaces& recent() const { return m_recent; }

private:
    RecentWorkspaces& m_recent;
};

class RecentDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    RecentDelegate(const WorkspaceSession& session, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The … at the end of a row.
    [[nodiscard]] static QRect menuRect(const QRect& row);

private:
    const WorkspaceSession& m_session;
};

class RecentList : public QListView {
    Q_OBJECT
public:
    RecentList(RecentWorkspaces& recent, const WorkspaceSession& session, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void openRequested(const QString& path);
    void removeRequested(const QString& path);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void openMenu(const QModelIndex& index, const QPoint& position);
};

} // namespace postweave::ui
