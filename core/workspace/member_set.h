// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of profile ids as compact bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace postweave::workspace {

/// Rising, each once.
using MemberIds = std::vector<std::uint32_t>;

/// Byte 0 and runs (two LEB128 numbers each: the distance from the last run's end, the length less 1), or byte 1 and a
/// bit an id from 1 on, lowest first, without trailing zero bytes; whichever is shorter.
[[nodiscard]] std::vector<std::byte> encodeMembers(std::span<const std::uint32_t> ids);
/// Nothing where the bytes are no set of ids from 1 to `most`.
[[nodiscard]] std::optional<MemberIds> decodeMembers(std::span<const std::byte> bytes, std::uint32_t most);

} // namespace postweave::workspace
