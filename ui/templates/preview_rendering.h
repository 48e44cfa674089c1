// SPDX-License-Identifier: GPL-3.0-or-later
// Renders a template as one person would get it. Runs on a worker.
#pragma once

#include "core/campaign/campaign_renderer.h"
#include "ui/templates/template_reading.h"

#include <mutex>
#include <set>

namespace postweave::ui::templates {

/// Who is in which segment and did what, gathered anew only when a template asks for something else. Safe to use from
/// several threads.
class FactsKeeper {
public:
    [[nodiscard]] Result<std::shared_ptr<const campaign::Facts>> facts(const campaign::PreparedCampaign& prepared,
                                                                       const World& world, const CancelToken& cancel);

private:
    struct Asked {
        std::shared_ptr<const audience::Audience> audience;
        std::shared_ptr<const segment::Definitions> definitions;
        Instant now;
        campaign::PredicateMeanings predicates;
        std::set<std::string> segments;
        std::set<liquid::BehaviourQuery> behaviours;
        bool allSegments = false;
        bool operator==(const Asked&) const = default;
    };

    std::mutex m_mutex;
    Asked m_asked;
    std::shared_ptr<const campaign::Facts> m_facts;
};

/// A template in the campaign that sends it, or in a stand-in.
struct PreviewJob {
    World world;
    std::shared_ptr<FactsKeeper> facts;
    QString name;
    Text text;
    campaign::Campaign campaign;
};

struct PreviewFault {
    QString title;
    QString words;           ///< what is wrong, and the mend where it is known
    QString excerpt;         ///< the line with a caret below it; may be empty
    SourcePosition at{0, 0}; ///< in the template; line 0: elsewhere
};

struct Preview {
    audience::Ordinal profile = 0;
    std::string html; ///< with line marks
    std::string text;
    QString subject; ///< empty where no campaign gives one
    QString sender;  ///< `Name <address>`
    QString preheader;
    std::optional<PreviewFault> fault; ///< then nothing else is to be shown
    bool saysDark = false;             ///< the message has styles of its own for dark mode
};

[[nodiscard]] Preview renderPreview(const PreviewJob& job, audience::Ordinal profile, const CancelToken& cancel);

/// The campaign with this template, parsed.
[[nodiscard]] campaign::PrepareResult prepareJob(const PreviewJob& job, std::string source);

} // namespace postweave::ui::templates
