// SPDX-License-Identifier: GPL-3.0-or-later
// JSON documents and attribute values as Liquid values.
#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/base/value.h"
#include "core/liquid/value.h"

#include <string_view>

namespace postweave::liquid {

/// A copy of the document in `arena`, nesting walked to any depth that parseJson() lets pass.
[[nodiscard]] Value fromJson(const Json& json, Arena& arena);

/// Reads the text itself, so that whole numbers of any length stay exact. Errors as parseJson().
[[nodiscard]] Result<Value> parseJsonValue(std::string_view text, Arena& arena, const JsonLimits& limits = {});

/// An attribute's value: dates and datetimes become Date and Moment, lists arrays of texts, missing nil. Texts are not
/// copied: `value` must outlive the render.
[[nodiscard]] Value fromAttribute(const postweave::Value& value, Arena& arena);

} // namespace postweave::liquid
