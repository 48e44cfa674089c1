// SPDX-License-Identifier: GPL-3.0-or-later
// TextEditor: part of a text, or a pattern, with the values that it would find.
#pragma once

#include "ui/base/worker.h"
#include "ui/segments/editors/choice_list.h"
#include "ui/segments/editors/facet_editor.h"

class QCheckBox;
class QLineEdit;

namespace postweave::ui::segments {

class MendLine;

/// For contains, starts_with, ends_with, matches and their negatives.
class TextEditor : public FacetEditor {
    Q_OBJECT
public:
    TextEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] QLineEdit* input() const { return m_input; }

private:
    void tryText();
    void load();

    QLineEdit* m_input;
    QCheckBox* m_ignoreCase;
    MendLine* m_mend;
    ChoiceList* m_samples;
    LatestWork m_work;
};

/// What is wrong with this one node, in one sentence with the mend; empty if nothing is.
[[nodiscard]] QString faultOf(const segment::Node& node, const SegmentContext& context);

} // namespace postweave::ui::segments
