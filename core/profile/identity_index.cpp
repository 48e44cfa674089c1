// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/identity_index.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <unordered_set>

#include <xxhash.h>

namespace postweave::profile {

namespace {

static_assert(std::endian::native == std::endian::little, "entries are read as they stand in memory");

constexpr std::size_t kPartEntries = 8192;
constexpr std::size_t kEntryBytes = sizeof(std::uint64_t) + sizeof(std::uint32_t);
/// More are merged.
constexpr std::size_t kMostRuns = 8;

std::int64_t checksumOf(std::span<const std::byte> bytes)
{
    return static_cast<std::int64_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

bool isAscii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

std::vector<std::byte> encode(std::span<const IdentityEntry> entries)
{
    std::vector<std::byte> bytes(entries.size() * kEntryBytes);
    std::byte* hash = bytes.data();
    std::byte* profile = bytes.data() + entries.size() * sizeof(std::uint64_t);
    for (const IdentityEntry& entry : entries) {
        std::memcpy(hash, &entry.hash, sizeof entry.hash);
        std::memcpy(profile, &entry.profile, sizeof entry.profile);
        hash += sizeof entry.hash;
        profile += sizeof entry.profile;
    }
    return bytes;
}

} // namespace

/// A part as it is stored.
class IdentityIndex::PartBytes {
public:
    explicit PartBytes(std::span<const std::byte> bytes) : m_bytes(bytes.data()), m_size(bytes.size() / kEntryBytes) {}

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::uint64_t hash(std::size_t place) const
    {
        std::uint64_t hash = 0;
        std::memcpy(&hash, m_bytes + place * sizeof hash, sizeof hash);
        return hash;
    }
    [[nodiscard]] std::uint32_t profile(std::size_t place) const
    {
        std::uint32_t profile = 0;
        std::memcpy(&profile, m_bytes + m_size * sizeof(std::uint64_t) + place * sizeof profile, sizeof profile);
        return profile;
    }
    /// The first entry from `place` on of at least that hash; `others` as large are still to be found behind it.
    [[nodiscard]] std::size_t firstFrom(std::size_t place, std::uint64_t wanted, std::size_t others) const
    {
        constexpr std::size_t kDense = 16; // entries a hash, up to which walking is less work than searching
        if (others * kDense > m_size) {
            while (place < m_size && hash(place) < wanted) {
                ++place;
            }
            return place;
        }
        std::size_t behind = m_size;
        while (place < behind) {
            const std::size_t middle = place + (behind - place) / 2;
            if (hash(middle) < wanted) {
                place = middle + 1;
            } else {
                behind = middle;
            }
        }
        return place;
    }

private:
    const std::byte* m_bytes;
    std::size_t m_size;
};

std::uint64_t identityHash(std::string_view text)
{
    return XXH3_64bits(text.data(), text.size()) >> 1U;
}

std::string foldAddress(std::string_view address)
{
    const std::string_view text = trimmed(address);
    if (!isAscii(text)) {
        return foldCase(text);
    }
    std::string folded(text);
    std::transform(folded.begin(), folded.end(), folded.begin(), asciiLower);
    return folded;
}

std::optional<std::uint64_t> addressHash(std::string_view address)
{
    // Nearly all addresses are short and plain: their folded form needs no memory of its own.
    std::array<char, 128> folded{};
    const std::string_view text = trimmed(address);
    if (text.size() <= folded.size() && isAscii(text)) {
        std::transform(text.begin(), text.end(), folded.begin(), asciiLower);
        return text.empty() ? std::nullopt : std::optional(identityHash({folded.data(), text.size()}));
    }
    const std::string whole = foldAddress(text);
    return whole.empty() ? std::nullopt : std::optional(identityHash(whole));
}

std::string_view identityTables()
{
    return "CREATE TABLE identity_run(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, run INTEGER NOT NULL, "
           "  first INTEGER NOT NULL, count INTEGER NOT NULL, checksum INTEGER NOT NULL, entries BLOB NOT NULL) STRICT;"
           "CREATE INDEX identity_run_parts ON identity_run(kind, run, first, count);";
}

tl::unexpected<Error> IdentityIndex::damaged() const
{
    return fail(ErrorCode::WorkspaceDamaged,
                "the index of keys and addresses is damaged; repair the workspace, which makes it anew",
                {m_database->path().string(), 0, 0, ""});
}

Result<std::vector<IdentityIndex::Part>> IdentityIndex::parts(IdentityKind kind)
{
    Result<sqlite::Statement> select =
        m_database->prepare("SELECT id, run, first, count FROM identity_run WHERE kind = ? ORDER BY run, first");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, static_cast<std::int64_t>(kind));
    std::vector<Part> parts;
    for (;;) {
        const Result<bool> row = select->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return parts;
        }
        const std::int64_t count = select->integer(3);
        if (count < 1 || static_cast<std::size_t>(count) > kPartEntries) {
            return damaged();
        }
        parts.push_back({select->integer(0), select->integer(1), static_cast<std::uint64_t>(select->integer(2)),
                         static_cast<std::size_t>(count)});
    }
}

