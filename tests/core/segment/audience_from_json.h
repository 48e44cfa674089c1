// SPDX-License-Identifier: GPL-3.0-or-later
// Tiny audiences written as JSON, for tests.
#pragma once

#include "core/audience/audience.h"
#include "core/base/json.h"
#include "core/segment/catalog.h"

#include <memory>
#include <string>

namespace postweave::segment::testing {

struct Scene {
    std::shared_ptr<const audience::Audience> audience;
    std::shared_ptr<const Definitions> definitions;
    Instant now;
    TimeZone zone;
};

/// `{"zone", "now", "attributes": {name: type}, "properties": {event type: {name: type}},
///   "profiles": [{"key", attribute: value…, "events": [[type, time, {property: value}]],
///                 "since": {attribute: time}, "history": {attribute: [[time, value]…]}}],
///   "segments": {name: node}, "scores": {name: [term…]}}`
/// Throws std::runtime_error on a mistake in it.
[[nodiscard]] Scene sceneFromJson(const Json& json);

[[nodiscard]] Value valueFromJson(const Json& json, ValueType type, const TimeZone& zone);
[[nodiscard]] Instant instantFromText(const std::string& text, const TimeZone& zone);

} // namespace postweave::segment::testing
