// SPDX-License-Identifier: GPL-3.0-or-later
// DuplicateIndex: where in a type's chunks a hash occurs. Private to core/event.
#pragma once

#include <cstdint>
#include <vector>

namespace postweave::event {

/// Eight bytes an entry, at most four fifths full: 12 of the hash's bits choose a table, 32 more stand in it. What it
/// finds is a suspicion; among 20 million entries one search in some 200,000 is misled.
class DuplicateIndex {
public:
    DuplicateIndex() : m_tables(kTables) {}
    void add(std::uint64_t hash, std::uint32_t place);
    /// Appends the places of entries with (nearly) this hash.
    void find(std::uint64_t hash, std::vector<std::uint32_t>& places) const;
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static constexpr std::size_t kTables = 4096;

    struct Entry {
        std::uint32_t hash = 0;
        std::uint32_t place = 0; ///< + 1; 0: free
    };
    struct Table {
        std::vector<Entry> entries;
        std::size_t used = 0;
    };
    [[nodiscard]] static std::size_t startOf(std::uint32_t hash, std::size_t size)
    {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(hash) * size) >> 32U);
    }
    static void put(Table& table, Entry entry);
    static void grow(Table& table);

    std::vector<Table> m_tables;
    std::size_t m_size = 0;
};

} // namespace postweave::event
