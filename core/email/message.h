// SPDX-License-Identifier: GPL-3.0-or-later
// A message of a campaign as RFC 5322 and MIME (RFC 2045, 2046) write it.
#pragma once

#include "core/base/calendar.h"
#include "core/email/header.h"

#include <string>
#include <string_view>
#include <vector>

namespace postweave::email {

/// All text is UTF-8; text fields cannot break out of their header.
struct Message {
    Mailbox from;
    Mailbox to;
    std::string replyTo; ///< SMTP form; empty: no such field
    std::string subject;
    std::string text; ///< the text/plain part
    std::string html; ///< the text/html part
    Instant date;
    std::string id;                 ///< `left@right`, without angle brackets
    std::string unsubscribeUrl;     ///< absolute URI; empty: none
    std::string unsubscribeAddress; ///< SMTP form; empty: none
};

struct HeaderField {
    std::string name;
    std::string value; ///< decoded text
    bool operator==(const HeaderField&) const = default;
};

/// The fields of the message in their order, decoded, without those of MIME: From, To, Reply-To, Subject, Date,
/// Message-ID, List-Unsubscribe (RFC 2369: the URL first), and List-Unsubscribe-Post (RFC 8058) where the URL is https.
[[nodiscard]] std::vector<HeaderField> headersOf(const Message& message);

/// The whole message with CRLF line ends: multipart/alternative of text/plain and text/html, each as quoted-printable
/// or, where that is shorter, base64. The boundary is derived from the id and cannot occur in a part: equal messages
/// give equal bytes.
[[nodiscard]] std::string writeMessage(const Message& message);

/// RFC 5322 §3.3 date-time in UTC: `Mon, 02 Mar 2026 09:00:00 +0000`.
[[nodiscard]] std::string formatMessageDate(Instant instant);

/// An id that depends on the two texts alone: 32 hexadecimal digits of their SHA-256, `@`, the domain.
[[nodiscard]] std::string makeMessageId(std::string_view campaign, std::string_view key, std::string_view domain);

} // namespace postweave::email
