// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/tree_places.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace postweave::ui::segments {

using segment::NodePath;

namespace {

constexpr int kLeastBar = 32;

QRect columnAt(int right, int offset, int width, int height)
{
    return {right - offset - width, 0, width, height};
}

bool opensCard(const TreeRow& row)
{
    return row.kind == RowKind::GroupHead || row.kind == RowKind::SequenceHead;
}

/// A card that is still open while rows are placed from top to bottom.
struct OpenCard {
    std::size_t index;
    int left;
    int right;
};

class Placer {
public:
    Placer(const std::vector<TreeRow>& rows, int width, const std::function<int(int, int)>& heightOf)
        : m_rows(rows), m_width(width), m_heightOf(heightOf)
    {
    }

    TreePlaces place()
    {
        m_places.width = m_width;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (opensCard(m_rows[i])) {
                openCard(static_cast<int>(i));
            } else if (!m_open.empty()) {
                if (m_rows[i].kind != RowKind::Foot) {
                    hang(static_cast<int>(i));
                }
                placeRow(static_cast<int>(i));
            }
            if (m_rows[i].kind == RowKind::Foot && !m_open.empty()) {
                closeCard(static_cast<int>(i));
            }
        }
        m_places.height = m_y;
        return std::move(m_places);
    }

private:
    void hang(int row) { m_places.cards[m_open.back().index].children.push_back(row); }

    void openCard(int row)
    {
        OpenCard card{m_places.cards.size(), 0, m_width};
        if (!m_open.empty()) {
            hang(row);
            card.left = m_open.back().left + scaled(treespace::kInset);
            card.right = m_open.back().right - scaled(treespace::kInsetRight);
            m_y += scaled(treespace::kGapAbove);
        }
        CardPlace place;
        place.head = row;
        place.depth = static_cast<int>(m_open.size());
        place.rect = QRect(card.left, m_y, card.right - card.left, 0);
        m_places.cards.push_back(place);
        m_open.push_back(card);
        placeRow(row);
    }

    void placeRow(int row)
    {
        const OpenCard& card = m_open.back();
        const int height = m_heightOf(row, m_width - card.left);
        m_places.rows.push_back({QRect(card.left, m_y, m_width - card.left, height), card.right});
        m_y += height;
    }

    void closeCard(int foot)
    {
        CardPlace& card = m_places.cards[m_open.back().index];
        card.foot = foot;
        card.rect.setHeight(m_y - card.rect.top());
        m_open.pop_back();
        m_y += m_open.empty() ? 0 : scaled(treespace::kGapBelow);
    }

    const std::vector<TreeRow>& m_rows;
    int m_width;
    const std::function<int(int, int)>& m_heightOf;
    TreePlaces m_places;
    std::vector<OpenCard> m_open;
    int m_y = 0;
};

int leastRoomForWords(const std::vector<TreeRow>& rows)
{
    int deepest = 0;
    for (const TreeRow& row : rows) {
        deepest = std::max(deepest, row.depth);
    }
    return deepest * scaled(treespace::kInset) + scaled(treespace::kChips) + scaled(treespace::kLeastChipSpace);
}

int bottomOf(const TreePlaces& places, int row)
{
    // A nested card ends with its foot.
    for (const CardPlace& card : places.cards) {
        if (card.head == row) {
            return card.rect.bottom() + 1;
        }
    }
    return places.rows[static_cast<std::size_t>(row)].rect.bottom() + 1;
}

} // namespace

int CountColumns::width() const
{
    return barWidth + countWidth + percentWidth + menuWidth + 3 * gap + margin;
}

QRect CountColumns::menu(int right, int height) const
{
    return columnAt(right, margin, menuWidth, height);
}

QRect CountColumns::percent(int right, int height) const
{
    return columnAt(right, margin + menuWidth + gap, percentWidth, height);
}

QRect CountColumns::count(int right, int height) const
{
    return columnAt(right, margin + menuWidth + percentWidth + 2 * gap, countWidth, height);
}

QRect CountColumns::bar(int right, int height) const
{
    return columnAt(right, margin + menuWidth + percentWidth + countWidth + 3 * gap, barWidth, height);
}

CountColumns countColumns(std::uint64_t people)
{
    constexpr int kBar = 72;
    constexpr int kCount = 56;
    constexpr int kPercent = 48;
    constexpr int kMenu = 16;
    constexpr int kMargin = 12;
    const int widest = textWidth(formatCount(static_cast<qint64>(people)), fontFor(TextRole::BodyStrong));
    return {scaled(kBar),   std::max(scaled(kCount), widest), scaled(kPercent), scaled(kMenu), scaled(space::kUnit),
            scaled(kMargin)};
}

TreePlaces placeRows(const std::vector<TreeRow>& rows, int width, const std::function<int(int, int)>& heightOf)
{
    return Placer(rows, width, heightOf).place();
}

CountColumns columnsFor(const std::vector<TreeRow>& rows, const CountColumns& usual, int width)
{
    CountColumns columns = usual;
    const int lack = leastRoomForWords(rows) + usual.width() - width;
    if (lack > 0) {
        columns.barWidth -= std::min(lack, usual.barWidth - scaled(kLeastBar));
    }
    if (leastRoomForWords(rows) + columns.width() > width) {
        columns.percentWidth = 0;
    }
    return columns;
}

int leastTreeWidth(const std::vector<TreeRow>& rows, const CountColumns& usual)
{
    return leastRoomForWords(rows) + columnsFor(rows, usual, 0).width();
}

std::optional<DropPlace> dropPlaceAt(const TreePlaces& places, const std::vector<TreeRow>& rows, QPoint at,
                                     const NodePath& dragged)
{
    std::optional<DropPlace> best;
    int bestDistance = std::numeric_limits<int>::max();
    const auto offer = [&](const CardPlace& card, std::uint32_t index, int y) {
        const TreeRow& head = rows[static_cast<std::size_t>(card.head)];
        if (isWithin(head.inner, dragged)) {
            return;
        }
        // A step to the side counts a little, so that gaps at the same height are told apart by depth.
        const int sideways = std::abs(at.x() - (card.rect.left() + scaled(treespace::kGrip)));
        const int distance = 4 * std::abs(at.y() - y) + sideways / 4;
        if (distance < bestDistance) {
            bestDistance = distance;
            best = DropPlace{head.inner, index, static_cast<int>(&card - places.cards.data()), y};
        }
    };
    for (const CardPlace& card : places.cards) {
        if (rows[static_cast<std::size_t>(card.head)].kind == RowKind::SequenceHead) {
            continue;
        }
        offer(card, 0, places.rows[static_cast<std::size_t>(card.head)].rect.bottom() + 1);
        for (std::size_t i = 0; i < card.children.size(); ++i) {
            offer(card, static_cast<std::uint32_t>(i + 1), bottomOf(places, card.children[i]));
        }
    }
    return best;
}

} // namespace postweave::ui::segments
