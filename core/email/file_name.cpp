// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/file_name.h"

#include "core/email/sha256.h"

#include <optional>

namespace postweave::email {

namespace {

constexpr std::size_t kMaxNameBytes = 255;
constexpr std::size_t kCutNameBytes = 200;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void appendEscaped(std::string& out, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHexDigits[byte >> 4U];
    out += kHexDigits[byte & 15U];
}

std::optional<unsigned> hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? std::optional<unsigned>(static_cast<unsigned>(lower - 'a') + 10U)
                                        : std::nullopt;
}

/// Where to cut so that no `%XX` is torn.
std::size_t cutPosition(std::string_view name)
{
    std::size_t end = kCutNameBytes;
    for (std::size_t back = 1; back <= 2; ++back) {
        if (name[end - back] == '%') {
            return end - back;
        }
    }
    return end;
}

} // namespace

std::string percentEncoded(std::string_view text)
{
    const bool isDots = text == "." || text == "..";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (isUnreserved(c) && !isDots) {
            out += c;
        } else {
            appendEscaped(out, c);
        }
    }
    return out;
}

std::string percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto high = hexValue(text[i + 1]);
            const auto low = hexValue(text[i + 2]);
            if (high && low) {
                out += static_cast<char>(*high * 16U + *low);
                i += 2;
                continue;
            }
        }
        out += text[i];
    }
    return out;
}

std::string fileNameOfKey(std::string_view key, std::string_view suffix)
{
    std::string name = percentEncoded(key);
    if (name.size() + suffix.size() > kMaxNameBytes) {
        name.resize(cutPosition(name));
        name += '~' + toHex(Sha256::of(key)).substr(0, 32);
    }
    return name.append(suffix);
}

} // namespace postweave::email
