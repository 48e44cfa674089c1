// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileStore: profiles, their attributes and the attributes' history.
//
// Table `profile` has a column an attribute and holds what stands now: booleans as 0 and 1, integers, numbers as REAL,
// dates as days and datetimes as microseconds since 1970-01-01, text, lists as JSON arrays; NULL is missing.
// Keys are distinct; they and addresses are found by table `identity_run` (identity_index.h).
// A value stands since `profile._since` unless table `attribute_history` has rows of that profile and attribute: then
// these are its change points. Table `sighting` holds which profiles and attributes each upsert saw, changed or not, so
// that an older value finds its place between them.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/profile/new_profiles.h"
#include "core/profile/profile.h"
#include "core/profile/profile_batch.h"
#include "core/profile/profile_block.h"
#include "core/sqlite/database.h"

#include <functional>
#include <memory>

namespace postweave::profile {

/// SQL of this module's tables, for version 1 of the workspace.
[[nodiscard]] std::string_view profileTables();
/// From version 2 to 3: keys and addresses are found by the index of identities instead of by indexes of SQLite's own.
[[nodiscard]] Result<void> indexIdentities(sqlite::Database& database);

/// One row of a batch.
struct ProfileRow {
    std::string key;           ///< not empty
    std::vector<Value> values; ///< by position of the batch's columns; a missing value clears the attribute
    std::vector<bool> present; ///< by position; false leaves the attribute alone; empty: all present
};

struct UpsertCounts {
    std::uint64_t created = 0;
    std::uint64_t updated = 0; ///< something about them changed, be it in their history
    std::uint64_t unchanged = 0;
    bool operator==(const UpsertCounts&) const = default;
};

/// Over a Database that outlives it; thread-compatible with it. Writing functions run in the caller's transaction and
/// raise sqlite::kGeneration.
class ProfileStore {
public:
    explicit ProfileStore(sqlite::Database& database) : m_database(&database) {}

    [[nodiscard]] Result<AttributeSchema> schema();
    /// AlreadyExists; InvalidInput for an impossible key; LimitExceeded past kMaxAttributes.
    [[nodiscard]] Result<void> addAttribute(const AttributeDefinition& definition);
    /// Integer to number, stored values and history too; nothing to do where it is a number. NotFound, InvalidInput.
    [[nodiscard]] Result<void> widenToNumber(std::string_view key);
    [[nodiscard]] Result<void> relabel(std::string_view key, const std::string& label, AttributeCategory category);

    /// Rows in order, columns by attribute key; the values are as of `at`. A value that is older than the latest one
    /// known of that profile and attribute goes to history only; at the same moment the later import stands. NotFound
    /// for an unknown column; InvalidInput for a value that does not fit its attribute's type (an integer fits a
    /// number), for an empty key.
    [[nodiscard]] Result<UpsertCounts> upsert(std::span<const std::string> columns, std::span<const ProfileRow> rows,
                                              Instant at, SourceId source);
    /// The same of a batch that was filled before, whose columns these are. Once only.
    [[nodiscard]] Result<UpsertCounts> upsert(std::span<const std::string> columns, ProfileBatch& batch, Instant at,
                                              SourceId source);

    /// What a table of new profiles has to be like.
    [[nodiscard]] Result<ProfileLayout> layout();
    /// Outside of a transaction: makes finished profiles known to this connection, until unstage().
    [[nodiscard]] Result<void> stage(NewProfiles&& profiles);
    /// Upserts what is staged, once: moves it into the table as it is, if that is what taking the rows one by one would
    /// write (if all are new, get those ids, and the table is laid out so), else takes them one by one.
    [[nodiscard]] Result<UpsertCounts> upsertStaged(SourceId source);
    [[nodiscard]] Result<void> unstage();

    /// By key, else by e-mail address (without case) where one profile alone has it now. With `at`: the values as they
    /// stood then; a profile first seen later has none.
    [[nodiscard]] Result<std::optional<Profile>> find(std::string_view keyOrEmail,
                                                      std::optional<Instant> at = std::nullopt);
    [[nodiscard]] Result<std::optional<Profile>> byId(ProfileId id, std::optional<Instant> at = std::nullopt);
    /// The keys of these ids, in their order; nothing for one that is not there.
    [[nodiscard]] Result<std::vector<std::optional<std::string>>> keys(std::span<const std::uint32_t> ids);
    [[nodiscard]] Result<std::uint64_t> count();
    /// The highest id given so far; 0: none.
    [[nodiscard]] Result<ProfileId> lastId();

    /// All profiles by id, in blocks of at most kBlockRows, with all attributes in schema order. What `visit` gets is
    /// valid until it returns; its error ends the walk and is returned. With `at`: the values as they stood then, of
    /// the profiles that an import dated then or before had seen.
    [[nodiscard]] Result<void> forEachBlock(const std::function<Result<void>(const ProfileBlock&)>& visit,
                                            const CancelToken& cancel = {}, const Progress& progress = {},
                                            std::optional<Instant> at = std::nullopt);

    /// The change points of an attribute over all profiles that ever had it, by profile, then time; equal neighbours
    /// may occur. A missing value: cleared then. Before the first the attribute was missing.
    [[nodiscard]] Result<void> readHistory(std::string_view attribute,
                                           const std::function<void(ProfileId, Instant, const Value&)>& visit);

    /// Deletes profiles with their history and identities, for good; their events are EventStore's. Goes over the whole
    /// index of identities, so erase many at once. NotFound where one is not there.
    [[nodiscard]] Result<void> erase(std::span<const ProfileId> profiles);

    /// Inner contradictions (values of a wrong type, history of unknown profiles …), a sentence each.
    [[nodiscard]] Result<std::vector<std::string>> check(const CancelToken& cancel = {});

private:
    sqlite::Database* m_database;
    std::shared_ptr<NewProfiles> m_staged;
};

} // namespace postweave::profile
