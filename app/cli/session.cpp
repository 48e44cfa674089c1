// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include "core/base/clock.h"
#include "core/workspace/loading.h"

#include <fmt/format.h>

#include <csignal>

namespace postweave::cli {

namespace {

// Setting a lock-free atomic is all that the handler does.
void onSignal(int)
{
    cancelToken().cancel();
}

} // namespace

const CancelToken& cancelToken()
{
    static const CancelToken token;
    return token;
}

void cancelOnSignals()
{
    static_cast<void>(cancelToken());
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

Result<Instant> parseMoment(std::string_view flag, const std::string& text, const TimeZone& zone)
{
    if (const auto date = parseDate(text)) {
        return zone.startOfDay(*date);
    }
    if (const auto parsed = parseDateTime(text)) {
        return zone.resolve(*parsed);
    }
    return fail(ErrorCode::InvalidUsage,
                fmt::format("{}: '{}' is no time; write it as in 2026-07-01T09:00:00Z", flag, text));
}

Result<Instant> momentOf(const Invocation& call, std::string_view flag, const TimeZone& zone)
{
    if (const auto text = call.value(flag)) {
        return parseMoment(flag, *text, zone);
    }
    return SystemClock().now();
}

Result<std::optional<Instant>> givenMoment(const Invocation& call, std::string_view flag, const TimeZone& zone)
{
    const auto text = call.value(flag);
    if (!text) {
        return std::optional<Instant>();
    }
    const auto moment = parseMoment(flag, *text, zone);
    return moment ? Result<std::optional<Instant>>(*moment) : fail(moment.error());
}

Result<workspace::Workspace> openWorkspace(const Invocation& call, workspace::Mode mode)
{
    return workspace::Workspace::open(call.place(0), mode);
}

Result<std::shared_ptr<const audience::Audience>>
loadPeople(workspace::Workspace& workspace, const std::vector<std::string>& histories, std::optional<Instant> at)
{
    const auto loaded = workspace::loadAudience(workspace, histories, cancelToken(), {}, at);
    if (!loaded) {
        return fail(loaded.error());
    }
    for (const event::ChunkDamage& damage : loaded->damaged) {
        fmt::print(stderr, "warning: {} events '{}' cannot be read: {}\n", damage.rows, damage.type, damage.reason);
    }
    return loaded->audience;
}

segment::Evaluator SegmentQuestion::evaluator() const
{
    return {audience, std::make_shared<segment::Definitions>(resolved.definitions), now, zone, nullptr, at};
}

Result<SegmentQuestion> askSegment(workspace::Workspace& workspace, const Invocation& call,
                                   const std::string& definition)
{
    SegmentQuestion question;
    question.zone = workspace.timeZone();
    const auto at = givenMoment(call, "--at", question.zone);
    const auto now = at && *at && !call.has("--now") ? Result<Instant>(**at) : momentOf(call, "--now", question.zone);
    if (!at || !now) {
        return fail(!at ? at.error() : now.error());
    }
    question.at = *at;
    question.now = *now;
    auto resolved = workspace::resolveSegment(workspace, definition);
    if (!resolved) {
        return fail(resolved.error());
    }
    question.resolved = std::move(*resolved);
    const auto histories =
        segment::attributesWithHistory(question.resolved.segment.tree, question.resolved.definitions);
    auto audience = loadPeople(workspace, histories, question.at);
    if (!audience) {
        return fail(audience.error());
    }
    question.audience = std::move(*audience);
    return question;
}

} // namespace postweave::cli
