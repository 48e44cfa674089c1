// SPDX-License-Identifier: GPL-3.0-or-later
// From SQLite's result codes to errors a user can act on. Private to core/sqlite, core/profile, core/event and
// core/workspace.
#pragma once

#include "core/base/error.h"

#include <filesystem>

struct sqlite3;

namespace postweave::sqlite {

/// For an extended result code, with SQLite's own words where they help.
[[nodiscard]] Error sqliteError(int extendedCode, std::string_view sqliteMessage, const std::filesystem::path& path);
/// For what the connection reported last.
[[nodiscard]] Error sqliteError(sqlite3* connection, int code);

} // namespace postweave::sqlite
