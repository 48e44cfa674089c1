// SPDX-License-Identifier: GPL-3.0-or-later
// One property's column as bytes, as event_chunk.h lays it out. Private to core/event.
#pragma once

#include "core/event/byte_stream.h"
#include "core/event/event_columns.h"

namespace postweave::event {

void encodeProperty(const PropertyColumn& column, ByteWriter& out);
/// On damage the reader refuses. `column.type` says what to read.
void decodeProperty(ByteReader& in, std::size_t rows, PropertyColumn& column);

} // namespace postweave::event
