// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/why_model.h"

#include "core/segment/wording.h"
#include "ui/base/error_words.h"
#include "ui/base/number_format.h"
#include "ui/segments/condition_words.h"
#include "ui/segments/facets.h"
#include "ui/segments/literals.h"
#include "ui/segments/tree_row_content.h"

#include <algorithm>
#include <utility>

namespace postweave::ui::segments {

using segment::ExplainedNode;
using segment::Node;

namespace {

QString wordsOf(const Node& node, const SegmentContext& context)
{
    if (const auto* group = std::get_if<segment::Group>(&node.body)) {
        return group->kind == segment::GroupKind::Not
                   ? WhyModel::tr("Not")
                   : wordOf(combinatorOf(group->kind), static_cast<int>(group->atLeast));
    }
    return conditionText(node, context.catalog);
}

QString childrenDetail(const segment::FilterTree& tree, const segment::Explanation& explanation,
                       const ExplainedNode& group)
{
    const Node* node = tree.find(group.path);
    const std::vector<Node>* children = node != nullptr ? segment::childrenOf(*node) : nullptr;
    if (children == nullptr) {
        return {};
    }
    int holding = 0;
    int counted = 0;
    for (const ExplainedNode& each : explanation.nodes) {
        const bool isChild = each.path.size() == group.path.size() + 1 &&
                             std::equal(group.path.begin(), group.path.end(), each.path.begin());
        counted += isChild && !each.ignored ? 1 : 0;
        holding += isChild && !each.ignored && each.value ? 1 : 0;
    }
    return WhyModel::tr("%1 of %2 hold").arg(holding).arg(counted);
}

QString timesDetail(const ExplainedNode& node, const SegmentContext& context)
{
    const QString times = node.eventCount == 1 ? WhyModel::tr("once") : WhyModel::tr("%1 times").arg(node.eventCount);
    if (node.events.empty()) {
        return node.eventCount == 0 ? WhyModel::tr("never") : times;
    }
    return WhyModel::tr("%1, last %2").arg(times, readingText(Value(node.events.back().time), context.zone));
}

QString detailOf(const ExplainedNode& explained, const Node& node, const SegmentContext& context)
{
    if (std::holds_alternative<segment::AttributeTest>(node.body)) {
        const bool isMissing = !explained.actual || base::isMissing(*explained.actual);
        return isMissing ? WhyModel::tr("not set") : readingText(*explained.actual, context.zone);
    }
    if (std::holds_alternative<segment::EventCount>(node.body) ||
        std::holds_alternative<segment::EventBoundary>(node.body)) {
        return timesDetail(explained, context);
    }
    if (explained.actual && !base::isMissing(*explained.actual)) {
        return readingText(*explained.actual, context.zone);
    }
    return explained.value ? WhyModel::tr("yes") : WhyModel::tr("no");
}

} // namespace

std::vector<WhyRow> whyRows(const segment::FilterTree& tree, const segment::Explanation& explanation,
                            const SegmentContext& context)
{
    std::vector<WhyRow> rows;
    for (const ExplainedNode& explained : explanation.nodes) {
        const Node* node = tree.find(explained.path);
        if (node == nullptr || (explained.path.empty() && explanation.nodes.size() > 1)) {
            continue;
        }
        WhyRow row;
        row.path = explained.path;
        row.depth = explained.path.empty() ? 0 : static_cast<int>(explained.path.size()) - 1;
        row.holds = explained.value;
        row.ignored = explained.ignored;
        row.words = wordsOf(*node, context);
        const QString children = childrenDetail(tree, explanation, explained);
        row.detail = explained.ignored     ? WhyModel::tr("switched off")
                     : !children.isEmpty() ? children
                                           : detailOf(explained, *node, context);
        row.because = QString::fromStdString(explained.because);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<WhyRow> changeRows(const segment::SmallestChange& change, const SegmentContext& context)
{
    std::vector<WhyRow> rows;
    const auto add = [&rows](WhyRow::Kind kind, const QString& words) {
        WhyRow row;
        row.kind = kind;
        row.words = words;
        row.because = words;
        rows.push_back(std::move(row));
    };
    if (change.isPossible && change.cost() > 0) {
        add(WhyRow::Kind::Heading, WhyModel::tr("What would let them in"));
        for (const std::string& line : segment::changeLines(change, context.zone)) {
            add(WhyRow::Kind::Change, sentenceOf(line));
        }
    } else if (!change.isPossible) {
        add(WhyRow::Kind::Heading, WhyModel::tr("No change of today lets them in"));
        for (const segment::ChangeObstacle& obstacle : change.obstacles) {
            add(WhyRow::Kind::Change, sentenceOf(obstacle.words));
        }
    }
    return rows;
}

void WhyModel::setRows(std::vector<WhyRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int WhyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant WhyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const WhyRow& row = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.words;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        if (row.kind != WhyRow::Kind::Condition) {
            return row.words;
        }
        return tr("%1: %2, %3").arg(row.words, row.holds ? tr("holds") : tr("does not hold"), row.detail);
    default:
        return {};
    }
}

} // namespace postweave::ui::segments
