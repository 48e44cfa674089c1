// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/template_diff.h"

#include <algorithm>
#include <optional>

namespace postweave::campaign {

namespace {

/// More changes than these are joined with their neighbours: each costs two renders for whoever is concerned.
constexpr std::size_t kMostChanges = 32;

std::string_view partOf(std::string_view source, SourceRange range)
{
    return source.substr(range.begin, range.end - range.begin);
}

std::shared_ptr<const PreparedCampaign> preparedIfValid(const Campaign& campaign, const TemplateText& text,
                                                        std::string source)
{
    PrepareResult result = prepareCampaign(campaign, {text.name, std::move(source), text.partials});
    return hasErrors(result.findings) ? nullptr : std::move(result.prepared);
}

/// The source with the given parts of `range` in place of its own.
std::string replaced(std::string_view source, SourceRange range, std::string_view with)
{
    std::string text(source.substr(0, range.begin));
    text += with;
    text += source.substr(range.end);
    return text;
}

/// The two templates that one change makes.
struct Variants {
    std::shared_ptr<const PreparedCampaign> alone;   ///< the old version with it
    std::shared_ptr<const PreparedCampaign> without; ///< the new version without it
};

class ChangeSplitter {
public:
    ChangeSplitter(const Campaign& campaign, const TemplateText& before, const TemplateText& after)
        : m_campaign(campaign), m_before(before), m_after(after)
    {
    }

    std::optional<Variants> variantsOf(const SourceHunk& change) const
    {
        Variants made;
        made.alone = preparedIfValid(m_campaign, m_before,
                                     replaced(m_before.source, change.before, partOf(m_after.source, change.after)));
        if (made.alone) {
            made.without = preparedIfValid(
                m_campaign, m_after, replaced(m_after.source, change.after, partOf(m_before.source, change.before)));
        }
        return made.alone && made.without ? std::optional(std::move(made)) : std::nullopt;
    }

    /// Each change together with as many of the following as it takes to leave a valid template.
    void split(const std::vector<SourceHunk>& hunks)
    {
        for (std::size_t i = 0; i < hunks.size();) {
            std::size_t end = i;
            std::optional<Variants> made;
            SourceHunk joined = hunks[i];
            do {
                joined = {{hunks[i].before.begin, hunks[end].before.end}, {hunks[i].after.begin, hunks[end].after.end}};
                made = variantsOf(joined);
                ++end;
            } while (!made && end < hunks.size());
            if (made) {
                changes.push_back(joined);
                variants.push_back(std::move(*made));
            } else if (!changes.empty()) {
                joinWithLast(joined);
            }
            i = end;
        }
    }

    std::vector<SourceHunk> changes;
    std::vector<Variants> variants;

private:
    /// What cannot stand alone even with all that follow belongs to what is before it: in the end to everything, which
    /// is the new version itself.
    void joinWithLast(SourceHunk joined)
    {
        std::optional<Variants> made;
        while (!made && !changes.empty()) {
            joined.before.begin = changes.back().before.begin;
            joined.after.begin = changes.back().after.begin;
            changes.pop_back();
            variants.pop_back();
            made = variantsOf(joined);
        }
        if (made) {
            changes.push_back(joined);
            variants.push_back(std::move(*made));
        }
    }

    const Campaign& m_campaign;
    const TemplateText& m_before;
    const TemplateText& m_after;
};

/// Joins those that are nearest to each other until few enough are left.
std::vector<SourceHunk> fewEnough(std::vector<SourceHunk> hunks)
{
    while (hunks.size() > kMostChanges) {
        std::size_t nearest = 0;
        for (std::size_t i = 1; i + 1 < hunks.size(); ++i) {
            const auto gap = [&](std::size_t at) { return hunks[at + 1].before.begin - hunks[at].before.end; };
            nearest = gap(i) < gap(nearest) ? i : nearest;
        }
        hunks[nearest].before.end = hunks[nearest + 1].before.end;
        hunks[nearest].after.end = hunks[nearest + 1].after.end;
        hunks.erase(hunks.begin() + static_cast<std::ptrdiff_t>(nearest + 1));
    }
    return hunks;
}

} // namespace

Result<TemplateVersions> TemplateVersions::prepare(const Campaign& campaign, const TemplateText& before,
                                                   const TemplateText& after)
{
    TemplateVersions versions;
    for (const TemplateText* const text : {&before, &after}) {
        PrepareResult result = prepareCampaign(campaign, *text);
        if (hasErrors(result.findings)) {
            return fail(templateError(result.findings, *text));
        }
        versions.m_prepared.push_back(std::move(result.prepared));
    }
    ChangeSplitter splitter(campaign, before, after);
    splitter.split(fewEnough(sourceDiff(before.source, after.source)));
    versions.m_changes = std::move(splitter.changes);
    for (Variants& variants : splitter.variants) {
        versions.m_prepared.push_back(std::move(variants.alone));
        versions.m_prepared.push_back(std::move(variants.without));
    }
    return versions;
}

} // namespace postweave::campaign
