// SPDX-License-Identifier: GPL-3.0-or-later
// From records to batches of profiles.
#pragma once

#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"
#include "core/profile/new_profiles.h"

#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postweave::ingest {

struct ProfileRows : RowBatch {
    profile::ProfileBatch profiles;            ///< or these:
    std::optional<profile::NewProfiles> asNew; ///< finished, as they will stand if they are all new
    std::int64_t end = 0;                      ///< the id after its last one, were all profiles from the start new

    [[nodiscard]] std::size_t size() const { return asNew ? asNew->size() : profiles.size(); }
};

/// The ids that profiles get if all are new, and whether they seem to be: so that threads which read can write rows
/// with ids already.
class ExpectedIds {
public:
    ExpectedIds(std::int64_t lastId, std::span<const SurveyBlock> blocks);

    /// Of the block in that place; nothing where it is none of the survey's.
    [[nodiscard]] std::optional<std::int64_t> firstOf(std::uint64_t place) const;
    /// How many ids less were given than would have been.
    [[nodiscard]] std::int64_t shift() const { return m_shift; }
    [[nodiscard]] bool seemNew() const { return m_seemNew; }

    /// By the thread that stores: a batch whose ids were to end there, and the last id that was given.
    void learn(bool allNew, std::int64_t expectedEnd, std::int64_t lastId)
    {
        m_seemNew = allNew;
        m_shift = expectedEnd - 1 - lastId;
    }

private:
    std::map<std::uint64_t, std::int64_t> m_first;
    std::atomic<std::int64_t> m_shift = 0;
    std::atomic<bool> m_seemNew;
};

/// What each column becomes, by the plan's values; may be used from several threads.
struct ProfileRules {
    const ProfilePlan& plan;
    std::span<const Column> columns;
    std::vector<std::string> names;
    std::vector<ValueRule> rules;
    TimeZone zone;
    Instant at;
    /// What the table will be like; nothing where that cannot be told.
    std::optional<profile::ProfileLayout> layout;
    const ExpectedIds& ids;
};

/// One thread's work on the block in that place. The rules outlive it.
class ProfileRowReader {
public:
    ProfileRowReader(const ProfileRules& rules, std::uint64_t place);
    /// An empty batch, which follows the ones before.
    [[nodiscard]] ProfileRows begin();
    /// Adds the profile to the batch, or rejects its row.
    void take(const Record& record, ProfileRows& rows);
    /// Ends the batch.
    void finish(ProfileRows& rows);
    /// What went wrong with the batches, which are not to be used then.
    [[nodiscard]] const Result<void>& done() const { return m_done; }

private:
    enum class Written : std::uint8_t {
        Whole,
        Misfit, ///< some value does not fit
        Partial ///< some attribute is to be left alone, which no new profile can
    };
    [[nodiscard]] Written write(const Record& record, std::string_view key, profile::NewProfiles& profiles);
    /// What was written stands as rows to be taken one by one.
    void takeBack(ProfileRows& rows);
    void takeIntoBatch(const Record& record, std::string_view key, ProfileRows& rows);
    void rejectMisfit(const Record& record, ProfileRows& rows);

    const ProfileRules& m_rules;
    std::optional<std::int64_t> m_next; // id, were all profiles from the start new
    std::vector<ValueType> m_types;
    Value m_value; // keeps its memory
    Result<void> m_done;
};

} // namespace postweave::ingest
