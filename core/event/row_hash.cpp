// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/row_hash.h"

#include <algorithm>
#include <bit>
#include <random>

#include <xxhash.h>

namespace postweave::event {

namespace {

constexpr std::uint64_t kIdSalt = 0x1D;
constexpr std::uint64_t kBaseSalt = 0xBA5E;

std::uint64_t mixed(std::uint64_t value)
{
    // The finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

/// Integers, numbers equal to them and both zeros are the same value.
std::uint64_t bitsOf(double number)
{
    return std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
}

std::uint64_t saltOf(std::int64_t property)
{
    return mixed(static_cast<std::uint64_t>(property));
}

std::string_view idAt(const EventColumns& columns, std::size_t row)
{
    const std::uint64_t begin = row == 0 ? 0 : columns.idEnds[row - 1];
    return std::string_view(columns.idBytes).substr(begin, columns.idEnds[row] - begin);
}

} // namespace

RowHash::RowHash()
{
    std::random_device random;
    m_seed = (static_cast<std::uint64_t>(random()) << 32U) | random();
}

std::uint64_t RowHash::text(std::string_view text, std::uint64_t salt) const
{
    return XXH3_64bits_withSeed(text.data(), text.size(), m_seed ^ salt);
}

std::uint64_t RowHash::integer(std::uint64_t number, std::uint64_t salt) const
{
    return mixed(number + mixed(m_seed ^ salt));
}

std::uint64_t RowHash::base(std::int64_t profile, std::int64_t time) const
{
    return integer(static_cast<std::uint64_t>(time), kBaseSalt) * 3 +
           integer(static_cast<std::uint64_t>(profile), ~kBaseSalt);
}

std::uint64_t RowHash::value(const Value& value, std::uint64_t salt) const
{
    struct Visitor {
        const RowHash& hash;
        std::uint64_t salt;
        std::uint64_t operator()(std::monostate) const { return 0; }
        std::uint64_t operator()(bool flag) const { return hash.integer(flag ? 1 : 0, salt); }
        std::uint64_t operator()(std::int64_t number) const
        {
            return hash.integer(bitsOf(static_cast<double>(number)), salt);
        }
        std::uint64_t operator()(double number) const { return hash.integer(bitsOf(number), salt); }
        std::uint64_t operator()(Date date) const { return hash.integer(static_cast<std::uint64_t>(date.days), salt); }
        std::uint64_t operator()(Instant at) const
        {
            return hash.integer(static_cast<std::uint64_t>(at.microseconds), salt);
        }
        std::uint64_t operator()(const std::string& text) const { return hash.text(text, salt); }
        std::uint64_t operator()(const TextList& list) const
        {
            std::uint64_t sum = salt;
            for (const std::string& item : list) {
                sum = mixed(sum + hash.text(item, salt));
            }
            return sum;
        }
    };
    return std::visit(Visitor{*this, salt}, value);
}

std::uint64_t RowHash::of(const EventRow& row, std::span<const RowProperty> properties) const
{
    if (!row.id.empty()) {
        return text(row.id, kIdSalt);
    }
    std::uint64_t sum = base(row.profile.value, row.time.microseconds);
    for (const RowProperty& property : properties) {
        sum += value(*property.value, saltOf(property.id));
    }
    return sum;
}

void RowHash::addProperty(const PropertyColumn& column, std::int64_t id, std::vector<std::uint64_t>& hashes) const
{
    const std::uint64_t salt = saltOf(id);
    std::vector<std::uint64_t> texts;
    for (const std::string& entry : column.dictionary) {
        texts.push_back(text(entry, salt));
    }
    const bool integers = column.type == ValueType::Integer;
    std::uint64_t item = 0;
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        if (column.present[row] == 0) {
            continue;
        }
        switch (column.type) {
        case ValueType::Text:
            hashes[row] += texts[column.codes[row]];
            break;
        case ValueType::Number:
            hashes[row] += integer(bitsOf(column.numbers[row]), salt);
            break;
        case ValueType::List: {
            std::uint64_t sum = salt;
            for (; item < column.itemEnds[row]; ++item) {
                sum = mixed(sum + texts[column.codes[item]]);
            }
            hashes[row] += sum;
            break;
        }
        default:
            hashes[row] += integer(integers ? bitsOf(static_cast<double>(column.integers[row]))
                                            : static_cast<std::uint64_t>(column.integers[row]),
                                   salt);
        }
    }
}

std::vector<std::uint64_t> RowHash::of(const EventChunk& chunk) const
{
    const EventColumns& columns = chunk.columns;
    std::vector<std::uint64_t> hashes(columns.size());
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        hashes[row] = base(columns.profiles[row], columns.times[row]);
    }
    for (std::size_t index = 0; index < chunk.propertyIds.size(); ++index) {
        addProperty(columns.properties[index], chunk.propertyIds[index], hashes);
    }
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        const std::string_view id = idAt(columns, row);
        hashes[row] = id.empty() ? hashes[row] : text(id, kIdSalt);
    }
    return hashes;
}

namespace {

bool isSameValue(const Value& first, const Value& second)
{
    const auto number = [](const Value& value) -> std::optional<double> {
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            return static_cast<double>(*integer);
        }
        const auto* real = std::get_if<double>(&value);
        return real == nullptr ? std::nullopt : std::optional(*real);
    };
    if (first.index() == second.index()) {
        return first == second;
    }
    const std::optional<double> one = number(first);
    return one && one == number(second);
}

const Value* valueOf(std::span<const RowProperty> properties, std::int64_t id)
{
    const auto found = std::find_if(properties.begin(), properties.end(),
                                    [&](const RowProperty& property) { return property.id == id; });
    return found == properties.end() ? nullptr : found->value;
}

} // namespace

bool isSameEvent(const EventChunk& chunk, std::size_t index, const EventRow& row,
                 std::span<const RowProperty> properties)
{
    const EventColumns& columns = chunk.columns;
    const std::string_view id = idAt(columns, index);
    if (!row.id.empty() || !id.empty()) {
        return id == row.id;
    }
    if (columns.profiles[index] != row.profile.value || columns.times[index] != row.time.microseconds) {
        return false;
    }
    std::size_t matched = 0;
    for (std::size_t position = 0; position < chunk.propertyIds.size(); ++position) {
        const PropertyColumn& column = columns.properties[position];
        if (column.present[index] == 0) {
            continue;
        }
        const Value* value = valueOf(properties, chunk.propertyIds[position]);
        if (value == nullptr || !isSameValue(columns.value(column, index), *value)) {
            return false;
        }
        ++matched;
    }
    return matched == properties.size();
}

bool isSameEvent(const EventRow& first, std::span<const RowProperty> firstProperties, const EventRow& second,
                 std::span<const RowProperty> secondProperties)
{
    if (!first.id.empty() || !second.id.empty()) {
        return first.id == second.id;
    }
    if (first.profile != second.profile || first.time != second.time ||
        firstProperties.size() != secondProperties.size()) {
        return false;
    }
    return std::all_of(firstProperties.begin(), firstProperties.end(), [&](const RowProperty& property) {
        const Value* value = valueOf(secondProperties, property.id);
        return value != nullptr && isSameValue(*property.value, *value);
    });
}

} // namespace postweave::event
