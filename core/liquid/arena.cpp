// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/arena.h"

#include <algorithm>
#include <cstring>

namespace postweave::liquid {

namespace {
constexpr std::size_t kFirstBlock = std::size_t{64} << 10;
constexpr std::size_t kLargestStep = std::size_t{1} << 20;
} // namespace

void* Arena::allocateSlow(std::size_t bytes)
{
    std::size_t size = m_blocks.empty() ? kFirstBlock : std::min(m_blocks.back().size * 2, kLargestStep);
    size = std::max(size, bytes);
    if (m_taken > m_limit || size > m_limit - m_taken) {
        if (m_taken > m_limit || bytes > m_limit - m_taken) {
            throw Exhausted{};
        }
        size = bytes;
    }
    m_blocks.push_back({std::unique_ptr<std::byte[]>(new std::byte[size]), size});
    m_taken += size;
    m_block = m_blocks.back().bytes.get();
    m_capacity = size;
    m_used = bytes;
    return m_block;
}

std::string_view Arena::copy(std::string_view text)
{
    return join(text, {});
}

std::string_view Arena::join(std::string_view first, std::string_view second)
{
    const std::size_t size = first.size() + second.size();
    if (size == 0) {
        return {};
    }
    char* const room = static_cast<char*>(allocate(size, 1));
    std::copy(first.begin(), first.end(), room);
    std::copy(second.begin(), second.end(), room + first.size());
    return {room, size};
}

void Arena::dropBlocks(std::size_t keep)
{
    // The first block always stays: it is what the next render starts with.
    while (m_blocks.size() > std::max<std::size_t>(keep, 1)) {
        m_taken -= m_blocks.back().size;
        m_blocks.pop_back();
    }
    m_block = m_blocks.empty() ? nullptr : m_blocks.back().bytes.get();
    m_capacity = m_blocks.empty() ? 0 : m_blocks.back().size;
}

void Arena::reset()
{
    dropBlocks(1);
    m_used = 0;
}

} // namespace postweave::liquid
