// SPDX-License-Identifier: GPL-3.0-or-later
// BlockTree: a template's dynamic blocks with their branches, in the words people use for them.
#pragma once

#include "ui/base/icon.h"
#include "ui/templates/branch_coverage.h"

#include <QString>

#include <vector>

namespace postweave::ui::templates {

struct BlockNode {
    QString title;
    Icon icon = Icon::Branch;
    int line = 0;     ///< of its tag
    int lastLine = 0; ///< of its body
    QString partial; ///< name of the partial it is in; `line` is then that of the tag that uses it, and no body is here
    int lineInPartial = 0;
    int block = -1; ///< number in Analysis::blocks
    int branch = 0; ///< 0: the block itself; from 1: its branch
    std::vector<BlockNode> children;

    [[nodiscard]] bool isBlock() const { return branch == 0; }
    bool operator==(const BlockNode&) const = default;
};

/// Blocks of the template and, where they are used first, of its partials; a block within a branch stands below it.
[[nodiscard]] std::vector<BlockNode> blockTree(const TemplateReading& reading);

/// What a block is called: a comment right before it, or the class or id of the element it stands in; else its line.
[[nodiscard]] QString blockTitle(std::string_view source, const liquid::DynamicBlock& block);

} // namespace postweave::ui::templates
