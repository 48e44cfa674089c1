// SPDX-License-Identifier: GPL-3.0-or-later
// RecipientWriter: how an export's format writes a message, in two steps: the costly one from many threads, the one
// that keeps the order from one.
#pragma once

#include "core/campaign/campaign_export.h"
#include "core/campaign/campaign_renderer.h"
#include "core/campaign/manifest.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::campaign {

/// A message on its way into its file.
struct EncodedRecipient {
    std::string bytes;                ///< for append()
    std::optional<ManifestFile> file; ///< a file of its own, written already
};

class RecipientWriter {
public:
    virtual ~RecipientWriter() = default;
    /// From any thread. `renderer` has rendered this message last. WriteFailed.
    [[nodiscard]] virtual Result<EncodedRecipient> encode(const RenderedMessage& rendered,
                                                          CampaignRenderer& renderer) const = 0;
    /// From one thread, in the order of the output.
    [[nodiscard]] virtual Result<void> append(EncodedRecipient encoded) = 0;
    /// Once, at the end: the files written, in the order of the manifest.
    [[nodiscard]] virtual Result<std::vector<ManifestFile>> finish() = 0;
};

/// Makes the format's files in `folder`. The campaign must outlive the writer.
[[nodiscard]] Result<std::unique_ptr<RecipientWriter>> makeRecipientWriter(const ExportOptions& options,
                                                                           const std::filesystem::path& folder,
                                                                           const PreparedCampaign& campaign);

} // namespace postweave::campaign
