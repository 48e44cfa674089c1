// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of tests on values.
#include "core/base/json.h"
#include "core/segment/sql_compiler.h"

#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace postweave::segment::sql {

namespace {

std::string_view symbolOf(Operator op)
{
    switch (op) {
    case Operator::Less:
    case Operator::Before:
        return "<";
    case Operator::LessOrEqual:
        return "<=";
    case Operator::Greater:
    case Operator::After:
        return ">";
    case Operator::GreaterOrEqual:
        return ">=";
    default:
        return "=";
    }
}

/// More values than this are one literal.
constexpr std::size_t kMostListed = 20;

Json jsonOf(const LiteralList& literals)
{
    Json json = Json::array();
    for (const Literal& literal : literals) {
        json.push_back(std::visit([](const auto& value) { return Json(value); }, literal));
    }
    return json;
}

bool isText(const Literal& literal)
{
    return std::holds_alternative<std::string>(literal);
}

bool isTime(const Literal& literal)
{
    const auto* written = std::get_if<std::string>(&literal);
    return written != nullptr && parseTimePoint(*written).has_value();
}

} // namespace

std::string SqlCompiler::decided(Operator op, const std::string& positive)
{
    const std::string sure = fmt::format("coalesce({}, FALSE)", positive);
    return isNegative(op) ? fmt::format("NOT {}", sure) : sure;
}

std::string SqlCompiler::comparison(const ValueTest& test, const std::string& value,
                                    const std::function<std::string(const Literal&)>& literal,
                                    const std::string& listed) const
{
    const Operator op = positiveOf(test.op);
    const LiteralList literals = literalsOf(test);
    if (op == Operator::Between) {
        return fmt::format("({} BETWEEN {} AND {})", value, literal(literals.front()), literal(literals.back()));
    }
    if (op != Operator::In) {
        return fmt::format("({} {} {})", value, symbolOf(op), literal(literals.front()));
    }
    if (literals.size() > kMostListed && !listed.empty()) {
        return fmt::format("({} IN (SELECT {} FROM {}))", value, listed, m_dialect.list(jsonOf(literals)));
    }
    std::vector<std::string> list;
    for (const Literal& one : literals) {
        list.push_back(literal(one));
    }
    return list.empty() ? "FALSE" : fmt::format("({} IN ({}))", value, fmt::join(list, ", "));
}

std::string SqlCompiler::numberTest(const ValueTest& test, const std::string& value) const
{
    return comparison(
        test, value, [this](const Literal& literal) { return m_dialect.number(literal); },
        m_dialect.asNumeric("l.value"));
}

std::string SqlCompiler::textTest(const ValueTest& test, const std::string& value)
{
    const Operator op = positiveOf(test.op);
    const bool fold = test.ignoreCase;
    const auto side = [&](const std::string& sql) { return fold ? m_dialect.folded(sql) : m_dialect.byBytes(sql); };
    const auto literal = [&](const Literal& one) { return side(m_dialect.text(std::get<std::string>(one))); };
    const LiteralList literals = literalsOf(test);
    switch (op) {
    case Operator::Contains:
        return m_dialect.contains(side(value), literal(literals.front()));
    case Operator::StartsWith:
        return m_dialect.startsWith(side(value), literal(literals.front()));
    case Operator::EndsWith:
        return m_dialect.endsWith(side(value), literal(literals.front()));
    case Operator::Matches:
        return m_dialect.matches(value, std::get<std::string>(literals.front()), fold);
    default:
        return comparison(test, side(value), literal, side("l.value"));
    }
}

std::string SqlCompiler::listTest(const ValueTest& test, const std::string& value, bool isProperty)
{
    if (const auto* objects = std::get_if<ObjectTests>(&test.operand)) {
        return objectsTest(*objects, value, isProperty);
    }
    const auto side = [&](const std::string& sql) { return test.ignoreCase ? m_dialect.folded(sql) : sql; };
    const std::string items = m_dialect.items(value, isProperty);
    const LiteralList literals = literalsOf(test);
    if (positiveOf(test.op) != Operator::HasAll) {
        const ValueTest among{Operator::In, literals, test.ignoreCase};
        return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {})", items, textTest(among, "j.value"));
    }
    std::vector<std::string> conditions;
    for (const Literal& literal : literals) {
        conditions.push_back(fmt::format("EXISTS (SELECT 1 FROM {} WHERE {} = {})", items, side("j.value"),
                                         side(m_dialect.text(std::get<std::string>(literal)))));
    }
    return fmt::format("({} IS NOT NULL AND {})", value, joined(conditions, " AND ", "TRUE"));
}

