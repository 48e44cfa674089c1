// SPDX-License-Identifier: GPL-3.0-or-later
// CoverageFoot: how many people it takes to see every branch, and which branch nobody reaches.
#pragma once

#include "ui/templates/branch_coverage.h"
#include "ui/widgets/surface.h"

namespace postweave::ui {
class Label;
} // namespace postweave::ui

namespace postweave::ui::templates {

class BlockTreeModel;

class CoverageFoot : public Surface {
    Q_OBJECT
public:
    /// The model outlives it.
    explicit CoverageFoot(const BlockTreeModel& model, QWidget* parent = nullptr);

    /// Nothing: hidden.
    void setCoverage(const std::optional<BranchCoverage>& coverage);

private:
    class Strip;
    [[nodiscard]] QString unreachedWords(const BranchCoverage& coverage) const;

    const BlockTreeModel& m_model;
    Label* m_title;
    Strip* m_strip;
    Label* m_words;
};

} // namespace postweave::ui::templates
