// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/attribute_history.h"

#include <numeric>

namespace postweave::audience {

AttributeHistory::AttributeHistory(std::string attribute, std::size_t profileCount,
                                   const std::vector<std::uint32_t>& ordinals, std::vector<std::int64_t> times,
                                   CodedColumn values)
    : m_attribute(std::move(attribute)),
      m_starts(profileCount + 1),
      m_times(std::move(times)),
      m_values(std::move(values))
{
    for (const std::uint32_t ordinal : ordinals) {
        ++m_starts[ordinal + 1];
    }
    std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
}

} // namespace postweave::audience
