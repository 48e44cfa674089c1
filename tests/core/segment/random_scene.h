// SPDX-License-Identifier: GPL-3.0-or-later
// Random audiences and segments, as the JSON of cases/*.json, made inside a rapidcheck property so that they shrink.
#pragma once

#include "core/base/json.h"

namespace postweave::segment::testing {

/// Call only inside a rapidcheck property or generator.
[[nodiscard]] Json randomScene();
/// A valid node over that scene.
[[nodiscard]] Json randomNode(const Json& scene);

} // namespace postweave::segment::testing
