// SPDX-License-Identifier: GPL-3.0-or-later
// Upsert: one batch of profiles on its way into the tables. Private to core/profile.
#pragma once

#include "core/profile/attribute_history.h"
#include "core/profile/profile_store.h"
#include "core/profile/sighting.h"

namespace postweave::profile {

/// Name of the counter of ids given.
inline constexpr std::string_view kLastProfile = "last_profile";

class Upsert {
public:
    [[nodiscard]] static Result<Upsert> prepare(sqlite::Database& database, const AttributeSchema& schema,
                                                std::span<const std::string> columns, Instant at, SourceId source);
    [[nodiscard]] Result<void> take(const ProfileRow& row);
    /// Writes what the batch as a whole leaves behind.
    [[nodiscard]] Result<UpsertCounts> finish();

private:
    struct Column {
        AttributeId attribute;
        ValueType type = ValueType::Text;
        std::string key;
    };

    Upsert(sqlite::Database& database, Instant at, SourceId source)
        : m_database(&database), m_at(at.microseconds), m_source(source)
    {
    }
    [[nodiscard]] Result<void> resolveColumns(const AttributeSchema& schema, std::span<const std::string> columns);
    [[nodiscard]] Result<void> prepareStatements(const AttributeSchema& schema);
    [[nodiscard]] Result<void> convert(const ProfileRow& row);
    [[nodiscard]] Result<ProfileId> place(const std::string& key);
    [[nodiscard]] Result<std::optional<ProfileId>> create(const std::string& key);
    [[nodiscard]] Result<ProfileId> change();
    [[nodiscard]] Result<bool> settle(ProfileId profile, std::int64_t since, std::size_t column);
    [[nodiscard]] Result<void> changeEmail(ProfileId profile, const StoredValue& before, const StoredValue& after);
    [[nodiscard]] Result<void> putIdentity(sqlite::Statement& statement, ProfileId profile, std::string_view folded);
    [[nodiscard]] Result<void> putNewAddresses();

    sqlite::Database* m_database;
    std::int64_t m_at;
    SourceId m_source;
    std::vector<Column> m_columns;
    std::optional<std::size_t> m_email; // position of the address among the columns
    std::int64_t m_lastId = 0;
    bool m_lastWasNew = false;
    std::vector<std::pair<std::string, std::int64_t>> m_newAddresses; // folded, of profiles created
    UpsertCounts m_counts;
    std::optional<SightingRecorder> m_sightings;
    LaterSightings m_later;
    std::optional<AttributeHistory> m_history;
    sqlite::Statement m_select;
    sqlite::Statement m_insert;
    sqlite::Statement m_update;
    sqlite::Statement m_addIdentity;
    sqlite::Statement m_removeIdentity;
    // Of the row at hand, by position.
    std::vector<StoredValue> m_values;
    std::vector<bool> m_present;
    std::vector<std::string> m_buffers;
    std::vector<StoredValue> m_standing;
    std::vector<std::int64_t> m_seenAgain;
};

/// How addresses are compared: trimmed and folded.
[[nodiscard]] std::string foldAddress(std::string_view address);

} // namespace postweave::profile
