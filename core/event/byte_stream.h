// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes written and read in order; reading never leaves its bounds. Private to core/event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::event {

class ByteWriter {
public:
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<std::byte>(value)); }

    /// LEB128.
    void number(std::uint64_t value)
    {
        for (; value >= 0x80; value >>= 7U) {
            byte(static_cast<std::uint8_t>(value | 0x80));
        }
        byte(static_cast<std::uint8_t>(value));
    }

    /// Small numbers of either sign stay short.
    void signedNumber(std::int64_t value)
    {
        number((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
    }

    void raw(const void* data, std::size_t size)
    {
        const auto* begin = static_cast<const std::byte*>(data);
        m_bytes.insert(m_bytes.end(), begin, begin + size);
    }

    [[nodiscard]] std::vector<std::byte>& bytes() { return m_bytes; }
    [[nodiscard]] const std::vector<std::byte>& bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

/// After the first read past the end or of an impossible number every read gives zeros and ok() is false.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_rest(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] std::size_t remaining() const { return m_rest.size(); }
    void refuse()
    {
        m_ok = false;
        m_rest = {};
    }

    std::span<const std::byte> take(std::uint64_t size)
    {
        if (size > m_rest.size()) {
            refuse();
            return {};
        }
        const auto taken = m_rest.first(static_cast<std::size_t>(size));
        m_rest = m_rest.subspan(static_cast<std::size_t>(size));
        return taken;
    }

    std::uint8_t byte()
    {
        const auto taken = take(1);
        return taken.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(taken.front());
    }

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        refuse();
        return 0;
    }

    /// A number of at most `most`.
    std::uint64_t number(std::uint64_t most)
    {
        const std::uint64_t value = number();
        if (value > most) {
            refuse();
            return 0;
        }
        return value;
    }

    std::int64_t signedNumber()
    {
        const std::uint64_t value = number();
        return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
    }

    std::string_view text(std::uint64_t size)
    {
        const auto taken = take(size);
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }

private:
    std::span<const std::byte> m_rest;
    bool m_ok = true;
};

} // namespace postweave::event
