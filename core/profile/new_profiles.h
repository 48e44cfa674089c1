// SPDX-License-Identifier: GPL-3.0-or-later
// NewProfiles: a batch of profiles that nobody has yet, as rows of table `profile` that only need to be moved there.
#pragma once

#include "core/profile/profile.h"
#include "core/profile/profile_batch.h"
#include "core/sqlite/table_image.h"

#include <cstdint>
#include <optional>
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
    /// None yet. They will stand as rows of these `attributes` if they are all new, get the ids from `first` on and are
    /// first seen `at`. Internal where the layout lacks an attribute.
    [[nodiscard]] static Result<NewProfiles> create(std::span<const std::string> attributes,
                                                    const ProfileLayout& layout, ProfileId first, Instant at);
    ~NewProfiles();
    NewProfiles(NewProfiles&&) noexcept;
    NewProfiles& operator=(NewProfiles&&) noexcept;

    /// For each of the layout's columns the attribute's position, or kNone.
    [[nodiscard]] const std::vector<std::size_t>& sources() const { return m_sources; }
    static constexpr std::size_t kNone = SIZE_MAX;

    /// A profile: its key, which is not empty, then a value for each of the layout's columns, then end(); without it,
    /// the next one takes its place.
    void begin(std::string_view key);
    void addMissing();
    /// Where the column's type is Text.
    void addText(std::string_view text);
    /// False where a value of that type does not fit the column, as ProfileBatch::set.
    [[nodiscard]] bool add(const Value& value);
    void end();

    [[nodiscard]] std::size_t size() const { return m_count; }
    /// After the last one, before they are staged.
    [[nodiscard]] Result<void> finish();
    /// Instead of finish(): they are to be taken one by one after all.
    [[nodiscard]] Result<ProfileBatch> takeBack() &&;

private:
    friend class ProfileStore;
    friend class Upsert;
    NewProfiles(sqlite::TableImage table, ProfileId first, Instant at);
    /// Reads them where they are attached.
    [[nodiscard]] Result<ProfileBatch> read(sqlite::Database& database, std::string_view schema) const;

    std::vector<std::string> m_attributes;
    ProfileLayout m_layout;
    std::vector<std::size_t> m_sources;
    std::size_t m_email = kNone; // the layout's column of addresses
    ProfileId m_first;
    std::size_t m_count = 0;
    Instant m_at;
    sqlite::TableImage m_table;
    sqlite::DatabaseImage m_rows;
    std::vector<IdentityEntry> m_keys;
    std::vector<IdentityEntry> m_addresses;
    // Of the profile at hand.
    std::uint64_t m_keyHash = 0;
    std::optional<std::uint64_t> m_addressHash;
    std::size_t m_column = 0; // whose value is next
    std::string m_buffer;
};

} // namespace postweave::profile
