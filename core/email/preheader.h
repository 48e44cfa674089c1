// SPDX-License-Identifier: GPL-3.0-or-later
// The preheader: the line that mail programs show beside the subject, hidden in the message itself.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

/// The HTML with the plain text, hidden, as the first thing in its body (before everything if it has no body tag),
/// followed by invisible filler that keeps the body's own text out of that line. Unchanged for an empty text.
[[nodiscard]] std::string insertPreheader(std::string_view html, std::string_view text);

} // namespace postweave::email
