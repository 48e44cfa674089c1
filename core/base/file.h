// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files, read with a limit and written atomically.
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

/// NotFound if there is none or it is a folder, InvalidInput if it cannot be read, LimitExceeded past maxBytes.
/// Errors carry the path in `where.file`.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path& path,
                                           std::size_t maxBytes = std::size_t{1} << 30);

/// Writes beside the target, syncs to disk, renames into place: the file is whole or unchanged. WriteFailed otherwise.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view content);

/// Makes a rename or a new entry in `folder` survive a power cut. WriteFailed otherwise.
[[nodiscard]] Result<void> syncFolder(const std::filesystem::path& folder);

} // namespace base
} // namespace postweave
