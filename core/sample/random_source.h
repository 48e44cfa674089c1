// SPDX-License-Identifier: GPL-3.0-or-later
// RandomSource: integers that are the same on every machine (SplitMix64, Steele, Lea and Flood 2014), which the
// standard library's distributions do not promise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace postweave::sample {

class RandomSource {
public:
    RandomSource(std::uint64_t seed, std::uint64_t stream)
        : m_state(seed * 0x9e3779b97f4a7c15ULL ^ (stream + 1) * 0xd1b54a32d192ed03ULL)
    {
    }

    [[nodiscard]] std::uint64_t next()
    {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = m_state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// 0 to bound − 1; bound ≥ 1.
    [[nodiscard]] int below(int bound) { return static_cast<int>(next() % static_cast<std::uint64_t>(bound)); }
    /// From `from` to `to`, both included.
    [[nodiscard]] int between(int from, int to) { return from + below(to - from + 1); }
    /// True in `percent` of 100 draws.
    [[nodiscard]] bool chance(int percent) { return below(100) < percent; }
    /// An index, each with the probability of its weight; the weights' sum is positive.
    [[nodiscard]] std::size_t weighted(std::span<const int> weights)
    {
        int sum = 0;
        for (const int weight : weights) {
            sum += weight;
        }
        int draw = below(sum);
        std::size_t index = 0;
        while (draw >= weights[index]) {
            draw -= weights[index++];
        }
        return index;
    }
    template <typename T>
    [[nodiscard]] const T& pick(std::span<const T> items)
    {
        return items[static_cast<std::size_t>(below(static_cast<int>(items.size())))];
    }

private:
    std::uint64_t m_state;
};

} // namespace postweave::sample
