// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/property_coding.h"

#include "core/event/event_chunk.h"
#include "core/event/integer_packing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace postweave::event {

namespace {

constexpr std::uint8_t kAllPresent = 0;
constexpr std::uint8_t kSomePresent = 1;
constexpr std::uint8_t kRawNumbers = 255;
constexpr std::array<double, 10> kPowers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kMaxExact = 9'007'199'254'740'992.0; // 2⁵³

template <typename T>
std::vector<T> presentOnly(const std::vector<T>& values, const std::vector<std::uint8_t>& present)
{
    std::vector<T> result;
    result.reserve(values.size());
    for (std::size_t row = 0; row < values.size(); ++row) {
        if (present[row] != 0) {
            result.push_back(values[row]);
        }
    }
    return result;
}

void encodePresence(const std::vector<std::uint8_t>& present, ByteWriter& out)
{
    if (std::find(present.begin(), present.end(), std::uint8_t{0}) == present.end()) {
        out.byte(kAllPresent);
        return;
    }
    out.byte(kSomePresent);
    std::vector<std::uint8_t> bits((present.size() + 7) / 8);
    for (std::size_t row = 0; row < present.size(); ++row) {
        bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | (present[row] << (row % 8)));
    }
    out.raw(bits.data(), bits.size());
}

/// Returns how many rows have it.
std::size_t decodePresence(ByteReader& in, std::size_t rows, std::vector<std::uint8_t>& present)
{
    const std::uint8_t mode = in.byte();
    present.assign(rows, 1);
    if (mode == kAllPresent) {
        return rows;
    }
    const std::span<const std::byte> bits = in.take((rows + 7) / 8);
    if (mode != kSomePresent || !in.ok()) {
        in.refuse();
        present.assign(rows, 0); // values are taken by what is present
        return 0;
    }
    std::size_t count = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        present[row] = static_cast<std::uint8_t>((static_cast<unsigned>(bits[row / 8]) >> (row % 8)) & 1U);
        count += present[row];
    }
    return count;
}

/// Moves the first `count` values, in place, to the rows that have one.
template <typename T>
void spread(std::vector<T>& values, std::size_t count, const std::vector<std::uint8_t>& present)
{
    values.resize(present.size());
    for (std::size_t row = present.size(); row-- > count;) {
        values[row] = present[row] != 0 ? values[--count] : T{};
    }
}

bool sameBits(double a, double b)
{
    return a == b && std::signbit(a) == std::signbit(b);
}

/// The least power of ten that makes all of them whole; nothing where none does.
std::optional<std::uint8_t> decimalsOf(const std::vector<double>& numbers)
{
    std::size_t power = 0;
    for (std::size_t index = 0; index < numbers.size();) {
        const double scaled = std::round(numbers[index] * kPowers[power]);
        if (std::abs(scaled) < kMaxExact && sameBits(scaled / kPowers[power], numbers[index])) {
            ++index;
        } else if (++power == kPowers.size()) {
            return std::nullopt;
        } else {
            index = 0;
        }
    }
    return static_cast<std::uint8_t>(power);
}

void encodeNumbers(const std::vector<double>& numbers, ByteWriter& out)
{
    const std::optional<std::uint8_t> decimals = decimalsOf(numbers);
    if (!decimals) {
        out.byte(kRawNumbers);
        out.raw(numbers.data(), numbers.size() * sizeof(double));
        return;
    }
    std::vector<std::int64_t> scaled;
    scaled.reserve(numbers.size());
    for (const double number : numbers) {
        scaled.push_back(static_cast<std::int64_t>(std::round(number * kPowers[*decimals])));
    }
    out.byte(*decimals);
    packIntegers(scaled, out);
}

void decodeNumbers(ByteReader& in, std::size_t count, std::vector<double>& numbers)
{
    numbers.resize(count);
    const std::uint8_t decimals = in.byte();
    if (decimals == kRawNumbers) {
        const std::span<const std::byte> bytes = in.take(count * sizeof(double));
        if (!bytes.empty()) {
            std::memcpy(numbers.data(), bytes.data(), bytes.size());
        }
    } else if (decimals < kPowers.size()) {
        std::vector<std::int64_t> scaled(count);
        unpackIntegers(in, scaled);
        for (std::size_t index = 0; index < count; ++index) {
            numbers[index] = static_cast<double>(scaled[index]) / kPowers[decimals];
        }
    } else {
        in.refuse();
    }
    if (!std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); })) {
        in.refuse();
    }
}

