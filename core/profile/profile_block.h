// SPDX-License-Identifier: GPL-3.0-or-later
// ProfileBlock: some thousand profiles as typed columns, for bulk reading.
#pragma once

#include "core/profile/profile.h"

namespace postweave::profile {

inline constexpr std::size_t kBlockRows = 16'384;

/// One attribute over the block's profiles. Only the vectors of its type are filled; where not present an entry is zero
/// or empty.
struct BlockColumn {
    ValueType type = ValueType::Text;
    std::vector<std::uint8_t> present;   ///< 0 or 1 a profile
    std::vector<std::int64_t> integers;  ///< Boolean (0, 1), Integer, Date (days), DateTime (microseconds)
    std::vector<double> numbers;         ///< Number
    std::vector<std::string_view> texts; ///< Text
    std::vector<std::string_view> items; ///< List: the items of all profiles, one after the other
    std::vector<std::uint32_t> itemEnds; ///< List: by profile, where its items end in `items`
};

struct ProfileBlock {
    const AttributeSchema& schema;
    std::vector<ProfileId> ids; ///< rising
    std::vector<std::string_view> keys;
    std::vector<BlockColumn> columns; ///< by position in schema
};

} // namespace postweave::profile
