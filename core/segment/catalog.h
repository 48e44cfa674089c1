// SPDX-License-Identifier: GPL-3.0-or-later
// Catalog and Definitions: what a segment may name.
#pragma once

#include "core/audience/audience.h"
#include "core/base/value.h"
#include "core/segment/score.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment {

struct CatalogEntry {
    std::string name; ///< of an attribute or property
    ValueType type = ValueType::Text;
    std::string label; ///< for people; the name where empty
};

struct CatalogEvent {
    std::string type;
    std::vector<CatalogEntry> properties;
};

/// The attributes, event types and properties there are.
struct Catalog {
    std::vector<CatalogEntry> attributes;
    std::vector<CatalogEvent> events;

    [[nodiscard]] const CatalogEntry* attribute(std::string_view name) const;
    /// Types that a filter's type means: the type itself, or with a `*` at the end all that start so.
    [[nodiscard]] std::vector<const CatalogEvent*> eventsOf(std::string_view type) const;
    /// The types that a property has over these events, each once.
    [[nodiscard]] std::vector<ValueType> propertyTypes(std::string_view eventType, std::string_view property) const;
};

[[nodiscard]] Catalog catalogOf(const audience::Audience& audience);

/// Saved segments and scores by name.
struct Definitions {
    std::map<std::string, FilterTree, std::less<>> segments;
    std::map<std::string, Score, std::less<>> scores;
};

/// The saved score, else the built-in one, of that name; nothing if there is none. Lives as long as the definitions.
[[nodiscard]] const Score* findScore(const Definitions& definitions, std::string_view name);

/// True if `type` is the filter's type or starts with what stands before its `*`.
[[nodiscard]] bool matchesType(std::string_view filterType, std::string_view type);

/// Names of the segments a tree refers to, directly, each once, sorted.
[[nodiscard]] std::vector<std::string> referencedSegments(const FilterTree& tree);
/// Attributes that need their history, through referenced segments too, each once, sorted.
[[nodiscard]] std::vector<std::string> attributesWithHistory(const FilterTree& tree, const Definitions& definitions);

} // namespace postweave::segment
