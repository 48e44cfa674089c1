// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateDiff: whose message changes from one version of a template to another, and by which of the changes.
//
// The two sources are compared first: each place that differs is a *change*, numbered by place. Changes that leave no
// valid template when made alone (an if here, its endif there) are one. A change *concerns* a person whose message
// becomes another one when that change alone is made to the old version. People whom the same changes concern, and for
// whom the outcome (message, left out, failed) turns the same way, are one *kind*, whatever their own values are.
// Where no change alone does anything, those count without which the new version's message would be another one; where
// there are none of these either, all of them.
#pragma once

#include "core/base/cancel_token.h"
#include "core/campaign/campaign_renderer.h"
#include "core/campaign/people.h"
#include "core/campaign/prepared_campaign.h"
#include "core/campaign/source_diff.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace postweave::campaign {

struct ChangeKind {
    std::vector<std::size_t> changes; ///< indexes into TemplateDiff::changes, ascending
    RenderedMessage::Status before = RenderedMessage::Status::Ready;
    RenderedMessage::Status after = RenderedMessage::Status::Ready;
    std::uint64_t people = 0;
    audience::Ordinal witness = 0; ///< the first of them, in the order in which people were given
    bool operator==(const ChangeKind&) const = default;
};

struct TemplateDiff {
    std::vector<SourceHunk> changes; ///< by place
    std::uint64_t people = 0;        ///< who were rendered
    std::uint64_t total = 0;         ///< who were given
    std::uint64_t changed = 0;       ///< whose message, or whether they get one, is another
    std::vector<ChangeKind> kinds;   ///< most people first, then by their changes
    bool operator==(const TemplateDiff&) const = default;
};

/// The two versions, prepared in the same campaign, and everything in between.
class TemplateVersions {
public:
    /// InvalidInput with the place of the first error, where one of the two cannot be read; `where.file` is its name.
    [[nodiscard]] static Result<TemplateVersions> prepare(const Campaign& campaign, const TemplateText& before,
                                                          const TemplateText& after);

    [[nodiscard]] const std::vector<SourceHunk>& changes() const { return m_changes; }
    /// before, after, then for each change the old version with it alone, then the new version without it.
    [[nodiscard]] const std::vector<std::shared_ptr<const PreparedCampaign>>& prepared() const { return m_prepared; }
    /// For Facts::gather() and the histories that it needs.
    [[nodiscard]] std::vector<const PreparedCampaign*> both() const
    {
        return {m_prepared[0].get(), m_prepared[1].get()};
    }

private:
    std::vector<SourceHunk> m_changes;
    std::vector<std::shared_ptr<const PreparedCampaign>> m_prepared;
};

struct DiffOptions {
    /// As ReachOptions::grown.
    std::function<void(const TemplateDiff&)> grown;
};

/// Renders both versions for everybody given, on all threads; the result does not depend on how many there are.
/// `facts` were gathered for versions.both(). Cancelled.
[[nodiscard]] Result<TemplateDiff> diffTemplates(const TemplateVersions& versions,
                                                 const std::shared_ptr<const Facts>& facts,
                                                 std::span<const audience::Ordinal> people,
                                                 const DiffOptions& options = {}, const CancelToken& cancel = {});

} // namespace postweave::campaign
