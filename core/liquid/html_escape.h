// SPDX-License-Identifier: GPL-3.0-or-later
// Escaping for HTML.
#pragma once

#include "core/liquid/html_state.h"

#include <string>
#include <string_view>

namespace postweave::liquid {

/// As Ruby's CGI.escapeHTML: & < > " '.
void appendEscapedHtml(std::string& out, std::string_view text);
/// Whether that would change anything.
[[nodiscard]] bool needsHtmlEscape(std::string_view text);
/// The same, but entities that stand there already stay.
void appendEscapedOnce(std::string& out, std::string_view text);
/// What an output writes under autoescape. `isHtml`: the text is HTML already, which counts in running text and in
/// attributes; in URLs, styles and scripts it is made safe all the same.
void appendForPlace(std::string& out, std::string_view text, HtmlPlace place, bool isHtml);

} // namespace postweave::liquid
