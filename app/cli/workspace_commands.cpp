// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/value.h"
#include "core/sample/sample_workspace.h"
#include "core/workspace/predicate_settings.h"
#include "core/workspace/repair.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using workspace::Mode;
using workspace::Workspace;

Json toJson(const workspace::WorkspaceSummary& summary)
{
    Json json = Json::object();
    json["path"] = summary.path;
    json["timezone"] = summary.timeZone;
    json["created_at"] = formatDateTime(summary.createdAt);
    json["user_version"] = summary.userVersion;
    json["profiles"] = summary.profiles;
    json["attributes"] = summary.attributes;
    json["events"] = summary.events;
    json["event_types"] = summary.eventTypes;
    json["segments"] = summary.segments;
    json["scores"] = summary.scores;
    json["templates"] = summary.templates;
    json["campaigns"] = summary.campaigns;
    json["imports"] = summary.imports;
    json["rejected_rows"] = summary.rejectedRows;
    json["bytes"] = summary.bytes;
    json["generation"] = summary.generation;
    return json;
}

/// By verb: which event it means, and which properties its text is looked for in.
Json toJson(const campaign::PredicateMeanings& meanings)
{
    Json json = Json::object();
    for (const liquid::BehaviourVerb verb : campaign::PredicateMeanings::kVerbs) {
        const campaign::PredicateMeaning& meaning = meanings.of(verb);
        json[std::string(campaign::nameOf(verb))] = {{"event", meaning.event}, {"properties", meaning.properties}};
    }
    return json;
}

Result<int> printInfo(Workspace& opened)
{
    const auto summary = opened.info();
    if (!summary) {
        return fail(summary.error());
    }
    const auto predicates = workspace::predicatesOf(opened);
    if (!predicates) {
        return fail(predicates.error());
    }
    Json json = toJson(*summary);
    json["predicates"] = toJson(*predicates);
    printJson(json);
    return kDone;
}

Result<int> create(const Invocation& call)
{
    auto created = Workspace::create(call.place(0), call.value("--timezone").value_or("UTC"), SystemClock().now());
    if (!created) {
        return fail(created.error());
    }
    return call.json() ? printInfo(*created) : kDone;
}

Result<int> info(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    return opened ? printInfo(*opened) : fail(opened.error());
}

tl::unexpected<Error> noSuchSetting(const std::string& name)
{
    const std::vector<std::string> known{"timezone", "purchased", "viewed", "opened", "clicked"};
    const std::string nearest = nearestOf(name, known);
    return fail(ErrorCode::InvalidUsage,
                fmt::format("there is no setting '{}'; {}", name,
                            nearest.empty() ? fmt::format("there are {}", fmt::join(known, ", "))
                                            : fmt::format("did you mean '{}'?", nearest)));
}

Result<int> set(const Invocation& call)
{
    const auto verb = campaign::verbByName(call.place(1));
    if (!verb && call.place(1) != "timezone") {
        return noSuchSetting(call.place(1));
    }
    auto opened = openWorkspace(call, Mode::ReadWrite);
    if (!opened) {
        return fail(opened.error());
    }
    const auto done =
        verb ? workspace::setPredicate(*opened, *verb, call.place(2)) : opened->setTimeZone(call.place(2));
    if (!done) {
        return fail(done.error());
    }
    return call.json() ? printInfo(*opened) : kDone;
}

Json lostJson(const std::vector<workspace::LostEvents>& lost)
{
    Json list = Json::array();
    for (const workspace::LostEvents& each : lost) {
        Json sources = Json::array();
        for (const workspace::LostSource& source : each.sources) {
            sources.push_back({{"source", source.name}, {"events", source.events}, {"files", source.files}});
        }
        list.push_back({{"type", each.type},
                        {"events", each.events},
                        {"first", formatDateTime(each.first)},
                        {"last", formatDateTime(each.last)},
                        {"sources", std::move(sources)}});
    }
    return list;
}

