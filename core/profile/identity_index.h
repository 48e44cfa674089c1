// SPDX-License-Identifier: GPL-3.0-or-later
// IdentityIndex: which profiles a key or an address may be of. Private to core/profile.
//
// A log-structured merge tree in table `identity_run`, since an index of SQLite's own over a million keys in no order
// costs more than the profiles themselves. A run holds entries by rising hash, in parts of at most kPartEntries, each a
// row: `first` is its least hash; `entries` the hashes, eight bytes each, then the profiles' ids, four bytes each, both
// little-endian; `checksum` their XXH3-64. An entry is a suspicion: the profile may have another key of the same hash,
// another address by now, or be gone. What is not found is not there.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

#include <functional>

namespace postweave::profile {

enum class IdentityKind : std::uint8_t { Key = 1, Address = 2 };

struct IdentityEntry {
    std::uint64_t hash = 0;
    std::uint32_t profile = 0;
    auto operator<=>(const IdentityEntry&) const = default;
};

/// XXH3-64 of the text without its lowest bit, so that SQLite's integers have the same order.
[[nodiscard]] std::uint64_t identityHash(std::string_view text);
/// How addresses are compared: trimmed and folded.
[[nodiscard]] std::string foldAddress(std::string_view address);
/// identityHash of the folded address; nothing where nothing is left of it.
[[nodiscard]] std::optional<std::uint64_t> addressHash(std::string_view address);

/// SQL of its table, for version 3 of the workspace.
[[nodiscard]] std::string_view identityTables();

/// Writing functions run in the caller's transaction. WorkspaceDamaged where a part is not what was written.
class IdentityIndex {
public:
    explicit IdentityIndex(sqlite::Database& database) : m_database(&database) {}

    /// Visits the entries of those hashes, which rise: the position among them, and the profile. In no order; an entry
    /// may come twice.
    [[nodiscard]] Result<void> find(IdentityKind kind, std::span<const std::uint64_t> hashes,
                                    const std::function<void(std::size_t, ProfileId)>& visit);
    /// How many entries there are; of keys as many as profiles. Reads no part.
    [[nodiscard]] Result<std::uint64_t> size(IdentityKind kind);
    /// In any order; rising is done sooner.
    [[nodiscard]] Result<void> add(IdentityKind kind, std::vector<IdentityEntry> entries);
    /// Takes out all entries of these profiles. Reads every part, so remove many at once.
    [[nodiscard]] Result<void> remove(std::span<const ProfileId> profiles);
    /// Makes it anew from the profiles there are.
    [[nodiscard]] Result<void> rebuild();
    /// What is wrong with it or with the profiles' keys, a sentence each.
    [[nodiscard]] Result<std::vector<std::string>> check();

private:
    struct Part {
        std::int64_t id = 0;
        std::int64_t run = 0;
        std::uint64_t first = 0;
        std::size_t count = 0;
    };
    class PartBytes;
    /// By run, then hash.
    [[nodiscard]] Result<std::vector<Part>> parts(IdentityKind kind);
    [[nodiscard]] static std::vector<std::span<const Part>> byRun(std::span<const Part> parts);
    [[nodiscard]] static std::size_t lengthOf(std::span<const Part> run);
    [[nodiscard]] Result<void> takeRun(std::span<const Part> run, std::vector<IdentityEntry>& entries);
    /// Hands the part's bytes over, checked.
    template <typename Visit>
    [[nodiscard]] Result<void> look(const Part& part, Visit visit);
    [[nodiscard]] Result<std::vector<IdentityEntry>> read(const Part& part);
    [[nodiscard]] Result<void> write(IdentityKind kind, std::int64_t run, std::span<const IdentityEntry> entries);
    [[nodiscard]] Result<void> erase(const Part& part);
    [[nodiscard]] Result<std::vector<IdentityEntry>> all(IdentityKind kind);
    [[nodiscard]] tl::unexpected<Error> damaged() const;

    sqlite::Database* m_database;
};

} // namespace postweave::profile
