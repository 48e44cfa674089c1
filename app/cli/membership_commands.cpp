// SPDX-License-Identifier: GPL-3.0-or-later
// Who is in a saved segment, kept at each refresh, and who came and went since.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/json.h"
#include "core/workspace/refreshing.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::cli {

namespace {

using workspace::ChangeReason;
using workspace::MembershipChange;
using workspace::Mode;
using workspace::Workspace;

std::uint64_t countOf(const std::vector<MembershipChange>& changes, bool entered)
{
    std::uint64_t count = 0;
    for (const MembershipChange& change : changes) {
        count += change.entered == entered ? change.profiles.size() : 0;
    }
    return count;
}

/// `{"data": 1, "definition": 0, "time": 2}`
Json reasonCounts(const std::vector<MembershipChange>& changes, bool entered)
{
    Json json = Json::object();
    for (const ChangeReason reason : workspace::kChangeReasons) {
        std::uint64_t count = 0;
        for (const MembershipChange& change : changes) {
            count += change.entered == entered && change.reason == reason ? change.profiles.size() : 0;
        }
        json[std::string(nameOf(reason))] = count;
    }
    return json;
}

Result<int> refresh(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadWrite);
    if (!opened) {
        return fail(opened.error());
    }
    const auto now = momentOf(call, "--now", opened->timeZone());
    if (!now) {
        return fail(now.error());
    }
    const auto outcomes = workspace::refreshSegments(*opened, call.optionalPlace(1), *now, cancelToken());
    if (!outcomes) {
        return fail(outcomes.error());
    }
    Json list = Json::array();
    for (const workspace::RefreshOutcome& outcome : *outcomes) {
        if (!call.json()) {
            print(fmt::format("{} {} +{} -{}\n", outcome.members, outcome.segment, countOf(outcome.changes, true),
                              countOf(outcome.changes, false)));
            continue;
        }
        Json json = Json::object();
        json["name"] = outcome.segment;
        json["count"] = outcome.members;
        json["first"] = outcome.isFirst;
        json["entered"] = reasonCounts(outcome.changes, true);
        json["left"] = reasonCounts(outcome.changes, false);
        list.push_back(std::move(json));
    }
    if (call.json()) {
        printJson({{"now", opened->timeZone().format(*now)}, {"segments", list}});
    }
    return kDone;
}

/// Somebody who entered or left.
struct Crossing {
    std::optional<std::string> key; ///< nothing for a profile that was erased
    ChangeReason reason;
    auto operator<=>(const Crossing&) const = default;
};

Result<std::vector<Crossing>> crossingsOf(Workspace& opened, const std::vector<MembershipChange>& changes, bool entered)
{
    std::vector<Crossing> crossings;
    for (const MembershipChange& change : changes) {
        if (change.entered != entered) {
            continue;
        }
        const auto keys = opened.profiles().keys(change.profiles);
        if (!keys) {
            return fail(keys.error());
        }
        for (const std::optional<std::string>& key : *keys) {
            crossings.push_back({key, change.reason});
        }
    }
    std::sort(crossings.begin(), crossings.end());
    return crossings;
}

Json toJson(const std::vector<Crossing>& crossings)
{
    Json list = Json::array();
    for (const Crossing& crossing : crossings) {
        list.push_back(
            {{"key", crossing.key ? Json(*crossing.key) : Json(nullptr)}, {"reason", nameOf(crossing.reason)}});
    }
    return list;
}

void printCrossings(char sign, const std::vector<Crossing>& crossings)
{
    for (const Crossing& crossing : crossings) {
        print(fmt::format("{} {} {}\n", sign, crossing.key.value_or("(erased)"), nameOf(crossing.reason)));
    }
}

Result<int> history(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto refreshes = opened->memberships().refreshes(call.place(1));
    if (!refreshes) {
        return fail(refreshes.error());
    }
    Json list = Json::array();
    for (const workspace::MembershipRefresh& each : *refreshes) {
        const auto entered = crossingsOf(*opened, each.changes, true);
        const auto left = crossingsOf(*opened, each.changes, false);
        if (!entered || !left) {
            return fail(!entered ? entered.error() : left.error());
        }
        const std::string now = opened->timeZone().format(each.now);
        if (call.json()) {
            list.push_back({{"now", now},
                            {"version", each.version},
                            {"count", each.members},
                            {"entered", toJson(*entered)},
                            {"left", toJson(*left)}});
        } else {
            print(fmt::format("{} {} +{} -{}\n", now, each.members, entered->size(), left->size()));
            printCrossings('+', *entered);
            printCrossings('-', *left);
        }
    }
    if (call.json()) {
        printJson({{"name", call.place(1)}, {"refreshes", list}});
    }
    return kDone;
}

} // namespace

void addMembershipCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back({"segment refresh",
                        {"WS", "[NAME]"},
                        {{"--now", "T"}},
                        "Keeps who is in a saved segment, or in each of them, and why that changed.",
                        refresh});
    commands.push_back({"segment history",
                        {"WS", "NAME"},
                        {},
                        "Who was in at each refresh: how many, who entered, who left, and why.",
                        history});
}

} // namespace postweave::cli
