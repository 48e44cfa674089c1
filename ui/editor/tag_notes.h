// SPDX-License-Identifier: GPL-3.0-or-later
// TagNotes: what stretches of the text mean, told where the mouse rests on them.
#pragma once

#include "core/base/source_range.h"

#include <QString>

#include <vector>

namespace postweave::ui::editor {

class CodeView;

struct TagNote {
    SourceRange range; ///< in bytes
    QString words;     ///< plain text
};

/// Over a view that outlives it. Nothing is seen in the text; notes move with it until the next ones come.
class TagNotes {
public:
    explicit TagNotes(CodeView& view) : m_view(view) {}

    void show(const std::vector<TagNote>& notes);
    /// As rich text; empty: none is there.
    [[nodiscard]] QString tipAt(int position) const;

private:
    CodeView& m_view;
    std::vector<TagNote> m_shown;
};

} // namespace postweave::ui::editor
