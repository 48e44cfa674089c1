// SPDX-License-Identifier: GPL-3.0-or-later
// Header fields of a message: RFC 5322 syntax and folding, RFC 2047 encoded-words. No value can add a line of its own.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

struct Mailbox {
    std::string name;    ///< display name, plain UTF-8; may be empty
    std::string address; ///< in its SMTP form
    bool operator==(const Mailbox&) const = default;
};

/// One line of valid UTF-8: CR LF, CR, LF and tab become one blank each, other control characters vanish, and white
/// space at either end.
[[nodiscard]] std::string toHeaderText(std::string_view text);

/// `Name <address>`, the name quoted where it holds special characters; the address alone without a name.
[[nodiscard]] std::string toText(const Mailbox& mailbox);

/// Appends `name: value` CRLF, folded at 78 characters; words that are not plain ASCII become encoded-words of at most
/// 75 characters, cut between characters. `name` is a field name, `value` any text (see toHeaderText).
void appendTextField(std::string& out, std::string_view name, std::string_view value);
void appendMailboxField(std::string& out, std::string_view name, const Mailbox& mailbox);
/// For values that are syntax already, such as Date; they are neither folded nor encoded, line ends become blanks.
void appendRawField(std::string& out, std::string_view name, std::string_view value);

} // namespace postweave::email
