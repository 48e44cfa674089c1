// SPDX-License-Identifier: GPL-3.0-or-later
// Counting events by profile on several threads. Results do not depend on how many there are.
#pragma once

#include "core/base/parallel.h"
#include "core/segment/event_selection.h"

#include <algorithm>
#include <atomic>
#include <vector>

namespace postweave::segment {

/// Calls `take(state, profile)` for every match. Where there are many, threads share the rows, each with a copy of the
/// empty `state` that `merge(state, copy)` adds afterwards: order must not matter. False if cancelled.
template <typename State, typename Take, typename Merge>
bool gatherShared(const EventSelection& events, const CancelToken& cancel, State& state, const Take& take,
                  const Merge& merge)
{
    const auto shares = events.shares(threadCount());
    std::vector<State> others(shares.size() - 1, state);
    std::atomic<bool> complete{true};
    parallelFor(shares.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            State& own = i == 0 ? state : others[i - 1];
            for (const SliceShare& share : shares[i]) {
                const bool done = EventSelection::forEachProfileOf(*share.slice, share.rows, cancel,
                                                                   [&](std::uint32_t profile) { take(own, profile); });
                if (!done) {
                    complete = false;
                    return;
                }
            }
        }
    });
    for (const State& other : others) {
        merge(state, other);
    }
    return complete;
}

/// A range of profiles for one thread that looks at all events in their order: where order matters. What belongs to
/// others goes to spare places behind the range, so that no branch depends on it.
class ProfileShare {
public:
    static constexpr std::size_t kSpare = 64;

    ProfileShare(std::size_t begin, std::size_t end) : m_begin(begin), m_size(end - begin) {}

    [[nodiscard]] std::size_t begin() const { return m_begin; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// `turn` grows with each call, so that neighbouring calls do not wait for each other at one place.
    [[nodiscard]] std::size_t placeOf(std::uint32_t profile, std::size_t turn) const
    {
        const std::size_t place = profile - m_begin;
        return place < m_size ? place : m_size + turn % kSpare;
    }

private:
    std::size_t m_begin;
    std::size_t m_size;
};

/// Calls `work(share)` for ranges that cover all profiles, on several threads where there are many rows. Ranges begin
/// at whole words of a bitset.
template <typename Work>
void forEachProfileShare(std::size_t profiles, std::size_t rows, const Work& work)
{
    constexpr std::size_t kLeastRows = 100'000;
    constexpr std::size_t kWord = audience::Bitset::kWordBits;
    const std::size_t threads = rows < kLeastRows ? 1 : threadCount();
    const std::size_t words = (profiles + kWord - 1) / kWord;
    const std::size_t step = (words + threads - 1) / threads;
    parallelFor(threads, 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t first = std::min(profiles, i * step * kWord);
            work(ProfileShare(first, std::min(profiles, (i + 1) * step * kWord)));
        }
    });
}

} // namespace postweave::segment
