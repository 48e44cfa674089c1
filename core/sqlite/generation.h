// SPDX-License-Identifier: GPL-3.0-or-later
// The generation of a workspace's data, and tokens that tell states apart that have the same.
#pragma once

#include "core/sqlite/database.h"

#include <cstdint>
#include <string_view>

namespace postweave::sqlite {

/// What a write changed.
enum class Written : std::uint8_t { Events, Profiles };

/// Counters that hold a random number drawn at the last write of either, and of profiles. 0: none was drawn yet.
inline constexpr std::string_view kDataToken = "data_token";
inline constexpr std::string_view kProfilesToken = "profiles_token";

/// Raises kGeneration and draws new tokens; in the caller's transaction.
[[nodiscard]] Result<void> raiseGeneration(Database& database, Written written);

} // namespace postweave::sqlite
