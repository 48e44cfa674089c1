// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/new_profiles.h"

#include "core/profile/hash_sort.h"
#include "core/profile/identity_index.h"
#include "core/profile/stored_value.h"
#include "core/sqlite/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace postweave::profile {

namespace {

constexpr std::size_t kNone = SIZE_MAX;

/// For each column of the table the batch's, or kNone.
std::vector<std::size_t> sourcesOf(const ProfileLayout& layout, std::span<const std::string> attributes)
{
    std::vector<std::size_t> sources;
    for (const ProfileLayout::Column& column : layout.columns) {
        const auto found = std::find(attributes.begin(), attributes.end(), column.attribute);
        sources.push_back(found == attributes.end() ? kNone : static_cast<std::size_t>(found - attributes.begin()));
    }
    return sources;
}

Result<void> makeTable(sqlite::Database& database, const ProfileLayout& layout)
{
    std::string columns;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        columns += fmt::format(", c{} {}", i, columnTypeFor(layout.columns[i].type));
    }
    return database.execute(fmt::format("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;"
                                        "CREATE TABLE profile(_id INTEGER PRIMARY KEY, _key TEXT NOT NULL, "
                                        "_since INTEGER NOT NULL{}) STRICT",
                                        columns));
}

Result<void> fillTable(sqlite::Database& database, const ProfileBatch& batch, const ProfileLayout& layout,
                       const std::vector<std::size_t>& sources, ProfileId first, Instant at)
{
    std::string places;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        places += ", ?";
    }
    Result<sqlite::Statement> insert = database.prepare(fmt::format("INSERT INTO profile VALUES(?, ?, ?{})", places));
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(3, at.microseconds);
    for (std::size_t row = 0; row < batch.size(); ++row) {
        insert->bind(1, first.value + static_cast<std::int64_t>(row));
        insert->bind(2, batch.key(row));
        for (std::size_t i = 0; i < sources.size(); ++i) {
            if (sources[i] != kNone) {
                batch.bind(*insert, static_cast<int>(i) + 4, row, sources[i],
                           layout.columns[i].type == ValueType::Number);
            }
        }
        if (Result<void> inserted = insert->run(); !inserted) {
            return inserted;
        }
    }
    return {};
}

} // namespace

NewProfiles::NewProfiles() = default;
NewProfiles::~NewProfiles() = default;
NewProfiles::NewProfiles(NewProfiles&&) noexcept = default;
NewProfiles& NewProfiles::operator=(NewProfiles&&) noexcept = default;

Result<NewProfiles> NewProfiles::of(ProfileBatch& batch, std::span<const std::string> attributes,
                                    const ProfileLayout& layout, ProfileId first, Instant at)
{
    NewProfiles profiles;
    profiles.m_layout = layout;
    profiles.m_first = first;
    profiles.m_count = batch.size();
    profiles.m_at = at;
    Result<sqlite::Database> database = sqlite::Database::inMemory();
    Result<void> done = database ? makeTable(*database, layout) : fail(database.error());
    Result<sqlite::Transaction> transaction = done ? sqlite::Transaction::begin(*database) : fail(done.error());
    if (!transaction) {
        return fail(transaction.error());
    }
    done = fillTable(*database, batch, layout, sourcesOf(layout, attributes), first, at).and_then([&] {
        return transaction->commit();
    });
    Result<sqlite::DatabaseImage> rows = done ? sqlite::DatabaseImage::of(*database) : fail(done.error());
    if (!rows) {
        return fail(rows.error());
    }
    profiles.m_rows = *std::move(rows);
    for (const HashedKey& key : batch.byHash()) {
        profiles.m_keys.push_back({key.hash, static_cast<std::uint32_t>(first.value) + key.row});
    }
    const auto email = std::find(attributes.begin(), attributes.end(), kEmailAttribute);
    const auto column = static_cast<std::size_t>(email - attributes.begin());
    for (std::size_t row = 0; email != attributes.end() && row < batch.size(); ++row) {
        const StoredValue value = batch.value(row, column);
        const bool isText = value.kind == StoredValue::Kind::Text && batch.types()[column] == ValueType::Text;
        if (const auto hash = isText ? addressHash(value.text) : std::nullopt) {
            profiles.m_addresses.push_back(
                {*hash, static_cast<std::uint32_t>(first.value) + static_cast<std::uint32_t>(row)});
        }
    }
    sortByHash(profiles.m_addresses, std::less<IdentityEntry>());
    return profiles;
}

} // namespace postweave::profile
