// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/leaf_cache.h"

namespace postweave::segment {

const LeafCache::Entry* LeafCache::find(const std::string& key)
{
    const auto found = m_byKey.find(key);
    if (found == m_byKey.end()) {
        ++m_misses;
        return nullptr;
    }
    ++m_hits;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return &m_entries.front();
}

LeafCache::Members LeafCache::members(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const Entry* entry = find(key);
    return entry == nullptr ? nullptr : entry->members;
}

LeafCache::Scores LeafCache::scores(const std::string& key)
{
    const std::lock_guard lock(m_mutex);
    const Entry* entry = find(key);
    return entry == nullptr ? nullptr : entry->scores;
}

void LeafCache::put(const std::string& key, Members members)
{
    const std::size_t bytes = members->byteCount() + key.size();
    put({key, std::move(members), nullptr, bytes});
}

void LeafCache::put(const std::string& key, Scores scores)
{
    const std::size_t bytes = scores->byteCount() + key.size();
    put({key, nullptr, std::move(scores), bytes});
}

void LeafCache::put(Entry entry)
{
    const std::lock_guard lock(m_mutex);
    if (entry.bytes > m_maxBytes || m_byKey.contains(entry.key)) {
        return;
    }
    m_bytes += entry.bytes;
    m_entries.push_front(std::move(entry));
    m_byKey.emplace(m_entries.front().key, m_entries.begin());
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_entries.back().bytes;
        m_byKey.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

LeafCache::Members LeafCache::recent(const Node& leaf, const Moment& moment)
{
    const std::lock_guard lock(m_mutex);
    for (const Recent& known : m_recent) {
        if (known.moment == moment && known.leaf.body.index() == leaf.body.index() && known.leaf == leaf) {
            return known.members.lock();
        }
    }
    return nullptr;
}

void LeafCache::remember(const Node& leaf, const Moment& moment, const Members& members)
{
    const std::lock_guard lock(m_mutex);
    if (m_recent.size() < kRecent) {
        m_recent.push_back({leaf, moment, members});
        return;
    }
    m_recent[m_nextRecent] = {leaf, moment, members};
    m_nextRecent = (m_nextRecent + 1) % kRecent;
}

std::size_t LeafCache::byteCount() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

std::uint64_t LeafCache::hits() const
{
    const std::lock_guard lock(m_mutex);
    return m_hits;
}

std::uint64_t LeafCache::misses() const
{
    const std::lock_guard lock(m_mutex);
    return m_misses;
}

} // namespace postweave::segment
