// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/reach_marks.h"

#include "ui/base/fonts.h"
#include "ui/editor/code_view.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace postweave::ui::editor {

namespace {

using Sci = QsciScintillaBase;

constexpr unsigned kBandMask =
    (((1 << kBandSteps) - 1) << static_cast<int>(Mark::FirstBand)) | 1 << static_cast<int>(Mark::Nobody);

Mark bandOf(double share)
{
    if (share <= 0) {
        return Mark::Nobody;
    }
    const int step = std::clamp(static_cast<int>(std::ceil(share * kBandSteps)) - 1, 0, kBandSteps - 1);
    return static_cast<Mark>(static_cast<int>(Mark::FirstBand) + step);
}

} // namespace

void ReachMarks::clear()
{
    m_view.call(Sci::SCI_MARGINTEXTCLEARALL);
    for (int marker = static_cast<int>(Mark::Nobody); marker < static_cast<int>(Mark::FirstBand) + kBandSteps;
         ++marker) {
        m_view.markerDeleteAll(marker);
    }
}

void ReachMarks::show(const std::vector<BranchReach>& branches)
{
    clear();
    m_shown = branches;
    m_view.setMarginWidth(static_cast<int>(Margin::Reach), branches.empty() ? 0 : scaled(60));
    m_view.setMarginWidth(static_cast<int>(Margin::Band), branches.empty() ? 0 : scaled(4));
    for (const BranchReach& branch : branches) {
        showBand(branch);
        const auto style = branch.share > 0 ? MarginStyle::Reach : MarginStyle::Nobody;
        const QByteArray words = (branch.words + u' ').toUtf8();
        const int line = branch.firstLine - 1;
        m_view.SendScintilla(Sci::SCI_MARGINSETTEXT, static_cast<unsigned long>(line), words.constData());
        m_view.call(Sci::SCI_MARGINSETSTYLE, line, static_cast<int>(style));
    }
}

void ReachMarks::showBand(const BranchReach& branch)
{
    const int marker = static_cast<int>(bandOf(branch.share));
    const int last = std::min(branch.lastLine, m_view.lines());
    for (int line = branch.firstLine - 1; line < last; ++line) {
        if (const unsigned outer = m_view.markersAtLine(line) & kBandMask; outer != 0) {
            m_view.markerDelete(line, std::countr_zero(outer));
        }
        m_view.markerAdd(line, marker);
    }
}

QString ReachMarks::tipOfLine(int line) const
{
    for (auto branch = m_shown.rbegin(); branch != m_shown.rend(); ++branch) {
        if (branch->firstLine <= line + 1 && line + 1 <= branch->lastLine) {
            return branch->tip;
        }
    }
    return {};
}

} // namespace postweave::ui::editor
