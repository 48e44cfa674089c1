// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_merge.h"

#include "core/event/chunk_join.h"

#include <algorithm>

namespace postweave::event {

namespace {

std::vector<MergePlan> groupByRun(const std::vector<ChunkRecord>& chunks)
{
    std::vector<MergePlan> runs;
    for (const ChunkRecord& chunk : chunks) {
        if (runs.empty() || runs.back().chunks.back().run != chunk.run) {
            runs.emplace_back();
        }
        runs.back().chunks.push_back(chunk);
        runs.back().rows += chunk.rows;
    }
    return runs;
}

/// So many rows each that what a chunk takes besides does not count.
bool hasLargeChunks(const MergePlan& run)
{
    constexpr std::size_t kLargeRows = 4096;
    return run.rows >= run.chunks.size() * kLargeRows;
}

bool isBehind(const MergePlan& older, const MergePlan& younger)
{
    const auto byLast = [](const ChunkRecord& a, const ChunkRecord& b) { return a.last < b.last; };
    const auto byFirst = [](const ChunkRecord& a, const ChunkRecord& b) { return a.first < b.first; };
    const auto last = std::max_element(older.chunks.begin(), older.chunks.end(), byLast);
    return std::min_element(younger.chunks.begin(), younger.chunks.end(), byFirst)->first >= last->last;
}

bool shouldJoin(const MergePlan& older, const MergePlan& younger, bool all)
{
    if (older.rows + younger.rows > kMaxRunRows) {
        return false;
    }
    const bool readsNoFaster = hasLargeChunks(older) && hasLargeChunks(younger) && isBehind(older, younger);
    return all || (older.rows <= 2 * younger.rows && !readsNoFaster);
}

void join(MergePlan& older, MergePlan& younger)
{
    older.chunks.insert(older.chunks.end(), younger.chunks.begin(), younger.chunks.end());
    older.rows += younger.rows;
}

bool isOneRun(const MergePlan& plan)
{
    return plan.chunks.front().run == plan.chunks.back().run;
}

} // namespace

std::vector<MergePlan> planMerges(const std::vector<ChunkRecord>& chunks, bool all)
{
    std::vector<MergePlan> plans;
    for (MergePlan& run : groupByRun(chunks)) {
        plans.push_back(std::move(run));
        while (plans.size() > 1 && shouldJoin(plans[plans.size() - 2], plans.back(), all)) {
            join(plans[plans.size() - 2], plans.back());
            plans.pop_back();
        }
    }
    std::erase_if(plans, isOneRun);
    return plans;
}

Result<void> mergeRuns(sqlite::Database& database, std::int64_t type, const MergePlan& plan,
                       std::span<const CatalogProperty> properties)
{
    ChunkJoin joined(properties, static_cast<std::size_t>(plan.rows), true);
    for (const ChunkRecord& record : plan.chunks) {
        Result<EventChunk> chunk = loadChunk(database, record, properties, true);
        if (!chunk) {
            return fail(chunk.error());
        }
        joined.take(std::move(*chunk));
    }
    for (const ChunkRecord& record : plan.chunks) {
        if (Result<void> removed = removeChunk(database, record.id); !removed) {
            return removed;
        }
    }
    std::int64_t part = 0;
    return splitChunk(joined.finish(), [&](const EventChunk& chunk) -> Result<void> {
        const Result<ChunkRecord> record = insertChunk(database, type, plan.chunks.front().run, ++part, chunk);
        return record ? Result<void>() : fail(record.error());
    });
}

} // namespace postweave::event
