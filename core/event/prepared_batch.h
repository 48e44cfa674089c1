// SPDX-License-Identifier: GPL-3.0-or-later
// PreparedBatch: events of one type, ready to be stored: all that can be done before it is known what stands.
#pragma once

#include "core/event/event_batch.h"
#include "core/event/event_chunk.h"

#include <optional>

namespace postweave::event {

/// Made on any thread, for EventStore::append.
class PreparedBatch {
public:
    /// Sorts the rows by time, leaves out those that repeat others, and encodes them. InvalidInput, LimitExceeded as
    /// EventStore::append.
    [[nodiscard]] static Result<PreparedBatch> of(EventBatch&& batch);

    /// Keeps only the rows' bytes, which are a fraction of what rows take in memory: for batches that wait.
    void forgetRows();
    /// What is kept, about.
    [[nodiscard]] std::size_t bytes() const;

private:
    friend class Append;

    struct Property {
        std::string name;
        ValueType type = ValueType::Text;
        std::int64_t setCount = 0; ///< rows that have it
    };
    void encode();

    std::size_t m_given = 0;            // rows, with those that repeat others
    std::vector<Property> m_properties; // whose ids here are their positions
    std::size_t m_rows = 0;
    Instant m_first;
    Instant m_last;
    bool m_hasIds = false;
    std::optional<EncodedColumns> m_encoded; // where it fits one chunk
    std::optional<EventChunk> m_chunk;       // until it is forgotten
};

} // namespace postweave::event
