// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/checks.h"

#include "core/base/text.h"
#include "core/campaign/customer_object.h"
#include "core/campaign/template_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::campaign {

using liquid::VariableUse;

bool isCustomerUse(const VariableUse& use)
{
    return !use.isLocal && use.segments.size() >= 2 && use.segments[0] == "customer";
}

const audience::AttributeColumn* attributeOf(const AttributeTree& root, const VariableUse& use, bool& isKnown)
{
    const AttributeTree* tree = &root;
    isKnown = false;
    for (std::size_t i = 1; i < use.segments.size(); ++i) {
        const auto child = tree->children.find(use.segments[i]);
        if (child == tree->children.end()) {
            isKnown = false;
            break;
        }
        isKnown = true;
        tree = &child->second;
        if (tree->children.empty()) {
            break;
        }
    }
    isKnown = isKnown && (tree->column != nullptr || !use.isWhole || !tree->children.empty());
    return tree->column;
}

Finding findingAt(const CheckScope& scope, CampaignPart part, const liquid::AnalysisPlace& place, Diagnostic diagnostic)
{
    diagnostic.range = place.range;
    Finding finding = partFinding(part, scope.campaign.source(part), std::move(diagnostic));
    finding.partial = place.partial;
    finding.line = place.line;
    finding.column = place.column;
    return finding;
}

namespace {

liquid::AnalysisPlace placeOf(const VariableUse& use)
{
    return {use.range, use.line, use.column, use.partial};
}

/// Names that `customer` has beside attributes; segment and the predicates belong to the dialect.
bool isBuiltIn(std::string_view name)
{
    return name == "key" || name == "email" || name == "segments" || name == "segment" || name == "purchased_recently";
}

std::string suggestion(std::string_view name, const std::vector<std::string>& known, std::string_view otherwise)
{
    const std::string nearest = nearestOf(name, known);
    return nearest.empty() ? std::string(otherwise) : fmt::format("did you mean '{}'?", nearest);
}

std::vector<std::string> attributeNames(const People& people)
{
    std::vector<std::string> names;
    for (const auto& attribute : people.audience->attributes()) {
        names.push_back("customer." + attribute->name);
    }
    return names;
}

void checkTopName(const CheckScope& scope, CampaignPart part, const VariableUse& use, Findings& findings)
{
    const std::string& name = use.segments[0];
    if (name == "customer" || name == "campaign" || name == "now") {
        return;
    }
    const std::string attribute = "customer." + use.path;
    const bool isAttribute = scope.people != nullptr && scope.people->audience->attribute(use.path) != nullptr;
    findings.push_back(findingAt(
        scope, part, placeOf(use),
        {Severity::Error,
         "unknown-name",
         fmt::format("nothing is called '{}' here", name),
         isAttribute ? fmt::format("write {}", attribute)
                     : "values start with customer, campaign or now, or with a name that the template assigns",
         {},
         {}}));
}

void checkAttributeName(const CheckScope& scope, CampaignPart part, const AttributeTree& tree, const VariableUse& use,
                        Findings& findings)
{
    bool isKnown = false;
    static_cast<void>(attributeOf(tree, use, isKnown));
    if (isKnown || isBuiltIn(use.segments[1])) {
        return;
    }
    findings.push_back(
        findingAt(scope, part, placeOf(use),
                  {Severity::Error,
                   "unknown-attribute",
                   fmt::format("there is no attribute '{}'", use.path),
                   suggestion(use.path, attributeNames(*scope.people), "import it, or name an attribute that there is"),
                   {},
                   {}}));
}

void checkSegments(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    std::vector<std::string> known;
    for (const auto& [name, tree] : scope.people->definitions->segments) {
        known.push_back(name);
    }
    for (const liquid::SegmentUse& use : scope.campaign.part(part).analysis.segmentUses) {
        if (!scope.people->definitions->segments.contains(use.name)) {
            findings.push_back(findingAt(scope, part, use.place,
                                         {Severity::Error,
                                          "unknown-segment",
                                          fmt::format("there is no segment '{}'", use.name),
                                          suggestion(use.name, known, "save it first"),
                                          {},
                                          {}}));
        }
    }
}

void checkPartials(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    for (const liquid::PartialUse& use : scope.campaign.part(part).analysis.partials) {
        if (!use.name.empty() && !use.isFound) {
            findings.push_back(partFinding(part, scope.campaign.source(part),
                                           {Severity::Error,
                                            "missing-partial",
                                            fmt::format("there is no partial '{}'", use.name),
                                            "put it beside the template, or save it",
                                            use.range,
                                            {}}));
        }
    }
}

/// Whether a condition around the use looks at the same value.
bool isGuarded(const liquid::Analysis& analysis, const VariableUse& use)
{
    return use.partial.empty() &&
           std::any_of(analysis.blocks.begin(), analysis.blocks.end(), [&](const liquid::DynamicBlock& block) {
               const bool isAround =
                   block.partial.empty() && block.range.begin <= use.range.begin && use.range.end <= block.range.end;
               return isAround &&
                      std::any_of(block.branches.begin(), block.branches.end(), [&](const liquid::BlockBranch& branch) {
                          return branch.condition.find(use.path) != std::string::npos;
                      });
           });
}

/// Printed, or put into a variable that may be; a `default` filter in the same tag is a default.
bool isPrintedWithoutDefault(const PreparedPart& prepared, const VariableUse& use)
{
    if (!use.partial.empty()) {
        return false;
    }
    const LiquidTag tag = tagAround(prepared.parsed->source(), use.range.begin);
    const bool isPrinted = tag.isOutput() || tag.name == "assign" || tag.name == "echo";
    const auto& filters = prepared.analysis.filters;
    return isPrinted && std::none_of(filters.begin(), filters.end(), [&](const liquid::FilterUse& filter) {
               return filter.name == "default" && filter.partial.empty() && filter.range.begin >= use.range.begin &&
                      filter.range.end <= tag.range.end;
           });
}

void reportMissing(const CheckScope& scope, CampaignPart part, const VariableUse& use,
                   const audience::AttributeColumn& attribute, Findings& findings)
{
    std::uint64_t missing = 0;
    std::string first;
    for (const audience::Ordinal profile : scope.recipients) {
        if (!attribute.column.isSet(profile) && missing++ == 0) {
            first = scope.people->audience->key(profile);
        }
    }
    if (missing == 0) {
        return;
    }
    Finding finding = findingAt(scope, part, placeOf(use),
                                {Severity::Warning,
                                 "missing-default",
                                 fmt::format("{} is empty for {}", use.path, recipientCount(missing)),
                                 fmt::format("add a default: {{{{ {} | default: '…' }}}}", use.path),
                                 {},
                                 {}});
    finding.people = missing;
    finding.profile = std::move(first);
    findings.push_back(std::move(finding));
}

} // namespace

