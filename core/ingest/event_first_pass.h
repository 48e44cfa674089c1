// SPDX-License-Identifier: GPL-3.0-or-later
// The first pass over a file of events: its survey, and its rows already, as far as a sample tells what they become.
#pragma once

#include "core/ingest/event_rows.h"

namespace postweave::ingest {

/// Of a file's first rows, which tell what to expect of the others.
inline constexpr std::uint64_t kSampleRows = 20'000;

struct EventFirstPass {
    Survey survey;               ///< of the whole file
    std::vector<EventRows> held; ///< of its first blocks, in its order, made by the rules expected
    std::size_t heldBlocks = 0;
    bool heldAll = false; ///< there are no other blocks
};

/// Reads all of the reader's blocks, which are independent, by rules made from a survey of the file's first rows.
/// Blocks are held up to the first that has what the sample had not: an event type, a property of one; and up to
/// `heldBytes` in memory. Reports and
/// stops as `walk` says. Errors of the file.
[[nodiscard]] Result<EventFirstPass> passFirst(RecordReader& reader, const EventRules& expected, std::size_t batchRows,
                                               const Walk& walk, std::size_t heldBytes);

/// True where the rules by which rows were held make of them what the rules of the whole file do.
[[nodiscard]] bool cameAsExpected(const EventRules& expected, const EventRules& found);

} // namespace postweave::ingest
