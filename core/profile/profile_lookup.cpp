// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_lookup.h"

#include "core/base/short_text.h"
#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/text_arena.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <limits>

namespace postweave::profile {

namespace {

struct Entry {
    std::string_view text;
    ProfileId id; ///< 0: shared by several profiles
};

/// Keys that are numbers as std::to_string writes them, which is what most are, by the number.
class NumberedKeys {
public:
    /// Numbers up to a few times as many as there are keys.
    explicit NumberedKeys(std::size_t keys) : m_ids(keys * 4 + 1) {}

    /// Nothing where the key is no such number.
    [[nodiscard]] std::optional<std::size_t> numberOf(std::string_view key) const
    {
        constexpr std::size_t kMostDigits = 10;
        if (key.empty() || key.size() > kMostDigits || (key.front() == '0' && key.size() > 1)) {
            return std::nullopt;
        }
        const std::optional<std::uint64_t> number = numberOfDigits(key);
        return number && *number < m_ids.size() ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
    }
    [[nodiscard]] ProfileId at(std::size_t number) const { return {m_ids[number]}; }
    void prefetch(std::size_t number) const { __builtin_prefetch(m_ids.data() + number); }
    void set(std::size_t number, ProfileId id) { m_ids[number] = static_cast<std::uint32_t>(id.value); }

private:
    std::vector<std::uint32_t> m_ids; ///< 0: none
};

} // namespace

/// Open addressing with linear steps, at most half full.
struct ProfileLookup::Index {
    TextArena arena;
    std::vector<Entry> entries;
    std::vector<std::uint32_t> slots;     ///< place in entries + 1; 0: free
    std::optional<NumberedKeys> numbered; ///< of keys only
    std::size_t count = 0;
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
        ++count;
        const bool fits = numbered && id.value <= std::numeric_limits<std::uint32_t>::max();
        if (const auto number = fits ? numbered->numberOf(text) : std::nullopt) {
            numbered->set(*number, id); // keys are distinct
            return;
        }
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

namespace {

/// The column that is looked up, or NULL where there is none.
Result<std::string> columnFor(sqlite::Database& database, LookupBy by)
{
    if (by == LookupBy::Key) {
        return "_key";
    }
    return loadSchema(database).map([](const AttributeSchema& schema) {
        const Attribute* email = schema.find(kEmailAttribute);
        const bool any = email != nullptr && email->definition.type == ValueType::Text;
        return any ? quotedName(email->column) : std::string("NULL");
    });
}

} // namespace

Result<ProfileLookup> ProfileLookup::load(sqlite::Database& database, LookupBy by)
{
    const Result<std::string> column = columnFor(database, by);
    const Result<std::int64_t> count = database.queryInteger("SELECT count(*) FROM profile");
    if (!column || !count) {
        return fail(!column ? column.error() : count.error());
    }
    Result<sqlite::Statement> select =
        database.prepare(fmt::format("SELECT _id, {0} FROM profile WHERE {0} IS NOT NULL", *column));
    if (!select) {
        return fail(select.error());
    }
    auto index = std::make_shared<Index>();
    index->by = by;
    if (by == LookupBy::Key) {
        index->numbered.emplace(static_cast<std::size_t>(*count));
    }
    index->slots.assign(std::bit_ceil(static_cast<std::size_t>(*count) * 2 + 2), 0);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return ProfileLookup(std::move(index));
        }
        if (index->count >= static_cast<std::size_t>(*count)) {
            // Another process added profiles between the two statements.
            return load(database, by);
        }
        const ProfileId id{select->integer(0)};
        if (by == LookupBy::Key) {
            index->add(select->text(1), id);
        } else if (const std::string folded = foldAddress(select->text(1)); !folded.empty()) {
            index->add(folded, id);
        }
    }
}

std::optional<ProfileId> ProfileLookup::find(std::string_view text) const
{
    if (const auto number = m_index->numbered ? m_index->numbered->numberOf(text) : std::nullopt) {
        if (const ProfileId id = m_index->numbered->at(*number); id.value != 0) {
            return id;
        }
    }
    const Entry* entry = m_index->findAsGiven(text);
    return entry == nullptr || entry->id.value == 0 ? std::nullopt : std::optional(entry->id);
}

void ProfileLookup::find(std::span<const std::string_view> texts, std::span<ProfileId> ids) const
{
    constexpr std::size_t kAtATime = 64;
    std::array<std::optional<std::size_t>, kAtATime> numbers;
    for (std::size_t begin = 0; begin < texts.size(); begin += kAtATime) {
        const std::size_t count = std::min(kAtATime, texts.size() - begin);
        // What memory is asked for comes while the other texts are read.
        for (std::size_t i = 0; i < count && m_index->numbered; ++i) {
            numbers[i] = m_index->numbered->numberOf(texts[begin + i]);
            m_index->numbered->prefetch(numbers[i].value_or(0));
        }
        for (std::size_t i = 0; i < count; ++i) {
            ProfileId& id = ids[begin + i];
            id = numbers[i] ? m_index->numbered->at(*numbers[i]) : ProfileId{};
            if (id.value == 0) {
                id = find(texts[begin + i]).value_or(ProfileId{});
            }
        }
    }
}

bool ProfileLookup::isAmbiguous(std::string_view text) const
{
    const Entry* entry = m_index->findAsGiven(text);
    return entry != nullptr && entry->id.value == 0;
}

std::size_t ProfileLookup::size() const
{
    return m_index->count;
}

} // namespace postweave::profile
