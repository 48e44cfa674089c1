// SPDX-License-Identifier: GPL-3.0-or-later
// TemplateWorld: what a template is rendered for: people, segments, other templates, campaigns, at one moment. A new
// one is made whenever any of it changes; nobody changes one.
#pragma once

#include "core/campaign/campaign.h"
#include "core/campaign/people.h"
#include "core/liquid/partials.h"
#include "core/segment/catalog.h"

#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace postweave::ui::templates {

/// A template's text by name.
using NamedText = std::pair<std::string, std::shared_ptr<const std::string>>;

struct TemplateWorld {
    campaign::People people; ///< audience and definitions are never null
    segment::Catalog catalog;
    std::shared_ptr<const liquid::PartialSource> partials; ///< the saved templates; never null
    std::vector<NamedText> templates;                      ///< the same, by bytes of the name
    std::vector<campaign::Campaign> campaigns;

    [[nodiscard]] bool hasPeople() const { return people.audience->size() > 0; }
    /// The campaigns that send a template.
    [[nodiscard]] std::vector<const campaign::Campaign*> campaignsWith(const QString& templateName) const;
    /// Whether a template's own text aside, it would be rendered and checked to the same result in the other one.
    [[nodiscard]] bool isSameFor(const QString& templateName, const TemplateWorld& other) const;
};

/// Never null; safe to read from several threads.
using World = std::shared_ptr<const TemplateWorld>;

/// Nobody and nothing where a pointer is null.
[[nodiscard]] World makeWorld(campaign::People people, const std::vector<NamedText>& templates,
                              std::vector<campaign::Campaign> campaigns);

/// The campaign a template is shown in where none sends it: no subject, values escaped.
[[nodiscard]] campaign::Campaign standInCampaign(const QString& templateName);

} // namespace postweave::ui::templates
