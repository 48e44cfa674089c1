// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/predicate_meaning.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::campaign {

namespace {

constexpr std::array<std::string_view, PredicateMeanings::kVerbs.size()> kNames{"purchased", "viewed", "opened",
                                                                                "clicked"};

std::size_t indexOf(liquid::BehaviourVerb verb)
{
    const auto& verbs = PredicateMeanings::kVerbs;
    return static_cast<std::size_t>(std::find(verbs.begin(), verbs.end(), verb) - verbs.begin());
}

} // namespace

PredicateMeanings::PredicateMeanings()
    : m_meanings{{{"purchase", {"category", "item"}},
                  {"product_view", {"category", "item"}},
                  {"email_open", {"campaign"}},
                  {"email_click", {"campaign", "url"}}}}
{
}

const PredicateMeaning& PredicateMeanings::of(liquid::BehaviourVerb verb) const
{
    static const PredicateMeaning kNone;
    const std::size_t index = indexOf(verb);
    return index < m_meanings.size() ? m_meanings[index] : kNone;
}

void PredicateMeanings::set(liquid::BehaviourVerb verb, PredicateMeaning meaning)
{
    if (const std::size_t index = indexOf(verb); index < m_meanings.size()) {
        m_meanings[index] = std::move(meaning);
    }
}

std::string_view nameOf(liquid::BehaviourVerb verb)
{
    const std::size_t index = indexOf(verb);
    return index < kNames.size() ? kNames[index] : "did";
}

std::optional<liquid::BehaviourVerb> verbByName(std::string_view name)
{
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    return found == kNames.end()
               ? std::nullopt
               : std::optional(PredicateMeanings::kVerbs[static_cast<std::size_t>(found - kNames.begin())]);
}

std::string textOf(const PredicateMeaning& meaning)
{
    std::string text = meaning.event;
    for (std::size_t i = 0; i < meaning.properties.size(); ++i) {
        text += (i == 0 ? ": " : ", ") + meaning.properties[i];
    }
    return text;
}

Result<PredicateMeaning> parsePredicateMeaning(std::string_view text)
{
    const std::size_t colon = text.find(':');
    PredicateMeaning meaning{std::string(trimmed(text.substr(0, colon))), {}};
    if (meaning.event.empty()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("'{}' names no event type; write it as in 'purchase: category, item'", text));
    }
    if (colon == std::string_view::npos) {
        return meaning;
    }
    for (const std::string_view part : split(text.substr(colon + 1), ',')) {
        const std::string_view property = trimmed(part);
        if (property.empty()) {
            return fail(ErrorCode::InvalidInput, fmt::format("'{}' has an empty property; write it as in 'purchase: "
                                                             "category, item'",
                                                             text));
        }
        meaning.properties.emplace_back(property);
    }
    return meaning;
}

} // namespace postweave::campaign
