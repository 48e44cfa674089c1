// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentListPane: the saved segments at the left, with a filter and what can be done to one.
#pragma once

#include "ui/segments/segment_list_model.h"
#include "ui/widgets/surface.h"

#include <QSortFilterProxyModel>

class QListView;
class QMenu;
class QPushButton;

namespace postweave::ui {
class Label;
class PaneHeader;
class SearchField;
} // namespace postweave::ui

namespace postweave::ui::segments {

class SegmentListPane : public Surface {
    Q_OBJECT
public:
    explicit SegmentListPane(SegmentListModel& model, QWidget* parent = nullptr);

    /// Selects without telling.
    void setCurrent(const QString& name);
    [[nodiscard]] QString current() const;
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] SearchField* filter() const { return m_filter; }
    [[nodiscard]] QPushButton* newButton() const { return m_new; }
    /// For the current row; deletes itself when it closes.
    [[nodiscard]] QMenu* makeMenu();

Q_SIGNALS:
    void segmentChosen(const QString& name);
    void newRequested();
    void renameRequested(const QString& name);
    void duplicateRequested(const QString& name);
    void removeRequested(const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showCount();

    SegmentListModel& m_model;
    QSortFilterProxyModel m_filtered;
    PaneHeader* m_header;
    SearchField* m_filter;
    QListView* m_list;
    Label* m_emptyHint;
    QPushButton* m_new;
};

} // namespace postweave::ui::segments
