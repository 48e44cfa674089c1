// SPDX-License-Identifier: GPL-3.0-or-later
// ReachMarks: what share of the audience gets each branch, in the margin: a number at its first line and a band along
// all of it.
#pragma once

#include <QString>

#include <vector>

namespace postweave::ui::editor {

class CodeView;

struct BranchReach {
    int firstLine = 0; ///< from 1
    int lastLine = 0;  ///< the last one of the branch
    double share = 0;  ///< of the audience, 0 to 1
    QString words;     ///< as shown: 4.1 %, or a word for nobody
    QString tip;
};

class ReachMarks {
public:
    explicit ReachMarks(CodeView& view) : m_view(view) {}

    /// Inner branches come after the ones around them; none: the margin goes away.
    void show(const std::vector<BranchReach>& branches);
    [[nodiscard]] QString tipOfLine(int line) const;

private:
    void clear();
    void showBand(const BranchReach& branch);

    CodeView& m_view;
    std::vector<BranchReach> m_shown;
};

} // namespace postweave::ui::editor
