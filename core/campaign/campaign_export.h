// SPDX-License-Identifier: GPL-3.0-or-later
// Export: a campaign's messages as files, complete or not at all.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"
#include "core/email/csv.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace postweave::campaign {

enum class ExportFormat : std::uint8_t { Eml, Mbox, JsonLines, Csv };

/// `eml`, `mbox`, `jsonl`, `csv`.
[[nodiscard]] std::string_view nameOf(ExportFormat format);
[[nodiscard]] std::optional<ExportFormat> exportFormatByName(std::string_view name);

struct ExportOptions {
    std::filesystem::path folder; ///< its parent must exist
    ExportFormat format = ExportFormat::Eml;
    bool replaceFinished = false; ///< over a finished export (`--force`)
    email::CsvSafety csvSafety = email::CsvSafety::Verbatim;
    /// The manifest's `versions`, an object: whatever tells which program, campaign and template this was.
    Json versions = Json::object();
};

struct ExportReport {
    std::uint64_t audience = 0;
    std::uint64_t exported = 0;
    std::uint64_t excluded = 0;
    std::uint64_t withoutAddress = 0;
    std::uint64_t aborted = 0;
    std::uint64_t failed = 0; ///< could not be rendered
    std::string firstFailure; ///< `KEY: what was wrong`; empty without failures
    [[nodiscard]] std::uint64_t leftOut() const { return audience - exported; }
};

/// Writes the messages of all recipients and, last of all, manifest.json (FORMATS §4). Equal campaigns, people and
/// options give equal bytes, whatever the threads, and whatever was interrupted before.
///
/// While it runs, everything stands in `.postweave-export` inside the folder, and a finished export that is to be
/// replaced stays as it is; a folder without manifest.json is not finished. A failed or cancelled export takes away
/// what it wrote, the folder too if it made it; what a killed one left is taken away by the next export into that
/// folder. A folder that holds anything no export wrote is never touched.
///
/// AlreadyExists: the folder is finished and not to be replaced, holds other files, or another export is writing to it.
/// InvalidInput: errors in the campaign (audience, segments, no sender, no subject). WriteFailed: disk full, read-only,
/// no parent. Cancelled. A recipient that cannot be rendered is no error: the report and the manifest name it.
/// Memory stays bounded by the number of recipients times about a hundred bytes, and by 64 MiB of messages.
[[nodiscard]] Result<ExportReport> exportCampaign(std::shared_ptr<const PreparedCampaign> campaign,
                                                  const People& people, const ExportOptions& options,
                                                  const CancelToken& cancel = {}, const Progress& progress = {});

} // namespace postweave::campaign
