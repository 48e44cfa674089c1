// SPDX-License-Identifier: GPL-3.0-or-later
// Shape: the names of a hash in their order, shared by all hashes that have the same ones, so that a path finds its
// place in a record once and not once a record.
#pragma once

#include "core/liquid/arena.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace postweave::liquid {

/// A name with its hash, so that a path written in a template is hashed once, when it is parsed.
struct Key {
    std::string_view text;
    std::uint32_t hash = 0;

    Key() = default;
    constexpr Key(std::string_view name) : text(name), hash(hashOf(name)) {} // NOLINT: a name is a key
    constexpr Key(const char* name) : Key(std::string_view(name)) {}         // NOLINT
    Key(const std::string& name) : Key(std::string_view(name)) {}            // NOLINT
    [[nodiscard]] bool operator==(const Key& other) const { return hash == other.hash && text == other.text; }

    /// FNV-1a, 32 bits.
    [[nodiscard]] static constexpr std::uint32_t hashOf(std::string_view name)
    {
        std::uint32_t hash = 2166136261U;
        for (const char c : name) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
        }
        return hash;
    }
};

/// Which names lead to which slots. No two layouts share one in a process, not even when memory is used again; 0 is
/// none. Safe from several threads.
using Schema = std::uint64_t;
[[nodiscard]] Schema newSchema();

class Shape {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    /// In the arena; the texts stay the caller's. A repeated name counts once.
    [[nodiscard]] static const Shape* make(Arena& arena, std::span<const std::string_view> names);

    [[nodiscard]] Schema schema() const { return m_schema; }
    [[nodiscard]] std::uint32_t size() const { return m_size; }
    [[nodiscard]] std::string_view name(std::uint32_t slot) const { return m_names[slot]; }
    [[nodiscard]] std::span<const std::string_view> names() const { return {m_names, m_size}; }
    /// The slot of a name; kNone where there is no such name.
    [[nodiscard]] std::uint32_t find(const Key& key) const;

private:
    friend class Arena;
    Shape() = default;
    void add(std::string_view name, std::string_view* names, std::uint32_t* hashes, std::uint32_t* index);

    Schema m_schema = 0;
    std::uint32_t m_size = 0;
    std::uint32_t m_mask = 0; // of the index; 0: none, the hashes are searched one by one
    const std::string_view* m_names = nullptr;
    const std::uint32_t* m_hashes = nullptr;
    const std::uint32_t* m_index = nullptr; // open addressing; slot + 1
};

/// Gives equal lists of names one shape, and equal names one text; both live in the arena.
class ShapeTable {
public:
    explicit ShapeTable(Arena& arena) : m_arena(arena) {}
    [[nodiscard]] std::string_view intern(std::string_view name);
    /// `names` are interned.
    [[nodiscard]] const Shape& shapeOf(std::span<const std::string_view> names);

private:
    Arena& m_arena;
    std::unordered_set<std::string_view> m_names;
    std::unordered_multimap<std::size_t, const Shape*> m_shapes; // by what their names' places hash to
};

} // namespace postweave::liquid
