// SPDX-License-Identifier: GPL-3.0-or-later
// Loading an audience from a workspace's stores.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/event/event_store.h"
#include "core/profile/profile_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace postweave::audience {

/// Where an audience is read from: stores over one database.
struct AudienceSource {
    sqlite::Database& database;
    profile::ProfileStore& profiles;
    event::EventStore& events;
};

struct LoadedAudience {
    std::shared_ptr<const Audience> audience;
    std::vector<event::ChunkDamage> damaged; ///< events that could not be read and are missing from it
};

/// Reads everything; run it inside a read transaction so that profiles and events are of one moment, and pass that
/// moment. Histories are not loaded. With `at`: the profiles and values of that past moment, with all their events; an
/// evaluator whose now or horizon is `at` does not see later ones. Errors of the stores; Cancelled.
[[nodiscard]] Result<LoadedAudience> loadAudience(const AudienceSource& source, const Moment& moment,
                                                  const CancelToken& cancel = {}, const Progress& progress = {},
                                                  std::optional<Instant> at = std::nullopt);

/// The audience at a later moment with the same profiles: reads only the events that came since, and types whose
/// chunks were rewritten. Within a read transaction as above.
[[nodiscard]] Result<LoadedAudience> updateAudience(const Audience& earlier, const AudienceSource& source,
                                                    const Moment& moment, const CancelToken& cancel = {});

/// One attribute's history for an audience loaded from the same store, to be given to Audience::withHistory(). NotFound
/// for an attribute that the audience does not have. With `at`: up to that moment.
[[nodiscard]] Result<std::shared_ptr<const AttributeHistory>> loadHistory(profile::ProfileStore& profiles,
                                                                          const Audience& audience,
                                                                          std::string_view attribute,
                                                                          std::optional<Instant> at = std::nullopt);

} // namespace postweave::audience
