// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/membership_store.h"

#include "core/sqlite/transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>

namespace postweave::workspace {

namespace {

constexpr std::array<std::string_view, 3> kReasonNames{"data", "definition", "time"};

std::optional<ChangeReason> reasonByName(std::string_view name)
{
    const auto found = std::find(kReasonNames.begin(), kReasonNames.end(), name);
    return found == kReasonNames.end() ? std::nullopt
                                       : std::optional(static_cast<ChangeReason>(found - kReasonNames.begin()));
}

/// Takes back what one refresh changed.
MemberIds before(const MemberIds& members, const std::vector<MembershipChange>& changes)
{
    MemberIds result = members;
    for (const MembershipChange& change : changes) {
        MemberIds next;
        if (change.entered) {
            std::set_difference(result.begin(), result.end(), change.profiles.begin(), change.profiles.end(),
                                std::back_inserter(next));
        } else {
            std::set_union(result.begin(), result.end(), change.profiles.begin(), change.profiles.end(),
                           std::back_inserter(next));
        }
        result = std::move(next);
    }
    return result;
}

} // namespace

std::string_view membershipTables()
{
    return "CREATE TABLE membership_refresh(id INTEGER PRIMARY KEY, "
           "  segment INTEGER NOT NULL REFERENCES definition(id) ON DELETE CASCADE, now INTEGER NOT NULL, "
           "  version INTEGER NOT NULL, members INTEGER NOT NULL) STRICT;"
           "CREATE INDEX membership_refresh_by_segment ON membership_refresh(segment);"
           "CREATE TABLE membership(segment INTEGER PRIMARY KEY REFERENCES definition(id) ON DELETE CASCADE, "
           "  refresh INTEGER NOT NULL REFERENCES membership_refresh(id), time_zone TEXT NOT NULL, "
           "  definition TEXT NOT NULL, members BLOB NOT NULL) STRICT;"
           "CREATE TABLE membership_change(refresh INTEGER NOT NULL REFERENCES membership_refresh(id) ON DELETE "
           "CASCADE, entered INTEGER NOT NULL, reason TEXT NOT NULL, profiles BLOB NOT NULL, "
           "  PRIMARY KEY(refresh, entered, reason)) STRICT, WITHOUT ROWID;";
}

std::string_view nameOf(ChangeReason reason)
{
    return kReasonNames[static_cast<std::size_t>(reason)];
}

Result<MembershipStore::SavedSegment> MembershipStore::find(std::string_view segment)
{
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT id, version FROM definition WHERE kind = 'segment' AND name = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, segment);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return fail(ErrorCode::NotFound,
                    fmt::format("there is no saved segment '{}'; 'segment list' names those there are", segment));
    }
    return SavedSegment{select->integer(0), select->integer(1)};
}

Result<MemberIds> MembershipStore::decode(std::span<const std::byte> bytes)
{
    const MemberIds::value_type kMost = std::numeric_limits<MemberIds::value_type>::max();
    const std::vector<std::byte> copy(bytes.begin(), bytes.end());
    const Result<std::int64_t> last =
        m_database->queryInteger("SELECT ifnull((SELECT value FROM counter WHERE name = 'last_profile'), 0)");
    if (!last) {
        return fail(last.error());
    }
    auto ids = decodeMembers(copy, static_cast<std::uint32_t>(std::clamp<std::int64_t>(*last, 0, kMost)));
    if (!ids) {
        return fail(ErrorCode::WorkspaceDamaged,
                    "the history of a segment's members is damaged; remove the segment and save it anew",
                    {m_database->path().string(), 0, 0, ""});
    }
    return std::move(*ids);
}

Result<std::optional<MembershipState>> MembershipStore::latest(std::string_view segment)
{
    const Result<SavedSegment> saved = find(segment);
    if (!saved) {
        return fail(saved.error());
    }
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT now, time_zone, definition, membership.members FROM membership "
                            "JOIN membership_refresh ON id = refresh WHERE membership.segment = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, saved->id);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    Result<MemberIds> members = decode(select->bytes(3));
    if (!members) {
        return fail(members.error());
    }
    return MembershipState{{select->integer(0)}, select->string(1), select->string(2), std::move(*members)};
}

