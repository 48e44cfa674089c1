// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/upsert.h"

#include "core/base/text.h"
#include "core/profile/attribute_table.h"
#include "core/sqlite/counter.h"
#include "core/sqlite/generation.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::profile {

namespace {

/// `"a", "b"`, each with `suffix`, each after a comma.
std::string columnList(const std::vector<std::string>& names, std::string_view suffix)
{
    std::string list;
    for (const std::string& name : names) {
        list += ", " + name;
        list += suffix;
    }
    return list;
}

std::string placeholders(std::size_t count)
{
    std::string list;
    for (std::size_t index = 0; index < count; ++index) {
        list += ", ?";
    }
    return list;
}

} // namespace

std::string foldAddress(std::string_view address)
{
    const std::string_view text = trimmed(address);
    if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
        return foldCase(text);
    }
    std::string folded(text);
    for (char& c : folded) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return folded;
}

Result<Upsert> Upsert::prepare(sqlite::Database& database, const AttributeSchema& schema,
                               std::span<const std::string> columns, Instant at, SourceId source)
{
    Upsert upsert(database, at, source);
    Result<void> done = upsert.resolveColumns(schema, columns);
    if (done) {
        done = upsert.prepareStatements(schema);
    }
    if (!done) {
        return fail(done.error());
    }
    const Result<std::int64_t> lastId = sqlite::readCounter(database, kLastProfile);
    Result<AttributeHistory> history = AttributeHistory::prepare(database);
    if (!lastId || !history) {
        return fail(!lastId ? lastId.error() : history.error());
    }
    std::vector<AttributeId> attributes;
    for (const Column& column : upsert.m_columns) {
        attributes.push_back(column.attribute);
    }
    Result<LaterSightings> later = LaterSightings::load(database, at, attributes);
    if (!later) {
        return fail(later.error());
    }
    upsert.m_lastId = *lastId;
    upsert.m_history = std::move(*history);
    upsert.m_later = std::move(*later);
    upsert.m_sightings.emplace(std::move(attributes));
    return upsert;
}

Result<void> Upsert::resolveColumns(const AttributeSchema& schema, std::span<const std::string> columns)
{
    for (const std::string& key : columns) {
        const Attribute* attribute = schema.find(key);
        if (attribute == nullptr) {
            return fail(ErrorCode::NotFound, fmt::format("there is no attribute {}", key));
        }
        if (key == kEmailAttribute) {
            m_email = m_columns.size();
        }
        m_columns.push_back({attribute->id, attribute->definition.type, key});
    }
    m_values.resize(m_columns.size());
    m_buffers.resize(m_columns.size());
    m_standing.resize(m_columns.size());
    return {};
}

Result<void> Upsert::prepareStatements(const AttributeSchema& schema)
{
    std::vector<std::string> names;
    for (const Column& column : m_columns) {
        names.push_back(quotedName(schema.find(column.key)->column));
    }
    const std::string update = columnList(names, " = ?");
    const std::pair<sqlite::Statement*, std::string> wanted[] = {
        {&m_select, fmt::format("SELECT _id, _since{} FROM profile WHERE _key = ?", columnList(names, ""))},
        {&m_insert,
         fmt::format("INSERT INTO profile(_id, _key, _since{}) VALUES(?, ?, ?{}) ON CONFLICT(_key) DO NOTHING",
                     columnList(names, ""), placeholders(names.size()))},
        {&m_update, fmt::format("UPDATE profile SET _key = _key{} WHERE _id = ?", update)},
        {&m_addIdentity, "INSERT OR IGNORE INTO identity(kind, value, profile) VALUES('email', ?, ?)"},
        {&m_removeIdentity, "DELETE FROM identity WHERE kind = 'email' AND value = ? AND profile = ?"}};
    for (const auto& [statement, sql] : wanted) {
        Result<sqlite::Statement> prepared = m_database->prepare(sql);
        if (!prepared) {
            return fail(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    return {};
}

Result<void> Upsert::convert(const ProfileRow& row)
{
    if (row.key.empty()) {
        return fail(ErrorCode::InvalidInput, "a profile without key; give each row one");
    }
    if (row.values.size() != m_columns.size() || (!row.present.empty() && row.present.size() != m_columns.size())) {
        return fail(ErrorCode::Internal, "a row whose values do not match the batch's columns");
    }
    if (row.present.empty()) {
        m_present.assign(m_columns.size(), true);
    } else {
        m_present = row.present;
    }
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        const std::optional<StoredValue> stored =
            m_present[position] ? toStored(row.values[position], m_columns[position].type, m_buffers[position])
                                : StoredValue{};
        if (!stored) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the profile {}: {} is no {}", row.key, m_columns[position].key,
                                    nameOf(m_columns[position].type)));
        }
        m_values[position] = *stored;
    }
    return {};
}

Result<void> Upsert::take(const ProfileRow& row)
{
    if (Result<void> converted = convert(row); !converted) {
        return converted;
    }
    const Result<ProfileId> profile = place(row.key);
    if (!profile) {
        return fail(profile.error());
    }
    m_sightings->saw(*profile, row.present);
    return {};
}

