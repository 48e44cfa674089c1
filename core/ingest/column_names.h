// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns a file has, found by the name in the file or by the converted one.
#pragma once

#include "core/base/error.h"
#include "core/ingest/record.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace postweave::ingest {

/// `'E-Mail' and 'e_mail' both become e_mail; rename one of them`.
[[nodiscard]] std::string fallTogether(const Column& first, const Column& second);

/// The column with exactly this name in the file.
[[nodiscard]] std::optional<std::size_t> findExact(std::span<const Column> columns, std::string_view name);
/// The column with this converted name.
[[nodiscard]] std::optional<std::size_t> findByKey(std::span<const Column> columns, std::string_view key);
/// The column with exactly this name, else the one that converts to the same.
[[nodiscard]] std::optional<std::size_t> findColumn(std::span<const Column> columns, std::string_view name);

/// InvalidInput without place: no column of that name, the nearest one or all of them named.
[[nodiscard]] Error noSuchColumn(std::span<const Column> columns, std::string_view name);

/// `'A', 'B', 'C' and 12 more`.
[[nodiscard]] std::string listOf(std::span<const Column> columns);

} // namespace postweave::ingest
