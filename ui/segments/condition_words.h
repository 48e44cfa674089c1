// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions in the window's language: core words them in English, part by part; the parts are put into other words
// here.
#pragma once

#include "core/segment/wording.h"

#include <QString>

namespace postweave::ui::segments {

/// One part of a condition; names and values stay as they are.
[[nodiscard]] QString spanWords(const segment::WordSpan& span);
[[nodiscard]] QString operatorWords(segment::Operator op);
/// The parts joined, values by commas.
[[nodiscard]] QString wordingText(const segment::Wording& wording);
/// One condition in one line, children not included.
[[nodiscard]] QString conditionText(const segment::Node& node, const segment::Catalog& catalog);
/// The whole tree as indented lines, switched-off conditions marked.
[[nodiscard]] QString outlineText(const segment::FilterTree& tree, const segment::Catalog& catalog);
/// The whole tree as one sentence, values in bold, as rich text.
[[nodiscard]] QString sentenceHtml(const segment::FilterTree& tree, const segment::Catalog& catalog);

} // namespace postweave::ui::segments
