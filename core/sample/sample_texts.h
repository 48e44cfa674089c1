// SPDX-License-Identifier: GPL-3.0-or-later
// The sample's segments, scores, templates and campaigns, built in from resources/sample.
#pragma once

#include <span>
#include <string_view>

namespace postweave::sample {

struct SampleText {
    std::string_view folder; ///< segments, scores, templates, campaigns
    std::string_view file;   ///< name without folder
    std::string_view text;
};

/// In the order in which they can be saved: what others refer to comes first.
[[nodiscard]] std::span<const SampleText> sampleTexts();

} // namespace postweave::sample
