// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/chunk_merge.h"

#include "core/event/chunk_join.h"

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

bool shouldJoin(const MergePlan& older, const MergePlan& younger, bool all)
{
    return older.rows + younger.rows <= kMaxRunRows && (all || older.rows <= 2 * younger.rows);
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
