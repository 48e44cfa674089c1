// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/pages.h"

#include "ui/campaigns/campaigns_page.h"
#include "ui/data/data_page.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/session_segment_source.h"
#include "ui/start/start_page.h"
#include "ui/templates/session_template_source.h"
#include "ui/templates/templates_page.h"

namespace postweave::window {

QList<ui::Page*> makePages(const PageParts& parts, QObject* owner)
{
    auto* segments = new ui::segments::SessionSegmentSource(parts.session, owner);
    auto* templates = new ui::templates::SessionTemplateSource(parts.session, owner);
    return {new ui::StartPage(parts.session, parts.opener, parts.recent), new ui::segments::SegmentsPage(*segments),
            new ui::templates::TemplatesPage(*templates), new ui::campaigns::CampaignsPage(parts.session, parts.jobs),
            new ui::data::DataPage(parts.session, parts.jobs)};
}

} // namespace postweave::window
