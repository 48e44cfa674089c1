// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/json.h"
#include "core/segment/lint.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

std::string_view wordOf(Severity severity)
{
    return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
}

Json toJson(const segment::LintFinding& finding)
{
    Json json = Json::object();
    json["path"] = finding.diagnostic.path;
    json["severity"] = wordOf(finding.diagnostic.severity);
    json["rule"] = finding.diagnostic.rule;
    json["message"] = finding.diagnostic.message;
    json["mend"] = finding.diagnostic.mend;
    json["people"] = finding.people;
    return json;
}

std::string lineOf(const std::string& definition, const segment::LintFinding& finding)
{
    const Diagnostic& found = finding.diagnostic;
    const std::string mend = found.mend.empty() ? "" : "; " + found.mend;
    return toLine({ErrorCode::InvalidInput,
                   fmt::format("{}: {}{} ({} people) [{}]", wordOf(found.severity), found.message, mend, finding.people,
                               found.rule),
                   {definition, 0, 0, found.path}});
}

Result<int> check(const Invocation& call)
{
    auto opened = openWorkspace(call, workspace::Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto question = askSegment(*opened, call, call.place(1));
    if (!question) {
        return fail(question.error());
    }
    const auto findings =
        segment::lint(question->resolved.segment.tree,
                      {question->audience, std::make_shared<segment::Definitions>(question->resolved.definitions),
                       question->now, question->zone},
                      cancelToken());
    if (!findings) {
        return fail(findings.error());
    }
    Json list = Json::array();
    for (const segment::LintFinding& finding : *findings) {
        if (call.json()) {
            list.push_back(toJson(finding));
        } else {
            print(lineOf(call.place(1), finding) + '\n');
        }
    }
    if (call.json()) {
        printJson({{"findings", list}});
    }
    return findings->empty() ? kDone : kFoundSomething;
}

} // namespace

void addSegmentCheck(std::vector<CommandSpec>& commands)
{
    commands.push_back({"segment check",
                        {"WS", "DEF"},
                        {{"--now", "T"}},
                        "What is likely meant otherwise in a valid segment.",
                        check});
}

} // namespace postweave::cli
