// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/transfer_encoding.h"

#include <openssl/evp.h>

#include <algorithm>

namespace postweave::email {

namespace {

constexpr std::size_t kMaxLine = 76;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";

/// Writes one line of quoted-printable, with soft line breaks where it grows too long.
class QuotedLine {
public:
    explicit QuotedLine(std::string& out) : m_out(out) {}

    void addPlain(char c)
    {
        makeRoom(1);
        m_out += c;
    }

    void addEscaped(char c)
    {
        makeRoom(3);
        const auto byte = static_cast<unsigned char>(c);
        m_out += '=';
        m_out += kHexDigits[byte >> 4U];
        m_out += kHexDigits[byte & 15U];
    }

private:
    // A soft break costs a character of its own, so a line takes one less than the limit.
    void makeRoom(std::size_t size)
    {
        if (m_length + size > kMaxLine - 1) {
            m_out += "=\r\n";
            m_length = 0;
        }
        m_length += size;
    }

    std::string& m_out;
    std::size_t m_length = 0;
};

bool isLiteral(char c, bool isLast)
{
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ' || c == '\t') {
        return !isLast;
    }
    return byte > 32 && byte < 127 && c != '=';
}

void appendQuotedLine(std::string& out, std::string_view line)
{
    QuotedLine writer(out);
    const bool escapeFirst = line == "." || line.starts_with("From ");
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (isLiteral(line[i], i + 1 == line.size()) && !(i == 0 && escapeFirst)) {
            writer.addPlain(line[i]);
        } else {
            writer.addEscaped(line[i]);
        }
    }
}

/// Calls `line` for each line and `end` for each line end between them.
template <typename Line, typename End>
void forEachLine(std::string_view text, Line line, End end)
{
    for (;;) {
        const std::size_t stop = text.find_first_of("\r\n");
        line(text.substr(0, stop));
        if (stop == std::string_view::npos) {
            return;
        }
        end();
        text.remove_prefix(stop + (text.substr(stop).starts_with("\r\n") ? 2 : 1));
    }
}

} // namespace

void appendQuotedPrintable(std::string& out, std::string_view text)
{
    forEachLine(
        text, [&](std::string_view line) { appendQuotedLine(out, line); }, [&] { out += "\r\n"; });
}

std::string toCanonicalLines(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + text.size() / 32);
    forEachLine(
        text, [&](std::string_view line) { out += line; }, [&] { out += "\r\n"; });
    return out;
}

std::string toBase64(std::string_view bytes)
{
    std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

void appendBase64Lines(std::string& out, std::string_view bytes)
{
    constexpr std::size_t kBytesPerLine = kMaxLine / 4 * 3;
    while (!bytes.empty()) {
        out.append(toBase64(bytes.substr(0, kBytesPerLine))).append("\r\n");
        bytes.remove_prefix(std::min(kBytesPerLine, bytes.size()));
    }
}

} // namespace postweave::email
