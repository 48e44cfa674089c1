// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/integer_packing.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

static_assert(std::endian::native == std::endian::little, "packed integers are read as they stand in memory");

namespace postweave::event {

namespace {

constexpr std::uint8_t kDifferences = 1;
constexpr unsigned kMaxWidth = 64;
// Widest number that always lies within eight bytes from the byte it starts in.
constexpr unsigned kMaxSingleLoad = 57;

struct Scale {
    std::int64_t base = 0;
    std::uint64_t divisor = 1;
    std::vector<std::uint64_t> scaled;
};

/// Division without remainder, by multiplication with the inverse of the divisor's odd part modulo 2⁶⁴ (Granlund,
/// Montgomery: Division by invariant integers using multiplication, 1994, section 9).
class ExactDivision {
public:
    explicit ExactDivision(std::uint64_t divisor)
        : m_shift(static_cast<unsigned>(std::countr_zero(divisor))), m_most(UINT64_MAX / (divisor >> m_shift))
    {
        const std::uint64_t odd = divisor >> m_shift;
        m_inverse = odd; // right in its lowest three bits; each round doubles them
        for (int round = 0; round < 5; ++round) {
            m_inverse *= 2 - odd * m_inverse;
        }
    }
    [[nodiscard]] bool divides(std::uint64_t number) const
    {
        const bool isEven = ((number >> m_shift) << m_shift) == number;
        return isEven && (number >> m_shift) * m_inverse <= m_most;
    }
    [[nodiscard]] std::uint64_t quotient(std::uint64_t multiple) const { return (multiple >> m_shift) * m_inverse; }

private:
    unsigned m_shift;
    std::uint64_t m_most; // quotient by the odd part
    std::uint64_t m_inverse = 0;
};

std::uint64_t commonDivisor(const std::vector<std::uint64_t>& offsets)
{
    const auto first = std::find_if(offsets.begin(), offsets.end(), [](std::uint64_t offset) { return offset != 0; });
    if (first == offsets.end()) {
        return 1;
    }
    std::uint64_t divisor = *first;
    ExactDivision division(divisor);
    for (const std::uint64_t offset : offsets) {
        if (!division.divides(offset)) {
            divisor = std::gcd(divisor, offset);
            division = ExactDivision(divisor);
        }
        if (divisor == 1) {
            break;
        }
    }
    return divisor;
}

Scale scaleOf(std::span<const std::int64_t> values)
{
    Scale scale;
    if (values.empty()) {
        return scale;
    }
    scale.base = *std::min_element(values.begin(), values.end());
    scale.scaled.resize(values.size());
    std::transform(values.begin(), values.end(), scale.scaled.begin(), [&](std::int64_t value) {
        return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(scale.base);
    });
    scale.divisor = commonDivisor(scale.scaled);
    if (scale.divisor > 1) {
        const ExactDivision division(scale.divisor);
        for (std::uint64_t& offset : scale.scaled) {
            offset = division.quotient(offset);
        }
    }
    return scale;
}

std::vector<std::int64_t> differences(std::span<const std::int64_t> values)
{
    std::vector<std::int64_t> result(values.size());
    std::uint64_t before = 0;
    for (std::size_t index = 0; index < values.size(); ++index) {
        const auto value = static_cast<std::uint64_t>(values[index]);
        result[index] = static_cast<std::int64_t>(value - before);
        before = value;
    }
    return result;
}

struct Extent {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// Of at least one number. As std::minmax_element, but without a branch that a processor cannot foresee.
Extent extentOf(std::span<const std::uint64_t> numbers)
{
    Extent extent{numbers.front(), numbers.front()};
    for (const std::uint64_t number : numbers) {
        extent.least = std::min(extent.least, number);
        extent.most = std::max(extent.most, number);
    }
    return extent;
}

template <typename Visit>
void forEachBlock(const Scale& scale, Visit visit)
{
    for (std::size_t begin = 0; begin < scale.scaled.size(); begin += kPackedBlock) {
        const std::span block(scale.scaled.data() + begin, std::min(kPackedBlock, scale.scaled.size() - begin));
        const auto [least, most] = extentOf(block);
        visit(block, least, static_cast<unsigned>(std::bit_width(most - least)));
    }
}

/// Bits a number of the block takes, were nothing common to all taken out.
unsigned widthOf(std::span<const std::int64_t> block)
{
    const auto [least, most] = std::minmax_element(block.begin(), block.end());
    return static_cast<unsigned>(
        std::bit_width(static_cast<std::uint64_t>(*most) - static_cast<std::uint64_t>(*least)));
}

/// True where differences take fewer bits than the numbers themselves, by a few blocks.
bool differencesPay(std::span<const std::int64_t> values)
{
    constexpr std::size_t kLooks = 8;
    constexpr std::size_t kLook = kPackedBlock / 4;
    const std::size_t step = std::max(kLook, values.size() / kLooks);
    unsigned plain = 0;
    unsigned stepped = 0;
    for (std::size_t begin = 0; begin + 1 < values.size(); begin += step) {
        const std::span block = values.subspan(begin, std::min(kLook, values.size() - begin));
        plain += widthOf(block);
        stepped += block.size() < 2 ? 0 : widthOf(std::span<const std::int64_t>(differences(block)).subspan(1));
    }
    return stepped < plain;
}

void writeBlock(std::span<const std::uint64_t> block, std::uint64_t least, unsigned width, ByteWriter& out)
{
    out.number(least);
    out.byte(static_cast<std::uint8_t>(width));
    std::array<std::uint64_t, kPackedBlock + 1> words{};
    std::size_t bit = 0;
    for (const std::uint64_t number : block) {
        const std::uint64_t value = number - least;
        const std::size_t word = bit / 64;
        const unsigned shift = static_cast<unsigned>(bit % 64);
        words[word] |= value << shift;
        if (shift + width > 64) {
            words[word + 1] |= value >> (64 - shift);
        }
        bit += width;
    }
    out.raw(words.data(), (bit + 7) / 8);
}

/// `packed` is followed by at least 16 bytes that may be read.
std::uint64_t bitsAt(const std::byte* packed, std::size_t bit, unsigned width)
{
    std::uint64_t low = 0;
    std::memcpy(&low, packed + bit / 8, sizeof low);
    const unsigned shift = static_cast<unsigned>(bit % 8);
    low >>= shift;
    if (width > kMaxSingleLoad && shift > 0) {
        const auto next = static_cast<std::uint64_t>(packed[bit / 8 + 8]);
        low |= next << (64 - shift);
    }
    return width == kMaxWidth ? low : low & ((std::uint64_t{1} << width) - 1);
}

struct BlockScale {
    std::uint64_t base = 0;
    std::uint64_t divisor = 1;
};

void readBlock(ByteReader& in, BlockScale scale, std::span<std::int64_t> values)
{
    const std::uint64_t least = in.number();
    const auto width = static_cast<unsigned>(in.byte());
    if (width > kMaxWidth) {
        in.refuse();
        return;
    }
    const std::span<const std::byte> packed = in.take((values.size() * width + 7) / 8);
    if (!in.ok()) {
        return;
    }
    std::array<std::byte, kPackedBlock * 8 + 16> buffer;
    if (!packed.empty()) {
        std::memcpy(buffer.data(), packed.data(), packed.size());
    }
    std::memset(buffer.data() + packed.size(), 0, 16);
    const std::uint64_t first = scale.base + scale.divisor * least;
    std::size_t bit = 0;
    for (std::int64_t& value : values) {
        value = static_cast<std::int64_t>(first + scale.divisor * (width == 0 ? 0 : bitsAt(buffer.data(), bit, width)));
        bit += width;
    }
}

} // namespace

void packIntegers(std::span<const std::int64_t> values, ByteWriter& out)
{
    const bool byDifferences = differencesPay(values);
    const Scale best = byDifferences ? scaleOf(differences(values)) : scaleOf(values);
    out.byte(byDifferences ? kDifferences : 0);
    out.signedNumber(best.base);
    out.number(best.divisor);
    forEachBlock(best, [&](std::span<const std::uint64_t> block, std::uint64_t least, unsigned width) {
        writeBlock(block, least, width, out);
    });
}

void packConstant(std::int64_t value, std::size_t count, ByteWriter& out)
{
    out.byte(0);
    out.signedNumber(count == 0 ? 0 : value);
    out.number(1);
    for (std::size_t begin = 0; begin < count; begin += kPackedBlock) {
        out.number(0);
        out.byte(0);
    }
}

void unpackIntegers(ByteReader& in, std::span<std::int64_t> values)
{
    const std::uint8_t mode = in.byte();
    const BlockScale scale{static_cast<std::uint64_t>(in.signedNumber()), in.number()};
    if (mode > kDifferences) {
        in.refuse();
    }
    for (std::size_t begin = 0; begin < values.size() && in.ok(); begin += kPackedBlock) {
        readBlock(in, scale, values.subspan(begin, std::min(kPackedBlock, values.size() - begin)));
    }
    if (mode == kDifferences && in.ok()) {
        std::uint64_t sum = 0;
        for (std::int64_t& value : values) {
            sum += static_cast<std::uint64_t>(value);
            value = static_cast<std::int64_t>(sum);
        }
    }
}

} // namespace postweave::event
