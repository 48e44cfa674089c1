// SPDX-License-Identifier: GPL-3.0-or-later
// EventTable: all events of one type as columns, by time.
#pragma once

#include "core/audience/coded_column.h"
#include "core/audience/time_column.h"
#include "core/base/calendar.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace postweave::audience {

struct EventProperty {
    std::string name;
    CodedColumn column; ///< one row an event
};

/// Rows [begin, end) of a table.
struct RowRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    auto operator<=>(const RowRange&) const = default;
    [[nodiscard]] std::size_t size() const { return end - begin; }
};

/// Where a table comes from.
struct TableOrigin {
    std::vector<std::uint64_t> chunks; ///< checksums of the stored chunks it was made of, in their order
    std::uint64_t base = 0;            ///< serial of the table that it continues; 0: of none
    std::vector<std::uint32_t> added;  ///< its rows that the base does not have, ascending
};

/// Rows ascend by time; events of the same time keep the order they came in. Immutable; safe to read from several
/// threads.
class EventTable {
public:
    using Row = std::uint32_t;

    /// `profiles` are ordinals below `profileCount`; each property column has a row an event.
    EventTable(std::string type, std::size_t profileCount, std::vector<std::uint32_t> profiles, TimeColumn times,
               std::vector<EventProperty> properties, TableOrigin origin = {});

    [[nodiscard]] const std::string& type() const { return m_type; }
    /// Different for every table that this process made; what caches go by.
    [[nodiscard]] std::uint64_t serial() const { return m_serial; }
    [[nodiscard]] std::size_t profileCount() const { return m_profileCount; }
    [[nodiscard]] std::size_t rowCount() const { return m_profiles.size(); }
    [[nodiscard]] std::span<const std::uint32_t> profiles() const { return m_profiles; }
    [[nodiscard]] const std::vector<std::uint32_t>& profileColumn() const { return m_profiles; }
    [[nodiscard]] const TableOrigin& origin() const { return m_origin; }
    [[nodiscard]] const std::vector<std::uint64_t>& chunks() const { return m_origin.chunks; }
    /// Ascending.
    [[nodiscard]] const TimeColumn& times() const { return m_times; }
    [[nodiscard]] Instant time(std::size_t row) const { return m_times[row]; }
    /// Rows with from ≤ time < to.
    [[nodiscard]] RowRange rowsBetween(Instant from, Instant to) const;

    [[nodiscard]] const std::vector<EventProperty>& properties() const { return m_properties; }
    /// Nothing if no event of this type has it.
    [[nodiscard]] const CodedColumn* property(std::string_view name) const;
    /// Only the properties that the event has.
    [[nodiscard]] std::vector<std::pair<std::string, Value>> propertiesOf(std::size_t row) const;

    /// The rows of one profile, by time. The index behind it is built at the first call.
    [[nodiscard]] std::span<const Row> rowsOf(std::uint32_t profile) const;
    /// All of these, profile by profile: the rows of profile p stand from starts[p] to starts[p + 1]. Built at the
    /// first call (some 10 ms a million events, four bytes a profile and an event).
    struct ProfileRuns {
        std::span<const Row> starts;
        std::span<const Row> rows;
        std::span<const std::uint32_t> owners; ///< profiles with rows, ascending
    };
    [[nodiscard]] ProfileRuns profileRuns() const;
    /// The same without building the index: a walk over all rows if it does not stand yet.
    [[nodiscard]] std::vector<Row> findRowsOf(std::uint32_t profile) const;

private:
    struct ProfileIndex {
        std::once_flag once;
        std::atomic<bool> stands{false};
        std::vector<Row> starts; ///< profileCount + 1
        std::vector<Row> rows;
        std::vector<std::uint32_t> owners;
    };
    void buildIndex() const;

    std::string m_type;
    std::uint64_t m_serial;
    std::size_t m_profileCount;
    std::vector<std::uint32_t> m_profiles;
    TimeColumn m_times;
    std::vector<EventProperty> m_properties;
    TableOrigin m_origin;
    std::unique_ptr<ProfileIndex> m_index;
};

} // namespace postweave::audience
