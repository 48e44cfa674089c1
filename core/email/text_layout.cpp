// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/text_layout.h"

#include "core/base/text.h"

#include <algorithm>

namespace postweave::email {

namespace {

bool isBlank(char32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0xA0;
}

/// Soft hyphen, combining grapheme joiner, zero-width space, word joiner, byte order mark: preheader filler.
bool isFiller(char32_t c)
{
    return c == 0xAD || c == 0x34F || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

void dropTrailingBlanks(std::string& text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
        text.pop_back();
    }
}

} // namespace

void TextLayout::wantBreaks(int count)
{
    m_breaks = std::max(m_breaks, std::min(count, 2));
    m_hasBlank = false;
}

void TextLayout::startRow()
{
    breakLine();
    m_isRowStarted = true;
    m_wantsSeparator = false;
}

void TextLayout::startCell()
{
    m_wantsSeparator = !m_isRowStarted;
    m_isRowStarted = false;
    m_hasBlank = false;
}

void TextLayout::pushIndent(std::string prefix, std::string marker)
{
    m_indents.push_back({std::move(prefix), std::move(marker)});
}

void TextLayout::popIndent()
{
    if (!m_indents.empty()) {
        m_indents.pop_back();
    }
}

void TextLayout::startLine()
{
    for (Indent& indent : m_indents) {
        m_text += indent.marker.empty() ? indent.prefix : indent.marker;
        indent.marker.clear();
    }
    m_isLineStart = false;
    m_contentStart = m_text.size();
}

/// Writes the breaks, indents and separators that stand before the next text.
void TextLayout::flush()
{
    if (m_breaks > 0 && !m_text.empty()) {
        dropTrailingBlanks(m_text);
        for (int i = 0; i < m_breaks; ++i) {
            m_text += '\n';
            if (i + 1 < m_breaks) {
                for (const Indent& indent : m_indents) {
                    m_text += indent.prefix;
                }
                dropTrailingBlanks(m_text);
            }
        }
        m_isLineStart = true;
    }
    if (m_isLineStart) {
        startLine();
    } else if (m_wantsSeparator) {
        m_text += " | ";
    } else if (m_hasBlank) {
        m_text += ' ';
    }
    m_breaks = 0;
    m_hasBlank = false;
    m_wantsSeparator = false;
}

void TextLayout::addText(std::string_view text)
{
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t start = i;
        const char32_t c = nextCodePoint(text, i);
        if (isBlank(c)) {
            m_hasBlank = m_hasBlank || (!m_isLineStart && m_breaks == 0);
            continue;
        }
        if (isFiller(c)) {
            continue;
        }
        if (m_breaks > 0 || m_hasBlank || m_isLineStart || m_wantsSeparator) {
            flush();
        }
        m_text.append(text.substr(start, i - start));
    }
}

void TextLayout::addPreformatted(std::string_view text)
{
    for (const char c : text) {
        if (c == '\n') {
            addLineEnd();
        } else if (c != '\r') {
            flush();
            m_text += c;
        }
    }
}

std::string_view TextLayout::lastLineFrom(std::size_t start) const
{
    return trimmed(std::string_view(m_text).substr(std::max(start, m_contentStart)));
}

std::string TextLayout::finish() &&
{
    dropTrailingBlanks(m_text);
    if (!m_text.empty()) {
        m_text += '\n';
    }
    return std::move(m_text);
}

} // namespace postweave::email
