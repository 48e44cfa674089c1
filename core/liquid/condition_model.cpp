// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/condition_model.h"

#include "core/liquid/renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace postweave::liquid {

namespace {

/// The words `empty` and `blank` become values only by being assigned.
constexpr KindSet kGlobalKinds = KindSet::all().without({Kind::Empty, Kind::Blank});

std::string literalText(const Value& literal)
{
    std::string text;
    appendText(text, literal, TimeZone());
    return fmt::format("{}:{}:{}", static_cast<int>(literal.kind()), text.size(), text);
}

std::string stepText(const PathStep& step)
{
    if (step.dynamic != nullptr) {
        return '[' + canonicalText(*step.dynamic) + ']';
    }
    return step.isIndex
               ? fmt::format("[{}]", step.index)
               : fmt::format(".{}:{}:{}", static_cast<int>(step.command), step.name.text.size(), step.name.text);
}

/// The names of a path that is known when parsing; nothing for others.
std::optional<std::vector<std::string>> plainNames(const Path& path)
{
    if (path.dynamicName != nullptr) {
        return std::nullopt;
    }
    std::vector<std::string> names{std::string(path.name.text)};
    for (const PathStep& step : path.steps) {
        if (step.dynamic != nullptr || step.isIndex) {
            return std::nullopt;
        }
        names.emplace_back(step.name.text);
    }
    return names;
}

} // namespace

std::string canonicalText(const Expression& expression)
{
    switch (expression.type) {
    case Expression::Type::Literal:
        return literalText(expression.literal);
    case Expression::Type::Range:
        return '(' + canonicalText(*expression.first) + ".." + canonicalText(*expression.last) + ')';
    case Expression::Type::Path:
        break;
    }
    const Path& path = *expression.path;
    std::string text =
        path.dynamicName != nullptr ? '[' + canonicalText(*path.dynamicName) + ']' : std::string(path.name.text);
    for (const PathStep& step : path.steps) {
        text += stepText(step);
    }
    return text;
}

bool ConditionModel::isBound(const Expression& expression) const
{
    if (expression.type == Expression::Type::Literal) {
        return false;
    }
    if (expression.type == Expression::Type::Range) {
        return isBound(*expression.first) || isBound(*expression.last);
    }
    const Path& path = *expression.path;
    if (path.dynamicName != nullptr || path.name.text == "self" || m_bound.contains(std::string(path.name.text))) {
        return true;
    }
    return std::ranges::any_of(
        path.steps, [this](const PathStep& step) { return step.dynamic != nullptr && isBound(*step.dynamic); });
}

ConditionModel::FormulaId ConditionModel::addAtom(Atom atom)
{
    m_atoms.push_back(std::move(atom));
    m_formulas.push_back({Formula::Type::Atom, static_cast<std::uint32_t>(m_atoms.size() - 1), {}, {}});
    return static_cast<FormulaId>(m_formulas.size() - 1);
}

ConditionModel::FormulaId ConditionModel::add(const Condition& condition, bool isElsewhere)
{
    if (condition.type != Condition::Type::And && condition.type != Condition::Type::Or) {
        return addUnit(condition, isElsewhere);
    }
    Formula chain;
    chain.type = Formula::Type::Chain;
    const Condition* rest = &condition;
    while (rest->type == Condition::Type::And || rest->type == Condition::Type::Or) {
        chain.parts.push_back(add(*rest->one, isElsewhere));
        chain.isOr.push_back(rest->type == Condition::Type::Or);
        rest = rest->two;
    }
    chain.parts.push_back(addUnit(*rest, isElsewhere));
    m_formulas.push_back(std::move(chain));
    return static_cast<FormulaId>(m_formulas.size() - 1);
}

