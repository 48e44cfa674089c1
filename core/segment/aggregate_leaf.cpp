// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that sum up a property: sum, avg, min, max.
#include "core/audience/column_scan.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/profile_runs.h"
#include "core/segment/shared_counting.h"

#include <algorithm>
#include <atomic>

namespace postweave::segment {

using audience::Bitset;
using audience::CodedColumn;

namespace {

using Code = audience::ValueDictionary::Code;

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

/// The numbers of a column's codes; empty if it has none.
std::vector<double> numbersOf(const CodedColumn* column)
{
    if (column == nullptr || !isNumeric(column->type())) {
        return {};
    }
    const audience::ValueDictionary& dictionary = column->dictionary();
    std::vector<double> numbers(dictionary.size() + 1);
    for (Code code = 1; code < numbers.size(); ++code) {
        numbers[code] = dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                               : static_cast<double>(dictionary.integer(code));
    }
    return numbers;
}

/// Where one slice keeps the property.
struct Source {
    const CodedColumn* column = nullptr;
    std::vector<double> numbers; ///< by code; empty if it has none
};

std::vector<Source> sourcesOf(const EventSelection& events, const std::string& property)
{
    std::vector<Source> sources;
    for (const EventSlice& slice : events.slices()) {
        sources.push_back({slice.table->property(property), {}});
        sources.back().numbers = numbersOf(sources.back().column);
    }
    return sources;
}

struct Add {
    void operator()(double& sum, double number, bool) const { sum += number; }
};
struct Least {
    void operator()(double& least, double number, bool first) const
    {
        least = first ? number : std::min(least, number);
    }
};
struct Most {
    void operator()(double& most, double number, bool first) const { most = first ? number : std::max(most, number); }
};

/// One number a profile, for a range of them.
template <typename Combine>
class Accumulator {
public:
    Accumulator(ProfileShare share, bool withCounts)
        : m_share(share), m_numbers(share.size() + ProfileShare::kSpare), m_counts(withCounts ? m_numbers.size() : 0)
    {
    }

    /// Sums depend on the order of their terms: by time, whatever tables they come from.
    bool run(const EventSelection& events, const std::vector<Source>& sources, const CancelToken& cancel)
    {
        if (events.slices().size() > 1) {
            return events.forEachRowByTime(cancel, [&](const EventSlice& slice, std::size_t row) {
                const Source& source = sources[static_cast<std::size_t>(&slice - events.slices().data())];
                if (!source.numbers.empty()) {
                    take(slice.table->profiles()[row], source.column->code(row), source.numbers.data());
                }
            });
        }
        if (events.slices().empty() || sources.front().numbers.empty()) {
            return true;
        }
        const double* numbers = sources.front().numbers.data();
        return std::visit(
            [&](const auto& codes) {
                return EventSelection::forEachCodeOf(
                    events.slices().front(), codes, cancel,
                    [&](std::uint32_t profile, Code code) { take(profile, code, numbers); });
            },
            sources.front().column->codes());
    }

    [[nodiscard]] std::span<double> numbers() { return {m_numbers.data(), m_share.size()}; }
    [[nodiscard]] std::span<const std::uint32_t> counts() const { return {m_counts.data(), m_share.size()}; }

private:
    void take(std::uint32_t profile, Code code, const double* numbers)
    {
        if (code == audience::ValueDictionary::kMissing) {
            return;
        }
        const std::size_t place = m_share.placeOf(profile, m_turn++);
        bool first = false;
        if (!m_counts.empty()) {
            first = m_counts[place]++ == 0;
        }
        m_combine(m_numbers[place], numbers[code], first);
    }

    ProfileShare m_share;
    std::vector<double> m_numbers;
    std::vector<std::uint32_t> m_counts;
    std::size_t m_turn = 0;
    Combine m_combine;
};

/// Writes the accepted ones among a range's profiles.
class Judge {
public:
    Judge(const EventAggregate& leaf, const EvaluationScope& scope, Bitset& members)
        : m_isAverage(leaf.function == AggregateFunction::Average),
          m_members(members),
          m_accepted(numberMatcher(leaf.test, scope.frame).acceptedNumbers())
    {
    }

