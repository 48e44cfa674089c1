// SPDX-License-Identifier: GPL-3.0-or-later
// TypeInference: which type the values of a whole column have in common.
#pragma once

#include "core/ingest/record.h"

#include <cstdint>
#include <optional>

namespace postweave::ingest {

/// The narrowest type that all set values fit: boolean, integer, number, date, datetime, list, else text. JSON's own
/// types stand: its strings are text, unless all are dates or all are datetimes; one array makes the column a list; any
/// other mixture but integers among numbers is text. Small: one is kept for each column of each event type.
class TypeInference {
public:
    /// `mayBeSeparated`: false where it is known that neither `|` nor `;` stands in a field.
    void observe(const Cell& cell, bool mayBeSeparated = true);
    /// Adds what was found in values behind these.
    void take(const TypeInference& later);

    /// Nothing while no value was set.
    [[nodiscard]] std::optional<ValueType> type() const;
    /// Between a list's items: `|` if any value holds it, else `;`.
    [[nodiscard]] char separator() const { return m_bar ? '|' : ';'; }
    /// Some value is a number, but no integer: an attribute of integers is to widen.
    [[nodiscard]] bool sawFraction() const { return m_fraction; }

private:
    void observeField(std::string_view text, bool mayBeSeparated);
    void observeSeparators(std::string_view text);

    std::uint8_t m_candidates = 0x1F; // a bit for each ValueType from Boolean to DateTime
    bool m_any = false;
    bool m_fraction = false;
    bool m_array = false;
    bool m_bar = false;
    bool m_barMisplaced = false;
    bool m_semicolon = false;
    bool m_semicolonMisplaced = false;
};

} // namespace postweave::ingest
