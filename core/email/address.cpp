// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/address.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace postweave::email {

namespace {

constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxDomain = 253;
constexpr std::size_t kMaxAddress = 254;
constexpr std::size_t kMaxLabel = 63;

tl::unexpected<Error> refuse(std::string_view address, std::string_view reason)
{
    return fail(ErrorCode::InvalidInput, fmt::format("'{}' is no usable e-mail address: {}", address, reason));
}

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isAtext(char c)
{
    return isAlphanumeric(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// Letters, marks and digits of any script; no blanks, controls or invisible characters.
bool isInternationalAtext(char32_t c)
{
    return c < 128 ? isAtext(static_cast<char>(c))
                   : u_isgraph(static_cast<UChar32>(c)) != 0 && u_charType(static_cast<UChar32>(c)) != U_FORMAT_CHAR;
}

bool isAtom(std::string_view atom)
{
    for (std::size_t i = 0; i < atom.size();) {
        if (!isInternationalAtext(nextCodePoint(atom, i))) {
            return false;
        }
    }
    return !atom.empty() && isValidUtf8(atom);
}

bool isDotString(std::string_view local)
{
    const auto atoms = split(local, '.');
    return std::all_of(atoms.begin(), atoms.end(), isAtom);
}

/// RFC 5321: DQUOTE *(qtextSMTP / quoted-pairSMTP) DQUOTE, all of it printable ASCII.
bool isQuotedString(std::string_view local)
{
    if (local.size() < 2 || local.front() != '"' || local.back() != '"') {
        return false;
    }
    const std::string_view inside = local.substr(1, local.size() - 2);
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const bool isEscaped = inside[i] == '\\';
        if (isEscaped && ++i == inside.size()) {
            return false;
        }
        const auto byte = static_cast<unsigned char>(inside[i]);
        if (byte < 32 || byte > 126 || (inside[i] == '"' && !isEscaped)) {
            return false;
        }
    }
    return true;
}

bool isLabel(std::string_view label)
{
    return !label.empty() && label.size() <= kMaxLabel && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), [](char c) { return isAlphanumeric(c) || c == '-'; });
}

bool isHostName(std::string_view domain)
{
    const auto labels = split(domain, '.');
    return domain.size() <= kMaxDomain && std::all_of(labels.begin(), labels.end(), isLabel);
}

bool isIpv4(std::string_view text)
{
    const auto parts = split(text, '.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
               const bool isNumber = !part.empty() && part.size() <= 3 &&
                                     std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
               return isNumber && std::stoi(std::string(part)) <= 255;
           });
}

bool isHexGroup(std::string_view group)
{
    return !group.empty() && group.size() <= 4 && std::all_of(group.begin(), group.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
}

/// The number of groups in `a:b:c`, or −1 if one of them is none; the empty text has none.
int countGroups(std::string_view text)
{
    if (text.empty()) {
        return 0;
    }
    const auto groups = split(text, ':');
    return std::all_of(groups.begin(), groups.end(), isHexGroup) ? static_cast<int>(groups.size()) : -1;
}

/// RFC 5321 §4.1.3: IPv6-full, -comp (`::` stands for at least two groups), v4-full and v4-comp.
bool isIpv6(std::string_view text)
{
    int wanted = 8;
    if (text.find('.') != text.npos) {
        const std::size_t colon = text.rfind(':');
        if (colon == text.npos || !isIpv4(text.substr(colon + 1))) {
            return false;
        }
        wanted = 6;
        // A `::` right before the IPv4 part stays whole.
        const bool isCompressed = colon > 0 && text[colon - 1] == ':';
        text = text.substr(0, isCompressed ? colon + 1 : colon);
    }
    const std::size_t gap = text.find("::");
    if (gap == text.npos) {
        return countGroups(text) == wanted;
    }
    const int left = countGroups(text.substr(0, gap));
    const int right = countGroups(text.substr(gap + 2));
    return left >= 0 && right >= 0 && left + right <= wanted - 2;
}

bool isAddressLiteral(std::string_view domain)
{
    const std::string_view inside = domain.substr(1, domain.size() - 2);
    constexpr std::string_view kTag = "IPv6:";
    return inside.starts_with(kTag) ? isIpv6(inside.substr(kTag.size())) : isIpv4(inside);
}

const icu::IDNA& internationalNames()
{
    static const std::unique_ptr<icu::IDNA> kNames = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::IDNA>(icu::IDNA::createUTS46Instance(
            UIDNA_USE_STD3_RULES | UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ, status));
    }();
    return *kNames;
}

/// The IDNA form of a domain with letters outside ASCII; empty if it has none.
std::string toAsciiDomain(std::string_view domain)
{
    UErrorCode status = U_ZERO_ERROR;
    icu::IDNAInfo info;
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    internationalNames().nameToASCII_UTF8(icu::StringPiece(domain.data(), static_cast<std::int32_t>(domain.size())),
                                          sink, info, status);
    return U_SUCCESS(status) && !info.hasErrors() ? out : std::string();
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

Result<std::string> checkDomain(std::string_view address, std::string_view domain)
{
    if (domain.size() >= 2 && domain.front() == '[' && domain.back() == ']') {
        return isAddressLiteral(domain) ? Result<std::string>(std::string(domain))
                                        : refuse(address, "the brackets after @ hold no IP address");
    }
    const std::string ascii = isAscii(domain) ? std::string(domain) : toAsciiDomain(domain);
    if (!isHostName(ascii)) {
        return refuse(address, "what follows @ is no host name; letters, digits, hyphens and dots make one");
    }
    return ascii;
}

Result<void> checkLocalPart(std::string_view address, std::string_view local)
{
    if (local.empty()) {
        return refuse(address, "nothing stands before @");
    }
    if (local.size() > kMaxLocalPart) {
        return refuse(address, "more than 64 bytes stand before @");
    }
    if (!isDotString(local) && !isQuotedString(local)) {
        return refuse(address, "before @ stands a character or dot that may not be there");
    }
    return {};
}

} // namespace

std::string_view domainOf(std::string_view address)
{
    const std::size_t at = address.rfind('@');
    return at == address.npos ? std::string_view() : address.substr(at + 1);
}

Result<std::string> toSmtpAddress(std::string_view address)
{
    const std::size_t at = address.rfind('@');
    if (at == address.npos) {
        return refuse(address, "it has no @");
    }
    const std::string_view local = address.substr(0, at);
    if (auto checked = checkLocalPart(address, local); !checked) {
        return fail(checked.error());
    }
    return checkDomain(address, address.substr(at + 1)).and_then([&](const std::string& domain) -> Result<std::string> {
        if (at + 1 + domain.size() > kMaxAddress) {
            return refuse(address, "it is longer than 254 characters");
        }
        return std::string(local) + '@' + domain;
    });
}

} // namespace postweave::email