/// New profiles mostly come after new ones: then the insertion finds out by itself whether there is one.
Result<ProfileId> Upsert::place(const std::string& key)
{
    if (m_lastWasNew) {
        const Result<std::optional<ProfileId>> created = create(key);
        if (!created || *created) {
            return created.map([](const auto& id) { return *id; });
        }
    }
    m_select.bind(1, std::string_view(key));
    const Result<bool> exists = m_select.step();
    if (!exists) {
        return fail(exists.error());
    }
    m_lastWasNew = !*exists;
    Result<ProfileId> profile = *exists ? change() : create(key).map([](const auto& id) { return *id; });
    m_select.reset();
    return profile;
}

/// Nothing where there is one with this key.
Result<std::optional<ProfileId>> Upsert::create(const std::string& key)
{
    const ProfileId id{m_lastId + 1};
    m_insert.bind(1, id.value);
    m_insert.bind(2, std::string_view(key));
    m_insert.bind(3, m_at);
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        bindStored(m_insert, static_cast<int>(position) + 4, m_values[position]);
    }
    if (Result<void> inserted = m_insert.run(); !inserted) {
        return fail(inserted.error());
    }
    if (m_database->changes() == 0) {
        return std::nullopt;
    }
    m_lastId = id.value;
    ++m_counts.created;
    if (m_email && m_values[*m_email].kind == StoredValue::Kind::Text) {
        m_newAddresses.emplace_back(foldAddress(m_values[*m_email].text), id.value);
    }
    return id;
}

/// In the order of the table, so that its pages are visited once.
Result<void> Upsert::putNewAddresses()
{
    std::sort(m_newAddresses.begin(), m_newAddresses.end());
    for (const auto& [address, profile] : m_newAddresses) {
        if (Result<void> done = putIdentity(m_addIdentity, {profile}, address); !done) {
            return done;
        }
    }
    m_newAddresses.clear();
    return {};
}

Result<ProfileId> Upsert::change()
{
    const ProfileId id{m_select.integer(0)};
    const std::int64_t since = m_select.integer(1);
    if (!m_later.empty()) {
        m_later.firstOf(id, m_seenAgain);
    }
    bool updated = false;
    bool standingChanges = false;
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        m_standing[position] = readStored(m_select, static_cast<int>(position) + 2);
        const bool older = !m_later.empty() && m_seenAgain[position] != LaterSightings::kNever;
        if (!m_present[position] || (!older && m_values[position] == m_standing[position])) {
            continue;
        }
        const Result<bool> changed = settle(id, since, position);
        if (!changed) {
            return fail(changed.error());
        }
        updated = updated || *changed;
        if (older) {
            continue;
        }
        standingChanges = true;
        if (position == m_email) {
            if (Result<void> done = changeEmail(id, m_standing[position], m_values[position]); !done) {
                return fail(done.error());
            }
        }
        m_standing[position] = m_values[position];
    }
    ++(updated ? m_counts.updated : m_counts.unchanged);
    if (!standingChanges) {
        return id;
    }
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        bindStored(m_update, static_cast<int>(position) + 1, m_standing[position]);
    }
    m_update.bind(static_cast<int>(m_columns.size()) + 1, id.value);
    if (Result<void> done = m_update.run(); !done) {
        return fail(done.error());
    }
    return id;
}

/// Writes the history of one value; true if anything changed.
Result<bool> Upsert::settle(ProfileId profile, std::int64_t since, std::size_t column)
{
    const StandingValue standing{profile, m_columns[column].attribute, since, m_standing[column]};
    if (!m_later.empty() && m_seenAgain[column] != LaterSightings::kNever) {
        return m_history->insertEarlier(standing, m_values[column], m_at, m_seenAgain[column]);
    }
    if (Result<void> done = m_history->replace(standing, m_values[column], m_at); !done) {
        return fail(done.error());
    }
    return true;
}

Result<void> Upsert::putIdentity(sqlite::Statement& statement, ProfileId profile, std::string_view folded)
{
    if (folded.empty()) {
        return {};
    }
    statement.bind(1, std::string_view(folded));
    statement.bind(2, profile.value);
    return statement.run();
}

Result<void> Upsert::changeEmail(ProfileId profile, const StoredValue& before, const StoredValue& after)
{
    Result<void> done = putNewAddresses(); // one of them may be this profile's
    if (done && before.kind == StoredValue::Kind::Text) {
        done = putIdentity(m_removeIdentity, profile, foldAddress(before.text));
    }
    if (done && after.kind == StoredValue::Kind::Text) {
        done = putIdentity(m_addIdentity, profile, foldAddress(after.text));
    }
    return done;
}

Result<UpsertCounts> Upsert::finish()
{
    if (Result<void> done = putNewAddresses(); !done) {
        return fail(done.error());
    }
    if (Result<void> done = m_sightings->write(*m_database, {m_at}, m_source); !done) {
        return fail(done.error());
    }
    if (m_counts.created > 0) {
        const Result<std::int64_t> raised =
            sqlite::raiseCounter(*m_database, kLastProfile, static_cast<std::int64_t>(m_counts.created));
        if (!raised) {
            return fail(raised.error());
        }
    }
    if (m_counts.created + m_counts.updated > 0) {
        if (const Result<void> raised = sqlite::raiseGeneration(*m_database, sqlite::Written::Profiles); !raised) {
            return fail(raised.error());
        }
    }
    return m_counts;
}

} // namespace postweave::profile
