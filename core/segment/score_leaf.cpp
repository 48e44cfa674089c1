// SPDX-License-Identifier: GPL-3.0-or-later
// Scores.
#include "core/base/parallel.h"
#include "core/segment/leaf_evaluation.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>

namespace postweave::segment {

using audience::CodedColumn;

namespace {

using Code = audience::ValueDictionary::Code;

double numberOf(const audience::ValueDictionary& dictionary, Code code)
{
    if (code == audience::ValueDictionary::kMissing) {
        return 0;
    }
    return dictionary.type() == ValueType::Number ? dictionary.number(code)
                                                  : static_cast<double>(dictionary.integer(code));
}

bool isNumeric(const CodedColumn* column)
{
    return column != nullptr && (column->type() == ValueType::Integer || column->type() == ValueType::Number);
}

/// Sums stay finite, so that they can be compared and ordered.
void addTo(double& sum, double term)
{
    constexpr double kLargest = std::numeric_limits<double>::max();
    const double next = sum + term;
    sum = std::isnan(next) ? 0 : std::clamp(next, -kLargest, kLargest);
}

void addAttribute(const AttributeTerm& term, const EvaluationScope& scope, std::vector<double>& sums)
{
    const audience::AttributeColumn* attribute = scope.audience.attribute(term.attribute);
    if (attribute == nullptr || !isNumeric(&attribute->column)) {
        return;
    }
    const CodedColumn& column = attribute->column;
    std::vector<double> weighed(column.dictionary().size() + 1);
    for (Code code = 0; code < weighed.size(); ++code) {
        weighed[code] = term.weight * numberOf(column.dictionary(), code);
    }
    std::visit(
        [&](const auto& codes) {
            for (std::size_t i = 0; i < sums.size(); ++i) {
                addTo(sums[i], weighed[codes[i]]);
            }
        },
        column.codes());
}

/// 0.5^(age ÷ half-life).
double decay(const EventTerm& term, Instant time, Instant now)
{
    const auto age = static_cast<double>(now.microseconds - time.microseconds);
    return std::exp2(-age / static_cast<double>(term.halfLife->microseconds));
}

bool addEvents(const EventTerm& term, const EvaluationScope& scope, std::vector<double>& sums)
{
    const EventSelection events = selectEvents(term.events, resolveWindow(term.within, scope.frame), scope);
    if (!term.halfLife && term.per.empty()) {
        // Equal terms: their order does not matter.
        return events.forEachProfile(scope.cancel, [&](std::uint32_t profile) { addTo(sums[profile], term.weight); });
    }
    std::vector<const CodedColumn*> columns;
    for (const EventSlice& slice : events.slices()) {
        columns.push_back(term.per.empty() ? nullptr : slice.table->property(term.per));
    }
    return events.forEachRowByTime(scope.cancel, [&](const EventSlice& slice, std::size_t row) {
        double value = term.weight;
        if (!term.per.empty()) {
            const CodedColumn* column = columns[static_cast<std::size_t>(&slice - events.slices().data())];
            value *= isNumeric(column) ? numberOf(column->dictionary(), column->code(row)) : 0;
        }
        if (term.halfLife) {
            value *= decay(term, slice.table->time(row), scope.frame.now);
        }
        addTo(sums[slice.table->profiles()[row]], value);
    });
}

/// A score is a sum over terms, each a sum of its own: added one by one to a large one, small events would vanish.
bool addEventTerm(const EventTerm& term, bool isFirst, const EvaluationScope& scope, std::vector<double>& sums)
{
    if (isFirst) {
        return addEvents(term, scope, sums);
    }
    std::vector<double> own(sums.size());
    if (!addEvents(term, scope, own)) {
        return false;
    }
    for (std::size_t i = 0; i < sums.size(); ++i) {
        addTo(sums[i], own[i]);
    }
    return true;
}

/// Sums of terms that count events with small whole weights, in whole numbers; order does not matter to them.
class WholeSums {
public:
    static bool isWhole(const ScoreTerm& term)
    {
        const auto* events = std::get_if<EventTerm>(&term);
        return events != nullptr && !events->halfLife && events->per.empty() && events->weight >= 0 &&
               events->weight <= kMaxWeight && events->weight == std::floor(events->weight);
    }

    WholeSums(const Score& score, const EvaluationScope& scope) : m_scope(scope)
    {
        for (const ScoreTerm& term : score.terms) {
            const auto& events = std::get<EventTerm>(term);
            m_terms.push_back({selectEvents(events.events, resolveWindow(events.within, scope.frame), scope),
                               static_cast<std::uint16_t>(events.weight)});
        }
    }

