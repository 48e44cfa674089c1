// SPDX-License-Identifier: GPL-3.0-or-later
// Branches that nobody can get, conditions that repeat each other, names that nobody reads, values written as they are.
#include "core/campaign/checks.h"

#include "core/campaign/customer_object.h"
#include "core/liquid/branch_proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::campaign {

namespace {

using liquid::BranchProof;
using liquid::Kind;
using liquid::KindSet;
using Proof = BranchProof::Kind;

KindSet kindsOf(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return {Kind::Nil, Kind::Boolean};
    case ValueType::Integer:
        return {Kind::Nil, Kind::Integer};
    case ValueType::Number:
        return {Kind::Nil, Kind::Integer, Kind::Float};
    case ValueType::Date:
        return {Kind::Nil, Kind::Date};
    case ValueType::DateTime:
        return {Kind::Nil, Kind::Moment};
    case ValueType::List:
        return {Kind::Nil, Kind::Array};
    case ValueType::Text:
        break;
    }
    return {Kind::Nil, Kind::Text};
}

/// What the names that a campaign's texts start from can be.
liquid::KindsOf kindsIn(const AttributeTree& root)
{
    return [&root](const std::vector<std::string>& path) {
        if (path.size() < 2 || path[0] != "customer") {
            return KindSet::all().without({Kind::Empty, Kind::Blank});
        }
        const AttributeTree* tree = &root;
        for (std::size_t i = 1; i < path.size(); ++i) {
            const auto child = tree->children.find(path[i]);
            if (child == tree->children.end()) {
                return KindSet::all().without({Kind::Empty, Kind::Blank});
            }
            tree = &child->second;
        }
        const bool isAttribute = tree->column != nullptr && tree->children.empty();
        return isAttribute ? kindsOf(tree->column->column.type()) : KindSet::all().without({Kind::Empty, Kind::Blank});
    };
}

std::string quoted(const liquid::BlockBranch& branch)
{
    return branch.wording.empty() ? std::string(branch.tag) : fmt::format("'{}'", branch.wording);
}

Diagnostic diagnosticOf(const BranchProof& proof, const liquid::DynamicBlock& block)
{
    const liquid::BlockBranch& branch = block.branches[proof.branch - 1];
    const liquid::BlockBranch* other = proof.other > 0 ? &block.branches[proof.other - 1] : nullptr;
    switch (proof.kind) {
    case Proof::Never:
        return {Severity::Warning,
                "never-true",
                fmt::format("{} holds for nobody", quoted(branch)),
                "mend the condition, or take the branch out",
                branch.tagRange,
                {}};
    case Proof::NeverHere:
        return {Severity::Warning,
                "unreachable-branch",
                fmt::format("{} holds for nobody who gets the branch around it", quoted(branch)),
                "mend one of the two conditions, or take this branch out",
                branch.tagRange,
                {}};
    case Proof::Repeated:
        return {Severity::Warning,
                "repeated-condition",
                fmt::format("{} is asked in line {} already, which takes everybody it holds for", quoted(branch),
                            other->line),
                "mend the condition, or take this branch out",
                branch.tagRange,
                {}};
    case Proof::RepeatedWhen:
        return {Severity::Warning,
                "repeated-condition",
                fmt::format("{} shares a value with line {}: both are shown", quoted(branch), other->line),
                "name each value in one when",
                branch.tagRange,
                {}};
    case Proof::AlwaysHere:
        return {Severity::Note,
                "needless-condition",
                fmt::format("{} holds for everybody who gets the branch around it", quoted(branch)),
                "take the condition out, or ask something else",
                branch.tagRange,
                {}};
    case Proof::Taken:
        break;
    }
    const std::string who =
        branch.tag == "else" ? "nobody is left for this else" : fmt::format("{} is never reached", quoted(branch));
    const std::string why = other != nullptr ? fmt::format("line {} ({}) takes everybody", other->line, quoted(*other))
                                             : std::string("the branches above take everybody");
    return {Severity::Warning,
            "unreachable-branch",
            fmt::format("{}: {} before", who, why),
            branch.tag == "else" ? "take it out, or mend the conditions above"
                                 : "put it further up, or mend the conditions",
            branch.tagRange,
            {}};
}

/// A comparison that can never hold says the same in better words.
bool isSaid(const Findings& findings, CampaignPart part, const liquid::DynamicBlock& block, SourceRange range)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.diagnostic.rule == "type-mismatch" && finding.part == part && finding.partial == block.partial &&
               range.begin <= finding.diagnostic.range.begin && finding.diagnostic.range.end <= range.end;
    });
}

/// First names of what is read; a partial is handed what is called like itself.
std::set<std::string> namesRead(const liquid::Analysis& analysis)
{
    std::set<std::string> names;
    for (const liquid::VariableUse& use : analysis.variables) {
        if (!use.segments.empty()) {
            names.insert(use.segments.front());
        }
    }
    for (const liquid::PartialUse& use : analysis.partials) {
        names.insert(use.name);
    }
    return names;
}

} // namespace

void checkBranches(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    const AttributeTree tree = scope.people == nullptr ? AttributeTree() : makeAttributeTree(*scope.people->audience);
    const PreparedPart& prepared = scope.campaign.part(part);
    for (const BranchProof& proof : proveBranches(*prepared.parsed, prepared.analysis, kindsIn(tree))) {
        const liquid::DynamicBlock& block = prepared.analysis.blocks[proof.block];
        const liquid::BlockBranch& branch = block.branches[proof.branch - 1];
        if (proof.kind != Proof::Never || !isSaid(findings, part, block, branch.tagRange)) {
            findings.push_back(findingAt(scope, part, {branch.tagRange, branch.line, branch.column, block.partial},
                                         diagnosticOf(proof, block)));
        }
    }
}

void checkUnused(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    const liquid::Analysis& analysis = scope.campaign.part(part).analysis;
    if (analysis.hasComputedNames) {
        return;
    }
    const std::set<std::string> read = namesRead(analysis);
    for (const liquid::Assignment& assignment : analysis.assignments) {
        if (read.contains(assignment.name)) {
            continue;
        }
        findings.push_back(findingAt(scope, part,
                                     {assignment.range, assignment.line, assignment.column, assignment.partial},
                                     {Severity::Warning,
                                      assignment.isCapture ? "unused-capture" : "unused-assign",
                                      fmt::format("nothing reads '{}'", assignment.name),
                                      fmt::format("take it out, or print {{{{ {} }}}}", assignment.name),
                                      {},
                                      {}}));
    }
}

void checkRaw(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    const bool isEscaped = part == CampaignPart::Template && scope.campaign.campaign().autoescape == Autoescape::Html;
    for (const liquid::FilterUse& use : scope.campaign.part(part).analysis.filters) {
        if (isEscaped && use.name == "raw") {
            findings.push_back(
                findingAt(scope, part, {use.range, use.line, use.column, use.partial},
                          {Severity::Warning,
                           "raw-output",
                           "'raw' writes this value as it is: whatever HTML is in it becomes part of the "
                           "message",
                           "take 'raw' out, unless only you write the value",
                           {},
                           {}}));
        }
    }
}

} // namespace postweave::campaign
