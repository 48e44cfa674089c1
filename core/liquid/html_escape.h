// SPDX-License-Identifier: GPL-3.0-or-later
// Escaping for HTML.
#pragma once

#include "core/liquid/html_state.h"
#include "core/liquid/output_buffer.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace postweave::liquid {

/// As Ruby's CGI.escapeHTML: & < > " '. How long that is; as long as the text where nothing changes.
[[nodiscard]] std::size_t escapedHtmlSize(std::string_view text);
/// To where there is that much room; gives its end.
[[nodiscard]] char* copyEscapedHtml(char* out, std::string_view text);
/// The same, but entities that stand there already stay.
[[nodiscard]] std::string escapedOnce(std::string_view text);
/// What an output writes under autoescape. `isHtml`: the text is HTML already, which counts in running text and in
/// attributes; in URLs, styles and scripts it is made safe all the same.
void appendForPlace(OutputBuffer& out, std::string_view text, HtmlPlace place, bool isHtml);

} // namespace postweave::liquid