    /// False if cancelled.
    bool run()
    {
        std::vector<std::vector<std::vector<SliceShare>>> shares; // by term and thread
        std::size_t threads = 1;
        for (const Term& term : m_terms) {
            shares.push_back(term.events.shares(threadCount()));
            threads = std::max(threads, shares.back().size());
        }
        m_parts.assign(threads, Part{ScoreSums::Whole(m_scope.audience.size()), 0});
        std::atomic<bool> complete{true};
        parallelFor(threads, 1, [&](std::size_t begin, std::size_t end) {
            for (std::size_t thread = begin; thread < end; ++thread) {
                for (std::size_t i = 0; i < m_terms.size(); ++i) {
                    if (thread < shares[i].size() && !add(shares[i][thread], m_terms[i].weight, m_parts[thread])) {
                        complete = false;
                    }
                }
            }
        });
        return complete;
    }

    /// Nothing where some sum is too large.
    [[nodiscard]] std::optional<ScoreSums> take()
    {
        Part& sum = m_parts.front();
        for (std::size_t part = 1; part < m_parts.size(); ++part) {
            const ScoreSums::Whole& other = m_parts[part].sums;
            sum.seen |= m_parts[part].seen;
            for (std::size_t i = 0; i < other.size(); ++i) {
                const unsigned next = unsigned{sum.sums[i]} + other[i];
                sum.seen |= next;
                sum.sums[i] = static_cast<std::uint16_t>(next);
            }
        }
        return sum.seen > kLargest ? std::nullopt : std::optional(ScoreSums(std::move(sum.sums)));
    }

private:
    static constexpr double kMaxWeight = 1000;
    static constexpr unsigned kLargest = std::numeric_limits<std::uint16_t>::max();

    struct Term {
        EventSelection events;
        std::uint16_t weight;
    };
    struct Part {
        ScoreSums::Whole sums;
        unsigned seen; ///< all sums' bits, those past 16 included
    };

    bool add(const std::vector<SliceShare>& shares, std::uint16_t weight, Part& part) const
    {
        std::uint16_t* sums = part.sums.data();
        unsigned seen = 0;
        bool complete = true;
        for (const SliceShare& share : shares) {
            complete =
                complete && EventSelection::forEachProfileOf(*share.slice, share.rows, m_scope.cancel,
                                                             [&seen, sums, weight](std::uint32_t profile) {
                                                                 const unsigned next = unsigned{sums[profile]} + weight;
                                                                 seen |= next;
                                                                 sums[profile] = static_cast<std::uint16_t>(next);
                                                             });
        }
        part.seen |= seen;
        return complete;
    }

    const EvaluationScope& m_scope;
    std::vector<Term> m_terms;
    std::vector<Part> m_parts;
};

/// A score of one attribute's value, by the value's code.
std::optional<ScoreSums> sumsOfAttribute(const Score& score, const EvaluationScope& scope)
{
    const auto* term = score.terms.size() == 1 ? std::get_if<AttributeTerm>(&score.terms.front()) : nullptr;
    if (term == nullptr) {
        return std::nullopt;
    }
    for (const auto& attribute : scope.audience.attributes()) {
        if (attribute->name == term->attribute && isNumeric(&attribute->column)) {
            std::vector<double> byCode(attribute->column.dictionary().size() + 1);
            for (Code code = 0; code < byCode.size(); ++code) {
                addTo(byCode[code], term->weight * numberOf(attribute->column.dictionary(), code));
            }
            return ScoreSums(ScoreSums::OfAttribute{attribute, std::move(byCode)});
        }
    }
    return std::nullopt;
}

} // namespace

Result<ScoreSums> evaluateScore(const Score& score, const EvaluationScope& scope)
{
    if (std::all_of(score.terms.begin(), score.terms.end(), &WholeSums::isWhole)) {
        WholeSums whole(score, scope);
        if (!whole.run()) {
            return cancelled();
        }
        if (auto sums = whole.take()) {
            return *std::move(sums);
        }
    }
    if (auto sums = sumsOfAttribute(score, scope)) {
        return *std::move(sums);
    }
    std::vector<double> sums(scope.audience.size());
    for (const ScoreTerm& term : score.terms) {
        if (const auto* attribute = std::get_if<AttributeTerm>(&term)) {
            addAttribute(*attribute, scope, sums);
        } else if (const auto* quintile = std::get_if<QuintileTerm>(&term)) {
            if (!addQuintiles(*quintile, scope, sums)) {
                return cancelled();
            }
        } else if (!addEventTerm(std::get<EventTerm>(term), &term == &score.terms.front(), scope, sums)) {
            return cancelled();
        }
    }
    return ScoreSums(std::move(sums));
}

} // namespace postweave::segment
