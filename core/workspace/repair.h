// SPDX-License-Identifier: GPL-3.0-or-later
// Repair: makes a sound workspace of everything that can still be read of a damaged one.
#pragma once

#include "core/base/cancel_token.h"
#include "core/event/event_store.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace postweave::sqlite {
class Database;
}

namespace postweave::workspace {

/// Where lost events came from, so that they can be imported again.
struct LostSource {
    std::string name;
    std::uint64_t events = 0;       ///< of the lost ones
    std::vector<std::string> files; ///< that were imported from it, as they were named then; latest first
};

struct LostEvents {
    std::string type;
    std::uint64_t events = 0;
    Instant first; ///< of their times
    Instant last;
    std::vector<LostSource> sources; ///< empty where that is not known
    std::string reason;              ///< a sentence with all of it
};

/// What is known of damaged chunks; reads the sources and imports of a database that holds them.
[[nodiscard]] std::vector<LostEvents> lostEvents(sqlite::Database& database,
                                                 const std::vector<event::ChunkDamage>& damaged);

struct RepairReport {
    bool wasSound = false;                     ///< nothing was done
    std::optional<std::filesystem::path> copy; ///< the file as it was, `FILE.damaged-N`; its log beside it
    std::vector<LostEvents> events;
    std::vector<std::string> others; ///< what else was lost, a sentence each
    [[nodiscard]] bool lostNothing() const { return events.empty() && others.empty(); }
};

/// The file is replaced at once by a new one that holds every row that can be read; until then it stays as it is, so
/// that a repair that is interrupted can be run again, and before that a copy is kept. Takes the room of two copies.
/// NotFound; NotAWorkspace where not even its head can be read; WorkspaceNewer; WorkspaceLocked where somebody else has
/// it open; WriteFailed; Cancelled.
[[nodiscard]] Result<RepairReport> repairWorkspace(const std::filesystem::path& path, const CancelToken& cancel = {});

} // namespace postweave::workspace
