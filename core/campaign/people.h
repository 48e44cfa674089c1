// SPDX-License-Identifier: GPL-3.0-or-later
// People: whom a campaign can reach, and what its texts may ask about them.
#pragma once

#include "core/audience/audience.h"
#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/time_zone.h"
#include "core/campaign/predicate_meaning.h"
#include "core/campaign/prepared_campaign.h"
#include "core/liquid/behaviour.h"
#include "core/segment/catalog.h"
#include "core/segment/leaf_cache.h"

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::campaign {

/// All profiles, saved segments and scores, at one moment. Segments that a campaign's file names by path stand among
/// the definitions under that path.
struct People {
    std::shared_ptr<const audience::Audience> audience;
    std::shared_ptr<const segment::Definitions> definitions;
    Instant now;
    TimeZone zone;
    std::shared_ptr<segment::LeafCache> cache; ///< may be null
    PredicateMeanings predicates{};            ///< the workspace's
};

/// Who is in which segment and did what, over all profiles, for everything a campaign's texts ask. Immutable, safe to
/// use from several threads.
class Facts {
public:
    /// InvalidInput for a segment that is not saved or cannot be evaluated; Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const Facts>>
    gather(const PreparedCampaign& campaign, const People& people, const CancelToken& cancel = {});
    /// For several campaigns at once.
    [[nodiscard]] static Result<std::shared_ptr<const Facts>>
    gather(std::span<const PreparedCampaign* const> campaigns, const People& people, const CancelToken& cancel = {});

    [[nodiscard]] const People& people() const { return m_people; }
    /// False for what was not gathered.
    [[nodiscard]] bool isInSegment(std::string_view name, audience::Ordinal profile) const;
    [[nodiscard]] bool did(const liquid::BehaviourQuery& query, audience::Ordinal profile) const;
    /// By bytes; of the gathered ones. The names live as long as the facts.
    [[nodiscard]] std::vector<std::string_view> segmentsOf(audience::Ordinal profile) const;

private:
    explicit Facts(People people) : m_people(std::move(people)) {}

    People m_people;
    std::map<std::string, audience::Bitset, std::less<>> m_segments;
    std::map<liquid::BehaviourQuery, audience::Bitset> m_behaviours;
};

/// Profiles with at least `times` matching events in the query's window.
[[nodiscard]] audience::Bitset whoDid(const liquid::BehaviourQuery& query, const audience::Audience& audience,
                                      Instant now, const PredicateMeanings& meanings = {});

/// Attributes whose history audience, exclusions and texts need, each once, sorted: what Audience::withHistory() must
/// have been given before.
[[nodiscard]] std::vector<std::string> attributesWithHistory(const PreparedCampaign& campaign,
                                                             const segment::Definitions& definitions);

/// The campaign's audience.
struct Selection {
    std::vector<audience::Ordinal> members; ///< of the audience, sorted by their keys' bytes
    audience::Bitset excluded;              ///< over all profiles
    std::uint64_t excludedMembers = 0;
};

/// InvalidInput with the JSON path in the campaign's document, NotFound never; Cancelled.
[[nodiscard]] Result<Selection> selectMembers(const Campaign& campaign, const People& people,
                                              const CancelToken& cancel = {});

/// The address of a profile in its SMTP form, or what is wrong with it: `no address`, `no address: '…' is no usable…`.
[[nodiscard]] tl::expected<std::string, std::string> addressOf(const audience::Audience& audience,
                                                               audience::Ordinal profile);

} // namespace postweave::campaign
