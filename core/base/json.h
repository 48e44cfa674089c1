// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents, read strictly: UTF-8, no repeated key, bounded depth; errors carry line, column and path.
#pragma once

#include "core/base/error.h"
#include "core/base/json_fwd.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

struct JsonLimits {
    std::size_t maxBytes = std::size_t{256} << 20;
    int maxDepth = 1000;
};

/// InvalidInput with line and column (not JSON, not UTF-8) or path (a repeated key), LimitExceeded past the limits.
/// Byte order mark allowed.
[[nodiscard]] Result<Json> parseJson(std::string_view text, const JsonLimits& limits = {});

/// `$.where.all[1]` + a key: `.key`, or `["a b"]` where the key is no plain name.
[[nodiscard]] std::string childPath(std::string_view path, std::string_view key);
[[nodiscard]] std::string childPath(std::string_view path, std::size_t index);

/// Compact text; ill-formed UTF-8 becomes U+FFFD instead of failing.
[[nodiscard]] std::string toText(const Json& json, int indent = -1);

} // namespace base
} // namespace postweave
