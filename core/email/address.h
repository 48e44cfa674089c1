// SPDX-License-Identifier: GPL-3.0-or-later
// E-mail addresses as SMTP takes them.
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace postweave::email {

/// The address in the form a message and an SMTP server take: RFC 5321 §4.1.2 `Mailbox` (dot-string or quoted-string,
/// domain or address literal) within the lengths of §4.5.3.1. White space around it is an error. Letters outside ASCII
/// are allowed before the @ (RFC 6531 §3.3; such an address stands in a header as UTF-8, RFC 6532) and in the domain,
/// which becomes its IDNA form (UTS #46, `xn--…`). Nothing is looked up in the DNS.
/// InvalidInput otherwise, with what is wrong and how to mend it.
[[nodiscard]] Result<std::string> toSmtpAddress(std::string_view address);

[[nodiscard]] inline bool isUsableForSmtp(std::string_view address)
{
    return toSmtpAddress(address).has_value();
}

/// What follows the last `@`; empty if there is none.
[[nodiscard]] std::string_view domainOf(std::string_view address);

} // namespace postweave::email
