// SPDX-License-Identifier: GPL-3.0-or-later
// BlockTreeModel: the dynamic blocks of the template on show, each branch with the share of people who get it.
#pragma once

#include "ui/templates/block_tree.h"

#include <QAbstractItemModel>

#include <optional>

namespace postweave::ui::templates {

class BlockTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { LineRole = Qt::UserRole };

    using QAbstractItemModel::QAbstractItemModel;

    /// Rows stay where only words or lines have changed.
    void setBlocks(std::vector<BlockNode> blocks);
    /// Nothing: not measured (any more).
    void setCoverage(std::optional<BranchCoverage> coverage);
    [[nodiscard]] const std::vector<BlockNode>& blocks() const { return m_blocks; }
    /// The innermost node whose lines hold this one; invalid: none does.
    [[nodiscard]] QModelIndex indexAtLine(int line) const;
    [[nodiscard]] int branchCount() const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    /// A node with its place, so that a child knows its parent.
    struct Place {
        const BlockNode* node;
        int parent; ///< index into m_places; −1: a root
        int row;
        std::vector<int> children;
    };
    void findPlaces(const std::vector<BlockNode>& nodes, int parent);
    [[nodiscard]] const Place& placeOf(const QModelIndex& index) const { return m_places[index.internalId()]; }
    [[nodiscard]] QModelIndex indexOf(int place) const;
    void tellAll();
    [[nodiscard]] std::optional<double> shareOf(const BlockNode& node) const;
    [[nodiscard]] bool isNobody(const BlockNode& node) const;
    [[nodiscard]] QString figureOf(const BlockNode& node) const;

    std::vector<BlockNode> m_blocks;
    std::vector<Place> m_places;
    std::vector<int> m_roots;
    std::optional<BranchCoverage> m_coverage;
};

} // namespace postweave::ui::templates
