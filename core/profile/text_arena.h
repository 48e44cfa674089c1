// SPDX-License-Identifier: GPL-3.0-or-later
// TextArena: keeps many short texts in few allocations. Private to core/profile.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace postweave::profile {

/// What keep() returns stays valid until clear() or the arena's end.
class TextArena {
public:
    [[nodiscard]] std::string_view keep(std::string_view text)
    {
        if (text.empty()) {
            return {};
        }
        if (m_blocks.empty() || m_blocks[m_current].size - m_used < text.size()) {
            advance(text.size());
        }
        char* place = m_blocks[m_current].bytes.get() + m_used;
        std::memcpy(place, text.data(), text.size());
        m_used += text.size();
        return {place, text.size()};
    }

    /// Memory is kept for what comes next.
    void clear()
    {
        m_current = 0;
        m_used = 0;
    }

private:
    struct Block {
        std::unique_ptr<char[]> bytes;
        std::size_t size = 0;
    };
    static constexpr std::size_t kBlockBytes = std::size_t{1} << 20;

    void advance(std::size_t needed)
    {
        m_current = m_blocks.empty() ? 0 : m_current + 1;
        if (m_current == m_blocks.size() || m_blocks[m_current].size < needed) {
            const std::size_t size = std::max(kBlockBytes, needed);
            m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(m_current),
                            Block{std::unique_ptr<char[]>(new char[size]), size});
        }
        m_used = 0;
    }

    std::vector<Block> m_blocks;
    std::size_t m_current = 0;
    std::size_t m_used = 0;
};

} // namespace postweave::profile
