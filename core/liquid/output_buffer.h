// SPDX-License-Identifier: GPL-3.0-or-later
// OutputBuffer: what a render writes to; it keeps its memory from message to message.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace postweave::liquid {

/// Grows up to a limit; LimitFailure past it. A part at the end can be taken back, which is how captures are kept
/// apart.
class OutputBuffer {
public:
    /// Empties it.
    void begin(std::size_t limit)
    {
        m_at = m_bytes.get();
        setLimit(limit);
    }
    /// Bytes in all; less than there are already is no room for more.
    void setLimit(std::size_t limit);
    [[nodiscard]] std::size_t limit() const { return m_limit; }

    void append(std::string_view text)
    {
        char* const room = require(text.size());
        if (!text.empty()) {
            std::memcpy(room, text.data(), text.size());
            m_at = room + text.size();
        }
    }
    void push_back(char c)
    {
        *require(1) = c;
        ++m_at;
    }
    /// Room for so many bytes at the end; end() says how many were used.
    [[nodiscard]] char* require(std::size_t bytes)
    {
        if (bytes > static_cast<std::size_t>(m_end - m_at)) {
            grow(bytes);
        }
        return m_at;
    }
    void end(char* end) { m_at = end; }

    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(m_at - m_bytes.get()); }
    [[nodiscard]] std::string_view view(std::size_t from = 0) const { return {m_bytes.get() + from, size() - from}; }
    void cut(std::size_t size) { m_at = m_bytes.get() + size; }

private:
    void grow(std::size_t bytes);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_limit = 0;
    char* m_at = nullptr;
    char* m_end = nullptr; // of the memory, or where the limit is
};

} // namespace postweave::liquid
