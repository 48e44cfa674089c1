// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/findings.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/campaign/campaign_check.h"
#include "core/workspace/template_folder.h"

namespace postweave::cli {

namespace {

Result<campaign::People> peopleOf(const std::string& path)
{
    auto opened = workspace::Workspace::open(path, workspace::Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto saved = workspace::loadDefinitions(*opened);
    auto audience = loadPeople(*opened);
    if (!saved || !audience) {
        return fail(!saved ? saved.error() : audience.error());
    }
    return campaign::People{std::move(*audience), std::make_shared<segment::Definitions>(std::move(saved->definitions)),
                            SystemClock().now(), opened->timeZone(), nullptr};
}

Result<int> check(const Invocation& call)
{
    auto source = readFile(call.place(0), workspace::kMaxDefinitionBytes);
    if (!source) {
        return fail(source.error());
    }
    std::optional<campaign::People> people;
    if (const auto path = call.value("--workspace")) {
        auto loaded = peopleOf(*path);
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
    if (call.json()) {
        printJson({{"findings", toJson(findings, places)}});
    } else {
        printFindings(findings, places);
    }
    return findings.empty() ? kDone : kFoundSomething;
}

} // namespace

void addTemplateCheck(std::vector<CommandSpec>& commands)
{
    commands.push_back(
        {"template check", {"FILE"}, {{"--workspace", "WS"}}, "What is wrong with a template, and where.", check});
}

} // namespace postweave::cli
