// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/dictionary_encoder.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace postweave::audience {

namespace {

using Code = DictionaryEncoder::Code;

std::uint64_t mix(std::uint64_t value) // the finaliser of MurmurHash3
{
    value ^= value >> 33U;
    value *= 0xFF51AFD7ED558CCDULL;
    value ^= value >> 33U;
    value *= 0xC4CEB9FE1A85EC53ULL;
    return value ^ (value >> 33U);
}

std::uint64_t hashOfText(std::string_view text)
{
    return std::hash<std::string_view>{}(text);
}

std::uint64_t hashOfList(std::span<const Code> items)
{
    std::uint64_t hash = items.size();
    for (const Code item : items) {
        hash = mix(hash ^ item);
    }
    return hash;
}

std::string_view textOf(const std::vector<char>& bytes, const std::vector<std::uint64_t>& ends, std::size_t position)
{
    const std::size_t begin = position == 0 ? 0 : ends[position - 1];
    return {bytes.data() + begin, ends[position] - begin};
}

/// 1 to count, sorted by `less`.
template <typename Less>
std::vector<Code> sortedCodes(std::size_t count, const Less& less)
{
    std::vector<Code> order(count);
    std::iota(order.begin(), order.end(), Code{1});
    std::sort(order.begin(), order.end(), less);
    return order;
}

} // namespace

void DictionaryEncoder::grow(HashIndex& index)
{
    const std::vector<HashIndex::Slot> old =
        std::exchange(index.table, std::vector<HashIndex::Slot>(std::max<std::size_t>(16, index.table.size() * 2)));
    const std::size_t mask = index.table.size() - 1;
    for (const HashIndex::Slot& taken : old) {
        if (taken.code != 0) {
            std::size_t slot = taken.hash & mask;
            while (index.table[slot].code != 0) {
                slot = (slot + 1) & mask;
            }
            index.table[slot] = taken;
        }
    }
}

template <typename Equal>
Code DictionaryEncoder::find(HashIndex& index, std::uint64_t hash, const Equal& equal)
{
    if ((index.used + 1) * 2 > index.table.size()) {
        grow(index);
    }
    const auto shortHash = static_cast<std::uint32_t>(hash);
    const std::size_t mask = index.table.size() - 1;
    std::size_t slot = shortHash & mask;
    for (; index.table[slot].code != 0; slot = (slot + 1) & mask) {
        if (index.table[slot].hash == shortHash && equal(index.table[slot].code)) {
            return index.table[slot].code;
        }
    }
    index.table[slot] = {static_cast<Code>(++index.used), shortHash};
    return 0;
}

std::string_view DictionaryEncoder::textAt(Code code) const
{
    return textOf(m_textBytes, m_textEnds, code - 1);
}

std::span<const Code> DictionaryEncoder::listAt(Code code) const
{
    const std::size_t begin = code == 1 ? 0 : m_listEnds[code - 2];
    return {m_listItems.data() + begin, m_listEnds[code - 1] - begin};
}

Code DictionaryEncoder::internInteger(std::int64_t value)
{
    const Code known =
        find(m_index, mix(static_cast<std::uint64_t>(value)), [&](Code code) { return m_integers[code - 1] == value; });
    if (known == 0) {
        m_integers.push_back(value);
    }
    return known == 0 ? static_cast<Code>(m_integers.size()) : known;
}

Code DictionaryEncoder::internNumber(double value)
{
    value = value == 0 ? 0 : value; // one zero
    const Code known = find(m_index, mix(std::bit_cast<std::uint64_t>(value)),
                            [&](Code code) { return m_numbers[code - 1] == value; });
    if (known == 0) {
        m_numbers.push_back(value);
    }
    return known == 0 ? static_cast<Code>(m_numbers.size()) : known;
}

Code DictionaryEncoder::internItem(std::string_view text)
{
    HashIndex& index = m_type == ValueType::List ? m_itemIndex : m_index;
    const Code known = find(index, hashOfText(text), [&](Code code) { return textAt(code) == text; });
    if (known == 0) {
        m_textBytes.insert(m_textBytes.end(), text.begin(), text.end());
        m_textEnds.push_back(m_textBytes.size());
    }
    return known == 0 ? static_cast<Code>(m_textEnds.size()) : known;
}

Code DictionaryEncoder::internText(std::string_view text)
{
    return internItem(text);
}

Code DictionaryEncoder::internList(std::span<const std::string_view> items)
{
    if (items.empty()) {
        return ValueDictionary::kMissing;
    }
    m_scratch.clear();
    for (const std::string_view item : items) {
        m_scratch.push_back(internItem(item));
    }
    const auto equal = [&](Code code) { return std::ranges::equal(listAt(code), m_scratch); };
    const Code known = find(m_index, hashOfList(m_scratch), equal);
    if (known == 0) {
        m_listItems.insert(m_listItems.end(), m_scratch.begin(), m_scratch.end());
        m_listEnds.push_back(m_listItems.size());
    }
    return known == 0 ? static_cast<Code>(m_listEnds.size()) : known;
}

