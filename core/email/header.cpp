// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/header.h"

#include "core/base/text.h"
#include "core/email/transfer_encoding.h"

#include <algorithm>
#include <vector>

namespace postweave::email {

namespace {

constexpr std::size_t kMaxLine = 76;
constexpr std::size_t kMaxPlainWord = 60;
constexpr std::size_t kMaxEncodedWord = 75;
constexpr std::string_view kPrefixQ = "=?utf-8?q?";
constexpr std::string_view kPrefixB = "=?utf-8?b?";
constexpr std::string_view kSuffix = "?=";
constexpr std::size_t kEncodedRoom = kMaxEncodedWord - kPrefixQ.size() - kSuffix.size();

/// A header under construction: breaks the line before a piece that no longer fits.
class FoldedField {
public:
    FoldedField(std::string& out, std::string_view name) : m_out(out), m_length(name.size() + 1)
    {
        m_out.append(name).append(":");
    }

    void addWord(std::string_view word)
    {
        // The first word stays beside the name: behind an empty first line some readers keep the fold's blank.
        if (m_length + 1 + word.size() > kMaxLine && m_hasWords) {
            m_out += "\r\n";
            m_length = 0;
        }
        m_out.append(" ").append(word);
        m_length += 1 + word.size();
        m_hasWords = true;
    }

    [[nodiscard]] bool hasWords() const { return m_hasWords; }
    [[nodiscard]] std::size_t room() const { return m_length + 1 < kMaxLine ? kMaxLine - m_length - 1 : 0; }
    void end() { m_out += "\r\n"; }

private:
    std::string& m_out;
    std::size_t m_length;
    bool m_hasWords = false;
};

bool isPlain(std::string_view text)
{
    if (text.find("=?") != text.npos || text.find("  ") != text.npos) {
        return false;
    }
    std::size_t word = 0;
    for (const char c : text) {
        word = c == ' ' ? 0 : word + 1;
        if (static_cast<unsigned char>(c) >= 127 || word > kMaxPlainWord) {
            return false;
        }
    }
    return true;
}

/// What RFC 2047 §5 (3) allows in a phrase, which is the strictest place.
bool isPlainInQ(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '!' || c == '*' ||
           c == '+' || c == '-' || c == '/';
}

std::size_t lengthInQ(std::string_view text)
{
    std::size_t length = 0;
    for (const char c : text) {
        length += isPlainInQ(c) || c == ' ' ? 1 : 3;
    }
    return length;
}

std::string inQ(std::string_view text)
{
    constexpr std::string_view kHexDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == ' ') {
            out += '_';
        } else if (isPlainInQ(c)) {
            out += c;
        } else {
            out += '=';
            out += kHexDigits[byte >> 4U];
            out += kHexDigits[byte & 15U];
        }
    }
    return out;
}

std::size_t lengthInB(std::size_t bytes)
{
    return (bytes + 2) / 3 * 4;
}

/// How many bytes of the text, whole characters and at least one, give at most `room` encoded characters.
std::size_t takeCharacters(std::string_view text, std::size_t room, bool useQ)
{
    std::size_t taken = 0;
    std::size_t length = 0;
    while (taken < text.size()) {
        std::size_t next = taken;
        static_cast<void>(nextCodePoint(text, next));
        length = useQ ? length + lengthInQ(text.substr(taken, next - taken)) : lengthInB(next);
        if (length > room && taken > 0) {
            break;
        }
        taken = next;
    }
    return taken;
}

void addEncoded(FoldedField& field, std::string_view text)
{
    const bool useQ = lengthInQ(text) <= lengthInB(text.size());
    constexpr std::size_t kOverhead = kPrefixQ.size() + kSuffix.size();
    while (!text.empty()) {
        // One word stays one: some readers put blanks between several. Else a word fills the line, unless little is
        // left.
        const std::size_t left = field.room() > kOverhead ? field.room() - kOverhead : 0;
        const bool isLast = takeCharacters(text, kEncodedRoom, useQ) == text.size();
        const bool mayFold = field.hasWords() && (isLast || left < kEncodedRoom / 2);
        const std::size_t room = mayFold ? kEncodedRoom : std::min(left, kEncodedRoom);
        const std::size_t taken = takeCharacters(text, room, useQ);
        const std::string_view piece = text.substr(0, taken);
        field.addWord(std::string(useQ ? kPrefixQ : kPrefixB) + (useQ ? inQ(piece) : toBase64(piece)) +
                      std::string(kSuffix));
        text.remove_prefix(taken);
    }
}

void addWords(FoldedField& field, std::string_view text)
{
    for (const std::string_view word : split(text, ' ')) {
        field.addWord(word);
    }
}

bool isAtomText(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' ||
               std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
    });
}

std::string quotedString(std::string_view text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

} // namespace

std::string toHeaderText(std::string_view text)
{
    const std::string valid = toValidUtf8(text);
    std::string out;
    out.reserve(valid.size());
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const auto byte = static_cast<unsigned char>(valid[i]);
        if (valid[i] == '\r' && i + 1 < valid.size() && valid[i + 1] == '\n') {
            continue;
        }
        if (valid[i] == '\r' || valid[i] == '\n' || valid[i] == '\t') {
            out += ' ';
        } else if (byte >= 32 && byte != 127) {
            out += valid[i];
        }
    }
    return std::string(trimmed(out));
}

std::string toText(const Mailbox& mailbox)
{
    const std::string name = toHeaderText(mailbox.name);
    if (name.empty()) {
        return mailbox.address;
    }
    const bool isSpecial = name.find_first_of("()<>[]:;@\\,.\"") != std::string::npos;
    return (isSpecial ? quotedString(name) : name) + " <" + mailbox.address + '>';
}

void appendTextField(std::string& out, std::string_view name, std::string_view value)
{
    const std::string text = toHeaderText(value);
    FoldedField field(out, name);
    if (isPlain(text)) {
        addWords(field, text);
    } else {
        addEncoded(field, text);
    }
    field.end();
}

void appendMailboxField(std::string& out, std::string_view name, const Mailbox& mailbox)
{
    const std::string display = toHeaderText(mailbox.name);
    FoldedField field(out, name);
    if (display.empty()) {
        field.addWord(toHeaderText(mailbox.address));
        field.end();
        return;
    }
    if (!isPlain(display)) {
        addEncoded(field, display);
    } else if (isAtomText(display)) {
        addWords(field, display);
    } else {
        addWords(field, quotedString(display));
    }
    field.addWord('<' + toHeaderText(mailbox.address) + '>');
    field.end();
}

void appendRawField(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(toHeaderText(value)).append("\r\n");
}

} // namespace postweave::email