Result<std::int64_t> MembershipStore::addRefresh(const SavedSegment& segment, const MembershipState& state)
{
    Result<sqlite::Statement> insert =
        m_database->prepare("INSERT INTO membership_refresh(segment, now, version, members) VALUES(?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    insert->bind(1, segment.id);
    insert->bind(2, state.now.microseconds);
    insert->bind(3, segment.version);
    insert->bind(4, static_cast<std::int64_t>(state.members.size()));
    if (Result<void> done = insert->run(); !done) {
        return fail(done.error());
    }
    return m_database->lastInsertId();
}

Result<void> MembershipStore::addChange(std::int64_t refresh, const MembershipChange& change)
{
    Result<sqlite::Statement> insert =
        m_database->prepare("INSERT INTO membership_change(refresh, entered, reason, profiles) VALUES(?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    const std::vector<std::byte> bytes = encodeMembers(change.profiles);
    insert->bind(1, refresh);
    insert->bind(2, std::int64_t{change.entered ? 1 : 0});
    insert->bind(3, nameOf(change.reason));
    insert->bind(4, std::span<const std::byte>(bytes));
    return insert->run();
}

Result<void> MembershipStore::putLatest(const SavedSegment& segment, std::int64_t refresh, const MembershipState& state)
{
    Result<sqlite::Statement> put = m_database->prepare(
        "INSERT OR REPLACE INTO membership(segment, refresh, time_zone, definition, members) VALUES(?, ?, ?, ?, ?)");
    if (!put) {
        return fail(put.error());
    }
    const std::vector<std::byte> bytes = encodeMembers(state.members);
    put->bind(1, segment.id);
    put->bind(2, refresh);
    put->bind(3, std::string_view(state.timeZone));
    put->bind(4, std::string_view(state.definition));
    put->bind(5, std::span<const std::byte>(bytes));
    return put->run();
}

Result<void> MembershipStore::record(std::string_view segment, const MembershipState& state,
                                     const std::vector<MembershipChange>& changes)
{
    Result<sqlite::Transaction> transaction = sqlite::Transaction::join(*m_database);
    if (!transaction) {
        return fail(transaction.error());
    }
    const Result<SavedSegment> saved = find(segment);
    if (!saved) {
        return fail(saved.error());
    }
    const Result<std::int64_t> refresh = addRefresh(*saved, state);
    if (!refresh) {
        return fail(refresh.error());
    }
    for (const MembershipChange& change : changes) {
        if (Result<void> added = addChange(*refresh, change); !added) {
            return added;
        }
    }
    if (Result<void> put = putLatest(*saved, *refresh, state); !put) {
        return put;
    }
    return transaction->commit();
}

Result<std::vector<MembershipChange>> MembershipStore::changesOf(std::int64_t refresh)
{
    Result<sqlite::Statement> select = m_database->prepare(
        "SELECT entered, reason, profiles FROM membership_change WHERE refresh = ? ORDER BY entered DESC, reason");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, refresh);
    std::vector<MembershipChange> changes;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return changes;
        }
        Result<MemberIds> profiles = decode(select->bytes(2));
        if (!profiles) {
            return fail(profiles.error());
        }
        const ChangeReason reason = reasonByName(select->text(1)).value_or(ChangeReason::Data);
        changes.push_back({select->integer(0) != 0, reason, std::move(*profiles)});
    }
}

Result<std::vector<MembershipRefresh>> MembershipStore::refreshes(std::string_view segment)
{
    const Result<SavedSegment> saved = find(segment);
    if (!saved) {
        return fail(saved.error());
    }
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT id, now, version, members FROM membership_refresh WHERE segment = ? ORDER BY id");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, saved->id);
    std::vector<MembershipRefresh> refreshes;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return refreshes;
        }
        Result<std::vector<MembershipChange>> changes = changesOf(select->integer(0));
        if (!changes) {
            return fail(changes.error());
        }
        refreshes.push_back({select->integer(0),
                             {select->integer(1)},
                             select->integer(2),
                             static_cast<std::uint64_t>(select->integer(3)),
                             std::move(*changes)});
    }
}

Result<MemberIds> MembershipStore::membersAt(std::string_view segment, std::int64_t refresh)
{
    Result<std::vector<MembershipRefresh>> all = refreshes(segment);
    Result<std::optional<MembershipState>> state = latest(segment);
    if (!all || !state) {
        return fail(!all ? all.error() : state.error());
    }
    const bool isThere = std::any_of(all->begin(), all->end(), [&](const auto& each) { return each.id == refresh; });
    if (!isThere || !*state) {
        return fail(ErrorCode::NotFound, fmt::format("the segment '{}' has no refresh {}", segment, refresh));
    }
    MemberIds members = std::move((*state)->members);
    for (; all->back().id != refresh; all->pop_back()) {
        members = before(members, all->back().changes);
    }
    return members;
}

} // namespace postweave::workspace
