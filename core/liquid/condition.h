// SPDX-License-Identifier: GPL-3.0-or-later
// Condition: what stands after if, elsif, unless; a tree in its program's arena.
#pragma once

#include "core/base/duration.h"
#include "core/liquid/behaviour.h"
#include "core/liquid/compare.h"
#include "core/liquid/expression.h"

#include <cstdint>
#include <string_view>

namespace postweave::liquid {

class RenderState;

/// `30 days ago`, `3 days from now`: of the campaign dialect.
struct RelativeTime {
    enum class Unit : std::uint8_t { Hours, Days, Weeks, Months, Years };
    std::int64_t count = 0;
    Unit unit = Unit::Days;
    bool isFuture = false;
};

/// How a relative time is compared: Within is `<` (less than so long ago), Beyond is `>`.
enum class TimeRelation : std::uint8_t { Within, WithinOrAt, Beyond, BeyondOrAt, Before, After };

struct Condition {
    enum class Type : std::uint8_t {
        Truth,     ///< left alone
        Compare,   ///< left comparison right
        And,       ///< one, two
        Or,        ///< one, two
        Not,       ///< one
        Relative,  ///< left relation time
        Moments,   ///< left before/after right
        Segment,   ///< member of the segment `right`; Comparison NotEqual: not a member
        Behaviour, ///< query
        Unknown,   ///< an operator there is not: the lax parser lets it pass, rendering fails
    };
    Type type = Type::Truth;
    Comparison comparison = Comparison::Equal;
    TimeRelation relation = TimeRelation::Before;
    const Expression* left = nullptr;
    const Expression* right = nullptr;
    const Condition* one = nullptr;
    const Condition* two = nullptr;
    RelativeTime time;
    const BehaviourQuery* query = nullptr;
    bool isGrouped = false; ///< in parentheses
    std::string_view sign;  ///< of Unknown
    SourceRange range;
};

/// RenderFailure where values do not compare.
[[nodiscard]] bool isMet(const Condition& condition, RenderState& state);

} // namespace postweave::liquid
