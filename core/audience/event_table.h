// SPDX-License-Identifier: GPL-3.0-or-later
// EventTable: all events of one type as columns, by time.
#pragma once

#include "core/audience/coded_column.h"
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

/// Rows ascend by time; events of the same time keep the order they came in. Immutable; safe to read from several
/// threads.
class EventTable {
public:
    using Row = std::uint32_t;

    /// `times` ascend; `profiles` are ordinals below `profileCount`; each property column has a row an event.
    EventTable(std::string type, std::size_t profileCount, std::vector<std::uint32_t> profiles,
               std::vector<std::int64_t> times, std::vector<EventProperty> properties);

    [[nodiscard]] const std::string& type() const { return m_type; }
    [[nodiscard]] std::size_t rowCount() const { return m_profiles.size(); }
    [[nodiscard]] std::span<const std::uint32_t> profiles() const { return m_profiles; }
    /// Microseconds, ascending.
    [[nodiscard]] std::span<const std::int64_t> times() const { return m_times; }
    [[nodiscard]] Instant time(std::size_t row) const { return {m_times[row]}; }
    /// Rows with from ≤ time < to.
    [[nodiscard]] RowRange rowsBetween(Instant from, Instant to) const;

    [[nodiscard]] const std::vector<EventProperty>& properties() const { return m_properties; }
    /// Nothing if no event of this type has it.
    [[nodiscard]] const CodedColumn* property(std::string_view name) const;
    /// Only the properties that the event has.
    [[nodiscard]] std::vector<std::pair<std::string, Value>> propertiesOf(std::size_t row) const;

    /// The rows of one profile, by time. The index behind it is built at the first call.
    [[nodiscard]] std::span<const Row> rowsOf(std::uint32_t profile) const;
    /// The same without building the index: a walk over all rows if it does not stand yet.
    [[nodiscard]] std::vector<Row> findRowsOf(std::uint32_t profile) const;

private:
    struct ProfileIndex {
        std::once_flag once;
        std::atomic<bool> stands{false};
        std::vector<Row> starts; ///< profileCount + 1
        std::vector<Row> rows;
    };
    void buildIndex() const;

    std::string m_type;
    std::size_t m_profileCount;
    std::vector<std::uint32_t> m_profiles;
    std::vector<std::int64_t> m_times;
    std::vector<EventProperty> m_properties;
    std::unique_ptr<ProfileIndex> m_index;
};

} // namespace postweave::audience
