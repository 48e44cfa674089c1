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

/// Hashes whole numbers with one salt.
class IntegerHash {
public:
    IntegerHash(std::uint64_t seed, std::uint64_t salt) : m_offset(mixed(seed ^ salt)) {}
    [[nodiscard]] std::uint64_t of(std::uint64_t number) const { return mixed(number + m_offset); }

private:
    std::uint64_t m_offset;
};

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

void RowHash::addProperty(const PropertyColumn& column, std::int64_t id, std::vector<std::uint64_t>& hashes) const
{
    const std::uint64_t salt = saltOf(id);
    std::vector<std::uint64_t> texts;
    for (const std::string& entry : column.dictionary) {
        texts.push_back(text(entry, salt));
    }
    const bool integers = column.type == ValueType::Integer;
    const IntegerHash integer(m_seed, salt);
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
            hashes[row] += integer.of(bitsOf(column.numbers[row]));
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
            hashes[row] += integer.of(integers ? bitsOf(static_cast<double>(column.integers[row]))
                                               : static_cast<std::uint64_t>(column.integers[row]));
        }
    }
}

std::vector<std::uint64_t> RowHash::of(const EventChunk& chunk) const
{
    const EventColumns& columns = chunk.columns;
    std::vector<std::uint64_t> hashes(columns.size());
    const IntegerHash time(m_seed, kBaseSalt);
    const IntegerHash profile(m_seed, ~kBaseSalt);
    for (std::size_t row = 0; row < hashes.size(); ++row) {
        hashes[row] = time.of(static_cast<std::uint64_t>(columns.times[row])) * 3 + profile.of(columns.profiles[row]);
    }
    for (std::size_t index = 0; index < chunk.propertyIds.size(); ++index) {
        addProperty(columns.properties[index], chunk.propertyIds[index], hashes);
    }
    for (std::size_t row = 0; row < hashes.size() && !columns.idBytes.empty(); ++row) {
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

/// The next property at or behind `position` that the row has.
std::size_t nextPresent(const EventChunk& chunk, std::size_t row, std::size_t position)
{
    while (position < chunk.propertyIds.size() && chunk.columns.properties[position].present[row] == 0) {
        ++position;
    }
    return position;
}

} // namespace

bool isSameEvent(const EventChunk& first, std::size_t firstRow, const EventChunk& second, std::size_t secondRow)
{
    const EventColumns& one = first.columns;
    const EventColumns& other = second.columns;
    const std::string_view id = idAt(one, firstRow);
    if (const std::string_view otherId = idAt(other, secondRow); !id.empty() || !otherId.empty()) {
        return id == otherId;
    }
    if (one.profiles[firstRow] != other.profiles[secondRow] || one.times[firstRow] != other.times[secondRow]) {
        return false;
    }
    for (std::size_t at = 0, otherAt = 0;; ++at, ++otherAt) {
        at = nextPresent(first, firstRow, at);
        otherAt = nextPresent(second, secondRow, otherAt);
        const bool ended = at == first.propertyIds.size();
        if (ended || otherAt == second.propertyIds.size()) {
            return ended && otherAt == second.propertyIds.size();
        }
        if (first.propertyIds[at] != second.propertyIds[otherAt] ||
            !isSameValue(one.value(one.properties[at], firstRow), other.value(other.properties[otherAt], secondRow))) {
            return false;
        }
    }
}

} // namespace postweave::event
