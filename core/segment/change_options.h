// SPDX-License-Identifier: GPL-3.0-or-later
// AttributeOptions: what attributes could be changed to, and which conditions would hold then. Private to core/segment.
#pragma once

#include "core/audience/bitset.h"
#include "core/segment/fact_candidates.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace postweave::segment {

/// One attribute, or several that conditions tie to each other: an option is a value for each of them.
struct AttributeOptions {
    std::vector<std::string> attributes;
    std::vector<std::vector<Value>> values;          ///< by attribute; the first stands
    std::vector<std::vector<std::uint32_t>> choices; ///< by option: a value an attribute. Fewest changes first
    std::vector<std::size_t> leaves;                 ///< whose truth is decided by these attributes alone
    std::vector<audience::Bitset> truth;             ///< by position of `leaves`: the options with which it holds

    /// How many attributes an option changes.
    [[nodiscard]] std::size_t cost(std::size_t option) const;
    void apply(std::size_t option, PersonFacts& facts) const;
};

/// Options beyond those that change one attribute.
inline constexpr std::size_t kMaxJointOptions = 4096;

/// The attributes that a condition is about, if it is about nothing else: one or two; none of any other.
[[nodiscard]] std::vector<std::string> attributesOf(const Node& leaf);

struct OptionsRequest {
    const std::vector<const Node*>& leaves;
    const std::vector<std::string>& fixed; ///< attributes that are to stay as they are
    /// Whether a leaf holds for facts.
    std::function<bool(const PersonFacts&, std::size_t leaf)> holds;
};

[[nodiscard]] std::vector<AttributeOptions> optionsFor(const OptionsRequest& request, const PersonFacts& standing,
                                                       const FactScope& scope);

} // namespace postweave::segment
