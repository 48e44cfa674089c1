// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of what is asked of the profile alone.
#include "core/segment/sql_compiler.h"

#include "core/segment/leaf_evaluation.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>

namespace postweave::segment::sql {

std::string SqlCompiler::leafCondition(const AttributeTest& leaf)
{
    if (leaf.held) {
        return refuse("'held' goes by the history of an attribute, which these tables do not have; leave it out");
    }
    const std::string column = "p." + m_dialect.identifier(leaf.attribute);
    Tested tested;
    tested.as = [&](ValueType type) {
        // Without a catalog PostgreSQL must accept the cast for whatever type the column has.
        if (m_context.catalog != nullptr || m_dialect.isSqlite()) {
            return column;
        }
        return type == ValueType::Date       ? fmt::format("({}::text)::date", column)
               : type == ValueType::DateTime ? fmt::format("({}::text)::timestamptz", column)
               : type == ValueType::Text     ? fmt::format("{}::text", column)
                                             : column;
    };
    tested.isSet = fmt::format("({} IS NOT NULL)", column);
    tested.runtimeType =
        m_dialect.isSqlite()
            ? fmt::format("CASE typeof({}) WHEN 'integer' THEN 'datetime' WHEN 'text' THEN 'date' END", column)
            : fmt::format("CASE pg_typeof({})::text WHEN 'date' THEN 'date' WHEN 'timestamp with time zone' THEN "
                          "'datetime' END",
                          column);
    const CatalogEntry* entry = m_context.catalog == nullptr ? nullptr : m_context.catalog->attribute(leaf.attribute);
    if (m_context.catalog != nullptr && entry == nullptr) {
        return refuse(fmt::format("there is no attribute '{}'", leaf.attribute));
    }
    return decided(leaf.test.op,
                   entry == nullptr ? untypedTest(leaf.test, tested) : positiveTest(leaf.test, tested, entry->type));
}

namespace {

std::string_view comparisonSymbol(Operator op)
{
    switch (positiveOf(op)) {
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

bool isTime(ValueType type)
{
    return type == ValueType::Date || type == ValueType::DateTime;
}

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

} // namespace

std::string SqlCompiler::comparedTexts(const AttributeComparison& leaf, const std::string& left,
                                       const std::string& right) const
{
    const auto side = [&](const std::string& sql) {
        return leaf.ignoreCase ? m_dialect.folded(sql) : m_dialect.byBytes(sql);
    };
    switch (positiveOf(leaf.op)) {
    case Operator::Contains:
        return m_dialect.contains(side(left), side(right));
    case Operator::StartsWith:
        return m_dialect.startsWith(side(left), side(right));
    case Operator::EndsWith:
        return m_dialect.endsWith(side(left), side(right));
    default:
        return fmt::format("({} {} {})", side(left), comparisonSymbol(leaf.op), side(right));
    }
}

std::string SqlCompiler::comparedLists(const AttributeComparison& leaf, const std::string& left,
                                       const std::string& right, ValueType rightType) const
{
    const auto side = [&](const std::string& sql) { return leaf.ignoreCase ? m_dialect.folded(sql) : sql; };
    const auto isIn = [&](const std::string& wanted) {
        return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {} = {})", m_dialect.items(left, false), side("j.value"),
                           side(wanted));
    };
    if (rightType == ValueType::Text) {
        return isIn(right);
    }
    const std::string wanted = fmt::format("(SELECT j.value AS item FROM {}) w", m_dialect.items(right, false));
    if (positiveOf(leaf.op) == Operator::HasAll) {
        return fmt::format("({} IS NOT NULL AND {} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {} WHERE NOT {}))", left,
                           right, wanted, isIn("w.item"));
    }
    return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {})", wanted, isIn("w.item"));
}

std::string SqlCompiler::comparedAttributes(const AttributeComparison& leaf, ValueType left, ValueType right)
{
    std::string a = "p." + m_dialect.identifier(leaf.attribute);
    std::string b = "p." + m_dialect.identifier(leaf.other);
    if (left == ValueType::List) {
        return comparedLists(leaf, a, b, right);
    }
    if (left == ValueType::Text) {
        return comparedTexts(leaf, a, b);
    }
    if (isNumeric(left) && left != right) {
        a = m_dialect.asReal(a);
        b = m_dialect.asReal(b);
    }
    if (isTime(left) && (left != right || leaf.op == Operator::On)) {
        a = left == ValueType::DateTime ? dayOf(a) : a;
        b = right == ValueType::DateTime ? dayOf(b) : b;
    }
    return fmt::format("({} {} {})", a, comparisonSymbol(leaf.op), b);
}

std::string SqlCompiler::leafCondition(const AttributeComparison& leaf)
{
    if (m_context.catalog != nullptr) {
        const CatalogEntry* left = m_context.catalog->attribute(leaf.attribute);
        const CatalogEntry* right = m_context.catalog->attribute(leaf.other);
        if (left == nullptr || right == nullptr) {
            return refuse(fmt::format("there is no attribute '{}'", left == nullptr ? leaf.attribute : leaf.other));
        }
        return decided(leaf.op, comparedAttributes(leaf, left->type, right->type));
    }
    const Operator op = positiveOf(leaf.op);
    const bool ofLists = op >= Operator::Has && op < Operator::IsSet;
    const bool ofTexts = leaf.ignoreCase || (op >= Operator::Contains && op <= Operator::EndsWith);
    const ValueType left = ofLists ? ValueType::List : ofTexts ? ValueType::Text : ValueType::Integer;
    return decided(leaf.op, comparedAttributes(leaf, left, op == Operator::Has ? ValueType::Text : left));
}

std::string SqlCompiler::leafCondition(const BucketTest& leaf)
{
    return decided(leaf.test.op, numberTest(leaf.test, m_dialect.bucket(m_dialect.text(leaf.seed), "p.key")));
}

std::string SqlCompiler::leafCondition(const DistanceTest& leaf)
{
    const std::string latitude = m_dialect.asReal("p." + m_dialect.identifier(leaf.latitude));
    const std::string longitude = m_dialect.asReal("p." + m_dialect.identifier(leaf.longitude));
    const auto halfSine = [&](const std::string& to, double from) {
        return fmt::format("sin(radians({} - {}) / 2)", to, m_dialect.asReal(m_dialect.number(from)));
    };
    const std::string haversine = fmt::format(
        "{0} * {0} + cos(radians({1})) * cos(radians({2})) * {3} * {3}", halfSine(latitude, leaf.from.latitude),
        m_dialect.asReal(m_dialect.number(leaf.from.latitude)), latitude, halfSine(longitude, leaf.from.longitude));
    const std::string_view least = m_dialect.isSqlite() ? "min" : "least";
    const std::string distance = fmt::format(
        "CASE WHEN {0} BETWEEN -90 AND 90 AND {1} BETWEEN -180 AND 180 THEN 2 * {2} * asin({3}(1.0, sqrt({4}))) END",
        latitude, longitude, m_dialect.asReal(m_dialect.number(kEarthRadiusKm)), least, haversine);
    return decided(leaf.test.op, numberTest(leaf.test, distance));
}

} // namespace postweave::segment::sql