void encodeDictionary(const std::vector<std::string>& texts, ByteWriter& out)
{
    out.number(texts.size());
    std::vector<std::int64_t> lengths;
    for (const std::string& text : texts) {
        lengths.push_back(static_cast<std::int64_t>(text.size()));
    }
    packIntegers(lengths, out);
    for (const std::string& text : texts) {
        out.raw(text.data(), text.size());
    }
}

void decodeDictionary(ByteReader& in, std::size_t most, std::vector<std::string>& texts)
{
    // All texts but one take at least a byte, as they are distinct.
    const auto count = static_cast<std::size_t>(in.number(std::min<std::uint64_t>(most, in.remaining() + 1)));
    std::vector<std::int64_t> lengths(count);
    unpackIntegers(in, lengths);
    for (const std::int64_t length : lengths) {
        texts.emplace_back(in.text(static_cast<std::uint64_t>(length)));
        if (!in.ok()) {
            return;
        }
    }
}

void encodeCodes(std::span<const std::uint32_t> codes, ByteWriter& out)
{
    packIntegers(std::vector<std::int64_t>(codes.begin(), codes.end()), out);
}

void decodeCodes(ByteReader& in, std::size_t count, std::size_t texts, std::vector<std::uint32_t>& codes)
{
    std::vector<std::int64_t> wide(count);
    unpackIntegers(in, wide);
    codes.resize(count);
    for (std::size_t index = 0; index < count && in.ok(); ++index) {
        if (static_cast<std::uint64_t>(wide[index]) >= texts) {
            in.refuse();
        }
        codes[index] = static_cast<std::uint32_t>(wide[index]);
    }
}

void encodeLists(const PropertyColumn& column, ByteWriter& out)
{
    std::vector<std::int64_t> counts;
    std::uint64_t begin = 0;
    for (std::size_t row = 0; row < column.present.size(); ++row) {
        if (column.present[row] != 0) {
            counts.push_back(static_cast<std::int64_t>(column.itemEnds[row] - begin));
        }
        begin = column.itemEnds[row];
    }
    packIntegers(counts, out);
    out.number(column.codes.size());
    encodeDictionary(column.dictionary, out);
    encodeCodes(column.codes, out);
}

void decodeLists(ByteReader& in, std::size_t count, PropertyColumn& column)
{
    std::vector<std::int64_t> counts(count);
    unpackIntegers(in, counts);
    const auto items = static_cast<std::size_t>(in.number(kMaxChunkItems));
    column.itemEnds.reserve(column.present.size());
    std::uint64_t end = 0;
    auto next = counts.begin();
    for (const std::uint8_t present : column.present) {
        const std::uint64_t length = present != 0 ? static_cast<std::uint64_t>(*next++) : 0;
        if (length > items - end) {
            in.refuse();
            return;
        }
        end += length;
        column.itemEnds.push_back(end);
    }
    if (end != items) {
        in.refuse();
        return;
    }
    decodeDictionary(in, items, column.dictionary);
    decodeCodes(in, items, column.dictionary.size(), column.codes);
}

} // namespace

void encodeProperty(const PropertyColumn& column, ByteWriter& out)
{
    encodePresence(column.present, out);
    switch (column.type) {
    case ValueType::Number:
        encodeNumbers(presentOnly(column.numbers, column.present), out);
        break;
    case ValueType::Text:
        encodeDictionary(column.dictionary, out);
        encodeCodes(presentOnly(column.codes, column.present), out);
        break;
    case ValueType::List:
        encodeLists(column, out);
        break;
    default:
        packIntegers(presentOnly(column.integers, column.present), out);
    }
}

void decodeProperty(ByteReader& in, std::size_t rows, PropertyColumn& column)
{
    const std::size_t count = decodePresence(in, rows, column.present);
    switch (column.type) {
    case ValueType::Number:
        decodeNumbers(in, count, column.numbers);
        spread(column.numbers, count, column.present);
        break;
    case ValueType::Text:
        decodeDictionary(in, count, column.dictionary);
        decodeCodes(in, count, column.dictionary.size(), column.codes);
        spread(column.codes, count, column.present);
        break;
    case ValueType::List:
        decodeLists(in, count, column);
        break;
    default:
        column.integers.resize(count);
        unpackIntegers(in, column.integers);
        spread(column.integers, count, column.present);
    }
}

} // namespace postweave::event
