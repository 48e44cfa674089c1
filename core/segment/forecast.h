// SPDX-License-Identifier: GPL-3.0-or-later
// Forecast: who leaves a segment, and who enters it, by a later moment through the passing of time alone.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/segment/catalog.h"
#include "core/segment/leaf_cache.h"

#include <memory>

namespace postweave::segment {

struct ForecastQuestion {
    std::shared_ptr<const audience::Audience> audience; ///< with the histories that the tree asks for
    std::shared_ptr<const Definitions> definitions;
    Instant now;
    Instant until; ///< not before now
    TimeZone zone;
    std::shared_ptr<LeafCache> cache = nullptr; ///< may be shared; optional
};

struct Forecast {
    audience::Bitset now;
    audience::Bitset then; ///< at `until`, if nothing happens and no value changes in between
    [[nodiscard]] audience::Bitset leaving() const;
    [[nodiscard]] audience::Bitset entering() const;
};

/// Only the two ends are looked at: who leaves and comes back in between is in both. Events after now are not seen,
/// even where the data hold some. InvalidUsage where `until` lies before now; otherwise as Evaluator.
[[nodiscard]] Result<Forecast> forecast(const FilterTree& tree, const ForecastQuestion& question,
                                        const CancelToken& cancel = {});

} // namespace postweave::segment
