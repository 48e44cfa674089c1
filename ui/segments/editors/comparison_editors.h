// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of one attribute against another.
#pragma once

#include "ui/segments/editors/facet_editor.h"

namespace postweave::ui::segments {

/// The operators that go with the two, and back to a value.
[[nodiscard]] FacetEditor* makeComparisonOperatorEditor(const segment::Node& node, const Facet& facet,
                                                        const Context& context, QWidget* parent);
/// The attributes that the first one compares with; for text, whether case counts.
[[nodiscard]] FacetEditor* makeOtherEditor(const segment::Node& node, const Facet& facet, const Context& context,
                                           QWidget* parent);

} // namespace postweave::ui::segments
