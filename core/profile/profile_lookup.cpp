// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_lookup.h"

#include "core/profile/text_arena.h"
#include "core/profile/upsert.h"

#include <bit>
#include <functional>

namespace postweave::profile {

namespace {

struct Entry {
    std::string_view text;
    ProfileId id; ///< 0: shared by several profiles
};

} // namespace

/// Open addressing with linear steps, at most half full.
struct ProfileLookup::Index {
    TextArena arena;
    std::vector<Entry> entries;
    std::vector<std::uint32_t> slots; ///< place in entries + 1; 0: free
    LookupBy by = LookupBy::Key;

    [[nodiscard]] std::size_t slotOf(std::string_view text) const
    {
        const std::size_t mask = slots.size() - 1;
        std::size_t slot = std::hash<std::string_view>{}(text)&mask;
        while (slots[slot] != 0 && entries[slots[slot] - 1].text != text) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    void add(std::string_view text, ProfileId id)
    {
        const std::size_t slot = slotOf(text);
        if (slots[slot] != 0) {
            entries[slots[slot] - 1].id = {};
            return;
        }
        entries.push_back({arena.keep(text), id});
        slots[slot] = static_cast<std::uint32_t>(entries.size());
    }

    [[nodiscard]] const Entry* find(std::string_view text) const
    {
        const std::uint32_t place = slots[slotOf(text)];
        return place == 0 ? nullptr : &entries[place - 1];
    }

    [[nodiscard]] const Entry* findAsGiven(std::string_view text) const
    {
        return by == LookupBy::Key ? find(text) : find(foldAddress(text));
    }
};

Result<ProfileLookup> ProfileLookup::load(sqlite::Database& database, LookupBy by)
{
    const std::string_view from = by == LookupBy::Key ? "profile" : "identity WHERE kind = 'email'";
    const std::string_view columns = by == LookupBy::Key ? "_key, _id" : "value, profile";
    const Result<std::int64_t> count = database.queryInteger("SELECT count(*) FROM " + std::string(from));
    Result<sqlite::Statement> select =
        database.prepare("SELECT " + std::string(columns) + " FROM " + std::string(from));
    if (!count || !select) {
        return fail(!count ? count.error() : select.error());
    }
    auto index = std::make_shared<Index>();
    index->by = by;
    index->entries.reserve(static_cast<std::size_t>(*count));
    index->slots.assign(std::bit_ceil(static_cast<std::size_t>(*count) * 2 + 2), 0);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return ProfileLookup(std::move(index));
        }
        if (index->entries.size() >= static_cast<std::size_t>(*count)) {
            // Another process added profiles between the two statements.
            return load(database, by);
        }
        index->add(select->text(0), {select->integer(1)});
    }
}

std::optional<ProfileId> ProfileLookup::find(std::string_view text) const
{
    const Entry* entry = m_index->findAsGiven(text);
    return entry == nullptr || entry->id.value == 0 ? std::nullopt : std::optional(entry->id);
}

bool ProfileLookup::isAmbiguous(std::string_view text) const
{
    const Entry* entry = m_index->findAsGiven(text);
    return entry != nullptr && entry->id.value == 0;
}

std::size_t ProfileLookup::size() const
{
    return m_index->entries.size();
}

} // namespace postweave::profile
