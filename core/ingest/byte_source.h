// SPDX-License-Identifier: GPL-3.0-or-later
// ByteSource: a file as blocks of bytes, read forward and again from the start.
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace postweave::ingest {

/// Move-only; owns the descriptor. Reads with calls, not by mapping: a file that is cut meanwhile ends early, and does
/// not end the process.
class ByteSource {
public:
    /// NotFound if there is none or it is a folder, InvalidInput if it cannot be opened. A pipe is first copied to a
    /// temporary file without name, since it is read more than once (WriteFailed if that does not work).
    [[nodiscard]] static Result<ByteSource> open(const std::filesystem::path& path);
    ByteSource(ByteSource&& other) noexcept;
    ByteSource& operator=(ByteSource&& other) noexcept;
    ~ByteSource();

    /// Fills `buffer` as far as the file goes; 0 at its end.
    [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t size);
    void rewind() { m_offset = 0; }
    void skip(std::uint64_t bytes) { m_offset += bytes; }

    [[nodiscard]] std::uint64_t offset() const { return m_offset; }
    /// When it was opened.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    /// As the user gave it.
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    ByteSource(int descriptor, std::string name, std::uint64_t size);

    int m_descriptor = -1;
    std::string m_name;
    std::uint64_t m_size = 0;
    std::uint64_t m_offset = 0;
};

} // namespace postweave::ingest
