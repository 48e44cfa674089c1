// SPDX-License-Identifier: GPL-3.0-or-later
// Append: one batch of events of a type on its way into a chunk. Private to core/event.
#pragma once

#include "core/event/type_memory.h"

#include <map>

namespace postweave::event {

struct AppendMemory {
    RowHash hash;
    ChunkCache cache;
    std::map<std::int64_t, TypeMemory> types;
};

class Append {
public:
    Append(sqlite::Database& database, AppendMemory& memory, std::span<const std::string> names,
           std::span<const EventRow> rows, profile::SourceId source)
        : m_database(database), m_memory(memory), m_names(names), m_rows(rows), m_source(source)
    {
    }
    [[nodiscard]] Result<AppendCounts> run(std::string_view type);

private:
    [[nodiscard]] Result<void> checkRows() const;
    [[nodiscard]] Result<void> checkValue(const std::pair<std::uint32_t, Value>& property) const;
    [[nodiscard]] Result<void> declare();
    [[nodiscard]] Result<void> resolve();
    void stage();
    [[nodiscard]] std::span<const RowProperty> propertiesOf(std::size_t row) const;
    [[nodiscard]] std::vector<std::size_t> distinctRows() const;
    [[nodiscard]] Result<void> dropStanding(std::vector<std::size_t>& kept);
    [[nodiscard]] bool mayStandAlready(const std::vector<ChunkRecord>& records,
                                       std::span<const std::size_t> kept) const;
    [[nodiscard]] EventChunk build(std::span<const std::size_t> kept) const;
    [[nodiscard]] Result<void> store(const EventChunk& chunk);
    [[nodiscard]] Result<void> raiseCounts(const EventChunk& chunk);

    sqlite::Database& m_database;
    AppendMemory& m_memory;
    std::span<const std::string> m_names;
    std::span<const EventRow> m_rows;
    profile::SourceId m_source;
    std::int64_t m_type = 0;
    std::vector<CatalogProperty> m_catalog;
    std::vector<std::size_t> m_places;     // of the batch's names in the catalog
    std::vector<RowProperty> m_properties; // of all rows, one after the other
    std::vector<std::size_t> m_ends;       // of each row's properties
    std::vector<std::uint64_t> m_hashes;
    bool m_isFollowed = false; // whether the type's memory knows all its chunks
};

} // namespace postweave::event
