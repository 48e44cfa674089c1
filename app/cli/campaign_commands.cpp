// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/findings.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/template_audience.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/campaign/campaign_check.h"
#include "core/campaign/campaign_export.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using workspace::Mode;

struct CampaignQuestion {
    workspace::ResolvedCampaign resolved;
    campaign::PrepareResult prepared;
    campaign::People people;
};

Result<CampaignQuestion> questionOf(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto resolved = workspace::resolveCampaign(*opened, call.place(1));
    if (!resolved) {
        return fail(resolved.error());
    }
    CampaignQuestion question{std::move(*resolved), {}, {}};
    question.prepared = campaign::prepareCampaign(question.resolved.campaign, question.resolved.text);
    const auto histories = campaign::attributesWithHistory(*question.prepared.prepared, question.resolved.definitions);
    auto people = loadPeopleOf(*opened, call, question.resolved.definitions, histories);
    if (!people) {
        return fail(people.error());
    }
    question.people = std::move(*people);
    return question;
}

Json toJson(const campaign::ExportReport& report)
{
    return {{"audience", report.audience}, {"exported", report.exported},         {"left_out", report.leftOut()},
            {"excluded", report.excluded}, {"no_address", report.withoutAddress}, {"aborted", report.aborted},
            {"failed", report.failed}};
}

/// Remembers the run where the workspace can be written just now; the export itself does not depend on it.
void remember(const Invocation& call, const CampaignQuestion& question, const campaign::ExportReport& report,
              Instant startedAt)
{
    auto opened = openWorkspace(call, Mode::ReadWrite);
    if (!opened) {
        return;
    }
    workspace::ExportRun run;
    run.campaign = question.resolved.campaign.name;
    run.directory = call.value("--to").value_or("");
    run.format = call.value("--format").value_or("");
    run.now = question.people.now;
    run.startedAt = startedAt;
    if (const auto id = opened->exports().begin(run)) {
        static_cast<void>(
            opened->exports().finish(*id, SystemClock().now(), report.audience, report.exported, report.leftOut()));
    }
}

Result<int> exportCampaign(const Invocation& call)
{
    const auto folder = call.value("--to");
    const auto format = campaign::exportFormatByName(call.value("--format").value_or(""));
    if (!folder || folder->empty()) {
        return fail(ErrorCode::InvalidUsage, "where to? give --to DIR");
    }
    if (!format) {
        return fail(ErrorCode::InvalidUsage, "in which format? give --format eml, mbox, jsonl or csv");
    }
    const Instant startedAt = SystemClock().now();
    const auto question = questionOf(call);
    if (!question) {
        return fail(question.error());
    }
    if (campaign::hasErrors(question->prepared.findings)) {
        return fail(
            campaign::firstError(question->prepared.findings, question->resolved.file, question->resolved.text.name));
    }
    campaign::ExportOptions options;
    options.folder = *folder;
    options.format = *format;
    options.replaceFinished = call.has("--force");
    options.csvSafety = call.has("--csv-safe") ? email::CsvSafety::Spreadsheet : email::CsvSafety::Verbatim;
    options.versions["postweave"] = POSTWEAVE_VERSION;
    const auto report = campaign::exportCampaign(question->prepared.prepared, question->people, options, cancelToken(),
                                                 progressTo(call.has("--progress"), "messages"));
    if (!report) {
        return fail(report.error());
    }
    remember(call, *question, *report, startedAt);
    if (call.json()) {
        printJson(toJson(*report));
    } else {
        print(fmt::format("{} of {} exported to {}\n", report->exported, report->audience, *folder));
    }
    if (report->failed > 0) {
        fmt::print(stderr, "{} could not be rendered; the first: {}\n", report->failed, report->firstFailure);
        return kFoundSomething;
    }
    return kDone;
}

Result<int> check(const Invocation& call)
{
    const auto question = questionOf(call);
    if (!question) {
        return fail(question.error());
    }
    const auto report = campaign::checkCampaign(question->prepared, question->people, {}, cancelToken(),
                                                progressTo(call.has("--progress"), "checked"));
    if (!report) {
        return fail(report.error());
    }
    const FindingPlaces places{question->resolved.file, question->resolved.text.name, question->resolved.text.source};
    if (call.json()) {
        Json json = {{"audience", report->audience}, {"recipients", report->recipients}};
        json["findings"] = toJson(report->findings, places);
        printJson(json);
    } else {
        printFindings(report->findings, places);
    }
    return report->findings.empty() ? kDone : kFoundSomething;
}

} // namespace

void addCampaignCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back({"campaign export",
                        {"WS", "CAMPAIGN"},
                        {{"--to", "DIR"},
                         {"--format", "eml|mbox|jsonl|csv"},
                         {"--now", "T"},
                         {"--force", ""},
                         {"--csv-safe", ""},
                         {"--progress", ""}},
                        "Renders every recipient's message into a folder with manifest.json.",
                        exportCampaign});
    commands.push_back({"campaign check",
                        {"WS", "CAMPAIGN"},
                        {{"--now", "T"}, {"--progress", ""}},
                        "What would go wrong if it were sent.",
                        check});
}

} // namespace postweave::cli