std::string recipientCount(std::uint64_t count)
{
    return fmt::format("{} recipient{}", groupedDigits(count), count == 1 ? "" : "s");
}

void checkNames(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    const AttributeTree tree = scope.people == nullptr ? AttributeTree() : makeAttributeTree(*scope.people->audience);
    for (const VariableUse& use : scope.campaign.part(part).analysis.variables) {
        if (use.isLocal || use.segments.empty()) {
            continue;
        }
        checkTopName(scope, part, use, findings);
        if (scope.people != nullptr && isCustomerUse(use)) {
            checkAttributeName(scope, part, tree, use, findings);
        }
    }
    if (scope.people != nullptr) {
        checkSegments(scope, part, findings);
    }
    checkPartials(scope, part, findings);
}

void checkMissingValues(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    if (scope.people == nullptr) {
        return;
    }
    const AttributeTree tree = makeAttributeTree(*scope.people->audience);
    const PreparedPart& prepared = scope.campaign.part(part);
    for (const VariableUse& use : prepared.analysis.variables) {
        bool isKnown = false;
        const audience::AttributeColumn* attribute = isCustomerUse(use) ? attributeOf(tree, use, isKnown) : nullptr;
        if (attribute != nullptr && isPrintedWithoutDefault(prepared, use) && !isGuarded(prepared.analysis, use)) {
            reportMissing(scope, part, use, *attribute, findings);
        }
    }
}

} // namespace postweave::campaign
