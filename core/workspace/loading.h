// SPDX-License-Identifier: GPL-3.0-or-later
// Loading: a workspace's profiles and events of one moment, in memory.
//
// A large audience is also kept as an image beside the workspace, `FILE-audience` (see audience_image.h): derived,
// taken only for the state it was made of and for what continues it, made anew where it is missing, unsound or old.
// Deleting it loses nothing.
#pragma once

#include "core/audience/load_audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::workspace {

class Workspace;

/// Profiles and events together from which on an image is kept.
inline constexpr std::uint64_t kLeastImageRows = 200'000;

/// Within one read transaction, so that a writer beside it changes nothing underway; with the histories of these
/// attributes, unknown ones left out. With `at`: the profiles that were known at that moment with the values they had
/// then; later events are there and left to the evaluator's now or horizon. Else, with an earlier audience of the same
/// workspace, only the events that came since are read, unless profiles changed. Damaged chunks are named in the
/// result. Errors of the stores; Cancelled.
[[nodiscard]] Result<audience::LoadedAudience>
loadAudience(Workspace& workspace, const std::vector<std::string>& histories = {}, const CancelToken& cancel = {},
             const Progress& progress = {}, std::optional<Instant> at = std::nullopt,
             const std::shared_ptr<const audience::Audience>& earlier = nullptr);

/// Beside a workspace's file.
[[nodiscard]] std::filesystem::path audienceImageOf(const std::filesystem::path& workspace);
/// Where people are erased, no copy of them stays.
void removeAudienceImage(const std::filesystem::path& workspace);

} // namespace postweave::workspace
