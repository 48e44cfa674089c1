// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/message.h"

#include "core/base/text.h"
#include "core/email/sha256.h"
#include "core/email/transfer_encoding.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::email {

namespace {

constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kOneClick = "List-Unsubscribe=One-Click";

/// A URL between angle brackets must not close them or end the line.
std::string bracketed(std::string_view uri)
{
    std::string out = "<";
    for (const char c : uri) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 32 || byte >= 127 || c == '<' || c == '>' || c == '"') {
            out += fmt::format("%{:02X}", byte);
        } else {
            out += c;
        }
    }
    return out + '>';
}

std::vector<std::string> unsubscribeUris(const Message& message)
{
    std::vector<std::string> uris;
    if (!message.unsubscribeUrl.empty()) {
        uris.push_back(bracketed(message.unsubscribeUrl));
    }
    if (!message.unsubscribeAddress.empty()) {
        uris.push_back(bracketed("mailto:" + message.unsubscribeAddress));
    }
    return uris;
}

bool hasOneClick(const Message& message)
{
    return foldCase(message.unsubscribeUrl.substr(0, 8)) == "https://";
}

void appendUnsubscribeFields(std::string& out, const Message& message)
{
    const std::vector<std::string> uris = unsubscribeUris(message);
    if (!uris.empty()) {
        out += fmt::format("List-Unsubscribe: {}\r\n", fmt::join(uris, ",\r\n "));
    }
    if (hasOneClick(message)) {
        appendRawField(out, "List-Unsubscribe-Post", kOneClick);
    }
}

void appendPart(std::string& out, std::string_view boundary, std::string_view type, std::string_view content)
{
    std::string quoted;
    appendQuotedPrintable(quoted, content);
    // Base64 lengthens by 78/57; quoted-printable wins for most scripts that are mostly Latin, and stays readable.
    const bool useBase64 = quoted.size() > content.size() / 57 * 78 + 80;
    out += fmt::format("--{}\r\nContent-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: {}\r\n\r\n", boundary,
                       type, useBase64 ? "base64" : "quoted-printable");
    if (useBase64) {
        appendBase64Lines(out, toCanonicalLines(content));
    } else {
        out.append(quoted).append("\r\n");
    }
}

} // namespace

std::string formatMessageDate(Instant instant)
{
    const LocalDateTime local = utcOf(instant);
    const YearMonthDay day = toYearMonthDay(local.date);
    const std::int64_t second = local.microsecondOfDay / kMicrosecondsPerSecond;
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} +0000", kDays[weekday(local.date)], day.day,
                       kMonths[day.month - 1], day.year, second / 3600, second / 60 % 60, second % 60);
}

std::string makeMessageId(std::string_view campaign, std::string_view key, std::string_view domain)
{
    Sha256 hash;
    // The length keeps two pairs of texts that join to the same bytes apart.
    hash.add(fmt::format("{}:", campaign.size()));
    hash.add(campaign);
    hash.add(key);
    return toHex(hash.finish()).substr(0, 32) + '@' + std::string(domain);
}

std::vector<HeaderField> headersOf(const Message& message)
{
    std::vector<HeaderField> fields = {{"From", toText(message.from)}, {"To", toText(message.to)}};
    if (!message.replyTo.empty()) {
        fields.push_back({"Reply-To", message.replyTo});
    }
    fields.push_back({"Subject", toHeaderText(message.subject)});
    fields.push_back({"Date", formatMessageDate(message.date)});
    fields.push_back({"Message-ID", '<' + toHeaderText(message.id) + '>'});
    if (const auto uris = unsubscribeUris(message); !uris.empty()) {
        fields.push_back({"List-Unsubscribe", fmt::format("{}", fmt::join(uris, ", "))});
    }
    if (hasOneClick(message)) {
        fields.push_back({"List-Unsubscribe-Post", std::string(kOneClick)});
    }
    return fields;
}

std::string writeMessage(const Message& message)
{
    const std::string boundary = "=_" + toHex(Sha256::of(message.id)).substr(0, 32);
    std::string out;
    out.reserve(message.html.size() + message.text.size() + 2048);
    appendMailboxField(out, "From", message.from);
    appendMailboxField(out, "To", message.to);
    if (!message.replyTo.empty()) {
        appendMailboxField(out, "Reply-To", {"", message.replyTo});
    }
    appendTextField(out, "Subject", message.subject);
    appendRawField(out, "Date", formatMessageDate(message.date));
    appendRawField(out, "Message-ID", '<' + message.id + '>');
    appendUnsubscribeFields(out, message);
    out += "MIME-Version: 1.0\r\n";
    out += fmt::format("Content-Type: multipart/alternative;\r\n boundary=\"{}\"\r\n\r\n", boundary);
    appendPart(out, boundary, "text/plain", message.text);
    appendPart(out, boundary, "text/html", message.html);
    out += fmt::format("--{}--\r\n", boundary);
    return out;
}

} // namespace postweave::email
