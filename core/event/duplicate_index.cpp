// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/duplicate_index.h"

#include <algorithm>

namespace postweave::event {

namespace {

constexpr std::size_t kLeastEntries = 8;

} // namespace

void DuplicateIndex::put(Table& table, Entry entry)
{
    const std::size_t size = table.entries.size();
    std::size_t slot = startOf(entry.hash, size);
    while (table.entries[slot].place != 0) {
        slot = slot + 1 == size ? 0 : slot + 1;
    }
    table.entries[slot] = entry;
    ++table.used;
}

void DuplicateIndex::grow(Table& table)
{
    std::vector<Entry> before;
    before.swap(table.entries);
    table.entries.resize(std::max(kLeastEntries, before.size() + before.size() / 2));
    table.used = 0;
    for (const Entry& entry : before) {
        if (entry.place != 0) {
            put(table, entry);
        }
    }
}

void DuplicateIndex::add(std::uint64_t hash, std::uint32_t place)
{
    Table& table = m_tables[hash % kTables];
    if (table.used * 5 >= table.entries.size() * 4) {
        grow(table);
    }
    put(table, {static_cast<std::uint32_t>(hash >> 32U), place + 1});
    ++m_size;
}

void DuplicateIndex::find(std::uint64_t hash, std::vector<std::uint32_t>& places) const
{
    const Table& table = m_tables[hash % kTables];
    const std::size_t size = table.entries.size();
    if (size == 0) {
        return;
    }
    const auto wanted = static_cast<std::uint32_t>(hash >> 32U);
    for (std::size_t slot = startOf(wanted, size); table.entries[slot].place != 0;
         slot = slot + 1 == size ? 0 : slot + 1) {
        if (table.entries[slot].hash == wanted) {
            places.push_back(table.entries[slot].place - 1);
        }
    }
}

} // namespace postweave::event
