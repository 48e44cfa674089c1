// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/block_tree_model.h"

#include "ui/base/number_format.h"
#include "ui/base/theme.h"
#include "ui/widgets/item_roles.h"

namespace postweave::ui::templates {

namespace {

bool hasSameShape(const std::vector<BlockNode>& a, const std::vector<BlockNode>& b)
{
    if (a.size() != b.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].isBlock() != b[i].isBlock() || !hasSameShape(a[i].children, b[i].children)) {
            return false;
        }
    }
    return true;
}

} // namespace

void BlockTreeModel::setBlocks(std::vector<BlockNode> blocks)
{
    const bool sameShape = hasSameShape(blocks, m_blocks);
    if (!sameShape) {
        beginResetModel();
    }
    m_blocks = std::move(blocks);
    m_places.clear();
    m_roots.clear();
    findPlaces(m_blocks, -1);
    if (sameShape) {
        tellAll();
    } else {
        endResetModel();
    }
}

void BlockTreeModel::setCoverage(std::optional<BranchCoverage> coverage)
{
    m_coverage = std::move(coverage);
    tellAll();
}

void BlockTreeModel::tellAll()
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const QModelIndex place = indexOf(static_cast<int>(i));
        Q_EMIT dataChanged(place, place);
    }
}

void BlockTreeModel::findPlaces(const std::vector<BlockNode>& nodes, int parent)
{
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        const int place = static_cast<int>(m_places.size());
        m_places.push_back({&nodes[row], parent, static_cast<int>(row), {}});
        (parent < 0 ? m_roots : m_places[static_cast<std::size_t>(parent)].children).push_back(place);
        findPlaces(nodes[row].children, place);
    }
}

QModelIndex BlockTreeModel::indexOf(int place) const
{
    return place < 0 ? QModelIndex()
                     : createIndex(m_places[static_cast<std::size_t>(place)].row, 0, static_cast<quintptr>(place));
}

QModelIndex BlockTreeModel::indexAtLine(int line) const
{
    int best = -1;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const BlockNode& node = *m_places[i].node;
        if (node.line <= line && line <= node.lastLine) {
            best = static_cast<int>(i); // children come after their parents
        }
    }
    return indexOf(best);
}

int BlockTreeModel::branchCount() const
{
    int count = 0;
    for (const Place& place : m_places) {
        count += place.node->isBlock() ? 0 : 1;
    }
    return count;
}

QModelIndex BlockTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    const std::vector<int>& rows = parent.isValid() ? placeOf(parent).children : m_roots;
    const bool isThere = column == 0 && row >= 0 && row < static_cast<int>(rows.size());
    return isThere ? indexOf(rows[static_cast<std::size_t>(row)]) : QModelIndex();
}

QModelIndex BlockTreeModel::parent(const QModelIndex& child) const
{
    return child.isValid() ? indexOf(placeOf(child).parent) : QModelIndex();
}

int BlockTreeModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(parent.isValid() ? placeOf(parent).children.size() : m_roots.size());
}

int BlockTreeModel::columnCount(const QModelIndex&) const
{
    return 1;
}

std::optional<double> BlockTreeModel::shareOf(const BlockNode& node) const
{
    const auto block = static_cast<std::size_t>(node.block);
    if (!m_coverage || m_coverage->people == 0 || block >= m_coverage->reached.size()) {
        return std::nullopt;
    }
    if (!node.isBlock()) {
        return m_coverage->shareOf(block, static_cast<std::size_t>(node.branch));
    }
    return static_cast<double>(m_coverage->entered[block]) / static_cast<double>(m_coverage->people);
}

bool BlockTreeModel::isNobody(const BlockNode& node) const
{
    return m_coverage && m_coverage->isWhole() && !node.isBlock() && shareOf(node) == 0.0;
}

QString BlockTreeModel::figureOf(const BlockNode& node) const
{
    if (isNobody(node)) {
        return tr("nobody");
    }
    const auto share = shareOf(node);
    if (!share) {
        return {};
    }
    const auto whole = static_cast<qint64>(m_coverage->people);
    return *share >= 1 ? formatPercent(1, 0)
                       : formatShare(static_cast<qint64>(*share * static_cast<double>(whole) + 0.5), whole);
}

QVariant BlockTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const BlockNode& node = *placeOf(index).node;
    switch (role) {
    case Qt::DisplayRole:
        return node.title;
    case Qt::ToolTipRole:
        return node.isBlock() && !node.partial.isEmpty()
                   ? node.title
                   : tr("%1, line %2").arg(node.title).arg(node.partial.isEmpty() ? node.line : node.lineInPartial);
    case Qt::AccessibleDescriptionRole:
        return tr("line %1, %2").arg(node.line).arg(figureOf(node));
    case itemrole::Icon:
        return static_cast<int>(isNobody(node) ? Icon::Warning : node.icon);
    case itemrole::IconTone:
    case itemrole::Tone:
        return isNobody(node) ? QVariant(static_cast<int>(Tone::Warning)) : QVariant();
    case itemrole::Strong:
        return node.isBlock();
    case itemrole::Bar:
        return shareOf(node) ? QVariant(*shareOf(node)) : QVariant();
    case itemrole::Figure:
        return figureOf(node);
    case LineRole:
        return node.line;
    default:
        return {};
    }
}

} // namespace postweave::ui::templates
