// SPDX-License-Identifier: GPL-3.0-or-later
// Filters: functions from a value and arguments to a value, found by name when a template is parsed.
#pragma once

#include "core/base/time_zone.h"
#include "core/liquid/value.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

class RenderState;

/// What a filter works with.
struct FilterCallContext {
    RenderState* state; ///< null: a template is being parsed, and constants are computed
    Arena& arena;       ///< for results
    const TimeZone& zone;
    Instant now;
    std::size_t longestText; ///< what a filter may build at most; Arena::Exhausted past it
    bool escapesHtml;        ///< autoescape is on
    std::string& scratch;    ///< for a text in the making; whoever uses it empties it first

    [[nodiscard]] std::string_view text(const Value& value) const;
    /// For work beyond going once through the input: the limits on steps and time see it.
    void countBytes(std::size_t bytes) const;
};

using FilterArguments = std::span<const Value>;
/// Throws RenderFailure. Named arguments come last, as one hash, as in Ruby.
using FilterFunction = Value (*)(FilterCallContext& call, const Value& input, FilterArguments arguments);

struct Filter {
    std::string_view name;
    std::uint8_t fewest = 0; ///< arguments
    std::uint8_t most = 0;
    FilterFunction function = nullptr;
    bool knowsTime = false; ///< asks for now or the time zone: never a constant
};

/// nullptr where there is no filter of that name.
[[nodiscard]] const Filter* findFilter(std::string_view name);
[[nodiscard]] std::vector<std::string> filterNames();

/// By family, one file each.
[[nodiscard]] std::span<const Filter> textFilters();
[[nodiscard]] std::span<const Filter> replaceFilters();
[[nodiscard]] std::span<const Filter> htmlFilters();
[[nodiscard]] std::span<const Filter> encodingFilters();
[[nodiscard]] std::span<const Filter> numberFilters();
[[nodiscard]] std::span<const Filter> moneyFilters();
[[nodiscard]] std::span<const Filter> listFilters();
[[nodiscard]] std::span<const Filter> selectFilters();
[[nodiscard]] std::span<const Filter> valueFilters();

} // namespace postweave::liquid