std::vector<std::span<const IdentityIndex::Part>> IdentityIndex::byRun(std::span<const Part> parts)
{
    std::vector<std::span<const Part>> runs;
    for (std::size_t begin = 0, end = 0; begin < parts.size(); begin = end) {
        while (end < parts.size() && parts[end].run == parts[begin].run) {
            ++end;
        }
        runs.push_back(parts.subspan(begin, end - begin));
    }
    return runs;
}

std::size_t IdentityIndex::lengthOf(std::span<const Part> run)
{
    return std::accumulate(run.begin(), run.end(), std::size_t{0},
                           [](std::size_t sum, const Part& part) { return sum + part.count; });
}

template <typename Visit>
Result<void> IdentityIndex::look(const Part& part, Visit visit)
{
    Result<sqlite::Statement> select = m_database->prepare("SELECT checksum, entries FROM identity_run WHERE id = ?");
    if (!select) {
        return fail(select.error());
    }
    select->bind(1, part.id);
    const Result<bool> row = select->step();
    if (!row) {
        return fail(row.error());
    }
    const std::span<const std::byte> bytes = *row ? select->bytes(1) : std::span<const std::byte>();
    if (bytes.size() != part.count * kEntryBytes || checksumOf(bytes) != select->integer(0)) {
        return damaged();
    }
    visit(PartBytes(bytes));
    return {};
}

Result<std::vector<IdentityEntry>> IdentityIndex::read(const Part& part)
{
    std::vector<IdentityEntry> entries;
    const Result<void> looked = look(part, [&](const PartBytes& bytes) {
        for (std::size_t place = 0; place < bytes.size(); ++place) {
            entries.push_back({bytes.hash(place), bytes.profile(place)});
        }
    });
    return looked ? Result<std::vector<IdentityEntry>>(std::move(entries)) : fail(looked.error());
}

Result<void> IdentityIndex::find(IdentityKind kind, std::span<const std::uint64_t> hashes,
                                 const std::function<void(std::size_t, ProfileId)>& visit)
{
    const Result<std::vector<Part>> known = parts(kind);
    if (!known) {
        return fail(known.error());
    }
    for (std::size_t i = 0; i < known->size(); ++i) {
        const Part& part = (*known)[i];
        const bool isLast = i + 1 == known->size() || (*known)[i + 1].run != part.run;
        auto hash = std::lower_bound(hashes.begin(), hashes.end(), part.first);
        // Equal hashes may go on in the next part.
        const auto end = isLast ? hashes.end() : std::upper_bound(hash, hashes.end(), (*known)[i + 1].first);
        if (hash == end) {
            continue;
        }
        const Result<void> looked = look(part, [&](const PartBytes& entries) {
            std::size_t entry = 0;
            for (; hash != end; ++hash) {
                entry = entries.firstFrom(entry, *hash, static_cast<std::size_t>(end - hash));
                for (std::size_t same = entry; same < entries.size() && entries.hash(same) == *hash; ++same) {
                    visit(static_cast<std::size_t>(hash - hashes.begin()), {std::int64_t{entries.profile(same)}});
                }
            }
        });
        if (!looked) {
            return looked;
        }
    }
    return {};
}

Result<std::uint64_t> IdentityIndex::size(IdentityKind kind)
{
    return m_database
        ->queryInteger(fmt::format("SELECT ifnull(sum(count), 0) FROM identity_run WHERE kind = {}",
                                   static_cast<std::int64_t>(kind)))
        .map([](std::int64_t count) { return static_cast<std::uint64_t>(count); });
}

