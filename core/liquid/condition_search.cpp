// SPDX-License-Identifier: GPL-3.0-or-later
// ConditionModel::canBe: goes through the values of the variables that the requirements speak of.
#include "core/liquid/condition_model.h"

#include <algorithm>
#include <numeric>

namespace postweave::liquid {

namespace {

/// So many combinations of values are gone through; further variables are left open.
constexpr std::size_t kMostCombinations = 50'000;

/// Who did the one did the other.
bool implies(const BehaviourQuery& one, const BehaviourQuery& other)
{
    const bool isWithin = !other.days || (one.days && *one.days <= *other.days);
    const bool isSame = one.value == other.value || (!other.value && one.verb != BehaviourVerb::Did);
    return one.verb == other.verb && isSame && isWithin && one.times >= other.times;
}

} // namespace

class ConditionModel::Search {
public:
    Search(const ConditionModel& model, std::span<const Requirement> all, std::uint64_t& effort)
        : m_model(model), m_all(all), m_effort(effort), m_values(model.m_variables.size(), kOpen)
    {
        for (const Requirement& requirement : all) {
            collect(requirement.formula);
        }
        findImplications();
    }

    bool run()
    {
        while (true) {
            if (m_effort < m_size) {
                m_effort = 0;
                return true;
            }
            m_effort -= m_size;
            if (isConsistent() && isMet()) {
                return true;
            }
            if (!advance()) {
                return false;
            }
        }
    }

private:
    static constexpr std::size_t kOpen = SIZE_MAX;

    void collect(FormulaId id)
    {
        const Formula& formula = m_model.m_formulas[id];
        for (const FormulaId part : formula.parts) {
            collect(part);
        }
        m_size += 1;
        if (formula.type == Formula::Type::Atom && m_model.m_atoms[formula.atom].type != Atom::Type::Constant) {
            take(m_model.m_atoms[formula.atom].variable);
        }
    }

    void take(std::uint32_t number)
    {
        const std::size_t values = m_model.m_variables[number].values;
        if (m_values[number] != kOpen || m_combinations * values > kMostCombinations) {
            return;
        }
        m_combinations *= values;
        m_values[number] = 0;
        m_taken.push_back(number);
    }

    void findImplications()
    {
        for (const std::uint32_t one : m_taken) {
            for (const std::uint32_t other : m_taken) {
                const BehaviourQuery* const a = m_model.m_variables[one].query;
                const BehaviourQuery* const b = m_model.m_variables[other].query;
                if (one != other && a != nullptr && b != nullptr && implies(*a, *b)) {
                    m_implications.emplace_back(one, other);
                }
            }
        }
    }

    [[nodiscard]] bool isConsistent() const
    {
        return std::ranges::none_of(m_implications, [this](const auto& pair) {
            return m_values[pair.first] == 1 && m_values[pair.second] == 0;
        });
    }

    [[nodiscard]] bool isMet() const
    {
        return std::ranges::all_of(m_all, [this](const Requirement& requirement) {
            const Outcomes found = outcomesOf(requirement.formula);
            return requirement.isYes ? found.canBeYes() : found.canBeNo();
        });
    }

    /// The next combination; false after the last.
    bool advance()
    {
        for (const std::uint32_t number : m_taken) {
            if (++m_values[number] < m_model.m_variables[number].values) {
                return true;
            }
            m_values[number] = 0;
        }
        return false;
    }

    [[nodiscard]] Outcomes outcomesOf(FormulaId id) const
    {
        const Formula& formula = m_model.m_formulas[id];
        switch (formula.type) {
        case Formula::Type::Atom:
            return outcomesOf(m_model.m_atoms[formula.atom]);
        case Formula::Type::Not:
            return outcomesOf(formula.parts.front()).negated();
        case Formula::Type::Chain:
            return chainOutcomes(formula);
        case Formula::Type::AnyOf:
            return anyOutcomes(formula);
        }
        return Outcomes::anything();
    }

    [[nodiscard]] Outcomes outcomesOf(const Atom& atom) const
    {
        if (atom.type == Atom::Type::Constant) {
            return atom.constant;
        }
        const std::size_t value = m_values[atom.variable];
        if (value != kOpen) {
            return atom.byValue[value];
        }
        return std::accumulate(atom.byValue.begin(), atom.byValue.end(), Outcomes(),
                               [](Outcomes all, Outcomes one) { return all | one; });
    }

    /// What follows an `and` is asked only after a yes, what follows an `or` only after a no.
    [[nodiscard]] Outcomes chainOutcomes(const Formula& chain) const
    {
        Outcomes rest = outcomesOf(chain.parts.back());
        for (std::size_t i = chain.isOr.size(); i > 0; --i) {
            const Outcomes first = outcomesOf(chain.parts[i - 1]);
            const Outcomes goesOn = chain.isOr[i - 1] ? Outcomes::no() : Outcomes::yes();
            const bool asksOn = chain.isOr[i - 1] ? first.canBeNo() : first.canBeYes();
            rest = first.without(goesOn) | (asksOn ? rest : Outcomes());
        }
        return rest;
    }

    /// Each is asked; one is enough.
    [[nodiscard]] Outcomes anyOutcomes(const Formula& any) const
    {
        Outcomes all = Outcomes::no();
        for (const FormulaId part : any.parts) {
            const Outcomes one = outcomesOf(part);
            const bool canBeNo = all.canBeNo() && one.canBeNo();
            all = (all | one).without(canBeNo ? Outcomes() : Outcomes::no());
        }
        return all;
    }

    const ConditionModel& m_model;
    std::span<const Requirement> m_all;
    std::uint64_t& m_effort;
    std::vector<std::size_t> m_values; ///< by variable; kOpen: any of them
    std::vector<std::uint32_t> m_taken;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_implications;
    std::size_t m_combinations = 1;
    std::uint64_t m_size = 1;
};

bool ConditionModel::canBe(std::span<const Requirement> all, std::uint64_t& effort) const
{
    return Search(*this, all, effort).run();
}

} // namespace postweave::liquid