std::string SqlCompiler::fieldTest(const FieldTest& test)
{
    std::vector<std::string> path;
    std::string_view rest = test.field;
    for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
        path.emplace_back(rest.substr(0, dot));
        rest.remove_prefix(dot + 1);
    }
    path.emplace_back(rest);
    if (!canName(test.field)) {
        return "FALSE";
    }
    const std::string object = "o.object";
    const auto as = [&](ValueType type) { return m_dialect.field(object, path, type); };
    switch (fieldKindOf(test.test).value_or(FieldKind::Any)) {
    case FieldKind::Text:
        return textTest(test.test, as(ValueType::Text));
    case FieldKind::Number:
        return numberTest(test.test, as(ValueType::Number));
    case FieldKind::Boolean:
        return booleanTest(test.test, as(ValueType::Boolean));
    case FieldKind::Time:
        return fmt::format("(coalesce({}, FALSE) OR coalesce({}, FALSE))",
                           dateTest(test.test, m_dialect.dayOfText(as(ValueType::Text))),
                           momentTest(test.test, m_dialect.momentOfText(as(ValueType::Text), m_context.zone)));
    case FieldKind::Any:
        break;
    }
    return m_dialect.hasField(object, path);
}

std::string SqlCompiler::objectsTest(const ObjectTests& tests, const std::string& value, bool isProperty)
{
    std::string objects = fmt::format("(SELECT {} AS object FROM {}) o WHERE o.object IS NOT NULL",
                                      m_dialect.itemObject(), m_dialect.items(value, isProperty));
    for (const FieldTest& test : tests.where) {
        objects += fmt::format(" AND {}", decided(test.test.op, fieldTest(test)));
    }
    return tests.atLeast == 1 ? fmt::format("EXISTS (SELECT 1 FROM {})", objects)
                              : fmt::format("(SELECT count(*) FROM {}) >= {}", objects, tests.atLeast);
}

std::string SqlCompiler::booleanTest(const ValueTest& test, const std::string& value) const
{
    return comparison(
        test, value, [this](const Literal& literal) { return m_dialect.flag(std::get<bool>(literal)); }, "");
}

std::string SqlCompiler::positiveTest(const ValueTest& test, const Tested& tested, ValueType type)
{
    if (positiveOf(test.op) == Operator::IsSet) {
        return tested.isSet;
    }
    const std::string value = tested.as(type);
    switch (type) {
    case ValueType::Text:
        return textTest(test, value);
    case ValueType::List:
        return listTest(test, value, tested.isProperty);
    case ValueType::Date:
        return dateTest(test, value);
    case ValueType::DateTime:
        return momentTest(test, value);
    case ValueType::Boolean:
        return booleanTest(test, value);
    case ValueType::Integer:
    case ValueType::Number:
        break;
    }
    return numberTest(test, value);
}

std::string SqlCompiler::untypedTest(const ValueTest& test, const Tested& tested)
{
    const Operator op = positiveOf(test.op);
    const LiteralList literals = literalsOf(test);
    if (op == Operator::IsSet) {
        return tested.isSet;
    }
    if (op >= Operator::Has && op < Operator::IsSet) {
        return positiveTest(test, tested, ValueType::List);
    }
    const bool times = std::all_of(literals.begin(), literals.end(), isTime) && !appliesTo(op, ValueType::Text);
    const bool mayBeTimes =
        !literals.empty() && std::all_of(literals.begin(), literals.end(), isTime) && comparesNumbers(op);
    if (times || mayBeTimes) {
        return fmt::format("CASE {} WHEN 'date' THEN {} WHEN 'datetime' THEN {} ELSE {} END", tested.runtimeType,
                           positiveTest(test, tested, ValueType::Date), positiveTest(test, tested, ValueType::DateTime),
                           mayBeTimes ? positiveTest(test, tested, ValueType::Text) : "FALSE");
    }
    if (literals.empty() || std::all_of(literals.begin(), literals.end(), isText)) {
        return positiveTest(test, tested, ValueType::Text);
    }
    const bool flags = std::holds_alternative<bool>(literals.front());
    for (const Literal& literal : literals) {
        if (isText(literal) || std::holds_alternative<bool>(literal) != flags) {
            return refuse("values of several kinds in one list; write them as one kind");
        }
    }
    return positiveTest(test, tested, flags ? ValueType::Boolean : ValueType::Number);
}

} // namespace postweave::segment::sql
