// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/text_places.h"

#include <algorithm>
#include <random>

#include <xxhash.h>

namespace postweave::event {

namespace {

/// With a seed that nobody outside can know, so that no file can be made to collide.
std::uint32_t hashOf(std::string_view text)
{
    static const std::uint64_t seed =
        (static_cast<std::uint64_t>(std::random_device()()) << 32U) | std::random_device()();
    return static_cast<std::uint32_t>(XXH3_64bits_withSeed(text.data(), text.size(), seed));
}

} // namespace

void TextPlaces::grow()
{
    constexpr std::size_t kLeastSlots = 16;
    std::vector<Slot> before(std::max(kLeastSlots, m_slots.size() * 2));
    before.swap(m_slots);
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& moved : before) {
        if (moved.place == 0) {
            continue;
        }
        std::size_t slot = moved.hash & mask;
        while (m_slots[slot].place != 0) {
            slot = (slot + 1) & mask;
        }
        m_slots[slot] = moved;
    }
}

std::uint32_t TextPlaces::of(std::string_view text, std::vector<std::string>& dictionary)
{
    if (m_used * 2 >= m_slots.size()) {
        grow();
    }
    const std::uint32_t hash = hashOf(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    for (; m_slots[slot].place != 0; slot = (slot + 1) & mask) {
        if (m_slots[slot].hash == hash && dictionary[m_slots[slot].place - 1] == text) {
            return m_slots[slot].place - 1;
        }
    }
    dictionary.emplace_back(text);
    ++m_used;
    m_slots[slot] = {hash, static_cast<std::uint32_t>(dictionary.size())};
    return m_slots[slot].place - 1;
}

} // namespace postweave::event
