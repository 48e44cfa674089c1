// SPDX-License-Identifier: GPL-3.0-or-later
// MembershipStore: who was in a saved segment at each of its refreshes, and why that changed.
//
// Table `membership` holds the members of the latest refresh and the definition they were found by;
// `membership_refresh` a row a refresh; `membership_change` who entered and who left at each, by reason. Earlier
// members follow from the latest ones by taking changes back. Sets of ids as in member_set.h. A removed segment takes
// its history along.
#pragma once

#include "core/base/calendar.h"
#include "core/sqlite/database.h"
#include "core/workspace/member_set.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::workspace {

/// SQL of this module's tables, for version 2 of the workspace.
[[nodiscard]] std::string_view membershipTables();

enum class ChangeReason : std::uint8_t {
    Data,       ///< values or events that the last refresh did not know or see, or a profile that came or went
    Definition, ///< the segment, one it refers to, a score or the time zone changed
    Time,       ///< windows and durations moved on
};
inline constexpr std::array kChangeReasons{ChangeReason::Data, ChangeReason::Definition, ChangeReason::Time};

/// `data`, `definition`, `time`.
[[nodiscard]] std::string_view nameOf(ChangeReason reason);

struct MembershipChange {
    bool entered = false; ///< else left
    ChangeReason reason = ChangeReason::Data;
    MemberIds profiles; ///< at least one
    bool operator==(const MembershipChange&) const = default;
};

struct MembershipRefresh {
    std::int64_t id = 0;
    Instant now;
    std::int64_t version = 1; ///< of the definition's text
    std::uint64_t members = 0;
    std::vector<MembershipChange> changes; ///< none at the first refresh: it has nothing to compare with
};

struct MembershipState {
    Instant now;
    std::string timeZone;
    std::string definition; ///< as bundleText() writes it
    MemberIds members;
};

/// Over a Database that outlives it; thread-compatible with it. Segments by their saved name: NotFound.
/// WorkspaceDamaged where a stored set is none.
class MembershipStore {
public:
    explicit MembershipStore(sqlite::Database& database) : m_database(&database) {}

    /// Nothing before the first refresh.
    [[nodiscard]] Result<std::optional<MembershipState>> latest(std::string_view segment);
    /// Adds a refresh after the latest one; in the caller's transaction, or in its own where there is none.
    [[nodiscard]] Result<void> record(std::string_view segment, const MembershipState& state,
                                      const std::vector<MembershipChange>& changes);
    /// Oldest first, with their changes.
    [[nodiscard]] Result<std::vector<MembershipRefresh>> refreshes(std::string_view segment);
    /// Who was in at a refresh of this segment.
    [[nodiscard]] Result<MemberIds> membersAt(std::string_view segment, std::int64_t refresh);

private:
    struct SavedSegment {
        std::int64_t id = 0;
        std::int64_t version = 0;
    };
    [[nodiscard]] Result<SavedSegment> find(std::string_view segment);
    [[nodiscard]] Result<MemberIds> decode(std::span<const std::byte> bytes);
    [[nodiscard]] Result<std::vector<MembershipChange>> changesOf(std::int64_t refresh);
    [[nodiscard]] Result<std::int64_t> addRefresh(const SavedSegment& segment, const MembershipState& state);
    [[nodiscard]] Result<void> addChange(std::int64_t refresh, const MembershipChange& change);
    [[nodiscard]] Result<void> putLatest(const SavedSegment& segment, std::int64_t refresh,
                                         const MembershipState& state);

    sqlite::Database* m_database;
};

} // namespace postweave::workspace
