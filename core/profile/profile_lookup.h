// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileLookup: all keys (or addresses) in memory, for finding the profiles of millions of events.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

#include <memory>
#include <span>

namespace postweave::profile {

enum class LookupBy : std::uint8_t { Key, Email };

/// A picture of one moment: load it anew after profiles were written. Some 30 bytes and the key's own a profile; safe
/// to use from several threads.
class ProfileLookup {
public:
    [[nodiscard]] static Result<ProfileLookup> load(sqlite::Database& database, LookupBy by);

    /// Keys as they stand; addresses without case, and only where one profile alone has it.
    [[nodiscard]] std::optional<ProfileId> find(std::string_view text) const;
    /// The same for many texts, which costs less each; an id of 0: none.
    void find(std::span<const std::string_view> texts, std::span<ProfileId> ids) const;
    /// True where an address is shared by several profiles.
    [[nodiscard]] bool isAmbiguous(std::string_view text) const;
    [[nodiscard]] std::size_t size() const;

private:
    struct Index;
    explicit ProfileLookup(std::shared_ptr<const Index> index) : m_index(std::move(index)) {}
    std::shared_ptr<const Index> m_index;
};

} // namespace postweave::profile
