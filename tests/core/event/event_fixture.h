// SPDX-License-Identifier: GPL-3.0-or-later
// A database in memory with the event tables, and short ways to fill it.
#pragma once

#include "core/event/chunk_source.h"
#include "core/event/event_store.h"
#include "core/sqlite/counter.h"
#include "tests/core/verify_result.h"

#include <QtTest/QtTest>

namespace postweave::event {

inline sqlite::Database eventDatabase()
{
    Result<sqlite::Database> database = sqlite::Database::inMemory();
    const std::string sql = std::string(sqlite::counterTables()) + std::string(eventTables()) +
                            std::string(chunkSourceTables()) + "INSERT INTO counter VALUES('last_profile', 1000000)";
    if (!database || !database->execute(sql)) {
        qFatal("no database in memory");
    }
    return std::move(*database);
}

using Properties = std::vector<std::pair<std::string, Value>>;

/// An event as a test writes and reads it.
struct PlainEvent {
    std::int64_t profile = 0;
    std::int64_t time = 0;
    std::string id;
    Properties properties; ///< by name
    bool operator==(const PlainEvent&) const = default;
};

struct EventFixture {
    sqlite::Database database = eventDatabase();
    EventStore store{database};

    Result<AppendCounts> tryAppend(const std::string& type, const std::vector<PlainEvent>& events)
    {
        std::vector<std::string> names;
        std::vector<EventRow> rows;
        for (const PlainEvent& event : events) {
            EventRow row{{event.profile}, {event.time}, event.id, {}};
            for (const auto& [name, value] : event.properties) {
                auto place = std::find(names.begin(), names.end(), name);
                if (place == names.end()) {
                    place = names.insert(names.end(), name);
                }
                row.properties.emplace_back(static_cast<std::uint32_t>(place - names.begin()), value);
            }
            rows.push_back(std::move(row));
        }
        return store.append(type, names, rows, {1});
    }

    AppendCounts append(const std::string& type, const std::vector<PlainEvent>& events)
    {
        const Result<AppendCounts> counts = tryAppend(type, events);
        if (!counts) {
            qFatal("%s", toLine(counts.error()).c_str());
        }
        return *counts;
    }

    std::vector<PlainEvent> read(const std::string& type, std::size_t expectedDamage = 0)
    {
        ReadOptions options;
        options.withIds = true;
        const Result<ReadResult> result = store.readType(type, options);
        if (!result || result->damaged.size() != expectedDamage) {
            qFatal("%s", result ? "damage" : toLine(result.error()).c_str());
        }
        return plain(result->columns);
    }

    static std::vector<PlainEvent> plain(const EventColumns& columns)
    {
        std::vector<PlainEvent> events;
        for (std::size_t row = 0; row < columns.size(); ++row) {
            const std::uint64_t begin = row == 0 ? 0 : columns.idEnds[row - 1];
            PlainEvent event{columns.profiles[row],
                             columns.times[row],
                             columns.idBytes.substr(begin, columns.idEnds[row] - begin),
                             {}};
            for (const PropertyColumn& property : columns.properties) {
                const Value value = columns.value(property, row);
                if (!isMissing(value)) {
                    event.properties.emplace_back(property.name, value);
                }
            }
            std::sort(event.properties.begin(), event.properties.end(),
                      [](const auto& a, const auto& b) { return a.first < b.first; });
            events.push_back(std::move(event));
        }
        return events;
    }
};

} // namespace postweave::event
