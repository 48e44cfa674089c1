// SPDX-License-Identifier: GPL-3.0-or-later
// Event types and their properties in the database. Private to core/event.
#pragma once

#include "core/event/event_store.h"

namespace postweave::event {

struct CatalogProperty {
    std::int64_t id = 0;
    PropertyDefinition definition;
};

struct CatalogType {
    std::int64_t id = 0;
    std::string name;
};

[[nodiscard]] Result<std::vector<CatalogType>> loadTypes(sqlite::Database& database);
/// 0: no such type.
[[nodiscard]] Result<std::int64_t> findType(sqlite::Database& database, std::string_view name);
[[nodiscard]] Result<std::int64_t> ensureType(sqlite::Database& database, std::string_view name);
/// By id, which is their order of appearance.
[[nodiscard]] Result<std::vector<CatalogProperty>> loadProperties(sqlite::Database& database, std::int64_t type);
/// New, as it is, or widened from integer to number.
[[nodiscard]] Result<void> ensureProperty(sqlite::Database& database, std::int64_t type, std::string_view name,
                                          ValueType valueType);
/// `by` may be negative.
[[nodiscard]] Result<void> raiseSetCount(sqlite::Database& database, std::int64_t property, std::int64_t by);

} // namespace postweave::event