Result<void> IdentityIndex::write(IdentityKind kind, std::int64_t run, std::span<const IdentityEntry> entries)
{
    Result<sqlite::Statement> insert = m_database->prepare(
        "INSERT INTO identity_run(kind, run, first, count, checksum, entries) VALUES(?, ?, ?, ?, ?, ?)");
    if (!insert) {
        return fail(insert.error());
    }
    for (std::size_t begin = 0; begin < entries.size(); begin += kPartEntries) {
        const auto part = entries.subspan(begin, std::min(kPartEntries, entries.size() - begin));
        const std::vector<std::byte> bytes = encode(part);
        insert->bind(1, static_cast<std::int64_t>(kind));
        insert->bind(2, run);
        insert->bind(3, static_cast<std::int64_t>(part.front().hash));
        insert->bind(4, static_cast<std::int64_t>(part.size()));
        insert->bind(5, checksumOf(bytes));
        insert->bind(6, std::span<const std::byte>(bytes));
        if (Result<void> done = insert->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> IdentityIndex::erase(const Part& part)
{
    Result<sqlite::Statement> erasing = m_database->prepare("DELETE FROM identity_run WHERE id = ?");
    if (!erasing) {
        return fail(erasing.error());
    }
    erasing->bind(1, part.id);
    return erasing->run();
}

/// Moves the entries of a run to those given.
Result<void> IdentityIndex::takeRun(std::span<const Part> run, std::vector<IdentityEntry>& entries)
{
    const auto middle = static_cast<std::ptrdiff_t>(entries.size());
    for (const Part& part : run) {
        const Result<std::vector<IdentityEntry>> older = read(part);
        if (!older) {
            return fail(older.error());
        }
        entries.insert(entries.end(), older->begin(), older->end());
        if (Result<void> erased = erase(part); !erased) {
            return erased;
        }
    }
    std::inplace_merge(entries.begin(), entries.begin() + middle, entries.end());
    return {};
}

/// Where there are many runs, the latest are merged with what is new, as far back as each is no longer than all behind
/// it together: so an entry is rewritten a few times only, whatever the batches.
Result<void> IdentityIndex::add(IdentityKind kind, std::vector<IdentityEntry> entries)
{
    if (entries.empty()) {
        return {};
    }
    if (!std::is_sorted(entries.begin(), entries.end())) {
        std::sort(entries.begin(), entries.end());
    }
    const Result<std::vector<Part>> known = parts(kind);
    if (!known) {
        return fail(known.error());
    }
    std::vector<std::span<const Part>> runs = byRun(*known);
    const std::int64_t run = runs.empty() ? 1 : runs.back().front().run + 1;
    while (runs.size() >= kMostRuns && lengthOf(runs.back()) <= entries.size()) {
        if (Result<void> taken = takeRun(runs.back(), entries); !taken) {
            return taken;
        }
        runs.pop_back();
    }
    return write(kind, run, entries);
}

Result<void> IdentityIndex::remove(std::span<const ProfileId> profiles)
{
    std::unordered_set<std::int64_t> gone;
    for (const ProfileId profile : profiles) {
        gone.insert(profile.value);
    }
    for (const IdentityKind kind : {IdentityKind::Key, IdentityKind::Address}) {
        const Result<std::vector<Part>> known = parts(kind);
        if (!known) {
            return fail(known.error());
        }
        for (const Part& part : *known) {
            Result<std::vector<IdentityEntry>> entries = read(part);
            if (!entries) {
                return fail(entries.error());
            }
            if (std::erase_if(*entries, [&](const IdentityEntry& each) { return gone.contains(each.profile); }) == 0) {
                continue;
            }
            const Result<void> replaced = erase(part).and_then([&] { return write(kind, part.run, *entries); });
            if (!replaced) {
                return replaced;
            }
        }
    }
    return {};
}

Result<std::vector<IdentityEntry>> IdentityIndex::all(IdentityKind kind)
{
    const Result<std::vector<Part>> known = parts(kind);
    if (!known) {
        return fail(known.error());
    }
    std::vector<IdentityEntry> entries;
    for (const Part& part : *known) {
        const Result<std::vector<IdentityEntry>> more = read(part);
        if (!more) {
            return fail(more.error());
        }
        entries.insert(entries.end(), more->begin(), more->end());
    }
    std::sort(entries.begin(), entries.end());
    return entries;
}

} // namespace postweave::profile
