// SPDX-License-Identifier: GPL-3.0-or-later
// HistoryPane: what was stored of a segment's members, refresh by refresh, and how to store them anew.
#pragma once

#include "ui/segments/segment_context.h"
#include "ui/segments/segment_history.h"

#include <QWidget>

#include <array>

class QPushButton;

namespace postweave::ui {
class Label;
}

namespace postweave::ui::segments {

class HistoryChart;

class HistoryPane : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPane(QWidget* parent = nullptr);

    /// Null: unknown yet. Empty: nothing was stored.
    void setHistory(const SegmentHistory& history, const Context& context);
    [[nodiscard]] const SegmentHistory& history() const { return m_history; }
    void setRefreshing(bool refreshing);
    /// Why it cannot be refreshed; empty: it can.
    void setRefused(const QString& why);

    [[nodiscard]] HistoryChart* chart() const { return m_chart; }
    [[nodiscard]] QPushButton* refreshButton() const { return m_refresh; }
    [[nodiscard]] QPushButton* forecastButton() const { return m_forecast; }
    [[nodiscard]] QPushButton* enteredButton() const { return m_rows[0].people; }
    [[nodiscard]] QPushButton* leftButton() const { return m_rows[1].people; }
    [[nodiscard]] QString reasonsText(bool entered) const;

Q_SIGNALS:
    void refreshRequested();
    void forecastRequested();
    /// Those who entered or left at a refresh are to be looked at.
    void peopleWanted(const QString& caption, const postweave::audience::Bitset& people);

private:
    struct Row {
        QPushButton* people = nullptr;
        Label* reasons = nullptr;
    };
    void showSelected();
    void showPeople(bool entered);
    void showButtons();
    [[nodiscard]] const StoredRefresh* selected() const;

    SegmentHistory m_history;
    Context m_context;
    HistoryChart* m_chart;
    Label* m_moment;
    std::array<Row, 2> m_rows; ///< entered, left
    Label* m_hint;
    QPushButton* m_refresh;
    QPushButton* m_forecast;
    QString m_refused;
    bool m_refreshing = false;
};

} // namespace postweave::ui::segments
