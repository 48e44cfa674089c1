// SPDX-License-Identifier: GPL-3.0-or-later
// Walking over a file's blocks, several at a time.
#pragma once

#include "core/base/parallel.h"
#include "core/base/work_in_order.h"
#include "core/ingest/record_reader.h"

namespace postweave::ingest {

/// From the reader's place to the file's end: `read` makes of each block something that `take` gets, in their order, on
/// the caller's thread. `read` is called on other threads, on several at once where blocks are independent.
template <typename Product>
Result<void> forEachBlock(RecordReader& reader, const std::function<Result<Product>(RecordBlock&)>& read,
                          const std::function<Result<void>(Product&)>& take)
{
    using Block = std::unique_ptr<RecordBlock>;
    const auto next = [&]() -> Result<std::optional<Block>> {
        Result<Block> block = reader.nextBlock();
        if (!block) {
            return fail(block.error());
        }
        return *block ? std::optional(*std::move(block)) : std::nullopt;
    };
    const unsigned workers = reader.blocksAreIndependent() ? threadCount() : 1;
    return workInOrder<Block, Product>(
        workers, next, [&](Block& block) { return read(*block); }, take);
}

} // namespace postweave::ingest
