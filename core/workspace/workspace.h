// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace: one file that holds everything: profiles, events, definitions, imports, exports.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/base/time_zone.h"
#include "core/event/event_store.h"
#include "core/profile/import_log.h"
#include "core/profile/profile_lookup.h"
#include "core/profile/profile_store.h"
#include "core/sqlite/transaction.h"
#include "core/sqlite/writer_lock.h"
#include "core/workspace/definition_store.h"
#include "core/workspace/export_ledger.h"
#include "core/workspace/membership_store.h"

#include <filesystem>

namespace postweave::workspace {

enum class Mode : std::uint8_t {
    ReadOnly,  ///< beside a writer; any number
    ReadWrite, ///< one at a time
};

struct WorkspaceSummary {
    std::string path;
    std::string timeZone;
    Instant createdAt;
    std::int64_t userVersion = 0; ///< of the file's layout
    std::uint64_t profiles = 0;
    std::uint64_t attributes = 0;
    std::uint64_t events = 0;
    std::uint64_t eventTypes = 0;
    std::uint64_t segments = 0;
    std::uint64_t scores = 0;
    std::uint64_t templates = 0;
    std::uint64_t campaigns = 0;
    std::uint64_t imports = 0;
    std::uint64_t rejectedRows = 0;
    std::uint64_t bytes = 0; ///< of the file
    std::int64_t generation = 0;
};

struct VerifyFinding {
    std::string part;     ///< `file`, `profiles`, `events`, `definitions`
    std::string sentence; ///< what is wrong
};

/// Move-only; one thread at a time. The stores live as long as it does.
class Workspace {
public:
    /// A new file; never over another one. AlreadyExists; WriteFailed (no such folder, read-only, disk full); NotFound
    /// for an unknown time zone (with the nearest name).
    [[nodiscard]] static Result<Workspace> create(const std::filesystem::path& path, std::string_view timeZone,
                                                  Instant now);
    /// NotFound, NotAWorkspace, WorkspaceDamaged, WorkspaceLocked (a second writer), WorkspaceNewer, WriteFailed (a
    /// writer, where file or folder is read-only); InvalidInput where it cannot be read. An older file is migrated, in
    /// either mode; a copy is kept beside it, `FILE.before-vN`. A refused file is not modified.
    [[nodiscard]] static Result<Workspace> open(const std::filesystem::path& path, Mode mode);

    Workspace(Workspace&&) noexcept;
    Workspace& operator=(Workspace&&) noexcept;
    ~Workspace();

    [[nodiscard]] profile::ProfileStore& profiles();
    [[nodiscard]] event::EventStore& events();
    [[nodiscard]] profile::ImportLog& imports();
    [[nodiscard]] DefinitionStore& definitions();
    [[nodiscard]] ExportLedger& exports();
    [[nodiscard]] MembershipStore& memberships();
    /// For transactions over several stores: sqlite::Transaction::begin(database()).
    [[nodiscard]] sqlite::Database& database();

    [[nodiscard]] const TimeZone& timeZone() const;
    /// NotFound with the nearest name.
    [[nodiscard]] Result<void> setTimeZone(std::string_view name);
    /// Free text by key, for the window's own preferences that belong to the file.
    [[nodiscard]] Result<std::optional<std::string>> setting(std::string_view key);
    [[nodiscard]] Result<void> setSetting(std::string_view key, std::string_view value);

    [[nodiscard]] Result<WorkspaceSummary> info();
    /// Everything there is to check; empty: sound. A damage that keeps the checks from going on is a finding too.
    /// `damaged`, if given, gets the chunks whose events are lost.
    [[nodiscard]] Result<std::vector<VerifyFinding>> verify(const CancelToken& cancel = {},
                                                            const Progress& progress = {},
                                                            std::vector<event::ChunkDamage>* damaged = nullptr);
    /// Deletes profiles with their history and events, out of the file's bytes too. A transaction of its own. Rows that
    /// an import rejected are kept as text and are not searched.
    [[nodiscard]] Result<void> eraseProfiles(std::span<const profile::ProfileId> profiles);
    /// Grows with each committed write of profiles or events, by any process.
    [[nodiscard]] Result<std::int64_t> generation();

    [[nodiscard]] const std::filesystem::path& path() const;
    [[nodiscard]] Mode mode() const;
    /// True where the last writer ended without closing and what it had committed was taken over from its log.
    [[nodiscard]] bool wasRecovered() const;
    /// The copy kept by a migration at open.
    [[nodiscard]] const std::optional<std::filesystem::path>& migrationCopy() const;

private:
    struct Parts;
    explicit Workspace(std::unique_ptr<Parts> parts);
    [[nodiscard]] static Result<Workspace> openLocked(const std::filesystem::path& path, Mode mode,
                                                      std::optional<sqlite::WriterLock> lock);
    std::unique_ptr<Parts> m_parts;
};

} // namespace postweave::workspace
