// SPDX-License-Identifier: GPL-3.0-or-later
// NewProfiles: a batch of profiles that nobody has yet, as rows of table `profile` that only need to be moved there.
#pragma once

#include "core/profile/profile.h"
#include "core/profile/profile_batch.h"
#include "core/sqlite/image.h"

#include <span>
#include <string>
#include <vector>

namespace postweave::profile {

/// What stands in each column of table `profile` behind its id, key and first moment, in the table's order.
struct ProfileLayout {
    struct Column {
        std::string attribute;
        ValueType type = ValueType::Text;
        bool operator==(const Column&) const = default;
    };
    std::vector<Column> columns;
    bool operator==(const ProfileLayout&) const = default;
};

struct IdentityEntry;

/// Made on any thread: writing rows is most of the work of storing them, and needs no more of the workspace than this.
class NewProfiles {
public:
    /// Rows of a batch all of whose rows are whole, as they would be if they were all new, had the ids from `first` on
    /// and were first seen `at`. `attributes`: of the batch's columns.
    [[nodiscard]] static Result<NewProfiles> of(ProfileBatch& batch, std::span<const std::string> attributes,
                                                const ProfileLayout& layout, ProfileId first, Instant at);
    ~NewProfiles();
    NewProfiles(NewProfiles&&) noexcept;
    NewProfiles& operator=(NewProfiles&&) noexcept;

private:
    friend class ProfileStore;
    friend class Upsert;
    NewProfiles();

    ProfileLayout m_layout;
    ProfileId m_first;
    std::size_t m_count = 0;
    Instant m_at;
    sqlite::DatabaseImage m_rows;
    std::vector<IdentityEntry> m_keys;
    std::vector<IdentityEntry> m_addresses;
};

} // namespace postweave::profile
