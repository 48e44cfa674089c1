// SPDX-License-Identifier: GPL-3.0-or-later
// Finding: what is wrong with a campaign, where, for how many people, and how to mend it.
#pragma once

#include "core/base/diagnostic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::campaign {

/// The texts of a campaign that may hold Liquid, and the campaign's document itself.
enum class CampaignPart : std::uint8_t {
    UnsubscribeUrl,
    UnsubscribeAddress,
    FromName,
    FromEmail,
    ReplyTo,
    Subject,
    Preheader,
    Template,
    Document,
};
/// Of those that hold Liquid, in the order they are rendered.
inline constexpr std::size_t kPartCount = 8;

/// `$.subject`, `$.from.name`… where the part stands in the campaign; `$` for the document.
[[nodiscard]] std::string_view jsonPathOf(CampaignPart part);
/// `subject`, `sender's name`… for messages.
[[nodiscard]] std::string_view nameOf(CampaignPart part);

/// The diagnostic's range is in the part's text (or in the partial's), its path in the campaign's document.
struct Finding {
    Diagnostic diagnostic;
    CampaignPart part = CampaignPart::Document;
    std::string partial;      ///< name of the partial that it is in; empty: the part itself
    int line = 0;             ///< from 1 in that text; 0: no place in it
    int column = 0;           ///< from 1, in characters
    std::string profile;      ///< key of the first profile it speaks of; may be empty
    std::uint64_t people = 0; ///< recipients it speaks of; 0: of none in particular
    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

[[nodiscard]] bool hasErrors(const Findings& findings);

/// A finding about the document at a JSON path.
[[nodiscard]] Finding documentFinding(Severity severity, std::string rule, std::string path, std::string message,
                                      std::string mend);
/// A finding at a place in a part's source.
[[nodiscard]] Finding partFinding(CampaignPart part, std::string_view source, Diagnostic diagnostic);

/// The first error as an Error (InvalidInput) that says how many more there are: FILE:line:column for the template,
/// a JSON path for everything else. `templateName` and `campaignFile` name the files.
[[nodiscard]] Error firstError(const Findings& findings, std::string_view campaignFile, std::string_view templateName);

} // namespace postweave::campaign