ConditionModel::FormulaId ConditionModel::addUnit(const Condition& condition, bool isElsewhere)
{
    switch (condition.type) {
    case Condition::Type::Truth:
        return addTruth(*condition.left, isElsewhere);
    case Condition::Type::Compare:
        return addComparison(*condition.left, condition.comparison, *condition.right, isElsewhere);
    case Condition::Type::Not: {
        const FormulaId inner = add(*condition.one, isElsewhere);
        m_formulas.push_back({Formula::Type::Not, 0, {inner}, {}});
        return static_cast<FormulaId>(m_formulas.size() - 1);
    }
    case Condition::Type::Relative:
        return addRelative(condition, isElsewhere);
    case Condition::Type::Moments: {
        const bool isKnown = !isElsewhere || (!isBound(*condition.left) && !isBound(*condition.right));
        return addNamed(fmt::format("moments {} {} {}", canonicalText(*condition.left),
                                    static_cast<int>(condition.relation), canonicalText(*condition.right)),
                        isKnown, false);
    }
    case Condition::Type::Segment:
        return addMembership(condition, isElsewhere);
    case Condition::Type::Behaviour: {
        const BehaviourQuery& query = *condition.query;
        return addNamed(fmt::format("did {} {} {}:{} {} {}", static_cast<int>(query.verb), query.value.has_value(),
                                    query.value.value_or("").size(), query.value.value_or(""), query.days.value_or(-1),
                                    query.times),
                        true, false, &query);
    }
    default:
        break;
    }
    Atom unknown;
    unknown.type = Atom::Type::Constant;
    unknown.constant = condition.type == Condition::Type::Unknown ? Outcomes::failure() : Outcomes::anything();
    return addAtom(std::move(unknown));
}

ConditionModel::FormulaId ConditionModel::addNamed(const std::string& question, bool isKnown, bool canFail,
                                                   const BehaviourQuery* query)
{
    Atom atom;
    if (!isKnown) {
        atom.type = Atom::Type::Constant;
        atom.constant = canFail ? Outcomes::anything() : Outcomes::either();
        return addAtom(std::move(atom));
    }
    const auto [entry, isNew] = m_byName.try_emplace(question, static_cast<std::uint32_t>(m_variables.size()));
    if (isNew) {
        Variable variable;
        variable.canFail = canFail;
        variable.query = query;
        m_variables.push_back(std::move(variable));
    }
    atom.type = Atom::Type::Named;
    atom.variable = entry->second;
    return addAtom(std::move(atom));
}

ConditionModel::FormulaId ConditionModel::addMembership(const Condition& condition, bool isElsewhere)
{
    const bool isKnown = !isElsewhere || !isBound(*condition.right);
    const FormulaId member = addNamed("member " + canonicalText(*condition.right), isKnown, false);
    if (condition.comparison == Comparison::Equal) {
        return member;
    }
    m_formulas.push_back({Formula::Type::Not, 0, {member}, {}});
    return static_cast<FormulaId>(m_formulas.size() - 1);
}

std::optional<std::uint32_t> ConditionModel::pathVariable(const Expression& path, bool isElsewhere)
{
    const bool isLocal = isBound(path);
    if (path.type != Expression::Type::Path || (isLocal && isElsewhere)) {
        return std::nullopt;
    }
    // A name that is bound somewhere may mean one thing elsewhere and another here: two variables.
    const std::string name = (isLocal ? "here " : "path ") + canonicalText(path);
    const auto [entry, isNew] = m_byName.try_emplace(name, static_cast<std::uint32_t>(m_variables.size()));
    if (isNew) {
        const auto names = plainNames(*path.path);
        Variable variable;
        variable.kinds = isLocal ? KindSet::all() : names && m_kinds ? m_kinds(*names) : kGlobalKinds;
        m_variables.push_back(std::move(variable));
    }
    return entry->second;
}

ConditionModel::FormulaId ConditionModel::addTruth(const Expression& value, bool isElsewhere)
{
    Atom atom;
    if (value.isLiteral()) {
        atom.type = Atom::Type::Constant;
        atom.constant = Outcomes::of(value.literal.isTruthy());
        return addAtom(std::move(atom));
    }
    const auto variable = pathVariable(value, isElsewhere);
    if (!variable) {
        return addNamed("truth " + canonicalText(value), !isElsewhere || !isBound(value), true);
    }
    atom.type = Atom::Type::Truth;
    atom.variable = *variable;
    return addAtom(std::move(atom));
}

