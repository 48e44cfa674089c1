// SPDX-License-Identifier: GPL-3.0-or-later
// What one row of the tree says: pill or chips, in words that editors can be opened on.
#pragma once

#include "ui/segments/facets.h"
#include "ui/segments/tree_rows.h"
#include "ui/widgets/combinator_pill.h"
#include "ui/widgets/condition_chip.h"

#include <QString>

#include <optional>
#include <vector>

namespace postweave::ui::segments {

struct ChipContent {
    ConditionChip::Kind kind = ConditionChip::Kind::Operator;
    QString text;
    std::optional<Icon> icon;
    Facet facet;
    bool isGlue = false;      ///< words between chips, nothing to click
    bool isRemovable = false; ///< one of several values
    bool operator==(const ChipContent&) const = default;
};

struct RowContent {
    TreeRow row;
    std::vector<ChipContent> chips;
    Combinator combinator = Combinator::All; ///< of a group's head
    int atLeast = 2;
    int children = 0;
    QString hint;  ///< faint, behind the pill
    QString words; ///< the row in words, for those who listen: "Country is one of US, CA"
    bool operator==(const RowContent&) const = default;
};

[[nodiscard]] RowContent contentOf(const TreeRow& row, const segment::FilterTree& tree, const SegmentContext& context);

[[nodiscard]] Combinator combinatorOf(segment::GroupKind kind);
[[nodiscard]] segment::GroupKind groupKindOf(Combinator combinator);
[[nodiscard]] Icon typeIcon(ValueType type);
/// Colour of a card's thread.
[[nodiscard]] ColorRole threadRole(const RowContent& head);

} // namespace postweave::ui::segments
