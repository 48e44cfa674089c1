// SPDX-License-Identifier: GPL-3.0-or-later
// Checks: what would go wrong if a campaign were sent as it is.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/progress.h"
#include "core/campaign/finding.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postweave::campaign {

struct CheckOptions {
    /// How many recipients to render, spread evenly over all in the order of their keys; 0: none, everybody: SIZE_MAX.
    std::size_t renderedRecipients = 500;
};

struct CheckReport {
    Findings findings; ///< errors, then warnings, then notes; within these by part and place
    std::uint64_t audience = 0;
    std::uint64_t excluded = 0;
    std::uint64_t withoutAddress = 0; ///< of the members not excluded
    std::uint64_t recipients = 0;     ///< the rest
    std::uint64_t rendered = 0;
    std::uint64_t aborted = 0; ///< of those rendered
};

/// Rules, each a stable id (in brackets the severity: E, W, N):
/// syntax: what parsing found (E, W) · unknown-name, unknown-attribute, unknown-segment, missing-partial (E) ·
/// missing-default: a value that is printed without a `default` filter and without a condition on it, and that some
/// recipients lack (W) · type-mismatch: an attribute against a constant of a type that never matches (W), or that fails
/// the message (E) · unknown-value: that no profile or event has (W) · unknown-event (W) · never-true,
/// unreachable-branch, repeated-condition: proved, whoever is asked (W) · needless-condition (N) · unused-assign,
/// unused-capture (W) · raw-output (W) · no-audience, no-recipients, no-template, no-subject, no-sender (E) ·
/// without-address, shared-address (W) · no-unsubscribe (E), no-unsubscribe-link, no-one-click (W) · insecure-link,
/// empty-link, image-without-alt (W) · message-too-long: over 102 KB of HTML, which Gmail clips (W) ·
/// preheader-too-long: over 130 characters (W) · render-error (E), empty-subject (W), aborted (N), found among the
/// rendered recipients. `prepared` is what prepareCampaign() gave. Cancelled; what keeps people from being found (an
/// attribute's history that the audience was not given) as its evaluator says it; everything else is a finding.
[[nodiscard]] Result<CheckReport> checkCampaign(const PrepareResult& prepared, const People& people,
                                                const CheckOptions& options = {}, const CancelToken& cancel = {},
                                                const Progress& progress = {});

/// A template alone: syntax, and what its HTML and its names show. With people, names of attributes and segments too,
/// and missing-default for all profiles. Order as in CheckReport.
[[nodiscard]] Findings checkTemplate(const TemplateText& text, Autoescape autoescape, const People* people = nullptr);

inline constexpr std::size_t kClippedHtmlBytes = 102 * 1024;
inline constexpr std::size_t kMaxPreheaderCharacters = 130;

} // namespace postweave::campaign