Result<int> repair(const Invocation& call)
{
    const auto report = workspace::repairWorkspace(call.place(0), cancelToken());
    if (!report) {
        return fail(report.error());
    }
    if (call.json()) {
        printJson({{"sound", report->wasSound},
                   {"copy", report->copy ? Json(report->copy->string()) : Json(nullptr)},
                   {"lost_events", lostJson(report->events)},
                   {"lost", report->others}});
    } else if (report->wasSound) {
        print("sound, nothing to repair\n");
    } else {
        for (const workspace::LostEvents& lost : report->events) {
            print(fmt::format("lost: {}\n", lost.reason));
        }
        for (const std::string& lost : report->others) {
            print(fmt::format("lost: {}\n", lost));
        }
        print(fmt::format("repaired; the file as it was is kept as {}\n", report->copy->string()));
    }
    return report->lostNothing() ? kDone : kFoundSomething;
}

Result<int> verify(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    std::vector<event::ChunkDamage> damaged;
    const auto findings = opened->verify(cancelToken(), progressTo(call.has("--progress"), "verified"), &damaged);
    if (!findings) {
        return fail(findings.error());
    }
    Json list = Json::array();
    for (const workspace::VerifyFinding& finding : *findings) {
        list.push_back({{"part", finding.part}, {"message", finding.sentence}});
        if (!call.json()) {
            print(fmt::format("{}: {}\n", finding.part, finding.sentence));
        }
    }
    if (call.json()) {
        printJson({{"sound", findings->empty()},
                   {"findings", list},
                   {"lost_events", lostJson(workspace::lostEvents(opened->database(), damaged))}});
    } else if (findings->empty()) {
        print("sound\n");
    }
    return findings->empty() ? kDone : kFoundSomething;
}

Result<int> createSample(const Invocation& call)
{
    const auto now = momentOf(call, "--now", TimeZone());
    if (!now) {
        return fail(now.error());
    }
    const Progress progress = progressTo(call.has("--progress"), "customers");
    if (const auto made = sample::createSampleWorkspace(call.place(0), *now, cancelToken(), progress); !made) {
        return fail(made.error());
    }
    return call.json() ? info(call) : Result<int>(kDone);
}

Result<int> showProfile(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto at = givenMoment(call, "--at", opened->timeZone());
    if (!at) {
        return fail(at.error());
    }
    const auto profile = opened->profiles().find(call.place(1), *at);
    if (!profile) {
        return fail(profile.error());
    }
    if (!*profile) {
        return fail(ErrorCode::NotFound,
                    fmt::format("there is no profile '{}'; give its key, or an address that one profile alone has",
                                call.place(1)),
                    {call.place(0), 0, 0, ""});
    }
    Json attributes = Json::object();
    for (const auto& [name, value] : (*profile)->attributes) {
        attributes[name] = toJson(value, opened->timeZone());
    }
    Json json = Json::object();
    json["key"] = (*profile)->key;
    json["email"] = (*profile)->email ? Json(*(*profile)->email) : Json(nullptr);
    json["attributes"] = std::move(attributes);
    printJson(json);
    return kDone;
}

} // namespace

void addWorkspaceCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back({"workspace create", {"WS"}, {{"--timezone", "NAME"}}, "Makes a new workspace file.", create});
    commands.push_back({"workspace set",
                        {"WS", "SETTING", "VALUE"},
                        {},
                        "Sets timezone NAME, or what purchased, viewed, opened or clicked mean: 'EVENT: PROPERTY, …'.",
                        set});
    commands.push_back({"workspace info", {"WS"}, {}, "What is in a workspace, as JSON.", info});
    commands.push_back(
        {"workspace verify", {"WS"}, {{"--progress", ""}}, "Checks every byte there is to check.", verify});
    commands.push_back({"workspace repair",
                        {"WS"},
                        {},
                        "Makes a damaged workspace sound again, keeps a copy of it, and says what was lost.",
                        repair});
    commands.push_back({"sample create",
                        {"WS"},
                        {{"--now", "T"}, {"--progress", ""}},
                        "Makes the sample workspace: an invented shop.",
                        createSample});
    commands.push_back(
        {"profile show", {"WS", "KEY"}, {{"--at", "T"}}, "One profile with its attributes, as JSON.", showProfile});
}

} // namespace postweave::cli
