// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/value.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace postweave::liquid {

namespace {

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

const Hash* Hash::make(Arena& arena, const Shape& shape, const Value* values)
{
    return new (arena.allocate(sizeof(Hash), alignof(Hash))) Hash(shape, values);
}

const Hash* Hash::make(Arena& arena, std::span<const Entry> entries)
{
    std::vector<std::string_view> names;
    names.reserve(entries.size());
    std::ranges::transform(entries, std::back_inserter(names), &Entry::name);
    const Shape& shape = *Shape::make(arena, names);
    auto* const values = arena.makeRoom<Value>(shape.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const bool isDistinct = shape.size() == entries.size();
        new (values + (isDistinct ? i : shape.find(entries[i].name))) Value(entries[i].value);
    }
    return make(arena, shape, values);
}

} // namespace postweave::liquid
