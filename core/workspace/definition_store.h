// SPDX-License-Identifier: GPL-3.0-or-later
// DefinitionStore: what users write and save by name: segments, scores, templates, campaigns.
#pragma once

#include "core/base/calendar.h"
#include "core/sqlite/database.h"

#include <optional>
#include <span>
#include <vector>

namespace postweave::workspace {

enum class DefinitionKind : std::uint8_t { Segment, Score, Template, Campaign };

/// `segment`, `score`, `template`, `campaign`.
[[nodiscard]] std::string_view nameOf(DefinitionKind kind);

struct DefinitionSummary {
    std::string name;
    Instant createdAt;
    Instant updatedAt;
    std::int64_t version = 1; ///< of its text, from 1
};

struct Definition {
    DefinitionSummary summary;
    std::string text;
};

struct DefinitionVersion {
    std::int64_t version = 1;
    Instant savedAt;
    std::size_t bytes = 0;
};

struct DefinitionReference {
    DefinitionKind kind = DefinitionKind::Segment;
    std::string name;
    auto operator<=>(const DefinitionReference&) const = default;
};

inline constexpr std::size_t kMaxDefinitionBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxDefinitionName = 1000; ///< bytes

/// Over a Database that outlives it; thread-compatible with it. Saves text as it is given: whether it is valid is for
/// the module that owns its format. Writing runs in the caller's transaction, or in its own where there is none.
class DefinitionStore {
public:
    explicit DefinitionStore(sqlite::Database& database) : m_database(&database) {}

    /// Makes or replaces; the same text again changes nothing but `uses`. Every version is kept. `uses`: the saved
    /// definitions its text names, whether they are there or not. Returns the version that stands. InvalidInput for an
    /// empty or too long name, LimitExceeded for too long a text.
    [[nodiscard]] Result<std::int64_t> save(DefinitionKind kind, std::string_view name, std::string_view text,
                                            Instant now, std::span<const DefinitionReference> uses = {});
    /// The definitions that named this one when they were saved, by kind and name.
    [[nodiscard]] Result<std::vector<DefinitionReference>> usersOf(DefinitionKind kind, std::string_view name);
    [[nodiscard]] Result<std::optional<Definition>> load(DefinitionKind kind, std::string_view name);
    /// By name (UTF-8 bytes).
    [[nodiscard]] Result<std::vector<DefinitionSummary>> list(DefinitionKind kind);
    /// All of a kind with their text, by name.
    [[nodiscard]] Result<std::vector<Definition>> loadAll(DefinitionKind kind);
    /// NotFound; AlreadyExists where the new name is taken. References in other definitions' text are not followed.
    [[nodiscard]] Result<void> rename(DefinitionKind kind, std::string_view from, std::string_view to, Instant now);
    /// With all its versions. NotFound.
    [[nodiscard]] Result<void> remove(DefinitionKind kind, std::string_view name);

    /// Latest first.
    [[nodiscard]] Result<std::vector<DefinitionVersion>> versions(DefinitionKind kind, std::string_view name);
    [[nodiscard]] Result<std::optional<std::string>> loadVersion(DefinitionKind kind, std::string_view name,
                                                                 std::int64_t version);

private:
    sqlite::Database* m_database;
};

} // namespace postweave::workspace
