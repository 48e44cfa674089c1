// SPDX-License-Identifier: GPL-3.0-or-later
// A database in memory with the profile tables, and short ways to fill it.
#pragma once

#include "core/profile/import_log.h"
#include "core/profile/profile_store.h"
#include "core/sqlite/counter.h"
#include "tests/core/verify_result.h"

#include <QtTest/QtTest>

namespace postweave::profile {

inline std::string profileSchema()
{
    return std::string(sqlite::counterTables()) + std::string(profileTables()) + std::string(importTables());
}

inline sqlite::Database profileDatabase()
{
    Result<sqlite::Database> database = sqlite::Database::inMemory();
    if (!database || !database->execute(profileSchema()) || !indexIdentities(*database)) {
        qFatal("no database in memory");
    }
    return std::move(*database);
}

inline AttributeDefinition attribute(const std::string& key, ValueType type)
{
    return {key, labelFor(key), type, guessCategory(key)};
}

/// Noon of a day of 2024.
inline Instant day(int number)
{
    return {(19'722 + number) * kMicrosecondsPerDay + kMicrosecondsPerDay / 2};
}

struct ProfileFixture {
    sqlite::Database database = profileDatabase();
    ProfileStore store{database};

    void add(const std::string& key, ValueType type)
    {
        if (const Result<void> added = store.addAttribute(attribute(key, type)); !added) {
            qFatal("%s", toLine(added.error()).c_str());
        }
    }

    /// One profile, some of its values.
    UpsertCounts put(const std::string& key, const std::vector<std::pair<std::string, Value>>& values,
                     Instant at = day(1))
    {
        std::vector<std::string> columns;
        ProfileRow row{key, {}, {}};
        for (const auto& [column, value] : values) {
            columns.push_back(column);
            row.values.push_back(value);
        }
        const Result<UpsertCounts> counts = store.upsert(columns, std::span(&row, 1), at, {1});
        if (!counts) {
            qFatal("%s", toLine(counts.error()).c_str());
        }
        return *counts;
    }

    /// Missing where the profile has no such value.
    Value value(const std::string& key, const std::string& column, std::optional<Instant> at = std::nullopt)
    {
        const Result<std::optional<Profile>> profile = store.find(key, at);
        if (!profile || !*profile) {
            qFatal("no profile %s", key.c_str());
        }
        for (const auto& [name, value] : (*profile)->attributes) {
            if (name == column) {
                return value;
            }
        }
        return {};
    }
};

} // namespace postweave::profile
