// SPDX-License-Identifier: GPL-3.0-or-later
// The index of identities against the profiles: making it from them, and holding it against them.
#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::profile {

namespace {

struct Identities {
    std::vector<IdentityEntry> keys;
    std::vector<IdentityEntry> addresses;
};

/// The column with the addresses, or SQL that gives none.
Result<std::string> addressColumn(sqlite::Database& database)
{
    return loadSchema(database).map([](const AttributeSchema& schema) {
        const Attribute* email = schema.find(kEmailAttribute);
        const bool any = email != nullptr && email->definition.type == ValueType::Text;
        return any ? quotedName(email->column) : std::string("NULL");
    });
}

Result<Identities> identitiesOf(sqlite::Database& database)
{
    const Result<std::string> column = addressColumn(database);
    Result<sqlite::Statement> select =
        column ? database.prepare(fmt::format("SELECT _id, _key, {} FROM profile", *column)) : fail(column.error());
    if (!select) {
        return fail(select.error());
    }
    Identities identities;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return identities;
        }
        const auto profile = static_cast<std::uint32_t>(select->integer(0));
        identities.keys.push_back({identityHash(select->text(1)), profile});
        if (const auto hash = select->isText(2) ? addressHash(select->text(2)) : std::nullopt) {
            identities.addresses.push_back({*hash, profile});
        }
    }
}

/// How many of `wanted` are not among `entries`. Sorts `wanted`.
std::size_t missingFrom(std::vector<IdentityEntry>& wanted, const std::vector<IdentityEntry>& entries)
{
    std::sort(wanted.begin(), wanted.end());
    std::size_t missing = 0;
    auto entry = entries.begin();
    for (const IdentityEntry& each : wanted) {
        entry = std::lower_bound(entry, entries.end(), each);
        missing += entry == entries.end() || *entry != each ? 1 : 0;
    }
    return missing;
}

} // namespace

Result<void> IdentityIndex::rebuild()
{
    Result<Identities> identities = identitiesOf(*m_database);
    if (!identities) {
        return fail(identities.error());
    }
    return m_database->execute("DELETE FROM identity_run")
        .and_then([&] { return add(IdentityKind::Key, std::move(identities->keys)); })
        .and_then([&] { return add(IdentityKind::Address, std::move(identities->addresses)); });
}

Result<std::vector<std::string>> IdentityIndex::check()
{
    Result<Identities> identities = identitiesOf(*m_database);
    const Result<std::vector<IdentityEntry>> keys = all(IdentityKind::Key);
    const Result<std::vector<IdentityEntry>> addresses = all(IdentityKind::Address);
    if (!identities) {
        return fail(identities.error());
    }
    for (const auto* read : {&keys, &addresses}) {
        if (!*read && read->error().code != ErrorCode::WorkspaceDamaged) {
            return fail(read->error());
        }
        if (!*read) {
            return std::vector<std::string>{read->error().message};
        }
    }
    std::vector<std::string> findings;
    if (keys->size() > identities->keys.size()) {
        findings.push_back(fmt::format("{} keys are those of no profile", keys->size() - identities->keys.size()));
    }
    if (const std::size_t missing = missingFrom(identities->keys, *keys); missing > 0) {
        findings.push_back(fmt::format("{} profiles are not found by their key", missing));
    }
    if (const std::size_t missing = missingFrom(identities->addresses, *addresses); missing > 0) {
        findings.push_back(fmt::format("{} profiles are not found by their address", missing));
    }
    const auto sameHash = [](const IdentityEntry& a, const IdentityEntry& b) { return a.hash == b.hash; };
    if (std::adjacent_find(identities->keys.begin(), identities->keys.end(), sameHash) != identities->keys.end()) {
        const Result<std::int64_t> repeated =
            m_database->queryInteger("SELECT count(*) - count(DISTINCT _key) FROM profile");
        if (!repeated) {
            return fail(repeated.error());
        }
        if (*repeated > 0) {
            findings.push_back(fmt::format("{} profiles have the key of another", *repeated));
        }
    }
    return findings;
}

} // namespace postweave::profile