ConditionModel::FormulaId ConditionModel::addComparison(const Expression& left, Comparison comparison,
                                                        const Expression& right, bool isElsewhere)
{
    const bool isMirrored = left.isLiteral() && !right.isLiteral();
    const Expression& path = isMirrored ? right : left;
    const Expression& constant = isMirrored ? left : right;
    const auto variable = constant.isLiteral() && !path.isLiteral() ? pathVariable(path, isElsewhere) : std::nullopt;
    if (left.isLiteral() && right.isLiteral()) {
        Atom known;
        known.type = Atom::Type::Constant;
        known.constant = compareCell({ValueCell::Type::Exact, left.literal, 0, 0, false, std::nullopt}, comparison,
                                     right.literal, false, {});
        return addAtom(std::move(known));
    }
    if (!variable) {
        const bool isKnown = !isElsewhere || (!isBound(left) && !isBound(right));
        return addNamed(
            fmt::format("compare {} {} {}", canonicalText(left), static_cast<int>(comparison), canonicalText(right)),
            isKnown, true);
    }
    PathQuestions& questions = m_variables[*variable].questions;
    if (comparison != Comparison::Contains) {
        questions.addConstant(constant.literal);
    } else if (!isMirrored) {
        questions.addNeedle(constant.literal);
    }
    Atom atom;
    atom.type = Atom::Type::Compare;
    atom.variable = *variable;
    atom.comparison = comparison;
    atom.literal = constant.literal;
    atom.isMirrored = isMirrored;
    return addAtom(std::move(atom));
}

ConditionModel::FormulaId ConditionModel::addRelative(const Condition& condition, bool isElsewhere)
{
    const auto variable = pathVariable(*condition.left, isElsewhere);
    if (!variable) {
        const RelativeTime& time = condition.time;
        return addNamed(fmt::format("relative {} {} {} {} {}", canonicalText(*condition.left),
                                    static_cast<int>(condition.relation), time.count, static_cast<int>(time.unit),
                                    time.isFuture),
                        !isElsewhere || !isBound(*condition.left), false);
    }
    m_variables[*variable].questions.addTime(condition.time);
    Atom atom;
    atom.type = Atom::Type::Relative;
    atom.variable = *variable;
    atom.relation = condition.relation;
    atom.time = condition.time;
    return addAtom(std::move(atom));
}

ConditionModel::FormulaId ConditionModel::addCase(const Expression& subject,
                                                  std::span<const Expression* const> candidates, bool isElsewhere)
{
    Formula any;
    any.type = Formula::Type::AnyOf;
    for (const Expression* const candidate : candidates) {
        any.parts.push_back(addComparison(subject, Comparison::Equal, *candidate, isElsewhere));
    }
    m_formulas.push_back(std::move(any));
    return static_cast<FormulaId>(m_formulas.size() - 1);
}

void ConditionModel::fillTable(Atom& atom) const
{
    if (atom.type == Atom::Type::Constant) {
        return;
    }
    const Variable& variable = m_variables[atom.variable];
    if (atom.type == Atom::Type::Named) {
        atom.byValue = {Outcomes::no(), Outcomes::yes(), Outcomes::failure()};
        return;
    }
    for (const ValueCell& cell : variable.cells) {
        switch (atom.type) {
        case Atom::Type::Truth:
            atom.byValue.push_back(truthOf(cell));
            break;
        case Atom::Type::Compare:
            atom.byValue.push_back(
                compareCell(cell, atom.comparison, atom.literal, atom.isMirrored, variable.questions));
            break;
        default:
            // Months against days: which bound comes first depends on today.
            atom.byValue.push_back(variable.questions.hasMixedTimes() && cell.time
                                       ? Outcomes::either()
                                       : relateCell(cell, atom.relation, atom.time, variable.questions));
            break;
        }
    }
}

void ConditionModel::close()
{
    for (Variable& variable : m_variables) {
        if (variable.kinds) {
            variable.questions.close();
            variable.cells = cellsOf(variable.questions, *variable.kinds);
            variable.values = variable.cells.size();
        } else {
            variable.values = variable.canFail ? 3 : 2;
        }
    }
    for (Atom& atom : m_atoms) {
        fillTable(atom);
    }
}

} // namespace postweave::liquid
