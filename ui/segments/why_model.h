// SPDX-License-Identifier: GPL-3.0-or-later
// WhyModel: why one person is in a segment or not, a row a node.
#pragma once

#include "core/segment/explanation.h"
#include "core/segment/smallest_change.h"
#include "ui/segments/segment_context.h"

#include <QAbstractListModel>

#include <vector>

namespace postweave::ui::segments {

struct WhyRow {
    enum class Kind {
        Condition,
        Heading,
        Change, ///< something that would let the person in, or what keeps that from being
    };
    Kind kind = Kind::Condition;
    segment::NodePath path;
    int depth = 0;
    bool holds = false;
    bool ignored = false;
    QString words;   ///< the node, without its children
    QString detail;  ///< what this person has
    QString because; ///< the whole reason
    bool operator==(const WhyRow&) const = default;
};

/// The root is left out unless it is all there is.
[[nodiscard]] std::vector<WhyRow> whyRows(const segment::FilterTree& tree, const segment::Explanation& explanation,
                                          const SegmentContext& context);

/// What would let somebody in who is outside, under a heading; nothing for a member.
[[nodiscard]] std::vector<WhyRow> changeRows(const segment::SmallestChange& change, const SegmentContext& context);

class WhyModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<WhyRow> rows);
    [[nodiscard]] const WhyRow& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<WhyRow> m_rows;
};

} // namespace postweave::ui::segments
