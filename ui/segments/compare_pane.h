// SPDX-License-Identifier: GPL-3.0-or-later
// ComparePane: the open segment beside another one: in both, only in this, only in that.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/segment_context.h"

#include <QWidget>

#include <array>
#include <optional>

class QPushButton;

namespace postweave::ui {
class CountBar;
class Label;
class SearchField;
} // namespace postweave::ui

namespace postweave::ui::segments {

struct Comparison {
    std::uint64_t both = 0;
    std::uint64_t onlyFirst = 0;
    std::uint64_t onlySecond = 0;
    bool operator==(const Comparison&) const = default;
};

/// Nothing if one of them cannot be evaluated. For worker threads.
[[nodiscard]] std::optional<Comparison> compareSegments(const segment::FilterTree& first,
                                                        const segment::FilterTree& second,
                                                        const SegmentContext& context, const CancelToken& cancel);

class ComparePane : public QWidget {
    Q_OBJECT
public:
    /// `name` is the open segment's, and left out of the choice.
    ComparePane(const Context& context, const QString& name, const segment::FilterTree& tree, QWidget* parent);

    [[nodiscard]] ChoiceList* list() const { return m_list; }
    [[nodiscard]] const std::optional<Comparison>& comparison() const { return m_comparison; }

Q_SIGNALS:
    void compared();
    /// The people of one part are to be a segment of their own.
    void segmentWanted(const QString& name, const postweave::segment::FilterTree& tree);

private:
    struct Part {
        Label* words = nullptr;
        Label* count = nullptr;
        CountBar* bar = nullptr;
        QPushButton* make = nullptr;
    };
    enum PartIndex { Both, OnlyFirst, OnlySecond };

    QWidget* makeParts();
    void filter(const QString& text);
    void compareWith(const QString& name);
    void showComparison(const Comparison& comparison);
    void makeSegment(int part);

    Context m_context;
    QString m_name;
    segment::FilterTree m_tree;
    QString m_other;
    std::optional<Comparison> m_comparison;
    SearchField* m_search;
    ChoiceList* m_list;
    QWidget* m_partsPane;
    std::array<Part, 3> m_parts;
    LatestWork m_work;
};

} // namespace postweave::ui::segments
