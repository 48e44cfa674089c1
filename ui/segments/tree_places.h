// SPDX-License-Identifier: GPL-3.0-or-later
// Where the rows, cards and columns of a tree stand. Pixels, scaled with the words.
#pragma once

#include "ui/segments/tree_rows.h"

#include <QRect>

#include <functional>
#include <optional>
#include <vector>

namespace postweave::ui::segments {

/// Measured from a row's right edge, so that a number stands at the same x at every depth.
struct CountColumns {
    int barWidth = 0;
    int countWidth = 0;
    int percentWidth = 0; ///< 0: left out
    int menuWidth = 0;
    int gap = 0;
    int margin = 0; ///< at the right

    bool operator==(const CountColumns&) const = default;
    [[nodiscard]] int width() const;
    // Of a row `right` pixels wide and `height` high.
    [[nodiscard]] QRect menu(int right, int height) const;
    [[nodiscard]] QRect percent(int right, int height) const;
    [[nodiscard]] QRect count(int right, int height) const;
    [[nodiscard]] QRect bar(int right, int height) const;
};

/// Wide enough for the number of all people.
[[nodiscard]] CountColumns countColumns(std::uint64_t people);

/// Offsets from the left edge of a row's card.
namespace treespace {
inline constexpr int kPill = 20;
inline constexpr int kThread = 24;
inline constexpr int kElbowEnd = 37;
inline constexpr int kGrip = 48;     ///< centre, of a row
inline constexpr int kHeadGrip = 12; ///< centre, of a nested card's head
inline constexpr int kChips = 60;
inline constexpr int kInset = 38; ///< of a nested card
inline constexpr int kInsetRight = 8;
inline constexpr int kGapAbove = 4;
inline constexpr int kGapBelow = 8;
inline constexpr int kFoot = 34;
inline constexpr int kElbowRadius = 6;
inline constexpr int kLeastChipSpace = 220; ///< below this the tree scrolls sideways
} // namespace treespace

struct RowPlace {
    QRect rect;        ///< from the card's left edge to the tree's right edge
    int cardRight = 0; ///< where the card's own ground ends
};

struct CardPlace {
    QRect rect;
    int head = 0; ///< row
    int foot = 0; ///< row
    int depth = 0;
    std::vector<int> children; ///< rows that hang on its thread: conditions, steps, heads of nested cards
};

struct TreePlaces {
    std::vector<RowPlace> rows;
    std::vector<CardPlace> cards; ///< outer ones first
    int width = 0;
    int height = 0;
};

/// `heightOf(row, width)` is asked for each row with the width from its card's left edge to the tree's right edge.
[[nodiscard]] TreePlaces placeRows(const std::vector<TreeRow>& rows, int width,
                                   const std::function<int(int row, int width)>& heightOf);

/// The columns for a tree of this width: where the deepest row would have too little room, the bar gives way first,
/// then the share.
[[nodiscard]] CountColumns columnsFor(const std::vector<TreeRow>& rows, const CountColumns& usual, int width);

/// The least width that shows the deepest row, with columns as narrow as they get.
[[nodiscard]] int leastTreeWidth(const std::vector<TreeRow>& rows, const CountColumns& usual);

/// Where a dragged node would go.
struct DropPlace {
    segment::NodePath parent;
    std::uint32_t index = 0;
    int card = -1; ///< in TreePlaces::cards
    int y = 0;     ///< of the line
    bool operator==(const DropPlace&) const = default;
};

/// The gap between rows nearest to `at`; at the end of nested cards the x decides how deep. Nothing inside of `dragged`
/// itself, and no place among a sequence's steps.
[[nodiscard]] std::optional<DropPlace> dropPlaceAt(const TreePlaces& places, const std::vector<TreeRow>& rows,
                                                   QPoint at, const segment::NodePath& dragged);

} // namespace postweave::ui::segments
