// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/new_profiles.h"

#include "core/profile/hash_sort.h"
#include "core/profile/identity_index.h"
#include "core/profile/stored_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace postweave::profile {

namespace {

constexpr std::size_t kNone = NewProfiles::kNone;

std::vector<std::size_t> sourcesOf(const ProfileLayout& layout, std::span<const std::string> attributes)
{
    std::vector<std::size_t> sources;
    for (const ProfileLayout::Column& column : layout.columns) {
        const auto found = std::find(attributes.begin(), attributes.end(), column.attribute);
        sources.push_back(found == attributes.end() ? kNone : static_cast<std::size_t>(found - attributes.begin()));
    }
    return sources;
}

std::string tableFor(const ProfileLayout& layout)
{
    std::string columns;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        columns += fmt::format(", c{} {}", i, columnTypeFor(layout.columns[i].type));
    }
    return fmt::format(
        "CREATE TABLE profile(_id INTEGER PRIMARY KEY, _key TEXT NOT NULL, _since INTEGER NOT NULL{}) STRICT", columns);
}

} // namespace

NewProfiles::NewProfiles(sqlite::TableImage table, ProfileId first, Instant at)
    : m_first(first), m_at(at), m_table(std::move(table))
{
}
NewProfiles::~NewProfiles() = default;
NewProfiles::NewProfiles(NewProfiles&&) noexcept = default;
NewProfiles& NewProfiles::operator=(NewProfiles&&) noexcept = default;

Result<NewProfiles> NewProfiles::create(std::span<const std::string> attributes, const ProfileLayout& layout,
                                        ProfileId first, Instant at)
{
    Result<sqlite::TableImage> table = sqlite::TableImage::create(tableFor(layout));
    if (!table) {
        return fail(table.error());
    }
    NewProfiles profiles(*std::move(table), first, at);
    profiles.m_attributes.assign(attributes.begin(), attributes.end());
    profiles.m_layout = layout;
    profiles.m_sources = sourcesOf(layout, attributes);
    const auto known = std::count_if(profiles.m_sources.begin(), profiles.m_sources.end(),
                                     [](std::size_t source) { return source != kNone; });
    if (static_cast<std::size_t>(known) != attributes.size()) {
        return fail(ErrorCode::Internal, "the table lacks a column of the batch's");
    }
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const ProfileLayout::Column& column = layout.columns[i];
        if (column.attribute == kEmailAttribute && column.type == ValueType::Text) {
            profiles.m_email = i;
        }
    }
    return profiles;
}

void NewProfiles::begin(std::string_view key)
{
    m_table.begin(m_first.value + static_cast<std::int64_t>(m_count));
    m_table.addText(key);
    m_table.addInteger(m_at.microseconds);
    m_keyHash = identityHash(key);
    m_addressHash.reset();
    m_column = 0;
}

void NewProfiles::addMissing()
{
    m_table.addNull();
    ++m_column;
}

void NewProfiles::addText(std::string_view text)
{
    m_table.addText(text);
    if (m_column++ == m_email) {
        m_addressHash = addressHash(text);
    }
}

bool NewProfiles::add(const Value& value)
{
    const std::optional<StoredValue> stored = toStored(value, m_layout.columns[m_column].type, m_buffer);
    if (!stored) {
        return false;
    }
    switch (stored->kind) {
    case StoredValue::Kind::Text:
        addText(stored->text);
        return true;
    case StoredValue::Kind::Integer:
        m_table.addInteger(stored->integer);
        break;
    case StoredValue::Kind::Number:
        m_table.addNumber(stored->number);
        break;
    case StoredValue::Kind::Missing:
        m_table.addNull();
        break;
    }
    ++m_column;
    return true;
}

void NewProfiles::end()
{
    m_table.end();
    const auto id = static_cast<std::uint32_t>(m_first.value + static_cast<std::int64_t>(m_count++));
    m_keys.push_back({m_keyHash, id});
    if (m_addressHash) {
        m_addresses.push_back({*m_addressHash, id});
    }
}

Result<void> NewProfiles::finish()
{
    sortByHash(m_keys, std::less<IdentityEntry>());
    sortByHash(m_addresses, std::less<IdentityEntry>());
    return std::move(m_table).finish().map([&](sqlite::DatabaseImage&& rows) { m_rows = std::move(rows); });
}

Result<ProfileBatch> NewProfiles::takeBack() &&
{
    Result<sqlite::DatabaseImage> rows = std::move(m_table).finish();
    Result<sqlite::Database> database = rows ? sqlite::Database::inMemory() : fail(rows.error());
    if (!database) {
        return fail(database.error());
    }
    constexpr std::string_view kSchema = "rows";
    return (*std::move(rows)).attachTo(*database, kSchema).and_then([&] { return read(*database, kSchema); });
}

Result<ProfileBatch> NewProfiles::read(sqlite::Database& database, std::string_view schema) const
{
    std::vector<ValueType> types(m_attributes.size());
    std::vector<int> places(m_attributes.size());
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (m_sources[i] != kNone) {
            types[m_sources[i]] = m_layout.columns[i].type;
            places[m_sources[i]] = static_cast<int>(i) + 3;
        }
    }
    Result<sqlite::Statement> select = database.prepare(fmt::format("SELECT * FROM {}.profile ORDER BY _id", schema));
    if (!select) {
        return fail(select.error());
    }
    ProfileBatch batch(types);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return batch;
        }
        batch.add(select->text(1));
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (!batch.set(i, fromStored(readStored(*select, places[i]), types[i]))) {
                return fail(ErrorCode::Internal, "a value that was written beforehand does not fit its column");
            }
        }
    }
}

} // namespace postweave::profile
