// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/profile_finder.h"

#include "core/ingest/conversion.h"

#include <fmt/format.h>

namespace postweave::ingest {

Result<ProfileFinder> ProfileFinder::load(sqlite::Database& database, bool addresses, bool addressesFirst)
{
    ProfileFinder finder;
    finder.m_addressesFirst = addressesFirst;
    auto keys = profile::ProfileLookup::load(database, profile::LookupBy::Key);
    if (!keys) {
        return fail(keys.error());
    }
    finder.m_keys = *std::move(keys);
    if (addresses) {
        auto loaded = profile::ProfileLookup::load(database, profile::LookupBy::Email);
        if (!loaded) {
            return fail(loaded.error());
        }
        finder.m_addresses = *std::move(loaded);
    }
    return finder;
}

std::optional<profile::ProfileId> ProfileFinder::find(std::string_view text) const
{
    const auto byAddress = [&] { return m_addresses ? m_addresses->find(text) : std::nullopt; };
    const auto first = m_addressesFirst ? byAddress() : m_keys->find(text);
    return first ? first : m_addressesFirst ? m_keys->find(text) : byAddress();
}

void ProfileFinder::find(std::span<const std::string_view> texts, std::span<profile::ProfileId> ids) const
{
    const auto& first = m_addressesFirst ? *m_addresses : *m_keys;
    first.find(texts, ids);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        if (ids[i].value == 0 && !texts[i].empty()) {
            ids[i] = find(texts[i]).value_or(profile::ProfileId{});
        }
    }
}

std::string ProfileFinder::reasonFor(std::string_view text) const
{
    if (m_addresses && m_addresses->isAmbiguous(text)) {
        return fmt::format("several profiles have the address {}", inQuotes(text));
    }
    return fmt::format("unknown profile: none has the {} {}", m_addressesFirst ? "address" : "key", inQuotes(text));
}

} // namespace postweave::ingest
