// SPDX-License-Identifier: GPL-3.0-or-later
// Behaviour: what the campaign dialect asks about the recipient.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::liquid {

enum class BehaviourVerb : std::uint8_t {
    Purchased, ///< which events these four speak of is for whoever answers: a setting of the workspace
    Viewed,
    Opened,
    Clicked,
    Did, ///< the value is the event's type
};

/// At least `times` matching events t with now − days × 24 h ≤ t ≤ now (without `days`: t ≤ now).
struct BehaviourQuery {
    BehaviourVerb verb = BehaviourVerb::Did;
    std::optional<std::string> value; ///< none: any event of the verb's type
    std::optional<std::int64_t> days;
    std::int64_t times = 1;
    auto operator<=>(const BehaviourQuery&) const = default;
};

/// One recipient, at the render's `now`. Asked from the thread that renders. The queries a template can ask are known
/// beforehand: see Analysis.
class Behaviour {
public:
    virtual ~Behaviour() = default;
    [[nodiscard]] virtual bool isInSegment(std::string_view name) const = 0;
    [[nodiscard]] virtual bool did(const BehaviourQuery& query) const = 0;
};

} // namespace postweave::liquid
