// SPDX-License-Identifier: GPL-3.0-or-later
// LeafCache: results of leaves and scores, so that an edit evaluates one leaf.
#pragma once

#include "core/audience/bitset.h"
#include "core/segment/filter_tree.h"
#include "core/segment/score_sums.h"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace postweave::segment {

/// Bounded by bytes; what was not asked for longest goes first. Safe to use from several threads. Keys name everything
/// a result depends on (audience, canonical text, window edges), so nothing in it goes stale.
class LeafCache {
public:
    using Members = std::shared_ptr<const audience::Bitset>;
    using Scores = std::shared_ptr<const ScoreSums>;

    /// What the meaning of a leaf hangs on beside itself.
    struct Moment {
        std::uint64_t audience = 0; ///< its serial
        Instant now;
        Instant lastSeen;
        std::string zone;
        bool operator==(const Moment&) const = default;
    };

    explicit LeafCache(std::size_t maxBytes = std::size_t{256} << 20) : m_maxBytes(maxBytes) {}

    /// Nothing if it is not there.
    [[nodiscard]] Members members(const std::string& key);
    [[nodiscard]] Scores scores(const std::string& key);
    void put(const std::string& key, Members members);
    void put(const std::string& key, Scores scores);

    /// A quick way past members(): leaves as they were asked for last, at the same moment, as long as what they found
    /// stands. Not counted as a hit.
    [[nodiscard]] Members recent(const Node& leaf, const Moment& moment);
    void remember(const Node& leaf, const Moment& moment, const Members& members);

    [[nodiscard]] std::size_t byteCount() const;
    [[nodiscard]] std::uint64_t hits() const;
    [[nodiscard]] std::uint64_t misses() const;

private:
    struct Entry {
        std::string key;
        Members members;
        Scores scores;
        std::size_t bytes = 0;
    };

    struct Recent {
        Node leaf;
        Moment moment;
        std::weak_ptr<const audience::Bitset> members;
    };
    static constexpr std::size_t kRecent = 64;

    const Entry* find(const std::string& key);
    void put(Entry entry);

    mutable std::mutex m_mutex;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
    std::uint64_t m_hits = 0;
    std::uint64_t m_misses = 0;
    std::vector<Recent> m_recent; ///< a ring
    std::size_t m_nextRecent = 0;
    std::list<Entry> m_entries; ///< asked for last first
    std::unordered_map<std::string, std::list<Entry>::iterator> m_byKey;
};

} // namespace postweave::segment
