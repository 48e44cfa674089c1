// SPDX-License-Identifier: GPL-3.0-or-later
// IdRuns: a set of ids as runs, and its compact bytes. Private to core/profile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace postweave::profile {

/// Ids are above 0.
class IdRuns {
public:
    struct Run {
        std::int64_t first = 0;
        std::int64_t last = 0;
        bool operator==(const Run&) const = default;
    };

    IdRuns() = default;
    /// In any order, repeated or not.
    [[nodiscard]] static IdRuns of(std::vector<std::int64_t> ids);
    [[nodiscard]] IdRuns unitedWith(const IdRuns& other) const;
    [[nodiscard]] bool contains(std::int64_t id) const;
    [[nodiscard]] const std::vector<Run>& runs() const { return m_runs; }

    /// For each run two LEB128 numbers: the distance from the last run's end, the length less 1.
    [[nodiscard]] std::vector<std::byte> encode() const;
    /// Nothing where the bytes are damaged.
    [[nodiscard]] static std::optional<IdRuns> decode(std::span<const std::byte> bytes);

    bool operator==(const IdRuns&) const = default;

private:
    std::vector<Run> m_runs; // rising, apart by at least one
};

} // namespace postweave::profile
