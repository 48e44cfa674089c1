// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile_lookup.h"

#include "core/base/parallel.h"
#include "core/base/short_text.h"
#include "core/profile/attribute_table.h"
#include "core/profile/identity_index.h"
#include "core/profile/text_arena.h"
#include "core/profile/upsert.h"
#include "core/sqlite/counter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

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

/// Profiles [first, last] on their way into the index.
struct Stretch {
    std::int64_t first = 0;
    std::int64_t last = 0;
    std::size_t count = 0;
    TextArena arena;
    std::vector<Entry> entries; ///< those that are no numbered keys
    Result<void> read;
};

} // namespace

/// Open addressing with linear steps, at most half full.
struct ProfileLookup::Index {
    std::vector<TextArena> arenas;
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

    void take(std::vector<Stretch>& stretches)
    {
        std::size_t texts = 0;
        for (const Stretch& stretch : stretches) {
            texts += stretch.entries.size();
        }
        slots.assign(std::bit_ceil(texts * 2 + 2), 0);
        for (Stretch& stretch : stretches) {
            count += by == LookupBy::Key ? stretch.count : stretch.entries.size();
            for (const Entry& entry : stretch.entries) {
                add(entry);
            }
            arenas.push_back(std::move(stretch.arena));
        }
    }

    void add(const Entry& entry)
    {
        const std::size_t slot = slotOf(entry.text);
        if (slots[slot] != 0) {
            entries[slots[slot] - 1].id = {};
            return;
        }
        entries.push_back(entry);
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

/// Reads a stretch of keys or addresses; numbered keys go to `numbered`, each to its own place.
Result<void> readStretch(sqlite::Database& database, const std::string& column, LookupBy by, NumberedKeys* numbered,
                         Stretch& stretch)
{
    Result<sqlite::Statement> select = database.prepare(
        fmt::format("SELECT _id, {0} FROM profile WHERE _id BETWEEN ? AND ? AND {0} IS NOT NULL", column));
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, stretch.first);
    select->bind(2, stretch.last);
    for (;;) {
        const Result<bool> row = select->step();
        if (!row || !*row) {
            return row ? Result<void>() : fail(row.error());
        }
        const ProfileId id{select->integer(0)};
        const std::string_view text = select->text(1);
        ++stretch.count;
        if (const auto number = numbered != nullptr ? numbered->numberOf(text) : std::nullopt) {
            numbered->set(*number, id); // keys are distinct
        } else if (by == LookupBy::Key) {
            stretch.entries.push_back({stretch.arena.keep(text), id});
        } else if (const std::string folded = foldAddress(text); !folded.empty()) {
            stretch.entries.push_back({stretch.arena.keep(folded), id});
        }
    }
}

/// Connections to read with instead of that one, where it pays and the workspace is a file. They keep little: memory
/// that is used again is at hand, and the file's pages are read once.
std::vector<sqlite::Database> companionsOf(const sqlite::Database& database, std::uint64_t profiles)
{
    constexpr std::uint64_t kAtLeastEach = 100'000;
    std::vector<sqlite::Database> companions;
    const std::uint64_t most = std::min<std::uint64_t>(profiles / kAtLeastEach, threadCount());
    // What an open transaction wrote, only its own connection sees.
    while (companions.size() < most && !database.path().empty() && !database.inTransaction()) {
        Result<sqlite::Database> opened = sqlite::Database::open(database.path(), sqlite::OpenMode::ReadOnly);
        if (!opened || !opened->execute("PRAGMA cache_size = -1024")) {
            break;
        }
        companions.push_back(*std::move(opened));
    }
    return companions;
}

} // namespace

Result<ProfileLookup> ProfileLookup::load(sqlite::Database& database, LookupBy by)
{
    const Result<std::string> column = columnFor(database, by);
    const Result<std::uint64_t> count = IdentityIndex(database).size(IdentityKind::Key);
    const Result<std::int64_t> lastId = sqlite::readCounter(database, kLastProfile);
    if (!column || !count || !lastId) {
        return fail(!column ? column.error() : !count ? count.error() : lastId.error());
    }
    auto index = std::make_shared<Index>();
    index->by = by;
    if (by == LookupBy::Key) {
        index->numbered.emplace(static_cast<std::size_t>(*count));
    }
    NumberedKeys* numbered = index->numbered ? &*index->numbered : nullptr;
    std::vector<sqlite::Database> companions = companionsOf(database, *count);
    std::vector<Stretch> stretches(std::max<std::size_t>(companions.size(), 1));
    const auto parts = static_cast<std::int64_t>(stretches.size());
    for (std::int64_t part = 0; part < parts; ++part) {
        stretches[static_cast<std::size_t>(part)].first = *lastId * part / parts + 1;
        stretches[static_cast<std::size_t>(part)].last = *lastId * (part + 1) / parts;
    }
    parallelFor(stretches.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            sqlite::Database& own = companions.empty() ? database : companions[i];
            stretches[i].read = readStretch(own, *column, by, numbered, stretches[i]);
        }
    });
    index->take(stretches);
    for (const Stretch& stretch : stretches) {
        if (!stretch.read) {
            return fail(stretch.read.error());
        }
    }
    return ProfileLookup(std::move(index));
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