Code DictionaryEncoder::intern(const Value& value)
{
    struct Visitor {
        DictionaryEncoder& encoder;
        Code operator()(std::monostate) const { return ValueDictionary::kMissing; }
        Code operator()(bool flag) const { return encoder.internInteger(flag ? 1 : 0); }
        Code operator()(std::int64_t number) const
        {
            return encoder.m_type == ValueType::Number ? encoder.internNumber(static_cast<double>(number))
                                                       : encoder.internInteger(number);
        }
        Code operator()(double number) const { return encoder.internNumber(number); }
        Code operator()(Date date) const { return encoder.internInteger(date.days); }
        Code operator()(Instant instant) const { return encoder.internInteger(instant.microseconds); }
        Code operator()(const std::string& text) const { return encoder.internText(text); }
        Code operator()(const TextList& list) const
        {
            return encoder.internList(std::vector<std::string_view>(list.begin(), list.end()));
        }
    };
    return std::visit(Visitor{*this}, value);
}

void DictionaryEncoder::widenToNumber()
{
    // Codes stay although two integers may become one number: finish() lets equal values share a code.
    m_type = ValueType::Number;
    m_index = {};
    for (const std::int64_t integer : m_integers) {
        m_numbers.push_back(static_cast<double>(integer));
    }
    m_integers.clear();
    const std::vector<double> numbers = m_numbers;
    for (const double number : numbers) {
        (void)find(m_index, mix(std::bit_cast<std::uint64_t>(number)), [](Code) { return false; });
    }
}

std::vector<Code> DictionaryEncoder::sortedOrder() const
{
    switch (m_type) {
    case ValueType::Text:
        if (m_textEnds.size() > kMaxSortedTexts) {
            return {};
        }
        return sortedCodes(m_textEnds.size(), [&](Code a, Code b) { return textAt(a) < textAt(b); });
    case ValueType::Number:
        return sortedCodes(m_numbers.size(), [&](Code a, Code b) { return m_numbers[a - 1] < m_numbers[b - 1]; });
    case ValueType::List:
        return {};
    default:
        return sortedCodes(m_integers.size(), [&](Code a, Code b) { return m_integers[a - 1] < m_integers[b - 1]; });
    }
}

void DictionaryEncoder::takeTexts(ValueDictionary& dictionary, const std::vector<Code>& order)
{
    if (order.empty()) {
        dictionary.m_parts.textBytes = std::move(m_textBytes);
        dictionary.m_parts.textEnds = std::move(m_textEnds);
        return;
    }
    dictionary.m_parts.textBytes.reserve(m_textBytes.size());
    dictionary.m_parts.textEnds.reserve(m_textEnds.size());
    for (const Code code : order) {
        const std::string_view text = textAt(code);
        dictionary.m_parts.textBytes.insert(dictionary.m_parts.textBytes.end(), text.begin(), text.end());
        dictionary.m_parts.textEnds.push_back(dictionary.m_parts.textBytes.size());
    }
}

void DictionaryEncoder::takeLists(ValueDictionary& dictionary)
{
    const std::vector<Code> order =
        sortedCodes(m_textEnds.size(), [&](Code a, Code b) { return textAt(a) < textAt(b); });
    takeTexts(dictionary, order);
    std::vector<Code> positions(order.size() + 1);
    for (std::size_t i = 0; i < order.size(); ++i) {
        positions[order[i]] = static_cast<Code>(i);
    }
    for (Code& item : m_listItems) {
        item = positions[item];
    }
    dictionary.m_parts.listItems = std::move(m_listItems);
    dictionary.m_parts.listEnds = std::move(m_listEnds);
}

CodedColumn DictionaryEncoder::finish(std::vector<Code> provisional)
{
    ValueDictionary dictionary(m_type);
    if (m_type == ValueType::List) {
        dictionary.m_parts.size = m_listEnds.size();
        dictionary.m_parts.sorted = false;
        takeLists(dictionary);
        return {std::move(dictionary), std::move(provisional)};
    }
    if (m_type == ValueType::Text && m_textEnds.size() > kMaxSortedTexts) {
        dictionary.m_parts.size = m_textEnds.size();
        dictionary.m_parts.sorted = false;
        takeTexts(dictionary, {});
        dictionary.finish();
        return {std::move(dictionary), std::move(provisional)};
    }
    const std::vector<Code> order = sortedOrder();
    std::vector<Code> finalCodes(order.size() + 1);
    Code next = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool repeated =
            m_type == ValueType::Number && i > 0 && m_numbers[order[i] - 1] == m_numbers[order[i - 1] - 1];
        if (!repeated) {
            ++next;
            if (m_type == ValueType::Number) {
                dictionary.m_parts.numbers.push_back(m_numbers[order[i] - 1]);
            } else if (m_type != ValueType::Text) {
                dictionary.m_parts.integers.push_back(m_integers[order[i] - 1]);
            }
        }
        finalCodes[order[i]] = next;
    }
    dictionary.m_parts.size = next;
    if (m_type == ValueType::Text) {
        takeTexts(dictionary, order);
    }
    return {std::move(dictionary), std::move(provisional), finalCodes};
}

} // namespace postweave::audience
