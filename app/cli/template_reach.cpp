// SPDX-License-Identifier: GPL-3.0-or-later
// `template reach`: how many people get each branch.
#include "app/cli/commands.h"
#include "app/cli/findings.h"
#include "app/cli/output.h"
#include "app/cli/template_audience.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/campaign/branch_reach.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using campaign::BranchReach;

constexpr std::size_t kShownCombinations = 10;

struct Measured {
    std::shared_ptr<const campaign::PreparedCampaign> prepared;
    TemplateAudience audience;
    BranchReach reach;

    [[nodiscard]] const liquid::Analysis& analysis() const
    {
        return prepared->part(campaign::CampaignPart::Template).analysis;
    }
    [[nodiscard]] std::string_view keyOf(audience::Ordinal person) const
    {
        return audience.people.audience->key(person);
    }
};

Result<Measured> measure(const Invocation& call)
{
    auto opened = openWorkspace(call, workspace::Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto text = workspace::resolveTemplate(*opened, call.place(1));
    if (!text) {
        return fail(text.error());
    }
    const campaign::PrepareResult result = campaign::prepareCampaign(standInCampaign(), *text);
    if (campaign::hasErrors(result.findings)) {
        return fail(campaign::templateError(result.findings, *text));
    }
    auto audience = loadTemplateAudience(*opened, call, {result.prepared.get()});
    if (!audience) {
        return fail(audience.error());
    }
    Measured measured{result.prepared, std::move(*audience), {}};
    campaign::ReachOptions options;
    if (const Progress progress = progressTo(call.has("--progress"), "people")) {
        options.grown = [progress](const BranchReach& sample) { progress({sample.people, sample.total}); };
    }
    auto reach = campaign::measureBranchReach(result.prepared, measured.audience.facts, measured.audience.members,
                                              options, cancelToken());
    if (!reach) {
        return fail(reach.error());
    }
    measured.reach = std::move(*reach);
    return measured;
}

Json branchesJson(const liquid::DynamicBlock& block, const std::vector<std::uint64_t>& reached)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < block.branches.size(); ++i) {
        const liquid::BlockBranch& branch = block.branches[i];
        list.push_back({{"line", branch.line},
                        {"tag", branch.tag},
                        {"condition", branch.condition},
                        {"words", wordsOf(branch)},
                        {"people", reached[i + 1]}});
    }
    return list;
}

Json keysJson(const Measured& measured, std::size_t count)
{
    Json keys = Json::array();
    for (std::size_t i = 0; i < count; ++i) {
        keys.push_back(measured.keyOf(measured.reach.witnesses[i]));
    }
    return keys;
}

/// For each block the numbers of the branches taken; 0: none of them.
Json takenJson(const campaign::BranchCombination& combination)
{
    Json blocks = Json::array();
    for (const std::uint64_t taken : combination.taken) {
        Json numbers = Json::array();
        for (int branch = 0; branch < 64; ++branch) {
            if ((taken >> branch & 1U) != 0) {
                numbers.push_back(branch);
            }
        }
        blocks.push_back(std::move(numbers));
    }
    return blocks;
}

Json toJson(const Measured& measured)
{
    const BranchReach& reach = measured.reach;
    Json blocks = Json::array();
    for (std::size_t i = 0; i < reach.reached.size(); ++i) {
        const liquid::DynamicBlock& block = measured.analysis().blocks[i];
        Json json = Json::object();
        json["line"] = block.line;
        json["tag"] = block.tag;
        json["partial"] = block.partial.empty() ? Json(nullptr) : Json(block.partial);
        json["parent"] = block.parent < 0 ? Json(nullptr) : Json(block.parent);
        json["branches"] = branchesJson(block, reach.reached[i]);
        json["none"] = reach.reached[i][0];
        json["entered"] = reach.entered[i];
        blocks.push_back(std::move(json));
    }
    Json combinations = Json::array();
    for (const campaign::BranchCombination& combination : reach.combinations) {
        combinations.push_back({{"people", combination.people},
                                {"profile", measured.keyOf(combination.first)},
                                {"branches", takenJson(combination)}});
    }
    Json json = Json::object();
    json["people"] = reach.people;
    json["aborted"] = reach.aborted;
    json["failed"] = reach.failed;
    json["blocks"] = std::move(blocks);
    json["combinations"] = std::move(combinations);
    json["cover"] = keysJson(measured, reach.cover);
    json["pairs"] = keysJson(measured, reach.witnesses.size());
    return json;
}

void printCount(int indent, const std::string& words, std::uint64_t people, std::uint64_t all)
{
    const double share = all == 0 ? 0 : 100.0 * static_cast<double>(people) / static_cast<double>(all);
    print(fmt::format("{:{}}{:>10}  {:5.1f} %  {}\n", "", indent, groupedDigits(people), share, words));
}

void printBlocks(const Measured& measured)
{
    const BranchReach& reach = measured.reach;
    for (std::size_t i = 0; i < reach.reached.size(); ++i) {
        const liquid::DynamicBlock& block = measured.analysis().blocks[i];
        const int indent = std::min(block.depth, 20) * 2;
        const std::string where = block.partial.empty() ? "" : fmt::format("{}, ", block.partial);
        print(fmt::format("{:{}}{}line {}: {}\n", "", indent, where, block.line, block.tag));
        for (std::size_t branch = 0; branch < block.branches.size(); ++branch) {
            printCount(indent, wordsOf(block.branches[branch]), reach.reached[i][branch + 1], reach.people);
        }
        if (!block.hasElse()) {
            printCount(indent, "(none of them)", reach.reached[i][0], reach.people);
        }
    }
}

void printWitnesses(const Measured& measured, std::size_t count, const char* what)
{
    print(fmt::format("{} {}:", groupedDigits(count), what));
    for (std::size_t i = 0; i < count; ++i) {
        print(fmt::format(" {}", measured.keyOf(measured.reach.witnesses[i])));
    }
    print("\n");
}

void printReach(const Measured& measured)
{
    const BranchReach& reach = measured.reach;
    print(fmt::format("{} people, {} left out, {} failed\n", groupedDigits(reach.people), groupedDigits(reach.aborted),
                      groupedDigits(reach.failed)));
    printBlocks(measured);
    print(fmt::format("{} combinations of branches\n", groupedDigits(reach.combinations.size())));
    for (std::size_t i = 0; i < std::min(reach.combinations.size(), kShownCombinations); ++i) {
        const campaign::BranchCombination& combination = reach.combinations[i];
        printCount(0, fmt::format("such as {}", measured.keyOf(combination.first)), combination.people, reach.people);
    }
    printWitnesses(measured, reach.cover, "show every branch");
    printWitnesses(measured, reach.witnesses.size(), "show every pair of branches that somebody gets");
}

Result<int> run(const Invocation& call)
{
    const auto measured = measure(call);
    if (!measured) {
        return fail(measured.error());
    }
    if (call.json()) {
        printJson(toJson(*measured));
    } else {
        printReach(*measured);
    }
    return kDone;
}

} // namespace

void addTemplateReach(std::vector<CommandSpec>& commands)
{
    commands.push_back({"template reach",
                        {"WS", "TEMPLATE"},
                        {{"--segment", "DEF"}, {"--now", "T"}, {"--progress", ""}},
                        "How many people get each branch of a template.",
                        run});
}

} // namespace postweave::cli
