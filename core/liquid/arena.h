// SPDX-License-Identifier: GPL-3.0-or-later
// Arena: where the texts, arrays and hashes that values point to live. Everything goes at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace postweave::liquid {

/// A bump allocator. Not safe to use from several threads. Addresses stay until reset() or destruction; destructors of
/// what was made in it do not run, so only trivially destructible types go in.
class Arena {
public:
    /// Thrown inside the engine when `limit` bytes are used up; Renderer and the JSON reader turn it into an error.
    struct Exhausted {};

    explicit Arena(std::size_t limit = SIZE_MAX) : m_limit(limit) {}
    Arena(Arena&&) = default;
    Arena& operator=(Arena&&) = default;

    [[nodiscard]] void* allocate(std::size_t bytes, std::size_t alignment = alignof(std::max_align_t))
    {
        const std::size_t at = (m_used + alignment - 1) & ~(alignment - 1);
        if (m_block != nullptr && at <= m_capacity && bytes <= m_capacity - at) {
            m_used = at + bytes;
            return m_block + at;
        }
        return allocateSlow(bytes);
    }

    template <typename T, typename... Arguments>
    [[nodiscard]] T* make(Arguments&&... arguments)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        return new (allocate(sizeof(T), alignof(T))) T(std::forward<Arguments>(arguments)...);
    }

    /// Room for `count` objects that the caller constructs.
    template <typename T>
    [[nodiscard]] T* makeRoom(std::size_t count)
    {
        static_assert(std::is_trivially_destructible_v<T>);
        if (count > SIZE_MAX / sizeof(T) / 2) {
            throw Exhausted{};
        }
        return static_cast<T*>(allocate(count * sizeof(T), alignof(T)));
    }

    /// A copy of the bytes.
    [[nodiscard]] std::string_view copy(std::string_view text);
    /// The parts one after the other; where `first` is what was made last, it grows in place.
    [[nodiscard]] std::string_view join(std::string_view first, std::string_view second);

    /// Where it stands; rewind() gives back all that was made since.
    struct Mark {
        std::size_t blocks = 0;
        std::size_t used = 0;
    };
    [[nodiscard]] Mark mark() const { return {m_blocks.size(), m_used}; }
    void rewind(const Mark& mark)
    {
        if (mark.blocks != m_blocks.size()) {
            dropBlocks(mark.blocks);
        }
        m_used = m_blocks.empty() ? 0 : mark.used;
    }

    /// Forgets everything; keeps the first block's memory for the next use.
    void reset();
    void setLimit(std::size_t bytes) { m_limit = bytes; }
    /// Bytes taken from the system since the last reset, in whole blocks.
    [[nodiscard]] std::size_t bytesTaken() const { return m_taken; }

private:
    [[nodiscard]] void* allocateSlow(std::size_t bytes);
    void dropBlocks(std::size_t keep);

    struct Block {
        std::unique_ptr<std::byte[]> bytes;
        std::size_t size = 0;
    };
    std::byte* m_block = nullptr;
    std::size_t m_used = 0;
    std::size_t m_capacity = 0;
    std::size_t m_taken = 0;
    std::size_t m_limit;
    std::vector<Block> m_blocks;
};

} // namespace postweave::liquid
