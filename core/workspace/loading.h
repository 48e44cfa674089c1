// SPDX-License-Identifier: GPL-3.0-or-later
// Loading: a workspace's profiles and events of one moment, in memory.
#pragma once

#include "core/audience/load_audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"

#include <optional>
#include <string>
#include <vector>

namespace postweave::workspace {

class Workspace;

/// Within one read transaction, so that a writer beside it changes nothing underway; with the histories of these
/// attributes, unknown ones left out. Damaged chunks are named in the result. With `at`: the profiles that were known
/// at that moment with the values they had then; later events are there and left to the evaluator's now or horizon.
/// Errors of the stores; Cancelled.
[[nodiscard]] Result<audience::LoadedAudience>
loadAudience(Workspace& workspace, const std::vector<std::string>& histories = {}, const CancelToken& cancel = {},
             const Progress& progress = {}, std::optional<Instant> at = std::nullopt);

} // namespace postweave::workspace
