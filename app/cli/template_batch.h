// SPDX-License-Identifier: GPL-3.0-or-later
// One case of `template render-batch`: a JSON object in, a JSON object out.
#pragma once

#include "core/base/error.h"
#include "core/base/json_fwd.h"

#include <string_view>

namespace postweave::cli {

/// `{"id", "output"}` or `{"id", "error": {"message", "line", "column"}}`. InvalidInput only where the line is no case:
/// no JSON object, an unknown key, a key of the wrong type.
[[nodiscard]] Result<Json> renderCase(std::string_view line);

} // namespace postweave::cli
