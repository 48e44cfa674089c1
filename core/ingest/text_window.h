// SPDX-License-Identifier: GPL-3.0-or-later
// TextWindow: the piece of a file's text that a reader looks at, moved on over the file.
#pragma once

#include "core/ingest/text_source.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace postweave::ingest {

/// Grows with what is not yet consumed; the reader sees to it that this stays within its limits. kScanPadding bytes
/// behind end() may be read.
class TextWindow {
public:
    explicit TextWindow(TextSource source);

    [[nodiscard]] const char* begin() const { return m_buffer.get() + m_begin; }
    [[nodiscard]] const char* end() const { return m_buffer.get() + m_end; }
    [[nodiscard]] std::size_t size() const { return m_end - m_begin; }
    /// Nothing comes behind end().
    [[nodiscard]] bool atEnd() const { return m_atEnd; }
    void consume(std::size_t bytes) { m_begin += bytes; }
    void consumeTo(const char* position) { m_begin = static_cast<std::size_t>(position - m_buffer.get()); }
    /// Appends text behind end() as far as there is room, or finds the end; pointers into the window become invalid.
    [[nodiscard]] Result<void> readOn();
    void rewind();

    [[nodiscard]] const TextSource& source() const { return m_source; }

private:
    void makeRoom();

    TextSource m_source;
    std::size_t m_capacity;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_atEnd = false;
};

} // namespace postweave::ingest
