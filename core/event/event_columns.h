// SPDX-License-Identifier: GPL-3.0-or-later
// EventColumns: all events of a type, as typed columns.
#pragma once

#include "core/profile/profile.h"

namespace postweave::event {

/// One property over all events of a type. Only the vectors of its type are filled; where not present an entry is zero.
struct PropertyColumn {
    std::string name;
    ValueType type = ValueType::Text;
    std::vector<std::uint8_t> present;  ///< 0 or 1 an event
    std::vector<std::int64_t> integers; ///< Boolean (0, 1), Integer, Date (days), DateTime (microseconds)
    std::vector<double> numbers;        ///< Number
    std::vector<std::uint32_t>
        codes; ///< Text: an event's place in `dictionary`; List: items' places, one event after the other
    std::vector<std::uint64_t> itemEnds; ///< List: by event, where its items end in `codes`
    std::vector<std::string> dictionary; ///< Text, List: distinct, in order of first appearance
};

/// Makes the column reach `rows`, absent where it did not.
void padAbsent(PropertyColumn& column, std::size_t rows);

/// Rows by time; events of the same moment in the order they were imported in.
struct EventColumns {
    std::string type;
    std::vector<std::uint32_t> profiles; ///< ProfileId::value; the store takes ids below 2³²
    std::vector<std::int64_t> times;     ///< Instant::microseconds, rising
    std::vector<PropertyColumn> properties;
    std::string idBytes;               ///< only when asked for: the events' ids, one after the other
    std::vector<std::uint64_t> idEnds; ///< only when asked for: by event, where its id ends; an empty id: none
    [[nodiscard]] std::size_t size() const { return times.size(); }
    [[nodiscard]] const PropertyColumn* find(std::string_view name) const;
    /// Of one event; missing where not present.
    [[nodiscard]] Value value(const PropertyColumn& property, std::size_t row) const;
};

} // namespace postweave::event
