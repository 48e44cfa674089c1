// SPDX-License-Identifier: GPL-3.0-or-later
// SegmentContext: what a segment is asked of, at one moment. A new one is made whenever people, definitions or the
// moment change; nobody changes one.
#pragma once

#include "core/audience/audience.h"
#include "core/base/calendar.h"
#include "core/base/time_zone.h"
#include "core/segment/catalog.h"
#include "core/segment/leaf_cache.h"
#include "ui/segments/object_fields.h"

#include <memory>

namespace postweave::ui::segments {

struct SegmentContext {
    std::shared_ptr<const audience::Audience> audience;      ///< never null
    std::shared_ptr<const segment::Definitions> definitions; ///< never null
    std::shared_ptr<segment::LeafCache> cache;
    segment::Catalog catalog;                   ///< of the audience
    std::shared_ptr<ObjectFields> objectFields; ///< never null; of the audience's lists
    Instant now;
    TimeZone zone;

    [[nodiscard]] std::uint64_t people() const { return audience->size(); }
};

/// Safe to read from several threads.
using Context = std::shared_ptr<const SegmentContext>;

/// Nobody and nothing where a pointer is null. `objectFields` may be given where they are of this audience.
[[nodiscard]] Context makeContext(std::shared_ptr<const audience::Audience> audience,
                                  std::shared_ptr<const segment::Definitions> definitions, Instant now, TimeZone zone,
                                  std::shared_ptr<segment::LeafCache> cache = nullptr,
                                  std::shared_ptr<ObjectFields> objectFields = nullptr);

} // namespace postweave::ui::segments
