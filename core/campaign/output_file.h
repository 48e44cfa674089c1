// SPDX-License-Identifier: GPL-3.0-or-later
// OutputFile: a file written from front to back, hashed and counted on the way.
#pragma once

#include "core/base/error.h"
#include "core/email/sha256.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace postweave::campaign {

/// What the manifest says of a file.
struct WrittenFile {
    email::Sha256Digest sha256{};
    std::uint64_t bytes = 0;
};

/// Move-only. Errors are WriteFailed with the path in `where.file`.
class OutputFile {
public:
    /// Makes the file; it must not be there.
    [[nodiscard]] static Result<OutputFile> create(const std::filesystem::path& path);
    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&& other) noexcept;
    ~OutputFile();

    /// Buffered.
    [[nodiscard]] Result<void> write(std::string_view bytes);
    /// Writes what is left and closes; with `isDurable`, it survives a power cut from here on.
    [[nodiscard]] Result<WrittenFile> finish(bool isDurable);

private:
    OutputFile(std::filesystem::path path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}
    [[nodiscard]] Result<void> flush();
    void close();

    std::filesystem::path m_path;
    int m_descriptor;
    std::string m_buffer;
    email::Sha256 m_hash;
    std::uint64_t m_bytes = 0;
};

/// `cannot be written: No space left on device; free some space and start again`, from errno.
[[nodiscard]] tl::unexpected<Error> writeFailure(const std::filesystem::path& path);

} // namespace postweave::campaign
