// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileFinder: which profile an event belongs to, by key or address.
#pragma once

#include "core/profile/profile_lookup.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postweave::ingest {

/// Safe to use from several threads.
class ProfileFinder {
public:
    /// With `addresses` a text that is no key may be an address; `addressesFirst`: the other way round.
    [[nodiscard]] static Result<ProfileFinder> load(sqlite::Database& database, bool addresses, bool addressesFirst);

    [[nodiscard]] std::optional<profile::ProfileId> find(std::string_view text) const;
    /// The same for many texts, which costs less each; an id of 0: none.
    void find(std::span<const std::string_view> texts, std::span<profile::ProfileId> ids) const;
    /// Why none was found.
    [[nodiscard]] std::string reasonFor(std::string_view text) const;

private:
    bool m_addressesFirst = false;
    std::optional<profile::ProfileLookup> m_keys;
    std::optional<profile::ProfileLookup> m_addresses;
};

} // namespace postweave::ingest
