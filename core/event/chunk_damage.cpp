// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_damage.h"

#include <fmt/format.h>

namespace postweave::event {

namespace {

bool isThere(sqlite::Database& database, std::string_view table)
{
    const Result<std::int64_t> found = database.queryInteger(
        fmt::format("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{}'", table));
    return found && *found > 0;
}

/// Empty where the source is not known.
std::string nameOfSource(sqlite::Database& database, profile::SourceId source)
{
    return database.queryText(fmt::format("SELECT name FROM source WHERE id = {}", source.value)).value_or("");
}

/// ` (orders.csv: 60, shop.csv: 40)`
std::string sourceWords(sqlite::Database& database, const std::vector<ChunkSource>& sources)
{
    std::string words;
    for (const ChunkSource& source : sources) {
        const std::string name = nameOfSource(database, source.source);
        words += words.empty() ? " (" : ", ";
        words += fmt::format("{}: {}", name.empty() ? "unknown" : name, source.rows);
    }
    return words.empty() ? words : words + ")";
}

} // namespace

Result<ChunkDamage> damageOf(sqlite::Database& database, const ChunkRecord& record, std::string_view type,
                             const Error& error)
{
    // A file of an older layout does not tell; one that is damaged throughout may not either.
    std::vector<ChunkSource> sources;
    if (isThere(database, "event_chunk_source")) {
        sources = sourcesOfChunk(database, record.id).value_or(std::vector<ChunkSource>());
    }
    std::string reason = fmt::format("the chunk {} of {} events of type {} from {} to {}{} is damaged: {}", record.id,
                                     record.rows, type, formatDateTime(record.first), formatDateTime(record.last),
                                     sourceWords(database, sources), error.message);
    return ChunkDamage{record.id,   std::string(type),  record.rows,      record.first,
                       record.last, std::move(sources), std::move(reason)};
}

} // namespace postweave::event
