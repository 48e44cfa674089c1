// SPDX-License-Identifier: GPL-3.0-or-later
// Sightings: which profiles and attributes an upsert saw, and when. Private to core/profile.
#pragma once

#include "core/base/calendar.h"
#include "core/profile/id_runs.h"
#include "core/profile/profile.h"
#include "core/sqlite/database.h"

#include <limits>
#include <map>

namespace postweave::profile {

/// The profiles that some upsert dated at or before `at` saw.
[[nodiscard]] Result<IdRuns> profilesSeenBy(sqlite::Database& database, Instant at);

/// What one batch saw: for each set of columns (a bit a position) the profiles.
class SightingRecorder {
public:
    explicit SightingRecorder(std::vector<AttributeId> columns) : m_columns(std::move(columns)) {}
    /// `present`: by position of the columns; empty: all.
    void saw(ProfileId profile, const std::vector<bool>& present) { m_seen[present].push_back(profile.value); }
    [[nodiscard]] Result<void> write(sqlite::Database& database, Instant at, SourceId source) const;

private:
    [[nodiscard]] std::vector<std::int64_t> attributesOf(const std::vector<bool>& present) const;

    std::vector<AttributeId> m_columns;
    std::map<std::vector<bool>, std::vector<std::int64_t>> m_seen;
};

/// The sightings after a moment, for batches that come out of order.
class LaterSightings {
public:
    [[nodiscard]] static Result<LaterSightings> load(sqlite::Database& database, Instant after,
                                                     const std::vector<AttributeId>& columns);
    [[nodiscard]] bool empty() const { return m_sightings.empty(); }
    /// For each column the first time after the moment it was seen of that profile; kNever: not.
    void firstOf(ProfileId profile, std::vector<std::int64_t>& times) const;

    static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

private:
    struct Sighting {
        std::int64_t at = 0;
        std::vector<std::size_t> columns; ///< positions
        IdRuns profiles;
    };
    std::vector<Sighting> m_sightings; // by time
    std::size_t m_columnCount = 0;
};

} // namespace postweave::profile
