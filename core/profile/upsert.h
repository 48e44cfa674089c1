// SPDX-License-Identifier: GPL-3.0-or-later
// Upsert: one batch of profiles on its way into the tables. Private to core/profile.
#pragma once

#include "core/profile/attribute_history.h"
#include "core/profile/identity_index.h"
#include "core/profile/profile_store.h"
#include "core/profile/sighting.h"

namespace postweave::profile {

/// What a staged table of new profiles is known under.
inline constexpr std::string_view kStagedSchema = "staged";
/// Name of the counter of ids given.
inline constexpr std::string_view kLastProfile = "last_profile";

class Upsert {
public:
    [[nodiscard]] static Result<Upsert> prepare(sqlite::Database& database, const AttributeSchema& schema,
                                                std::span<const std::string> columns, Instant at, SourceId source);
    /// All rows, once.
    [[nodiscard]] Result<UpsertCounts> run(ProfileBatch& batch);
    /// Those under kStagedSchema; `standing`: how the table is laid out.
    [[nodiscard]] Result<UpsertCounts> run(NewProfiles& staged, const ProfileLayout& standing);

private:
    struct Column {
        AttributeId attribute;
        ValueType type = ValueType::Text;
        std::string key;
    };

    Upsert(sqlite::Database& database, Instant at, SourceId source)
        : m_database(&database), m_identities(database), m_at(at.microseconds), m_source(source)
    {
    }
    [[nodiscard]] Result<void> resolveColumns(const AttributeSchema& schema, std::span<const std::string> columns);
    [[nodiscard]] Result<void> prepareStatements(const AttributeSchema& schema);
    [[nodiscard]] Result<void> checkTypes(const ProfileBatch& batch) const;
    [[nodiscard]] Result<void> findCandidates(ProfileBatch& batch);
    [[nodiscard]] Result<bool> fits(const NewProfiles& staged, const ProfileLayout& standing);
    [[nodiscard]] Result<void> take(ProfileBatch& batch);
    [[nodiscard]] Result<void> move(NewProfiles& staged);
    [[nodiscard]] Result<void> takeRows(const ProfileBatch& batch);
    void readRow(const ProfileBatch& batch, std::uint32_t row);
    [[nodiscard]] Result<ProfileId> place(const ProfileBatch& batch, std::uint32_t row);
    [[nodiscard]] Result<ProfileId> create(std::string_view key);
    [[nodiscard]] Result<ProfileId> change(ProfileId id);
    [[nodiscard]] Result<bool> settle(ProfileId profile, std::int64_t since, std::size_t column);
    void noteAddress(ProfileId profile, const StoredValue& value);
    /// Writes what the batch as a whole leaves behind.
    [[nodiscard]] Result<void> finish();

    sqlite::Database* m_database;
    IdentityIndex m_identities;
    std::int64_t m_at;
    SourceId m_source;
    std::vector<Column> m_columns;
    std::optional<std::size_t> m_email; // position of the address among the columns
    std::int64_t m_lastId = 0;
    std::vector<std::pair<std::uint32_t, ProfileId>> m_candidates; // by row, who may have its key
    std::size_t m_nextCandidate = 0;
    std::vector<std::pair<std::uint32_t, std::size_t>> m_grouped; // rows that share their hash, and their group
    std::size_t m_nextGrouped = 0;
    std::vector<std::vector<ProfileId>> m_groups; // who was created for one of its rows
    std::vector<ProfileId> m_mayHaveKey;          // of the row at hand
    std::vector<IdentityEntry> m_newKeys;
    std::vector<IdentityEntry> m_newAddresses;
    UpsertCounts m_counts;
    std::optional<SightingRecorder> m_sightings;
    LaterSightings m_later;
    std::optional<AttributeHistory> m_history;
    sqlite::Statement m_select;
    sqlite::Statement m_insert;
    sqlite::Statement m_update;
    // Of the row at hand, by position.
    std::vector<StoredValue> m_values;
    std::vector<bool> m_present;
    std::vector<StoredValue> m_standing;
    std::vector<std::int64_t> m_seenAgain;
};

} // namespace postweave::profile
