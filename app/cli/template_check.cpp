// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/findings.h"
#include "app/cli/output.h"
#include "app/cli/template_audience.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/campaign/campaign_check.h"
#include "core/workspace/template_folder.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::cli {

namespace {

Result<campaign::People> peopleOf(const Invocation& call, const std::string& path)
{
    auto opened = workspace::Workspace::open(path, workspace::Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto saved = workspace::loadDefinitions(*opened);
    return saved ? loadPeopleOf(*opened, call, std::move(saved->definitions), {}) : fail(saved.error());
}

Json blocksJson(const liquid::Analysis& analysis)
{
    Json blocks = Json::array();
    for (const liquid::DynamicBlock& block : analysis.blocks) {
        Json json = Json::object();
        json["line"] = block.line;
        json["tag"] = block.tag;
        json["partial"] = block.partial.empty() ? Json(nullptr) : Json(block.partial);
        json["parent"] = block.parent < 0 ? Json(nullptr) : Json(block.parent);
        json["branches"] = Json::array();
        for (const liquid::BlockBranch& branch : block.branches) {
            json["branches"].push_back({{"line", branch.line},
                                        {"column", branch.column},
                                        {"tag", branch.tag},
                                        {"condition", branch.condition},
                                        {"words", wordsOf(branch)}});
        }
        blocks.push_back(std::move(json));
    }
    return blocks;
}

/// `FILE:line: if: customer.country is 'DE'`, indented as the blocks stand in each other.
void printBlocks(const liquid::Analysis& analysis, const std::string& file)
{
    for (const liquid::DynamicBlock& block : analysis.blocks) {
        for (const liquid::BlockBranch& branch : block.branches) {
            print(fmt::format("{}:{}: {:{}}{}: {}\n", block.partial.empty() ? file : block.partial, branch.line, "",
                              std::min(block.depth, 20) * 2, branch.tag, wordsOf(branch)));
        }
    }
}

Result<int> check(const Invocation& call)
{
    auto source = readFile(call.place(0), workspace::kMaxDefinitionBytes);
    if (!source) {
        return fail(source.error());
    }
    std::optional<campaign::People> people;
    if (const auto path = call.value("--workspace")) {
        auto loaded = peopleOf(call, *path);
        if (!loaded) {
            return fail(loaded.error());
        }
        people = std::move(*loaded);
    }
    const auto partials =
        std::make_shared<workspace::TemplateFolder>(std::filesystem::path(call.place(0)).parent_path());
    const campaign::TemplateText text{call.place(0), *source, partials};
    const campaign::Findings findings =
        campaign::checkTemplate(text, campaign::Autoescape::Html, people ? &*people : nullptr);
    const FindingPlaces places{"", call.place(0), *source};
    const campaign::PrepareResult result = campaign::prepareCampaign(standInCampaign(), text);
    const liquid::Analysis& analysis = result.prepared->part(campaign::CampaignPart::Template).analysis;
    if (call.json()) {
        printJson({{"findings", toJson(findings, places)}, {"blocks", blocksJson(analysis)}});
    } else {
        printFindings(findings, places);
        printBlocks(analysis, call.place(0));
    }
    return findings.empty() ? kDone : kFoundSomething;
}

} // namespace

void addTemplateCheck(std::vector<CommandSpec>& commands)
{
    commands.push_back({"template check",
                        {"FILE"},
                        {{"--workspace", "WS"}, {"--now", "T"}},
                        "What is wrong with a template, and where; its conditions in words.",
                        check});
}

} // namespace postweave::cli
