// SPDX-License-Identifier: GPL-3.0-or-later
// Content transfer encodings of RFC 2045 §6: lines of at most 76 characters that end in CRLF.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

/// Text as quoted-printable; LF, CR and CR LF are line ends. Blanks before a line end are encoded, as are a dot alone
/// on a line and a leading `From `, which servers and mailboxes would alter. Never holds `=_`.
void appendQuotedPrintable(std::string& out, std::string_view text);

void appendBase64Lines(std::string& out, std::string_view bytes);
/// Without line ends, padded.
[[nodiscard]] std::string toBase64(std::string_view bytes);

/// The text with every line end as CR LF.
[[nodiscard]] std::string toCanonicalLines(std::string_view text);

} // namespace postweave::email
