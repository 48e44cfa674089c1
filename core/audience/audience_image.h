// SPDX-License-Identifier: GPL-3.0-or-later
// AudienceImage: an audience's columns as a file, so that opening a large workspace reads instead of computing.
//
// Layout, version 1: "PWAI", u32 version, u64 place, u64 size and u64 XXH3-64 of the directory; the arrays, each at a
// multiple of 64 bytes; the directory, JSON that tells for each column its type and for each array place, bytes and
// XXH3-64. Numbers as the machine has them. What is in it is derived: a reader takes it only for profiles it was
// made of (by their token), trusts nothing, and whoever finds it unsound computes it anew.
#pragma once

#include "core/audience/audience.h"
#include "core/base/error.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace postweave::audience {

/// Written beside its place and renamed; nothing is left where it fails (WriteFailed). Histories are left out.
[[nodiscard]] Result<void> writeImage(const Audience& audience, const std::filesystem::path& file);

/// On several threads; its events may be older than the moment, its profiles are not. NotFound where there is none or
/// where it shows other profiles, WorkspaceDamaged where it is unsound.
[[nodiscard]] Result<std::shared_ptr<const Audience>> readImage(const std::filesystem::path& file,
                                                                const Moment& moment);

} // namespace postweave::audience
