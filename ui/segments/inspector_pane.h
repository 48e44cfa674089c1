// SPDX-License-Identifier: GPL-3.0-or-later
// InspectorPane: who is in the segment: the number, the words, the members, and why.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/member_table_model.h"
#include "ui/segments/segment_counting.h"
#include "ui/segments/segment_history.h"
#include "ui/segments/segment_list_model.h"
#include "ui/segments/why_model.h"
#include "ui/widgets/surface.h"

#include <optional>
#include <vector>

class QTableView;
class QToolButton;

namespace postweave::ui {
class CountBar;
class Label;
class SearchField;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::segments {

class HistoryPane;
class SizeChart;
class WhyList;

class InspectorPane : public Surface {
    Q_OBJECT
public:
    explicit InspectorPane(QWidget* parent = nullptr);

    /// Members and reasons follow on a worker.
    void setCounts(const Counts& counts);
    void setTree(const segment::FilterTree& tree, const Context& context);
    void setBusy(bool busy);
    void clear();

    /// What was stored of the open segment; null: not known yet.
    void setHistory(const SegmentHistory& history, const Context& context);
    /// The table shows these people, under a line that says who they are, until the segment changes or the user goes
    /// back.
    void showPeople(const QString& caption, const audience::Bitset& people);
    void showSegment();

    [[nodiscard]] HistoryPane* history() const { return m_history; }
    [[nodiscard]] QString peopleText() const;
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] MemberTableModel& members() { return m_members; }
    [[nodiscard]] WhyModel& why() { return m_why; }
    [[nodiscard]] SearchField* search() const { return m_search; }
    [[nodiscard]] SegmentedControl* side() const { return m_side; }
    [[nodiscard]] QString numberText() const;
    [[nodiscard]] QString wordsText() const;
    [[nodiscard]] bool isSettled() const
    {
        return !m_queryWork.isRunning() && !m_whyWork.isRunning() && !m_pastWork.isRunning();
    }

Q_SIGNALS:
    void refreshRequested();
    void profileRequested(const QString& key);
    void settledChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Why {
        segment::Explanation explanation;
        std::optional<segment::SmallestChange> change; ///< for those who are outside
    };

    QWidget* makeNumber();
    QWidget* makeWords();
    QWidget* makeMembersHead();
    QWidget* makePeopleHead();
    void openForecast();
    void showSize();
    void makeTable();
    QWidget* makeWhy();
    void query();
    void showMembers(const MemberList& list);
    void sortBy(int column);
    void openColumnsMenu();
    void toggleColumn(const std::string& name);
    void fitColumns();
    void layOutColumns();
    void selectPerson();
    /// As wide as head and first rows ask for.
    [[nodiscard]] std::vector<int> columnWidths() const;
    void personSelected();
    void explain();
    void showWhy(const Why& why);
    void loadPast();
    void showPast(const SegmentSize& size);

    Counts m_counts;
    MemberTableModel m_members;
    MemberQuery m_query;
    std::optional<audience::Bitset> m_chosenPeople; ///< in place of the members
    std::optional<audience::Ordinal> m_person;
    std::vector<std::string> m_proposedColumns; ///< of which as many are shown as fit
    std::vector<int> m_columnWidths;            ///< that they need, or those chosen do
    bool m_columnsChosen = false;
    bool m_fitWanted = true; ///< with the next members
    WhyModel m_why;
    Label* m_number = nullptr;
    Label* m_people = nullptr;
    Label* m_share = nullptr;
    Label* m_trend = nullptr;
    CountBar* m_bar = nullptr;
    SizeChart* m_chart = nullptr;
    HistoryPane* m_history = nullptr;
    QWidget* m_peopleHead = nullptr;
    Label* m_peopleCaption = nullptr;
    bool m_hasPast = false; ///< the computed sizes
    Label* m_words = nullptr;
    Label* m_membersCaption = nullptr;
    SegmentedControl* m_side = nullptr; ///< members, or those who are none
    SearchField* m_search = nullptr;
    QToolButton* m_columnsButton = nullptr;
    QTableView* m_table = nullptr;
    Label* m_whyTitle = nullptr;
    QToolButton* m_openProfile = nullptr;
    WhyList* m_whyList = nullptr;
    QWidget* m_whyPane = nullptr;
    LatestWork m_queryWork;
    LatestWork m_whyWork;
    LatestWork m_pastWork;
};

} // namespace postweave::ui::segments
