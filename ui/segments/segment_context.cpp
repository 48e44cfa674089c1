// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/segment_context.h"

#include "core/audience/audience_builder.h"

#include <utility>

namespace postweave::ui::segments {

Context makeContext(std::shared_ptr<const audience::Audience> audience,
                    std::shared_ptr<const segment::Definitions> definitions, Instant now, TimeZone zone,
                    std::shared_ptr<segment::LeafCache> cache, std::shared_ptr<ObjectFields> objectFields)
{
    auto context = std::make_shared<SegmentContext>();
    context->audience = audience ? std::move(audience) : audience::AudienceBuilder().build();
    context->definitions = definitions ? std::move(definitions) : std::make_shared<const segment::Definitions>();
    context->cache = cache ? std::move(cache) : std::make_shared<segment::LeafCache>();
    context->catalog = segment::catalogOf(*context->audience);
    context->objectFields = objectFields ? std::move(objectFields) : std::make_shared<ObjectFields>();
    context->now = now;
    context->zone = std::move(zone);
    return context;
}

} // namespace postweave::ui::segments
