// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/people.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/campaign/campaign_format.h"
#include "core/email/address.h"
#include "core/segment/evaluator.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::campaign {

namespace {

segment::Evaluator makeEvaluator(const People& people)
{
    return {people.audience, people.definitions, people.now, people.zone, people.cache};
}

tl::unexpected<Error> unknownSegment(const std::string& name, const segment::Definitions& definitions)
{
    std::vector<std::string> names;
    for (const auto& [known, tree] : definitions.segments) {
        names.push_back(known);
    }
    const std::string nearest = nearestOf(name, names);
    return fail(ErrorCode::InvalidInput,
                fmt::format("the texts ask about the segment '{}', which is not saved; {}", name,
                            nearest.empty() ? "save it first" : fmt::format("did you mean '{}'?", nearest)),
                {{}, 0, 0, "$.template"});
}

std::set<std::string> neededSegments(const PreparedCampaign& campaign, const segment::Definitions& definitions)
{
    std::set<std::string> names = campaign.segments();
    if (campaign.readsAllSegments()) {
        for (const auto& [name, tree] : definitions.segments) {
            names.insert(name);
        }
    }
    return names;
}

/// An evaluator speaks of a tree; the user sees the campaign's document.
Error inCampaign(Error error, std::string_view rule, const segment::FilterTree& tree)
{
    error.where.path = pathInCampaign(rule, tree, error.where.path);
    return error;
}

} // namespace

Result<std::shared_ptr<const Facts>> Facts::gather(const PreparedCampaign& campaign, const People& people,
                                                   const CancelToken& cancel)
{
    const PreparedCampaign* const one = &campaign;
    return gather({&one, 1}, people, cancel);
}

Result<std::shared_ptr<const Facts>> Facts::gather(std::span<const PreparedCampaign* const> campaigns,
                                                   const People& people, const CancelToken& cancel)
{
    std::shared_ptr<Facts> facts(new Facts(people));
    segment::Evaluator evaluator = makeEvaluator(people);
    std::set<std::string> segments;
    std::set<liquid::BehaviourQuery> behaviours;
    for (const PreparedCampaign* const campaign : campaigns) {
        segments.merge(neededSegments(*campaign, *people.definitions));
        behaviours.insert(campaign->behaviours().begin(), campaign->behaviours().end());
    }
    for (const std::string& name : segments) {
        const auto tree = people.definitions->segments.find(name);
        if (tree == people.definitions->segments.end()) {
            return unknownSegment(name, *people.definitions);
        }
        auto members = evaluator.members(tree->second, cancel);
        if (!members) {
            Error error = std::move(members).error();
            error.message = fmt::format("the segment '{}', which the texts ask about: {}", name, error.message);
            return fail(std::move(error));
        }
        facts->m_segments.emplace(name, std::move(*members));
    }
    for (const liquid::BehaviourQuery& query : behaviours) {
        if (cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "cancelled");
        }
        facts->m_behaviours.emplace(query, whoDid(query, *people.audience, people.now, people.predicates));
    }
    return std::shared_ptr<const Facts>(std::move(facts));
}

bool Facts::isInSegment(std::string_view name, audience::Ordinal profile) const
{
    const auto found = m_segments.find(name);
    return found != m_segments.end() && found->second.test(profile);
}

bool Facts::did(const liquid::BehaviourQuery& query, audience::Ordinal profile) const
{
    const auto found = m_behaviours.find(query);
    return found != m_behaviours.end() && found->second.test(profile);
}

std::vector<std::string_view> Facts::segmentsOf(audience::Ordinal profile) const
{
    std::vector<std::string_view> names;
    for (const auto& [name, members] : m_segments) {
        if (members.test(profile)) {
            names.emplace_back(name);
        }
    }
    return names;
}

std::vector<std::string> attributesWithHistory(const PreparedCampaign& campaign,
                                               const segment::Definitions& definitions)
{
    std::set<std::string> names;
    const auto add = [&](const segment::FilterTree& tree) {
        for (std::string& name : segment::attributesWithHistory(tree, definitions)) {
            names.insert(std::move(name));
        }
    };
    add(campaign.campaign().audience);
    std::for_each(campaign.campaign().exclude.begin(), campaign.campaign().exclude.end(), add);
    for (const std::string& name : neededSegments(campaign, definitions)) {
        if (const auto tree = definitions.segments.find(name); tree != definitions.segments.end()) {
            add(tree->second);
        }
    }
    return {names.begin(), names.end()};
}

Result<Selection> selectMembers(const Campaign& campaign, const People& people, const CancelToken& cancel)
{
    segment::Evaluator evaluator = makeEvaluator(people);
    auto members = evaluator.members(campaign.audience, cancel);
    if (!members) {
        return fail(inCampaign(std::move(members).error(), "$.audience", campaign.audience));
    }
    Selection selection;
    selection.excluded = audience::Bitset(people.audience->size());
    for (std::size_t i = 0; i < campaign.exclude.size(); ++i) {
        auto excluded = evaluator.members(campaign.exclude[i], cancel);
        if (!excluded) {
            return fail(inCampaign(std::move(excluded).error(), childPath("$.exclude", i), campaign.exclude[i]));
        }
        selection.excluded |= *excluded;
    }
    selection.excludedMembers = audience::countCommon(*members, selection.excluded);
    selection.members = people.audience->sortedByKey(*members);
    return selection;
}

tl::expected<std::string, std::string> addressOf(const audience::Audience& audience, audience::Ordinal profile)
{
    const std::string_view written = trimmed(audience.email(profile));
    if (written.empty()) {
        return tl::unexpected<std::string>("no address");
    }
    auto address = email::toSmtpAddress(written);
    if (!address) {
        return tl::unexpected<std::string>("no address: " + address.error().message);
    }
    return std::move(*address);
}

} // namespace postweave::campaign
