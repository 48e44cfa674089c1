// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: no chunk, or one whose parts fit together and which reads the same when written again.
#include "core/event/event_chunk.h"

#include <cstdlib>

using namespace postweave;
using namespace postweave::event;

namespace {

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

void requireWhole(const EventChunk& chunk)
{
    const EventColumns& columns = chunk.columns;
    const std::size_t rows = columns.size();
    require(rows > 0 && rows <= kMaxChunkRows && columns.profiles.size() == rows && chunk.sources.size() == rows);
    require(columns.idEnds.size() == rows && columns.idEnds.back() == columns.idBytes.size());
    require(chunk.propertyIds.size() == columns.properties.size());
    for (const PropertyColumn& column : columns.properties) {
        require(column.present.size() == rows);
        for (std::size_t row = 0; row < rows; ++row) {
            const Value value = columns.value(column, row);
            require(isMissing(value) == (column.present[row] == 0));
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::optional<EventChunk> chunk = decodeChunk(std::as_bytes(std::span(data, size)));
    if (!chunk) {
        return 0;
    }
    requireWhole(*chunk);
    const std::vector<std::byte> written = encodeChunk(*chunk);
    const std::optional<EventChunk> again = decodeChunk(written);
    require(again.has_value());
    requireWhole(*again);
    require(encodeChunk(*again) == written);
    return 0;
}
