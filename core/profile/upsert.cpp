// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/upsert.h"

#include "core/profile/attribute_table.h"
#include "core/sqlite/counter.h"
#include "core/sqlite/generation.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace postweave::profile {

namespace {

/// Indexes and events hold ids in four bytes.
constexpr std::int64_t kMaxProfileId = std::numeric_limits<std::uint32_t>::max();

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
        if (key == kEmailAttribute && attribute->definition.type == ValueType::Text) {
            m_email = m_columns.size();
        }
        m_columns.push_back({attribute->id, attribute->definition.type, key});
    }
    m_values.resize(m_columns.size());
    m_present.resize(m_columns.size());
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
        {&m_select, fmt::format("SELECT _key, _since{} FROM profile WHERE _id = ?", columnList(names, ""))},
        {&m_insert, fmt::format("INSERT INTO profile(_id, _key, _since{}) VALUES(?, ?, ?{})", columnList(names, ""),
                                placeholders(names.size()))},
        {&m_update, fmt::format("UPDATE profile SET _key = _key{} WHERE _id = ?", update)}};
    for (const auto& [statement, sql] : wanted) {
        Result<sqlite::Statement> prepared = m_database->prepare(sql);
        if (!prepared) {
            return fail(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    return {};
}

Result<void> Upsert::checkTypes(const ProfileBatch& batch) const
{
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        const ValueType given = batch.types()[position];
        const ValueType type = m_columns[position].type;
        if (given != type && !(given == ValueType::Integer && type == ValueType::Number)) {
            return fail(ErrorCode::InvalidInput, fmt::format("the attribute {} is {}; a {} does not fit",
                                                             m_columns[position].key, nameOf(type), nameOf(given)));
        }
    }
    return {};
}

/// Who may have the keys of the batch: profiles that stand, and earlier rows.
Result<void> Upsert::findCandidates(ProfileBatch& batch)
{
    const std::vector<HashedKey>& keys = batch.byHash();
    std::vector<std::uint64_t> hashes;
    std::vector<std::size_t> starts; // by hash, in keys
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (i == 0 || keys[i].hash != keys[i - 1].hash) {
            hashes.push_back(keys[i].hash);
            starts.push_back(i);
        } else {
            if (starts.back() == i - 1) {
                m_groups.emplace_back();
                m_grouped.emplace_back(keys[i - 1].row, m_groups.size() - 1);
            }
            m_grouped.emplace_back(keys[i].row, m_groups.size() - 1);
        }
    }
    const auto note = [&](std::size_t position, ProfileId profile) {
        for (std::size_t i = starts[position]; i < keys.size() && keys[i].hash == hashes[position]; ++i) {
            m_candidates.emplace_back(keys[i].row, profile);
        }
    };
    const Result<void> found = m_identities.find(IdentityKind::Key, hashes, note);
    std::sort(m_candidates.begin(), m_candidates.end());
    std::sort(m_grouped.begin(), m_grouped.end());
    return found;
}

void Upsert::readRow(const ProfileBatch& batch, std::uint32_t row)
{
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        m_values[position] = storedAs(batch.value(row, position), m_columns[position].type);
    }
    if (batch.isWhole(row)) {
        m_present.assign(m_columns.size(), true);
        return;
    }
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        m_present[position] = !batch.isLeftAlone(row, position);
    }
}

Result<UpsertCounts> Upsert::run(ProfileBatch& batch)
{
    return take(batch).and_then([&] { return finish(); }).map([&] { return m_counts; });
}

Result<UpsertCounts> Upsert::run(NewProfiles& staged, const ProfileLayout& standing)
{
    return fits(staged, standing)
        .and_then([&](bool fits) {
            return fits ? move(staged) : staged.read(*m_database, kStagedSchema).and_then([&](ProfileBatch&& batch) {
                return take(batch);
            });
        })
        .and_then([&] { return finish(); })
        .map([&] { return m_counts; });
}

/// True where the rows are what taking them one by one would write.
Result<bool> Upsert::fits(const NewProfiles& staged, const ProfileLayout& standing)
{
    const auto sameHash = [](const IdentityEntry& a, const IdentityEntry& b) { return a.hash == b.hash; };
    const std::vector<IdentityEntry>& keys = staged.m_keys;
    if (!(staged.m_layout == standing) || staged.m_first.value != m_lastId + 1 ||
        m_lastId + static_cast<std::int64_t>(staged.m_count) > kMaxProfileId ||
        std::adjacent_find(keys.begin(), keys.end(), sameHash) != keys.end()) {
        return false;
    }
    std::vector<std::uint64_t> hashes;
    hashes.reserve(keys.size());
    for (const IdentityEntry& key : keys) {
        hashes.push_back(key.hash);
    }
    bool allNew = true;
    return m_identities.find(IdentityKind::Key, hashes, [&](std::size_t, ProfileId) { allNew = false; }).map([&] {
        return allNew;
    });
}

