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

/// Told of rows as they are taken.
class EventRowObserver {
public:
    virtual ~EventRowObserver() = default;
    virtual void rejected(const Record& record) = 0;
    /// `type`: its position in the rules' survey. Only of types that wants() says.
    virtual void taken(const Record& record, std::size_t type) = 0;
    [[nodiscard]] virtual bool wants(std::size_t type) const = 0;
};

/// One thread's work. The rules, the columns and the observer outlive it. Rows are looked at some hundreds at a time,
/// role by role and then type by type: a processor guesses right what comes next, and memory is asked for in time.
class EventRowReader {
public:
    EventRowReader(const EventRules& rules, std::span<const Column> columns, EventRowObserver* observer = nullptr);
    /// Adds the event to the batch, or rejects its row; at the latest when finish() is called, which ends the batch.
    void take(const Record& record, EventRows& rows);
    void finish(EventRows& rows);

private:
    struct Property {
        std::size_t position = 0;
        Value value;           ///< of a text: none
        std::string_view text; ///< of a text
        bool isText = false;
    };
    /// Where a value of the plan stands in a row.
    struct Source {
        std::size_t column = kNoColumn;
        Cell constant; ///< where no column is given, or the row does not reach it

        [[nodiscard]] const Cell& in(const Record& record) const
        {
            return column < record.cells.size() ? record.cells[column] : constant;
        }
    };
    /// A row that waits.
    struct Waiting {
        Record record;
        Instant time;
        std::uint32_t type = 0;
        bool sound = true;
    };

    [[nodiscard]] static Source sourceOf(const PlannedValue& planned);
    void takeWaiting(EventRows& rows);
    void readProfiles();
    void readTypesAndTimes();
    void addByType(EventRows& rows);
    void add(std::size_t place, event::EventBatch& batch, EventRows& rows);
    void reject(const Record& record, EventRows& rows);
    [[nodiscard]] event::EventBatch& batchFor(std::size_t type, EventRows& rows) const;
    /// Why a role's cell is at fault; empty: it is not.
    [[nodiscard]] std::string faultOfRoles(const Record& record);
    [[nodiscard]] std::string faultOfTime(const Cell& cell) const;
    // False with m_reason where the row is to be rejected.
    [[nodiscard]] bool takeId(const Record& record, std::string_view& id);
    [[nodiscard]] bool takeProperties(const Record& record, std::size_t type);
    [[nodiscard]] const EventPlan& plan() const { return m_rules.prepared.plan; }

    const EventRules& m_rules;
    std::span<const Column> m_columns;
    EventRowObserver* m_observer;
    Source m_profile;
    Source m_type;
    Source m_time;
    std::vector<Source> m_values;
    std::vector<Waiting> m_waiting;
    std::vector<std::string_view> m_keys;
    std::vector<profile::ProfileId> m_profiles;
    std::vector<std::uint32_t> m_starts; // by type, where its rows start in m_order
    std::vector<std::uint32_t> m_order;
    GroupMemo m_memo;
    std::vector<Property> m_properties; // of the row at hand, the first m_count; the others keep their memory
    std::size_t m_count = 0;
    std::string m_reason;
};

} // namespace postweave::ingest
