// SPDX-License-Identifier: GPL-3.0-or-later
// The attribute schema in the database. Private to core/profile.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

namespace postweave::profile {

[[nodiscard]] Result<AttributeSchema> loadSchema(sqlite::Database& database);
[[nodiscard]] Result<void> addAttributeColumn(sqlite::Database& database, const AttributeDefinition& definition);
[[nodiscard]] Result<void> widenAttributeColumn(sqlite::Database& database, const Attribute& attribute);

/// `"name"`, with quotes in it doubled.
[[nodiscard]] std::string quotedName(std::string_view name);

} // namespace postweave::profile
