// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/template_audience.h"

#include "core/workspace/predicate_settings.h"

#include <set>

namespace postweave::cli {

namespace {

/// The segment that --segment names, or everybody.
Result<workspace::ResolvedSegment> segmentOf(workspace::Workspace& workspace, const Invocation& call)
{
    if (const auto name = call.value("--segment")) {
        return workspace::resolveSegment(workspace, *name);
    }
    auto saved = workspace::loadDefinitions(workspace);
    return saved ? Result<workspace::ResolvedSegment>({{"", segment::FilterTree()}, std::move(saved->definitions)})
                 : fail(saved.error());
}

std::vector<std::string> historiesFor(const workspace::ResolvedSegment& resolved,
                                      const std::vector<const campaign::PreparedCampaign*>& templates)
{
    std::set<std::string> names;
    for (std::string& name : segment::attributesWithHistory(resolved.segment.tree, resolved.definitions)) {
        names.insert(std::move(name));
    }
    for (const campaign::PreparedCampaign* const prepared : templates) {
        for (std::string& name : campaign::attributesWithHistory(*prepared, resolved.definitions)) {
            names.insert(std::move(name));
        }
    }
    return {names.begin(), names.end()};
}

} // namespace

Result<campaign::People> loadPeopleOf(workspace::Workspace& workspace, const Invocation& call,
                                      segment::Definitions definitions, const std::vector<std::string>& histories)
{
    const auto now = momentOf(call, "--now", workspace.timeZone());
    auto predicates = workspace::predicatesOf(workspace);
    if (!now || !predicates) {
        return fail(!now ? now.error() : predicates.error());
    }
    auto audience = loadPeople(workspace, histories);
    if (!audience) {
        return fail(audience.error());
    }
    campaign::People people;
    people.audience = std::move(*audience);
    people.definitions = std::make_shared<segment::Definitions>(std::move(definitions));
    people.now = *now;
    people.zone = workspace.timeZone();
    people.cache = std::make_shared<segment::LeafCache>();
    people.predicates = std::move(*predicates);
    return people;
}

campaign::Campaign standInCampaign()
{
    return {};
}

Result<TemplateAudience> loadTemplateAudience(workspace::Workspace& workspace, const Invocation& call,
                                              const std::vector<const campaign::PreparedCampaign*>& templates)
{
    const auto resolved = segmentOf(workspace, call);
    if (!resolved) {
        return fail(resolved.error());
    }
    auto people = loadPeopleOf(workspace, call, resolved->definitions, historiesFor(*resolved, templates));
    if (!people) {
        return fail(people.error());
    }
    segment::Evaluator evaluator(people->audience, people->definitions, people->now, people->zone, people->cache);
    const auto members = evaluator.members(resolved->segment.tree, cancelToken());
    if (!members) {
        return fail(members.error());
    }
    auto facts = campaign::Facts::gather(templates, *people, cancelToken());
    if (!facts) {
        return fail(facts.error());
    }
    TemplateAudience audience{std::move(*people), std::move(*facts), {}};
    audience.members = audience.people.audience->sortedByKey(*members);
    return audience;
}

} // namespace postweave::cli
