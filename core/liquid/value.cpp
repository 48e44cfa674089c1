// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/value.h"

#include <algorithm>
#include <bit>
#include <charconv>

namespace postweave::liquid {

namespace {

constexpr std::size_t kLongestText = UINT32_MAX;
constexpr std::size_t kSearchedOneByOne = 12;

std::string_view withoutLeadingZeros(std::string_view digits)
{
    while (digits.size() > 1 && digits.front() == '0') {
        digits.remove_prefix(1);
    }
    return digits;
}

} // namespace

Value Value::number(double value)
{
    Value made(Kind::Float, 0, 0);
    made.m_float = value;
    return made;
}

Value Value::text(std::string_view utf8)
{
    Value made(Kind::Text, static_cast<std::uint32_t>(std::min(utf8.size(), kLongestText)), 0);
    made.m_chars = utf8.data();
    return made;
}

Value Value::html(std::string_view utf8)
{
    Value made = text(utf8);
    made.m_html = true;
    return made;
}

Value Value::integerFromDigits(std::string_view digits)
{
    std::int64_t small = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), small);
    if (error == std::errc{} && end == digits.data() + digits.size()) {
        return integer(small);
    }
    if (!digits.starts_with('-')) {
        digits = withoutLeadingZeros(digits);
    }
    Value made = text(digits);
    made.m_kind = Kind::BigInteger;
    return made;
}

Value Value::array(std::span<const Value> items)
{
    Value made(Kind::Array, static_cast<std::uint32_t>(std::min(items.size(), kLongestText)), 0);
    made.m_items = items.data();
    return made;
}

Value Value::hash(const Hash& hash)
{
    Value made(Kind::Hash, 0, 0);
    made.m_hash = &hash;
    return made;
}

Value Value::range(const Range& range)
{
    Value made(Kind::Range, 0, 0);
    made.m_range = &range;
    return made;
}

Value Value::object(const Object& object)
{
    Value made(Kind::Object, 0, 0);
    made.m_object = &object;
    return made;
}

const Hash* Hash::make(Arena& arena, std::span<const Entry> entries)
{
    Hash* const hash = new (arena.allocate(sizeof(Hash), alignof(Hash))) Hash();
    Entry* const kept = arena.makeRoom<Entry>(entries.size());
    std::uint32_t* const hashes = arena.makeRoom<std::uint32_t>(entries.size());
    hash->m_entries = kept;
    hash->m_hashes = hashes;

    std::uint32_t* index = nullptr;
    if (entries.size() > kSearchedOneByOne) {
        const std::size_t slots = std::bit_ceil(entries.size() * 2);
        index = arena.makeRoom<std::uint32_t>(slots);
        std::fill_n(index, slots, 0U);
        hash->m_index = index;
        hash->m_mask = static_cast<std::uint32_t>(slots - 1);
    }
    for (const Entry& entry : entries) {
        const Key key(entry.name);
        if (const Value* const earlier = hash->find(key)) {
            *const_cast<Value*>(earlier) = entry.value;
            continue;
        }
        new (kept + hash->m_size) Entry(entry);
        hashes[hash->m_size] = key.hash;
        ++hash->m_size;
        if (index != nullptr) {
            std::uint32_t at = key.hash & hash->m_mask;
            while (index[at] != 0) {
                at = (at + 1) & hash->m_mask;
            }
            index[at] = hash->m_size;
        }
    }
    return hash;
}

const Value* Hash::find(const Key& key) const
{
    if (m_mask == 0) {
        for (std::uint32_t i = 0; i < m_size; ++i) {
            if (m_hashes[i] == key.hash && m_entries[i].name == key.text) {
                return &m_entries[i].value;
            }
        }
        return nullptr;
    }
    for (std::uint32_t at = key.hash & m_mask; m_index[at] != 0; at = (at + 1) & m_mask) {
        const std::uint32_t entry = m_index[at] - 1;
        if (m_hashes[entry] == key.hash && m_entries[entry].name == key.text) {
            return &m_entries[entry].value;
        }
    }
    return nullptr;
}

} // namespace postweave::liquid
