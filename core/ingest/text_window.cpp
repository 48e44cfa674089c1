// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/text_window.h"

#include "core/ingest/byte_scan.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace postweave::ingest {

namespace {

constexpr std::size_t kCapacity = std::size_t{1} << 19;
constexpr std::size_t kLeastCapacity = std::size_t{1} << 12;

std::size_t capacityFor(std::uint64_t bytes)
{
    return std::clamp<std::size_t>(static_cast<std::size_t>(std::min<std::uint64_t>(bytes, kCapacity)) * 2,
                                   kLeastCapacity, kCapacity);
}

} // namespace

TextWindow::TextWindow(TextSource source)
    : m_source(std::move(source)),
      m_capacity(capacityFor(m_source.bytes().size())),
      m_buffer(std::make_unique_for_overwrite<char[]>(m_capacity + kScanPadding))
{
}

void TextWindow::rewind()
{
    m_source.rewind();
    m_begin = 0;
    m_end = 0;
    m_atEnd = false;
}

void TextWindow::makeRoom()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.get(), begin(), size());
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_end <= m_capacity / 2) {
        return;
    }
    m_capacity *= 2;
    auto larger = std::make_unique_for_overwrite<char[]>(m_capacity + kScanPadding);
    std::memcpy(larger.get(), m_buffer.get(), m_end);
    m_buffer = std::move(larger);
}

Result<void> TextWindow::readOn()
{
    makeRoom();
    while (m_end < m_capacity && !m_atEnd) {
        const Result<std::size_t> count = m_source.read(m_buffer.get() + m_end, m_capacity - m_end);
        if (!count) {
            return fail(count.error());
        }
        m_end += *count;
        m_atEnd = *count == 0;
    }
    return {};
}

} // namespace postweave::ingest
