// SPDX-License-Identifier: GPL-3.0-or-later
// encodeTable: a type's events, as they come from their chunks, as a table. Private to core/audience.
#pragma once

#include "core/audience/event_table.h"
#include "core/event/event_columns.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace postweave::audience {

/// Ordinals by profile id.
class OrdinalMap {
public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    void add(std::uint32_t id, std::uint32_t ordinal)
    {
        m_ordinals.resize(std::size_t{id} + 1, kNone);
        m_ordinals[id] = ordinal;
    }
    [[nodiscard]] bool isEmpty() const { return m_ordinals.empty(); }
    /// kNone for a profile that is not there.
    [[nodiscard]] std::uint32_t find(std::uint32_t id) const { return id < m_ordinals.size() ? m_ordinals[id] : kNone; }

private:
    std::vector<std::uint32_t> m_ordinals;
};

/// Events of profiles that are not there are left out. On several threads; what was stored is let go column by column.
[[nodiscard]] std::shared_ptr<const EventTable> encodeTable(event::EventColumns columns, const OrdinalMap& ordinals,
                                                            std::size_t profileCount,
                                                            std::vector<std::uint64_t> chunks);

} // namespace postweave::audience
