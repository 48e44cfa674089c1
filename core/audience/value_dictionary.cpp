// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/value_dictionary.h"

#include <algorithm>
#include <cmath>

namespace postweave::audience {

namespace {

using Parts = ValueDictionary::Parts;

/// Ends that rise up to the size of what they divide.
bool divide(const std::vector<std::uint64_t>& ends, std::size_t size)
{
    return std::is_sorted(ends.begin(), ends.end()) && (ends.empty() ? 0 : ends.back()) == size;
}

template <typename T>
bool rise(const std::vector<T>& values)
{
    return std::adjacent_find(values.begin(), values.end(), [](const T& a, const T& b) { return !(a < b); }) ==
           values.end();
}

bool areSoundLists(const Parts& parts)
{
    return parts.listEnds.size() == parts.size && divide(parts.listEnds, parts.listItems.size()) &&
           std::all_of(parts.listItems.begin(), parts.listItems.end(),
                       [&](std::uint32_t item) { return item < parts.textEnds.size(); });
}

bool areSound(const Parts& parts)
{
    if (!divide(parts.textEnds, parts.textBytes.size())) {
        return false;
    }
    switch (parts.type) {
    case ValueType::Text:
        return parts.textEnds.size() == parts.size;
    case ValueType::List:
        return areSoundLists(parts);
    case ValueType::Number:
        return parts.numbers.size() == parts.size && rise(parts.numbers) &&
               std::all_of(parts.numbers.begin(), parts.numbers.end(), [](double x) { return std::isfinite(x); });
    default:
        return parts.integers.size() == parts.size && rise(parts.integers);
    }
}

} // namespace

std::optional<ValueDictionary> ValueDictionary::fromParts(Parts parts)
{
    if (!areSound(parts)) {
        return std::nullopt;
    }
    ValueDictionary dictionary;
    dictionary.m_parts = std::move(parts);
    if (dictionary.type() == ValueType::Text && dictionary.isSorted()) {
        for (std::size_t i = 1; i < dictionary.size(); ++i) {
            if (!(dictionary.item(i - 1) < dictionary.item(i))) {
                return std::nullopt;
            }
        }
    }
    dictionary.finish();
    return dictionary;
}

void ValueDictionary::finish()
{
    if (m_parts.type == ValueType::Text && !m_parts.sorted) {
        m_endings = std::make_shared<LazyEndings>();
    }
}

std::span<const std::uint32_t> ValueDictionary::list(Code code) const
{
    const std::size_t begin = code == 1 ? 0 : m_parts.listEnds[code - 2];
    return {m_parts.listItems.data() + begin, m_parts.listEnds[code - 1] - begin};
}

std::string_view ValueDictionary::item(std::size_t position) const
{
    const std::size_t begin = position == 0 ? 0 : m_parts.textEnds[position - 1];
    return {m_parts.textBytes.data() + begin, m_parts.textEnds[position] - begin};
}

const TextEndings* ValueDictionary::endings() const
{
    if (m_endings == nullptr) {
        return nullptr;
    }
    std::call_once(m_endings->once, [this] {
        m_endings->made =
            std::make_unique<const TextEndings>(itemCount(), [this](std::size_t position) { return item(position); });
    });
    return m_endings->made->areUseful() ? m_endings->made.get() : nullptr;
}

Value ValueDictionary::value(Code code) const
{
    if (code == kMissing) {
        return {};
    }
    switch (m_parts.type) {
    case ValueType::Boolean:
        return integer(code) != 0;
    case ValueType::Integer:
        return integer(code);
    case ValueType::Number:
        return number(code);
    case ValueType::Date:
        return Date{static_cast<std::int32_t>(integer(code))};
    case ValueType::DateTime:
        return Instant{integer(code)};
    case ValueType::Text:
        return std::string(text(code));
    case ValueType::List:
        break;
    }
    TextList items;
    for (const std::uint32_t position : list(code)) {
        items.emplace_back(item(position));
    }
    return items;
}

std::size_t ValueDictionary::byteCount() const
{
    return (m_parts.integers.size() + m_parts.numbers.size() + m_parts.textEnds.size() + m_parts.listEnds.size()) * 8 +
           m_parts.textBytes.size() + m_parts.listItems.size() * 4;
}

} // namespace postweave::audience
