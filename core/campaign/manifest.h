// SPDX-License-Identifier: GPL-3.0-or-later
// Writer of `postweave.manifest/1` (FORMATS §4): what an export wrote, and whom it left out.
#pragma once

#include "core/base/calendar.h"
#include "core/base/error.h"
#include "core/base/json.h"
#include "core/campaign/output_file.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace postweave::campaign {

struct ManifestFile {
    std::string path; ///< inside the export's folder, with slashes
    WrittenFile written;
};

struct LeftOut {
    std::string key;
    std::string reason; ///< `excluded`, `no address`, `aborted: …`, `render error: …`
};

struct Manifest {
    std::string campaign;
    Instant now; ///< printed in UTC
    Json versions = Json::object();
    std::uint64_t audience = 0;
    std::uint64_t exported = 0;
    std::vector<ManifestFile> files; ///< every file but the manifest
    std::vector<LeftOut> leftOut;    ///< by key
};

/// One line a file and a member left out; written piece by piece, so that a million of them need no document in memory.
[[nodiscard]] Result<void> writeManifest(const Manifest& manifest, const std::filesystem::path& path);

} // namespace postweave::campaign
