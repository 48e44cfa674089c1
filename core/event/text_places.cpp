// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/text_places.h"

#include <algorithm>
#include <random>

#include <xxhash.h>

namespace postweave::event {

namespace {

std::uint64_t randomSeed()
{
    std::random_device random;
    return (static_cast<std::uint64_t>(random()) << 32U) | random();
}

/// That nobody outside can know, so that no file can be made to collide.
const std::uint64_t kSeed = randomSeed();
const std::uint64_t kOtherSeed = randomSeed();

// The lowest bits tell sizes of short texts; all of them set: a long one.
constexpr unsigned kSizeBits = 5;
constexpr std::uint32_t kLong = (1U << kSizeBits) - 1;
static_assert(TextWords::kMostBytes < kLong);

std::uint32_t shortHash(const TextWords& words, std::size_t size)
{
    const auto hash = static_cast<std::uint32_t>(hashOf(words, size, kSeed, kOtherSeed));
    return (hash & ~kLong) | static_cast<std::uint32_t>(size);
}

std::uint32_t longHash(std::string_view text)
{
    return static_cast<std::uint32_t>(XXH3_64bits_withSeed(text.data(), text.size(), kSeed)) | kLong;
}

/// Where to start looking.
std::size_t placeOf(std::uint32_t hash)
{
    return hash >> kSizeBits;
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
        std::size_t slot = placeOf(moved.hash) & mask;
        while (m_slots[slot].place != 0) {
            slot = (slot + 1) & mask;
        }
        m_slots[slot] = moved;
    }
}

std::uint32_t TextPlaces::add(std::size_t slot, std::string_view text, std::vector<std::string>& dictionary)
{
    dictionary.emplace_back(text);
    ++m_used;
    m_slots[slot].place = static_cast<std::uint32_t>(dictionary.size());
    return m_slots[slot].place - 1;
}

std::uint32_t TextPlaces::ofShort(std::string_view text, std::vector<std::string>& dictionary)
{
    const TextWords words(text);
    const std::uint32_t hash = shortHash(words, text.size());
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = placeOf(hash) & mask;
    for (; m_slots[slot].place != 0; slot = (slot + 1) & mask) {
        const Slot& known = m_slots[slot];
        if (known.hash == hash && known.words == words) {
            return known.place - 1;
        }
    }
    m_slots[slot].words = words;
    m_slots[slot].hash = hash;
    return add(slot, text, dictionary);
}

std::uint32_t TextPlaces::ofLong(std::string_view text, std::vector<std::string>& dictionary)
{
    const std::uint32_t hash = longHash(text);
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = placeOf(hash) & mask;
    for (; m_slots[slot].place != 0; slot = (slot + 1) & mask) {
        if (m_slots[slot].hash == hash && dictionary[m_slots[slot].place - 1] == text) {
            return m_slots[slot].place - 1;
        }
    }
    m_slots[slot].hash = hash;
    return add(slot, text, dictionary);
}

std::uint32_t TextPlaces::of(std::string_view text, std::vector<std::string>& dictionary)
{
    if (m_used * 2 >= m_slots.size()) {
        grow();
    }
    return text.size() <= TextWords::kMostBytes ? ofShort(text, dictionary) : ofLong(text, dictionary);
}

} // namespace postweave::event