Result<void> Upsert::move(NewProfiles& staged)
{
    const Result<void> moved =
        m_database->execute(fmt::format("INSERT INTO main.profile SELECT * FROM {}.profile", kStagedSchema));
    if (!moved) {
        return moved;
    }
    const std::vector<bool> all;
    for (std::size_t row = 0; row < staged.m_count; ++row) {
        m_sightings->saw({++m_lastId}, all);
    }
    m_counts.created = staged.m_count;
    m_newKeys = std::move(staged.m_keys);
    m_newAddresses = std::move(staged.m_addresses);
    return {};
}

Result<void> Upsert::take(ProfileBatch& batch)
{
    return checkTypes(batch).and_then([&] { return findCandidates(batch); }).and_then([&] { return takeRows(batch); });
}

Result<void> Upsert::takeRows(const ProfileBatch& batch)
{
    const std::vector<bool> all;
    for (std::uint32_t row = 0; row < batch.size(); ++row) {
        readRow(batch, row);
        const Result<ProfileId> profile = place(batch, row);
        if (!profile) {
            return fail(profile.error());
        }
        m_sightings->saw(*profile, batch.isWhole(row) ? all : m_present);
    }
    return {};
}

/// The profile with the row's key, changed, or made where there is none.
Result<ProfileId> Upsert::place(const ProfileBatch& batch, std::uint32_t row)
{
    m_mayHaveKey.clear();
    while (m_nextCandidate < m_candidates.size() && m_candidates[m_nextCandidate].first == row) {
        m_mayHaveKey.push_back(m_candidates[m_nextCandidate++].second);
    }
    const bool grouped = m_nextGrouped < m_grouped.size() && m_grouped[m_nextGrouped].first == row;
    std::vector<ProfileId>* group = grouped ? &m_groups[m_grouped[m_nextGrouped++].second] : nullptr;
    if (grouped) {
        m_mayHaveKey.insert(m_mayHaveKey.end(), group->begin(), group->end());
    }
    for (const ProfileId candidate : m_mayHaveKey) {
        m_select.bind(1, candidate.value);
        const Result<bool> any = m_select.step();
        if (!any) {
            return fail(any.error());
        }
        const bool same = *any && m_select.text(0) == batch.key(row);
        Result<ProfileId> changed = same ? change(candidate) : candidate;
        m_select.reset();
        if (same) {
            return changed;
        }
    }
    Result<ProfileId> created = create(batch.key(row));
    if (created && grouped) {
        group->push_back(*created);
    }
    return created;
}

Result<ProfileId> Upsert::create(std::string_view key)
{
    const ProfileId id{m_lastId + 1};
    if (id.value > kMaxProfileId) {
        return fail(ErrorCode::LimitExceeded, "no room for another profile: a workspace holds at most 2^32");
    }
    m_insert.bind(1, id.value);
    m_insert.bind(2, key);
    m_insert.bind(3, m_at);
    for (std::size_t position = 0; position < m_columns.size(); ++position) {
        bindStored(m_insert, static_cast<int>(position) + 4, m_values[position]);
    }
    if (Result<void> inserted = m_insert.run(); !inserted) {
        return fail(inserted.error());
    }
    m_lastId = id.value;
    ++m_counts.created;
    m_newKeys.push_back({identityHash(key), static_cast<std::uint32_t>(id.value)});
    if (m_email) {
        noteAddress(id, m_values[*m_email]);
    }
    return id;
}

void Upsert::noteAddress(ProfileId profile, const StoredValue& value)
{
    const auto hash = value.kind == StoredValue::Kind::Text ? addressHash(value.text) : std::nullopt;
    if (hash) {
        m_newAddresses.push_back({*hash, static_cast<std::uint32_t>(profile.value)});
    }
}

/// m_select stands on the profile.
Result<ProfileId> Upsert::change(ProfileId id)
{
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
            noteAddress(id, m_values[position]);
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

Result<void> Upsert::finish()
{
    const Result<void> indexed = m_identities.add(IdentityKind::Key, std::move(m_newKeys)).and_then([&] {
        return m_identities.add(IdentityKind::Address, std::move(m_newAddresses));
    });
    if (!indexed) {
        return indexed;
    }
    if (Result<void> done = m_sightings->write(*m_database, {m_at}, m_source); !done) {
        return done;
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
    return {};
}

} // namespace postweave::profile
