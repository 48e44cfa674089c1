// SPDX-License-Identifier: GPL-3.0-or-later
// The text/plain alternative of an HTML message.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

/// Reads as people would write it: paragraphs with an empty line between, headings underlined, lists with `-` or
/// numbers, links as `text (URL)`, images as their alt text, table rows as lines with ` | ` between cells, quotes
/// after `> `. Left out: head, style, script, comments, and what the recipient does not see (display:none,
/// visibility:hidden, max-height:0, the hidden attribute, class preheader). LF line ends, no blanks at line ends, one
/// LF at the end unless empty. Linear time; elements nested deeper than 250 count as text.
[[nodiscard]] std::string toPlainText(std::string_view html);

} // namespace postweave::email
