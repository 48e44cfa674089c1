// SPDX-License-Identifier: GPL-3.0-or-later
// The sample workspace for newcomers: SampleShop's customers and events, six segments, a score, three templates, two
// campaigns.
#pragma once

#include "core/base/calendar.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"

#include <filesystem>

namespace postweave::sample {

/// Makes a new workspace; the same `now` gives the same content. AlreadyExists and WriteFailed as Workspace::create;
/// on failure and on Cancelled no file is left. Progress counts customers.
[[nodiscard]] Result<void> createSampleWorkspace(const std::filesystem::path& path, Instant now,
                                                 const CancelToken& cancel = {}, const Progress& progress = {});

} // namespace postweave::sample
