// SPDX-License-Identifier: GPL-3.0-or-later
// Character references of HTML.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

/// Numeric references and the names of HTML 4, with or without semicolon as the HTML standard has it; in an attribute's
/// value a name without semicolon before `=` or a letter or digit stays as written. Unknown names stay as written.
[[nodiscard]] std::string decodeCharacterReferences(std::string_view text, bool inAttribute = false);

/// `&`, `<`, `>`, `"` and `'` as references: safe as text and inside quoted attribute values.
[[nodiscard]] std::string escapeHtml(std::string_view text);

} // namespace postweave::email
