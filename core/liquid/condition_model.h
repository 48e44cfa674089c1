// SPDX-License-Identifier: GPL-3.0-or-later
// ConditionModel: conditions as formulas over variables with few values each, so that it can be asked which of them can
// hold together. A path is a variable whose values are ValueCells; membership, behaviour and whatever else is asked is
// one that is yes or no. What it says is impossible is impossible; what it says is possible may not be.
#pragma once

#include "core/liquid/condition.h"
#include "core/liquid/kind_set.h"
#include "core/liquid/outcomes.h"
#include "core/liquid/value_cells.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace postweave::liquid {

class ConditionModel {
public:
    using FormulaId = std::uint32_t;

    /// A formula that must be able to come to an outcome, beside others.
    struct Requirement {
        FormulaId formula = 0;
        bool isYes = true;
    };

    /// `bound`: names that templates give values to. Of these nothing is known, and they may change from block to
    /// block. Both must outlive the model.
    ConditionModel(const KindsOf& kinds, const std::set<std::string>& bound) : m_kinds(kinds), m_bound(bound) {}

    /// `isElsewhere`: it is computed before something else is rendered, so that bound names may have changed since.
    [[nodiscard]] FormulaId add(const Condition& condition, bool isElsewhere = false);
    /// One of the candidates equals the subject, as `when` asks it.
    [[nodiscard]] FormulaId addCase(const Expression& subject, std::span<const Expression* const> candidates,
                                    bool isElsewhere = false);
    /// All are added: cuts the cells.
    void close();

    /// Whether there may be values with which all requirements come out so. `effort` is what is left of the evaluations
    /// that may be spent; where it ends, everything may be.
    [[nodiscard]] bool canBe(std::span<const Requirement> all, std::uint64_t& effort) const;

private:
    struct Atom {
        enum class Type : std::uint8_t { Constant, Truth, Compare, Relative, Named };
        Type type = Type::Named;
        std::uint32_t variable = 0;
        Outcomes constant;
        Comparison comparison = Comparison::Equal;
        TimeRelation relation = TimeRelation::Before;
        RelativeTime time;
        Value literal;
        bool isMirrored = false;
        std::vector<Outcomes> byValue; ///< of the variable
    };
    /// An atom, a negation, or a chain joined from the right.
    struct Formula {
        enum class Type : std::uint8_t { Atom, Not, Chain, AnyOf };
        Type type = Type::Atom;
        std::uint32_t atom = 0;
        std::vector<FormulaId> parts;
        std::vector<bool> isOr; ///< of a chain, between its parts
    };
    struct Variable {
        std::optional<KindSet> kinds; ///< of a path; nothing: a named question
        PathQuestions questions;
        std::vector<ValueCell> cells;
        bool canFail = false;                  ///< of a named question
        const BehaviourQuery* query = nullptr; ///< of a named question
        std::size_t values = 1;
    };

    [[nodiscard]] FormulaId addAtom(Atom atom);
    [[nodiscard]] FormulaId addUnit(const Condition& condition, bool isElsewhere);
    [[nodiscard]] FormulaId addTruth(const Expression& value, bool isElsewhere);
    [[nodiscard]] FormulaId addComparison(const Expression& left, Comparison comparison, const Expression& right,
                                          bool isElsewhere);
    [[nodiscard]] FormulaId addRelative(const Condition& condition, bool isElsewhere);
    [[nodiscard]] FormulaId addNamed(const std::string& question, bool isKnown, bool canFail,
                                     const BehaviourQuery* query = nullptr);
    [[nodiscard]] FormulaId addMembership(const Condition& condition, bool isElsewhere);
    /// Nothing where the value may have changed since.
    [[nodiscard]] std::optional<std::uint32_t> pathVariable(const Expression& path, bool isElsewhere);
    [[nodiscard]] bool isBound(const Expression& expression) const;
    void fillTable(Atom& atom) const;

    class Search;

    const KindsOf& m_kinds;
    const std::set<std::string>& m_bound;
    std::vector<Atom> m_atoms;
    std::vector<Formula> m_formulas;
    std::vector<Variable> m_variables;
    std::map<std::string, std::uint32_t> m_byName;
};

/// The same text for the same question, however it is spaced: paths by their names, literals by their values.
[[nodiscard]] std::string canonicalText(const Expression& expression);

} // namespace postweave::liquid
