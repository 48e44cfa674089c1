// SPDX-License-Identifier: GPL-3.0-or-later
// What most commands begin with: a workspace, a moment, an audience.
#pragma once

#include "app/cli/command_line.h"
#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/segment/evaluator.h"
#include "core/workspace/resolving.h"
#include "core/workspace/workspace.h"

#include <memory>
#include <optional>
#include <string>

namespace postweave::cli {

/// Cancelled by SIGINT and SIGTERM.
[[nodiscard]] const CancelToken& cancelToken();
void cancelOnSignals();

/// RFC 3339; without offset, and a bare date, read in `zone`. InvalidUsage naming the flag.
[[nodiscard]] Result<Instant> parseMoment(std::string_view flag, const std::string& text, const TimeZone& zone);
/// The flag's moment, else the system clock's.
[[nodiscard]] Result<Instant> momentOf(const Invocation& call, std::string_view flag, const TimeZone& zone);

/// Place 0 of the call.
[[nodiscard]] Result<workspace::Workspace> openWorkspace(const Invocation& call, workspace::Mode mode);

/// The flag's moment; nothing where it was not given.
[[nodiscard]] Result<std::optional<Instant>> givenMoment(const Invocation& call, std::string_view flag,
                                                         const TimeZone& zone);

/// Everybody, with the histories of these attributes; damaged events are named on stderr and left out. With `at`:
/// those who were known then, as they were.
[[nodiscard]] Result<std::shared_ptr<const audience::Audience>>
loadPeople(workspace::Workspace& workspace, const std::vector<std::string>& histories = {},
           std::optional<Instant> at = std::nullopt);

/// A definition, and everything needed to evaluate it.
struct SegmentQuestion {
    workspace::ResolvedSegment resolved;
    std::shared_ptr<const audience::Audience> audience;
    Instant now;
    std::optional<Instant> at; ///< the past moment whose people, values and events are asked; now if not given
    TimeZone zone;

    [[nodiscard]] segment::Evaluator evaluator() const;
};
/// Loads the audience with the histories that the segment asks for. `--at T`: as of that moment, which is now too
/// unless `--now` says otherwise.
[[nodiscard]] Result<SegmentQuestion> askSegment(workspace::Workspace& workspace, const Invocation& call,
                                                 const std::string& definition);

} // namespace postweave::cli
