// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of conditions on the objects in a list: which field, and how many objects.
#pragma once

#include "ui/segments/editors/facet_editor.h"

class QSpinBox;

namespace postweave::ui::segments {

/// The fields that occur, and one that is asked already.
[[nodiscard]] FacetEditor* makeFieldEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                           QWidget* parent);

/// At least so many objects, or fewer than that.
class ObjectCountEditor : public FacetEditor {
    Q_OBJECT
public:
    ObjectCountEditor(segment::Node node, const Facet& facet, const Context& context, QWidget* parent);

    [[nodiscard]] QSpinBox* least() const { return m_least; }

private:
    void tryLeast(int least);

    QSpinBox* m_least;
};

} // namespace postweave::ui::segments
