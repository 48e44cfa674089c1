// SPDX-License-Identifier: GPL-3.0-or-later
// AttributeHistory: the values an attribute had and from when, for `held`.
#pragma once

#include "core/audience/coded_column.h"
#include "core/base/calendar.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postweave::audience {

/// Entries [begin, end) of one profile.
struct HistoryRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Entries by profile, then by time; before its first entry a profile's value was missing. Immutable.
class AttributeHistory {
public:
    /// `ordinals` ascend, and `times` within one ordinal; `values` has a row an entry.
    AttributeHistory(std::string attribute, std::size_t profileCount, const std::vector<std::uint32_t>& ordinals,
                     std::vector<std::int64_t> times, CodedColumn values);

    [[nodiscard]] const std::string& attribute() const { return m_attribute; }
    [[nodiscard]] HistoryRange entriesOf(std::uint32_t profile) const
    {
        return {m_starts[profile], m_starts[profile + 1]};
    }
    [[nodiscard]] Instant time(std::size_t entry) const { return {m_times[entry]}; }
    [[nodiscard]] const CodedColumn& values() const { return m_values; }

private:
    std::string m_attribute;
    std::vector<std::size_t> m_starts;
    std::vector<std::int64_t> m_times;
    CodedColumn m_values;
};

} // namespace postweave::audience
