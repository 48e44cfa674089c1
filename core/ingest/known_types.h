// SPDX-License-Identifier: GPL-3.0-or-later
// What type a column's values are to have, where the workspace, the mapping and the values each have a say.
#pragma once

#include "core/base/error.h"
#include "core/ingest/conversion.h"
#include "core/ingest/import_plan.h"
#include "core/ingest/type_inference.h"

#include <functional>
#include <optional>
#include <string_view>

namespace postweave::ingest {

/// The type that stands in the workspace, of an attribute (the event type is empty) or of an event type's property.
/// May be empty: nothing stands.
using KnownTypes = std::function<std::optional<ValueType>(std::string_view eventType, std::string_view name)>;

/// What is to happen to the workspace's schema before values come.
enum class SchemaChange : std::uint8_t { None, Add, WidenToNumber };

struct ResolvedRule {
    ValueRule rule;
    SchemaChange change = SchemaChange::None;
};

/// The mapping's type, else the standing one (an integer widens where the values or the mapping say number), else the
/// one inferred, else text. InvalidInput with the mapping's path where it contradicts the standing one.
[[nodiscard]] Result<ResolvedRule> resolveRule(const PlannedValue& planned, const TypeInference& inferred,
                                               std::optional<ValueType> standing);

} // namespace postweave::ingest
