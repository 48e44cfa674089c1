// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/shape.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace postweave::liquid {

namespace {

constexpr std::size_t kSearchedOneByOne = 12;

} // namespace

Schema newSchema()
{
    // Each thread takes a thousand at a time: renders on several threads make hashes all the time.
    constexpr Schema kStep = 1000;
    static std::atomic<Schema> taken{1};
    thread_local Schema next = 0;
    thread_local Schema end = 0;
    if (next == end) {
        next = taken.fetch_add(kStep, std::memory_order_relaxed);
        end = next + kStep;
    }
    return next++;
}

const Shape* Shape::make(Arena& arena, std::span<const std::string_view> names)
{
    Shape* const shape = new (arena.allocate(sizeof(Shape), alignof(Shape))) Shape();
    shape->m_schema = newSchema();
    auto* const kept = arena.makeRoom<std::string_view>(names.size());
    auto* const hashes = arena.makeRoom<std::uint32_t>(names.size());
    shape->m_names = kept;
    shape->m_hashes = hashes;
    std::uint32_t* index = nullptr;
    if (names.size() > kSearchedOneByOne) {
        const std::size_t slots = std::bit_ceil(names.size() * 2);
        index = arena.makeRoom<std::uint32_t>(slots);
        std::fill_n(index, slots, 0U);
        shape->m_index = index;
        shape->m_mask = static_cast<std::uint32_t>(slots - 1);
    }
    for (const std::string_view name : names) {
        shape->add(name, kept, hashes, index);
    }
    return shape;
}

void Shape::add(std::string_view name, std::string_view* names, std::uint32_t* hashes, std::uint32_t* index)
{
    const Key key(name);
    if (find(key) != kNone) {
        return;
    }
    new (names + m_size) std::string_view(name);
    hashes[m_size] = key.hash;
    ++m_size;
    if (index != nullptr) {
        std::uint32_t at = key.hash & m_mask;
        while (index[at] != 0) {
            at = (at + 1) & m_mask;
        }
        index[at] = m_size;
    }
}

std::uint32_t Shape::find(const Key& key) const
{
    if (m_mask == 0) {
        for (std::uint32_t i = 0; i < m_size; ++i) {
            if (m_hashes[i] == key.hash && m_names[i] == key.text) {
                return i;
            }
        }
        return kNone;
    }
    for (std::uint32_t at = key.hash & m_mask; m_index[at] != 0; at = (at + 1) & m_mask) {
        const std::uint32_t slot = m_index[at] - 1;
        if (m_hashes[slot] == key.hash && m_names[slot] == key.text) {
            return slot;
        }
    }
    return kNone;
}

std::string_view ShapeTable::intern(std::string_view name)
{
    if (const auto known = m_names.find(name); known != m_names.end()) {
        return *known;
    }
    return *m_names.insert(m_arena.copy(name)).first;
}

const Shape& ShapeTable::shapeOf(std::span<const std::string_view> names)
{
    std::size_t hash = names.size();
    for (const std::string_view name : names) {
        hash = (hash ^ reinterpret_cast<std::uintptr_t>(name.data())) * std::size_t{0x9E3779B97F4A7C15};
    }
    const auto [first, last] = m_shapes.equal_range(hash);
    for (auto known = first; known != last; ++known) {
        if (std::ranges::equal(known->second->names(), names)) {
            return *known->second;
        }
    }
    return *m_shapes.emplace(hash, Shape::make(m_arena, names))->second;
}

} // namespace postweave::liquid
