// SPDX-License-Identifier: GPL-3.0-or-later
// PredicateMeaning: which events the verbs of the campaign dialect speak of (purchased, viewed, opened, clicked). A
// setting of the workspace; what stands here by default is FORMATS §5.
#pragma once

#include "core/base/error.h"
#include "core/liquid/behaviour.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::campaign {

/// `purchased 'X'`: an event of this type, one of whose properties is X. The type may end in `*`.
struct PredicateMeaning {
    std::string event;
    std::vector<std::string> properties;
    bool operator==(const PredicateMeaning&) const = default;
};

class PredicateMeanings {
public:
    /// The verbs that have one: all but `did`, which names its event itself.
    static constexpr std::array kVerbs{liquid::BehaviourVerb::Purchased, liquid::BehaviourVerb::Viewed,
                                       liquid::BehaviourVerb::Opened, liquid::BehaviourVerb::Clicked};

    PredicateMeanings();
    [[nodiscard]] const PredicateMeaning& of(liquid::BehaviourVerb verb) const;
    void set(liquid::BehaviourVerb verb, PredicateMeaning meaning);
    bool operator==(const PredicateMeanings&) const = default;

private:
    std::array<PredicateMeaning, kVerbs.size()> m_meanings;
};

/// `purchased`, `viewed`, `opened`, `clicked`.
[[nodiscard]] std::string_view nameOf(liquid::BehaviourVerb verb);
[[nodiscard]] std::optional<liquid::BehaviourVerb> verbByName(std::string_view name);

/// `purchase: category, item`. Reading what textOf() wrote gives an equal meaning.
[[nodiscard]] std::string textOf(const PredicateMeaning& meaning);
/// InvalidInput: no event type, an empty property.
[[nodiscard]] Result<PredicateMeaning> parsePredicateMeaning(std::string_view text);

} // namespace postweave::campaign
