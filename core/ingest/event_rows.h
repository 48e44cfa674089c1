// SPDX-License-Identifier: GPL-3.0-or-later
// From records to batches of events.
#pragma once

#include "core/event/event_store.h"
#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"
#include "core/ingest/profile_finder.h"

#include <optional>
#include <string>
#include <vector>

namespace postweave::ingest {

/// Rows by position of their event type in the survey.
struct EventRows : RowBatch {
    std::vector<std::optional<event::EventBatch>> byType; ///< nothing where there is no row
    std::vector<std::optional<event::PreparedBatch>> prepared;

    /// Turns what was taken into what can be stored, once.
    [[nodiscard]] Result<void> prepare();
    /// Keeps what takes little memory; returns how much that is.
    std::size_t forgetRows();
};

/// What each column becomes. Not changed while rows are taken; may be used from several threads.
struct EventRules {
    Prepared<EventPlan> prepared;
    ProfileFinder finder;
    TimeZone zone;
    std::vector<std::vector<ResolvedRule>> byType;         ///< by event type, by the plan's values
    std::vector<event::EventBatch::Properties> properties; ///< by event type
};

/// The rules for what a survey found, beside what stands in the workspace. The mapping's errors (resolveRule).
[[nodiscard]] Result<EventRules> resolveEvents(event::EventStore& events, Prepared<EventPlan> prepared,
                                               ProfileFinder finder, const TimeZone& zone);

/// One thread's work. The rules and the columns outlive it.
class EventRowReader {
public:
    EventRowReader(const EventRules& rules, std::span<const Column> columns);
    /// Adds the event to the batch, or rejects its row.
    void take(const Record& record, EventRows& rows);
    /// Of the event added last, its type's position in the survey.
    [[nodiscard]] std::size_t type() const { return m_type; }

private:
    struct Roles {
        profile::ProfileId profile;
        Instant time;
        std::string_view id;
        std::size_t type = 0;
    };
    struct Property {
        std::size_t position = 0;
        Value value;           ///< of a text: none
        std::string_view text; ///< of a text
        bool isText = false;
    };

    [[nodiscard]] event::EventBatch& batchFor(std::size_t type, EventRows& rows) const;
    // False with m_reason where the row is to be rejected.
    [[nodiscard]] bool takeRoles(const Record& record, Roles& roles);
    [[nodiscard]] bool takeId(const Record& record, Roles& roles);
    [[nodiscard]] bool takeProperties(const Record& record, std::size_t type);
    [[nodiscard]] std::string faultOfTime(const Cell& cell) const;
    [[nodiscard]] const EventPlan& plan() const { return m_rules.prepared.plan; }

    const EventRules& m_rules;
    std::span<const Column> m_columns;
    GroupMemo m_memo;
    std::size_t m_type = 0;
    std::vector<Property> m_properties; // of the row at hand, the first m_count; the others keep their memory
    std::size_t m_count = 0;
    std::string m_reason;
};

} // namespace postweave::ingest
