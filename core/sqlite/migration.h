// SPDX-License-Identifier: GPL-3.0-or-later
// Numbered forward migrations; PRAGMA user_version holds the number of the last one.
#pragma once

#include "core/sqlite/database.h"

#include <functional>
#include <optional>
#include <vector>

namespace postweave::sqlite {

/// Takes a file from one version to the next, inside the caller's transaction.
using MigrationStep = std::function<Result<void>(Database&)>;

/// A step of plain SQL.
[[nodiscard]] MigrationStep sqlStep(std::string sql);

class MigrationList {
public:
    /// The first step makes version 1, the next version 2, and so on.
    explicit MigrationList(std::vector<MigrationStep> steps) : m_steps(std::move(steps)) {}
    [[nodiscard]] std::int64_t latest() const { return static_cast<std::int64_t>(m_steps.size()); }

    /// WorkspaceNewer where the version is beyond latest(), NotAWorkspace below 1.
    [[nodiscard]] Result<void> checkVersion(std::int64_t version, const std::filesystem::path& path) const;

    /// Takes an open file to latest() in one transaction; before the first step a copy is kept beside it as
    /// `FILE.before-vN` (N = latest()), replacing an older one of that name. On failure the file stays as it was.
    /// Returns the copy's path if there was anything to do.
    [[nodiscard]] Result<std::optional<std::filesystem::path>> migrate(Database& database) const;

    /// All steps on a fresh database, without copy, inside the caller's transaction.
    [[nodiscard]] Result<void> apply(Database& database) const;

private:
    [[nodiscard]] Result<void> runFrom(Database& database, std::int64_t version) const;

    std::vector<MigrationStep> m_steps;
};

} // namespace postweave::sqlite
