// SPDX-License-Identifier: GPL-3.0-or-later
// How many different values of a property a profile's events have.
#include "core/segment/leaf_evaluation.h"
#include "core/segment/shared_counting.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <map>

namespace postweave::segment {

using audience::Bitset;

namespace {

using Code = audience::ValueDictionary::Code;

/// One number for each different value, shared by all tables; integers and numbers of the same size are one value.
class ValueNumbers {
public:
    explicit ValueNumbers(const EventSelection& events, const std::string& property)
    {
        for (const EventSlice& slice : events.slices()) {
            const audience::CodedColumn* column = slice.table->property(property);
            m_columns.push_back(column);
            m_numbers.emplace_back();
            if (column != nullptr) {
                number(column->dictionary(), m_numbers.back());
            }
        }
    }

    [[nodiscard]] std::size_t count() const { return m_known.size(); }
    /// nullptr where no event of the slice has the property.
    [[nodiscard]] const audience::CodedColumn* column(std::size_t slice) const { return m_columns[slice]; }
    /// By code, each number + 1: for at most 254 values.
    [[nodiscard]] std::vector<std::uint8_t> bytes(std::size_t slice) const
    {
        std::vector<std::uint8_t> bytes(m_numbers[slice].size());
        std::transform(m_numbers[slice].begin(), m_numbers[slice].end(), bytes.begin(),
                       [](std::uint32_t number) { return static_cast<std::uint8_t>(number + 1); });
        return bytes;
    }
    /// Nothing if the row has no value.
    [[nodiscard]] std::optional<std::uint32_t> numberOf(std::size_t slice, std::size_t row) const
    {
        const Code code = m_columns[slice] == nullptr ? 0 : m_columns[slice]->code(row);
        return code == audience::ValueDictionary::kMissing ? std::nullopt : std::optional(m_numbers[slice][code]);
    }

private:
    void number(const audience::ValueDictionary& dictionary, std::vector<std::uint32_t>& numbers)
    {
        numbers.resize(dictionary.size() + 1);
        for (Code code = 1; code < numbers.size(); ++code) {
            const auto next = static_cast<std::uint32_t>(m_known.size());
            numbers[code] = m_known.try_emplace(normalised(dictionary.value(code)), next).first->second;
        }
    }

    static Value normalised(Value value)
    {
        constexpr std::int64_t kExact = std::int64_t{1} << 53;
        const auto* integer = std::get_if<std::int64_t>(&value);
        if (integer != nullptr && *integer >= -kExact && *integer <= kExact) {
            return static_cast<double>(*integer);
        }
        return value;
    }

    std::vector<const audience::CodedColumn*> m_columns;
    std::vector<std::vector<std::uint32_t>> m_numbers; ///< by slice and code
    std::map<Value, std::uint32_t> m_known;
};

/// For each profile the values seen so far, a byte each, up to as many as a Seen holds; and who has seen more.
template <typename Seen>
class SeenValues {
public:
    static constexpr std::uint32_t kMost = sizeof(Seen);

    explicit SeenValues(std::size_t profiles) : m_seen(profiles), m_overflowed(profiles) {}

    /// `value` is at least 1.
    void see(std::size_t profile, std::uint8_t value)
    {
        Seen& seen = m_seen[profile];
        const Seen different = static_cast<Seen>(seen ^ static_cast<Seen>(kOnes * value));
        const Seen zeroByte = static_cast<Seen>(static_cast<Seen>(different - kOnes) & ~different & kTops);
        if (zeroByte != 0) {
            return;
        }
        if ((seen >> kTopShift) != 0) {
            m_overflowed.set(profile);
            return;
        }
        seen = static_cast<Seen>(static_cast<Seen>(seen << 8U) | value);
    }

    /// Counts above kMost come out as kMost + 1.
    [[nodiscard]] std::vector<std::uint8_t> counts() const
    {
        std::vector<std::uint8_t> counts(m_seen.size());
        for (std::size_t i = 0; i < counts.size(); ++i) {
            unsigned count = 0;
            for (unsigned value = 0; value < sizeof(Seen); ++value) {
                count += (m_seen[i] >> (8 * value)) != 0 ? 1U : 0U;
            }
            counts[i] = static_cast<std::uint8_t>(count);
        }
        m_overflowed.forEach([&](std::uint32_t profile) { counts[profile] = kMost + 1; });
        return counts;
    }

private:
    static constexpr Seen kOnes = static_cast<Seen>(0x0101010101010101ULL);
    static constexpr Seen kTops = static_cast<Seen>(0x8080808080808080ULL);
    static constexpr unsigned kTopShift = 8 * (sizeof(Seen) - 1);