    /// `counts` is empty where profiles without a number take part with 0.
    void judge(std::size_t begin, std::span<double> numbers, std::span<const std::uint32_t> counts) const
    {
        if (m_isAverage) {
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                numbers[i] /= std::max(1.0, static_cast<double>(counts[i]));
            }
        }
        Bitset found = profilesWithNumbers(numbers, m_accepted);
        if (!counts.empty()) {
            found.forEach([&](std::uint32_t i) { found.assign(i, counts[i] != 0); });
        }
        const auto words = found.words();
        std::copy(words.begin(), words.end(),
                  m_members.words().begin() + static_cast<std::ptrdiff_t>(begin / Bitset::kWordBits));
    }

private:
    bool m_isAverage;
    Bitset& m_members;
    RealSet m_accepted;
};

/// One profile after the other, each with all its events.
template <typename Combine>
LeafResult evaluateByRuns(const EventAggregate& leaf, const ProfileRunWalk& walk, const EvaluationScope& scope)
{
    const CodedColumn* column = walk.slice().table->property(leaf.property);
    const std::vector<double> numbers = numbersOf(column);
    const RealSet accepted = numberMatcher(leaf.test, scope.frame).acceptedNumbers();
    const bool isAverage = leaf.function == AggregateFunction::Average;
    const bool needsSome = leaf.function != AggregateFunction::Sum;
    const auto runOver = [&](const auto& codes) {
        return walk.run(scope.audience.size(), 1, [&, combine = Combine()](std::span<const std::uint32_t> rows) {
            double number = 0;
            std::uint32_t count = 0;
            for (const std::uint32_t row : rows) {
                if (walk.takes(row) && codes[row] != audience::ValueDictionary::kMissing) {
                    combine(number, numbers[codes[row]], count++ == 0);
                }
            }
            if (needsSome && count == 0) {
                return false;
            }
            return accepted.contains(isAverage ? number / static_cast<double>(count) : number);
        });
    };
    auto members = std::visit(runOver, column->codes());
    return members ? LeafResult(*std::move(members)) : cancelled();
}

template <typename Combine>
LeafResult evaluateBy(const EventAggregate& leaf, const EventSelection& events, const EvaluationScope& scope)
{
    const std::vector<Source> sources = sourcesOf(events, leaf.property);
    if (sources.size() == 1 && !sources.front().numbers.empty()) {
        if (const auto walk = ProfileRunWalk::over(events, scope.cancel)) {
            return evaluateByRuns<Combine>(leaf, *walk, scope);
        }
    }
    const bool withCounts = leaf.function != AggregateFunction::Sum;
    Bitset members(scope.audience.size());
    const Judge judge(leaf, scope, members);
    std::atomic<bool> complete{true};
    forEachProfileShare(scope.audience.size(), events.rowCount(), [&](ProfileShare share) {
        Accumulator<Combine> accumulator(share, withCounts);
        if (!accumulator.run(events, sources, scope.cancel)) {
            complete = false;
            return;
        }
        judge.judge(share.begin(), accumulator.numbers(),
                    withCounts ? accumulator.counts() : std::span<const std::uint32_t>());
    });
    return complete ? LeafResult(std::move(members)) : cancelled();
}

} // namespace

LeafResult evaluateAggregate(const EventAggregate& leaf, const EvaluationScope& scope)
{
    const EventSelection events = selectEvents(leaf.events, resolveWindow(leaf.within, scope.frame), scope);
    switch (leaf.function) {
    case AggregateFunction::Distinct:
        return evaluateDistinct(leaf, events, scope);
    case AggregateFunction::Smallest:
        return evaluateBy<Least>(leaf, events, scope);
    case AggregateFunction::Largest:
        return evaluateBy<Most>(leaf, events, scope);
    case AggregateFunction::Sum:
    case AggregateFunction::Average:
        break;
    }
    return evaluateBy<Add>(leaf, events, scope);
}

} // namespace postweave::segment
