// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/tag_notes.h"

#include "ui/editor/code_view.h"

#include <algorithm>

namespace postweave::ui::editor {

using namespace Qt::Literals::StringLiterals;
using Sci = QsciScintillaBase;

void TagNotes::show(const std::vector<TagNote>& notes)
{
    const int length = m_view.byteCount();
    m_view.call(Sci::SCI_SETINDICATORCURRENT, static_cast<int>(Overlay::TagNote));
    m_view.call(Sci::SCI_INDICATORCLEARRANGE, 0, length);
    m_shown = notes;
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const int begin = std::clamp(static_cast<int>(notes[i].range.begin), 0, length);
        const int end = std::clamp(static_cast<int>(notes[i].range.end), begin, length);
        m_view.call(Sci::SCI_SETINDICATORVALUE, static_cast<int>(i) + 1);
        m_view.call(Sci::SCI_INDICATORFILLRANGE, begin, end - begin);
    }
}

QString TagNotes::tipAt(int position) const
{
    const long value = m_view.call(Sci::SCI_INDICATORVALUEAT, static_cast<int>(Overlay::TagNote), position);
    if (value < 1 || value > static_cast<long>(m_shown.size())) {
        return {};
    }
    return u"<qt>%1</qt>"_s.arg(m_shown[static_cast<std::size_t>(value) - 1].words.toHtmlEscaped());
}

} // namespace postweave::ui::editor
