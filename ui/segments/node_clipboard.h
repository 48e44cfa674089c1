// SPDX-License-Identifier: GPL-3.0-or-later
// Nodes as text on the clipboard: JSON as FORMATS §2 writes it.
#pragma once

#include "core/base/error.h"
#include "core/segment/filter_tree.h"

#include <QString>

namespace postweave::ui::segments {

[[nodiscard]] QString nodeText(const segment::Node& node);
/// A node, or a whole segment, whose tree it is then. InvalidInput with the first fault.
[[nodiscard]] Result<segment::Node> nodeFromText(const QString& text);

} // namespace postweave::ui::segments
