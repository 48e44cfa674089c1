// SPDX-License-Identifier: GPL-3.0-or-later
// Reading single profiles. Private to core/profile.
#pragma once

#include "core/profile/profile.h"
#include "core/sqlite/database.h"

namespace postweave::profile {

[[nodiscard]] Result<std::optional<ProfileId>> findProfile(sqlite::Database& database, std::string_view keyOrEmail);
[[nodiscard]] Result<std::optional<Profile>> readProfile(sqlite::Database& database, ProfileId id,
                                                         std::optional<Instant> at);

/// `"first", "second"` of a schema, each after a comma.
[[nodiscard]] std::string attributeColumns(const AttributeSchema& schema);

} // namespace postweave::profile
