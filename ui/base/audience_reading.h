// SPDX-License-Identifier: GPL-3.0-or-later
// Reading audiences from a workspace file with a connection of its own, beside whoever writes to it.
#pragma once

#include "core/audience/load_audience.h"

#include <filesystem>
#include <set>
#include <string>

namespace postweave::ui {

/// Of one moment: profiles, events and generation agree. With an earlier audience of the file (nullptr: none) only what
/// came since is read. Histories of the named attributes included; unknown names are left out. Errors of opening and of
/// the stores; Cancelled.
[[nodiscard]] Result<audience::LoadedAudience> readAudience(const std::filesystem::path& file,
                                                            const std::shared_ptr<const audience::Audience>& earlier,
                                                            const std::set<std::string>& histories,
                                                            const CancelToken& cancel, const Progress& progress);

/// The same audience that also knows these histories.
[[nodiscard]] Result<std::shared_ptr<const audience::Audience>>
readHistories(const std::filesystem::path& file, std::shared_ptr<const audience::Audience> audience,
              const std::set<std::string>& attributes, const CancelToken& cancel);

} // namespace postweave::ui
