// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/template_world.h"

#include "core/audience/audience_builder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace postweave::ui::templates {

std::vector<const campaign::Campaign*> TemplateWorld::campaignsWith(const QString& templateName) const
{
    const std::string name = templateName.toStdString();
    std::vector<const campaign::Campaign*> found;
    for (const campaign::Campaign& candidate : campaigns) {
        if (candidate.templateName == name) {
            found.push_back(&candidate);
        }
    }
    return found;
}

bool TemplateWorld::isSameFor(const QString& templateName, const TemplateWorld& other) const
{
    const std::string own = templateName.toStdString();
    const auto equal = [&own](const NamedText& a, const NamedText& b) {
        return a.first == b.first && (a.first == own || a.second == b.second || *a.second == *b.second);
    };
    return people.audience == other.people.audience && people.definitions == other.people.definitions &&
           people.now == other.people.now && people.zone == other.people.zone &&
           people.predicates == other.people.predicates && campaigns == other.campaigns &&
           std::equal(templates.begin(), templates.end(), other.templates.begin(), other.templates.end(), equal);
}

World makeWorld(campaign::People people, const std::vector<NamedText>& templates,
                std::vector<campaign::Campaign> campaigns)
{
    auto world = std::make_shared<TemplateWorld>();
    world->people = std::move(people);
    if (!world->people.audience) {
        world->people.audience = audience::AudienceBuilder().build();
    }
    if (!world->people.definitions) {
        world->people.definitions = std::make_shared<segment::Definitions>();
    }
    world->catalog = segment::catalogOf(*world->people.audience);
    std::map<std::string, std::string, std::less<>> texts;
    for (const auto& [name, text] : templates) {
        texts.emplace(name, *text);
    }
    world->templates = templates;
    world->partials = std::make_shared<liquid::PartialMap>(std::move(texts));
    world->campaigns = std::move(campaigns);
    return world;
}

campaign::Campaign standInCampaign(const QString& templateName)
{
    campaign::Campaign campaign;
    campaign.name = templateName.toStdString();
    campaign.templateName = campaign.name;
    return campaign;
}

} // namespace postweave::ui::templates
