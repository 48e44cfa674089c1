// SPDX-License-Identifier: GPL-3.0-or-later
// The layout of the workspace file, version by version. Private to core/workspace.
#pragma once

#include "core/sqlite/migration.h"

namespace postweave::workspace {

/// What this program reads and writes; a released step never changes.
[[nodiscard]] const sqlite::MigrationList& workspaceMigrations();

/// WorkspaceDamaged where a table of the latest version is missing.
[[nodiscard]] Result<void> checkTables(sqlite::Database& database);

} // namespace postweave::workspace
