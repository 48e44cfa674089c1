// SPDX-License-Identifier: GPL-3.0-or-later
// Two segments or two moments side by side, and what time alone will change.
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/json.h"
#include "core/segment/comparison.h"
#include "core/segment/forecast.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using workspace::Mode;

struct Side {
    std::string definition;
    workspace::ResolvedSegment resolved;
    std::shared_ptr<const audience::Audience> audience;
    Instant now;
    std::optional<Instant> at;
    audience::Bitset members;
};

std::vector<std::string> historiesOf(const workspace::ResolvedSegment& resolved)
{
    return segment::attributesWithHistory(resolved.segment.tree, resolved.definitions);
}

Result<Side> readSide(workspace::Workspace& opened, const Invocation& call, std::size_t place, std::string_view flag)
{
    Side side{call.place(place), {}, nullptr, {}, std::nullopt, {}};
    const auto at = givenMoment(call, flag, opened.timeZone());
    const auto now =
        at && *at && !call.has("--now") ? Result<Instant>(**at) : momentOf(call, "--now", opened.timeZone());
    auto resolved = workspace::resolveSegment(opened, side.definition);
    if (!at || !now || !resolved) {
        return fail(!at ? at.error() : !now ? now.error() : resolved.error());
    }
    side.at = *at;
    side.now = *now;
    side.resolved = std::move(*resolved);
    return side;
}

/// People of one moment are loaded once.
Result<void> loadBoth(workspace::Workspace& opened, Side& left, Side& right)
{
    std::vector<std::string> histories = historiesOf(left.resolved);
    const std::vector<std::string> others = historiesOf(right.resolved);
    histories.insert(histories.end(), others.begin(), others.end());
    for (Side* side : {&left, &right}) {
        if (side == &right && left.at == right.at) {
            right.audience = left.audience;
            continue;
        }
        auto loaded = loadPeople(opened, histories, side->at);
        if (!loaded) {
            return fail(loaded.error());
        }
        side->audience = std::move(*loaded);
    }
    return {};
}

Result<void> evaluate(Side& side, const TimeZone& zone)
{
    segment::Evaluator evaluator(side.audience, std::make_shared<segment::Definitions>(side.resolved.definitions),
                                 side.now, zone, nullptr, side.at);
    auto members = evaluator.members(side.resolved.segment.tree, cancelToken());
    if (!members) {
        return fail(members.error());
    }
    side.members = std::move(*members);
    return {};
}

Json toJson(const Side& side, const TimeZone& zone)
{
    Json json = Json::object();
    json["definition"] = side.definition;
    json["now"] = zone.format(side.now);
    if (side.at) {
        json["at"] = zone.format(*side.at);
    }
    json["count"] = side.members.count();
    return json;
}

void printKeys(const std::vector<std::string_view>& keys)
{
    for (const std::string_view key : keys) {
        print(key);
        print("\n");
    }
}

/// The part that `--members` names; nothing where it was not given.
Result<const std::vector<std::string_view>*> wantedPart(const Invocation& call, const segment::Comparison& comparison)
{
    const auto name = call.value("--members");
    if (!name) {
        return nullptr;
    }
    if (*name == "both") {
        return &comparison.both;
    }
    if (*name == "left" || *name == "right") {
        return *name == "left" ? &comparison.onlyLeft : &comparison.onlyRight;
    }
    return fail(ErrorCode::InvalidUsage, fmt::format("--members: '{}' is none of both, left, right", *name));
}

void printComparison(const Invocation& call, const Side& left, const Side& right, const TimeZone& zone,
                     const segment::Comparison& comparison, const std::vector<std::string_view>* part)
{
    const segment::ComparisonCounts counts = comparison.counts();
    if (call.json()) {
        Json json = Json::object();
        json["left"] = toJson(left, zone);
        json["right"] = toJson(right, zone);
        json["both"] = counts.both;
        json["only_left"] = counts.onlyLeft;
        json["only_right"] = counts.onlyRight;
        if (part != nullptr) {
            json["members"] = *part;
        }
        printJson(json);
    } else if (part != nullptr) {
        printKeys(*part);
    } else {
        print(fmt::format("both {}\nleft {}\nright {}\n", counts.both, counts.onlyLeft, counts.onlyRight));
    }
}

Result<int> compare(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto left = readSide(*opened, call, 1, "--at-a");
    auto right = readSide(*opened, call, 2, "--at-b");
    if (!left || !right) {
        return fail(!left ? left.error() : right.error());
    }
    if (!call.has("--now") && !left->at && !right->at) {
        right->now = left->now;
    }
    const TimeZone zone = opened->timeZone();
    Result<void> done = loadBoth(*opened, *left, *right);
    for (Side* side : {&*left, &*right}) {
        done = done ? evaluate(*side, zone) : done;
    }
    if (!done) {
        return fail(done.error());
    }
    const segment::Comparison comparison =
        segment::compareMembers({*left->audience, left->members}, {*right->audience, right->members});
    const auto part = wantedPart(call, comparison);
    if (!part) {
        return fail(part.error());
    }
    printComparison(call, *left, *right, zone, comparison, *part);
    return kDone;
}

void printForecast(const Invocation& call, const SegmentQuestion& question, Instant until,
                   const segment::Forecast& forecast)
{
    const auto leaving = question.audience->sortedKeys(forecast.leaving());
    const auto entering = question.audience->sortedKeys(forecast.entering());
    if (call.json()) {
        Json json = Json::object();
        json["now"] = question.zone.format(question.now);
        json["until"] = question.zone.format(until);
        json["count"] = forecast.now.count();
        json["count_until"] = forecast.then.count();
        json["leaving"] = leaving;
        json["entering"] = entering;
        printJson(json);
        return;
    }
    print(fmt::format("now {}\nthen {}\nleaving {}\nentering {}\n", forecast.now.count(), forecast.then.count(),
                      leaving.size(), entering.size()));
    for (const std::string_view key : leaving) {
        print(fmt::format("- {}\n", key));
    }
    for (const std::string_view key : entering) {
        print(fmt::format("+ {}\n", key));
    }
}

Result<int> forecastSegment(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto until = givenMoment(call, "--until", opened->timeZone());
    if (!until) {
        return fail(until.error());
    }
    if (!*until) {
        return fail(ErrorCode::InvalidUsage, "how far shall it look? give --until T");
    }
    const auto question = askSegment(*opened, call, call.place(1));
    if (!question) {
        return fail(question.error());
    }
    const auto found =
        segment::forecast(question->resolved.segment.tree,
                          {question->audience, std::make_shared<segment::Definitions>(question->resolved.definitions),
                           question->now, **until, question->zone},
                          cancelToken());
    if (!found) {
        return fail(found.error());
    }
    printForecast(call, *question, **until, *found);
    return kDone;
}

} // namespace

void addSegmentComparisons(std::vector<CommandSpec>& commands)
{
    commands.push_back({"segment compare",
                        {"WS", "DEF", "DEF"},
                        {{"--now", "T"}, {"--at-a", "T"}, {"--at-b", "T"}, {"--members", "both|left|right"}},
                        "Two segments, or one at two moments: in both, only left, only right.",
                        compare});
    commands.push_back({"segment forecast",
                        {"WS", "DEF"},
                        {{"--until", "T"}, {"--now", "T"}},
                        "Who leaves and who enters by a later moment through time alone.",
                        forecastSegment});
}

} // namespace postweave::cli
