// SPDX-License-Identifier: GPL-3.0-or-later
// ComparePane: the open segment beside another one, or beside itself at a past day: in both, only in this, only in
// that.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/segment_source.h"

#include <QWidget>

#include <array>
#include <optional>

class QDateEdit;
class QPushButton;

namespace postweave::ui {
class CountBar;
class Label;
class SearchField;
class SegmentedControl;
} // namespace postweave::ui

namespace postweave::ui::segments {

struct Comparison {
    std::uint64_t both = 0;
    std::uint64_t onlyFirst = 0;
    std::uint64_t onlySecond = 0;
    bool operator==(const Comparison&) const = default;
};

/// In both, only in the first, only in the second.
using ComparedPeople = std::array<audience::Bitset, 3>;

[[nodiscard]] ComparedPeople comparePeople(const audience::Bitset& first, const audience::Bitset& second);
/// Nothing if one of them cannot be evaluated. For worker threads.
[[nodiscard]] std::optional<ComparedPeople> compareSegments(const segment::FilterTree& first,
                                                            const segment::FilterTree& second,
                                                            const SegmentContext& context, const CancelToken& cancel);

class ComparePane : public QWidget {
    Q_OBJECT
public:
    /// `name` is the open segment's, and left out of the choice. The source outlives the pane.
    ComparePane(const Context& context, const QString& name, const segment::FilterTree& tree, SegmentSource& source,
                QWidget* parent);
    ~ComparePane() override;

    enum With { Segment, PastDay };
    [[nodiscard]] SegmentedControl* with() const { return m_with; }
    [[nodiscard]] QDateEdit* day() const { return m_day; }
    [[nodiscard]] QPushButton* showButton(int part) const { return m_parts[static_cast<std::size_t>(part)].show; }
    [[nodiscard]] ChoiceList* list() const { return m_list; }
    [[nodiscard]] const std::optional<Comparison>& comparison() const { return m_comparison; }

Q_SIGNALS:
    void compared();
    /// The people of one part are to be a segment of their own.
    void segmentWanted(const QString& name, const postweave::segment::FilterTree& tree);

    void peopleWanted(const QString& caption, const postweave::audience::Bitset& people);

private:
    struct Part {
        Label* words = nullptr;
        Label* count = nullptr;
        CountBar* bar = nullptr;
        QPushButton* show = nullptr;
        QPushButton* make = nullptr;
    };
    enum PartIndex { Both, OnlyFirst, OnlySecond };

    QWidget* makeParts();
    QWidget* makePast();
    void showWith();
    void askPast();
    void dropPast();
    void takePast(int number, const PastMembers& past, const Context& context);
    void filter(const QString& text);
    void compareWith(const QString& name);
    void showComparison(const ComparedPeople& people);
    [[nodiscard]] std::array<QString, 3> words() const;
    void makeSegment(int part);

    Context m_context;
    QString m_name;
    segment::FilterTree m_tree;
    SegmentSource& m_source;
    int m_question = 0; ///< to the source; 0: none is open
    QString m_other;
    std::optional<Comparison> m_comparison;
    ComparedPeople m_people;
    SegmentedControl* m_with;
    QWidget* m_past;
    QDateEdit* m_day = nullptr;
    Label* m_gone = nullptr;
    SearchField* m_search;
    ChoiceList* m_list;
    QWidget* m_partsPane;
    std::array<Part, 3> m_parts;
    LatestWork m_work;
};

} // namespace postweave::ui::segments