    std::vector<Seen> m_seen;
    Bitset m_overflowed;
};

constexpr std::size_t kMostByteValues = 254;

/// False if cancelled.
template <typename Seen>
bool seeAll(const EventSelection& events, const ValueNumbers& values, ProfileShare share, const CancelToken& cancel,
            SeenValues<Seen>& seen)
{
    std::size_t turn = 0;
    for (std::size_t i = 0; i < events.slices().size(); ++i) {
        const audience::CodedColumn* column = values.column(i);
        if (column == nullptr) {
            continue;
        }
        const std::vector<std::uint8_t> bytes = values.bytes(i);
        const auto see = [&, numbers = bytes.data()](std::uint32_t profile, Code code) {
            if (code != audience::ValueDictionary::kMissing) {
                seen.see(share.placeOf(profile, turn++), numbers[code]);
            }
        };
        const bool done = std::visit(
            [&](const auto& codes) { return EventSelection::forEachCodeOf(events.slices()[i], codes, cancel, see); },
            column->codes());
        if (!done) {
            return false;
        }
    }
    return true;
}

/// Where counts above SeenValues::kMost share a fate and there are at most kMostByteValues values.
template <typename Seen>
LeafResult judgeBySeen(const EventSelection& events, const ValueNumbers& values, const RealSet& accepted,
                       const EvaluationScope& scope)
{
    Bitset members(scope.audience.size());
    std::atomic<bool> complete{true};
    forEachProfileShare(scope.audience.size(), events.rowCount(), [&](ProfileShare share) {
        SeenValues<Seen> seen(share.size() + ProfileShare::kSpare);
        if (!seeAll(events, values, share, scope.cancel, seen)) {
            complete = false;
            return;
        }
        std::vector<std::uint8_t> counts = seen.counts();
        counts.resize(share.size());
        const Bitset found = profilesByCounts(std::move(counts), accepted);
        std::copy(found.words().begin(), found.words().end(),
                  members.words().begin() + static_cast<std::ptrdiff_t>(share.begin() / Bitset::kWordBits));
    });
    return complete ? LeafResult(std::move(members)) : cancelled();
}

/// One bit a value: for few values.
bool countByMasks(const EventSelection& events, const ValueNumbers& values, const EvaluationScope& scope,
                  std::vector<std::uint32_t>& counts)
{
    std::vector<std::uint64_t> masks(counts.size());
    const bool done = events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        if (const auto number = values.numberOf(static_cast<std::size_t>(&slice - events.slices().data()), row)) {
            masks[slice.table->profiles()[row]] |= std::uint64_t{1} << *number;
        }
    });
    std::transform(masks.begin(), masks.end(), counts.begin(),
                   [](std::uint64_t mask) { return static_cast<std::uint32_t>(std::popcount(mask)); });
    return done;
}

bool countByPairs(const EventSelection& events, const ValueNumbers& values, const EvaluationScope& scope,
                  std::vector<std::uint32_t>& counts)
{
    std::vector<std::uint64_t> pairs;
    const bool done = events.forEachRow(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        if (const auto number = values.numberOf(static_cast<std::size_t>(&slice - events.slices().data()), row)) {
            pairs.push_back(std::uint64_t{slice.table->profiles()[row]} << 32U | *number);
        }
    });
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const std::uint64_t pair : pairs) {
        ++counts[pair >> 32U];
    }
    return done;
}

} // namespace

LeafResult evaluateDistinct(const EventAggregate& leaf, const EventSelection& events, const EvaluationScope& scope)
{
    constexpr std::size_t kMaskBits = 64;
    const ValueNumbers values(events, leaf.property);
    const RealSet accepted = numberMatcher(leaf.test, scope.frame).acceptedNumbers();
    if (values.count() <= kMostByteValues) {
        if (areAlikeFrom(SeenValues<std::uint16_t>::kMost + 1, accepted)) {
            return judgeBySeen<std::uint16_t>(events, values, accepted, scope);
        }
        if (areAlikeFrom(SeenValues<std::uint32_t>::kMost + 1, accepted)) {
            return judgeBySeen<std::uint32_t>(events, values, accepted, scope);
        }
    }
    std::vector<std::uint32_t> counts(scope.audience.size());
    const bool done = values.count() <= kMaskBits ? countByMasks(events, values, scope, counts)
                                                  : countByPairs(events, values, scope, counts);
    return done ? LeafResult(profilesByCounts(std::move(counts), accepted)) : cancelled();
}

} // namespace postweave::segment
