// SPDX-License-Identifier: GPL-3.0-or-later
// Json, declared: for headers that only name it. What reads or builds a document includes json.h, whose parser costs
// each source file a second and a half to compile.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace postweave {
inline namespace base {

/// Keeps the order of keys as written.
using Json = nlohmann::ordered_json;

} // namespace base
} // namespace postweave
