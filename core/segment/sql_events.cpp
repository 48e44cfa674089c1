// SPDX-License-Identifier: GPL-3.0-or-later
// SQL of events: filters, windows, counts, aggregates, sequences.
#include "core/segment/sql_compiler.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace postweave::segment::sql {

std::string SqlCompiler::typeCondition(std::string_view type, std::string_view alias) const
{
    if (type == "*") {
        return "TRUE";
    }
    const std::string column = fmt::format("{}.type", alias);
    if (type.ends_with('*')) {
        return m_dialect.startsWith(column, text(type.substr(0, type.size() - 1)));
    }
    return fmt::format("{} = {}", column, text(type));
}

std::string SqlCompiler::windowCondition(const std::optional<Window>& within, std::string_view alias) const
{
    const TimeZone& zone = m_context.zone;
    std::vector<std::string> conditions{fmt::format("{}.at <= {}", alias, m_dialect.moment(m_context.now))};
    const auto add = [&](std::string_view symbol, Instant limit) {
        conditions.push_back(fmt::format("{}.at {} {}", alias, symbol, m_dialect.moment(limit)));
    };
    if (within) {
        if (const auto* last = std::get_if<Window::Last>(&within->span)) {
            add(">=", subtract(m_context.now, last->duration, zone));
        } else if (const auto* older = std::get_if<Window::OlderThan>(&within->span)) {
            add("<", subtract(m_context.now, older->duration, zone));
        } else {
            const auto& span = std::get<Window::Between>(within->span);
            if (span.from) {
                add(">=", span.from->resolve(zone));
            }
            if (span.to) {
                add("<", span.to->resolve(zone));
            }
        }
    }
    return fmt::format("{}", fmt::join(conditions, " AND "));
}

std::string SqlCompiler::propertyCondition(const EventFilter& events, const PropertyTest& where, std::string_view alias)
{
    if (m_dialect.isSqlite() && where.property.find_first_of("\"\\") != std::string::npos) {
        return refuse(fmt::format("SQLite's JSON functions cannot name the property {}; rename it", where.property));
    }
    const std::string event(alias);
    Tested tested;
    tested.as = [this, event, &where](ValueType type) { return m_dialect.property(event, where.property, type); };
    tested.isSet = m_dialect.hasProperty(event, where.property);
    tested.isProperty = true;
    const std::string asText = m_dialect.property(event, where.property, ValueType::Text);
    tested.runtimeType = m_dialect.isSqlite()
                             ? fmt::format("CASE WHEN {} IS NOT NULL THEN 'date' ELSE 'datetime' END", asText)
                             : fmt::format("CASE WHEN length({}) = 10 THEN 'date' ELSE 'datetime' END", asText);
    if (m_context.catalog == nullptr) {
        return decided(where.test.op, untypedTest(where.test, tested));
    }
    // Each type of the property with the event types that give it that type.
    std::vector<std::string> conditions;
    const std::vector<ValueType> types = m_context.catalog->propertyTypes(events.type, where.property);
    for (const ValueType type : types) {
        if (!goesWith(where.test, type)) {
            continue;
        }
        std::vector<std::string> names;
        for (const CatalogEvent* known : m_context.catalog->eventsOf(events.type)) {
            const bool sameType =
                std::any_of(known->properties.begin(), known->properties.end(),
                            [&](const auto& entry) { return entry.name == where.property && entry.type == type; });
            if (sameType) {
                names.push_back(text(known->type));
            }
        }
        const std::string test = positiveTest(where.test, tested, type);
        conditions.push_back(
            types.size() == 1 ? test : fmt::format("({}.type IN ({}) AND {})", alias, fmt::join(names, ", "), test));
    }
    const std::string positive = conditions.empty() ? "FALSE" : fmt::format("({})", fmt::join(conditions, " OR "));
    return decided(where.test.op, positive);
}

std::string SqlCompiler::eventCondition(const EventFilter& events, const std::optional<Window>& within,
                                        std::string_view alias)
{
    std::string condition = fmt::format("{}.profile_key = p.key AND {} AND {}", alias,
                                        typeCondition(events.type, alias), windowCondition(within, alias));
    for (const PropertyTest& where : events.where) {
        condition += fmt::format(" AND {}", propertyCondition(events, where, alias));
    }
    return condition;
}

std::string SqlCompiler::eventsOf(const EventFilter& events, const std::optional<Window>& within,
                                  std::string_view alias)
{
    return fmt::format("event {} WHERE {}", alias, eventCondition(events, within, alias));
}

std::string SqlCompiler::numericProperty(std::string_view alias, const std::string& property)
{
    if (m_dialect.isSqlite() && property.find_first_of("\"\\") != std::string::npos) {
        return refuse(fmt::format("SQLite's JSON functions cannot name the property {}; rename it", property));
    }
    return m_dialect.property(alias, property, ValueType::Number);
}

namespace {

const auto kNumberLiteral = [](const Literal& literal) { return number(literal); };

} // namespace

std::string SqlCompiler::leafCondition(const EventCount& leaf)
{
    const std::string events = eventsOf(leaf.events, leaf.within, "e");
    if (!leaf.count) {
        return fmt::format("EXISTS (SELECT 1 FROM {})", events);
    }
    return decided(leaf.count->op,
                   comparison(*leaf.count, fmt::format("(SELECT count(*) FROM {})", events), kNumberLiteral));
}

std::string SqlCompiler::leafCondition(const EventAggregate& leaf)
{
    static constexpr std::array<std::string_view, 5> kFunctions{"sum", "avg", "min", "max", "count"};
    const std::string events = eventsOf(leaf.events, leaf.within, "e");
    const auto function = kFunctions[static_cast<std::size_t>(leaf.function)];
    std::string value = numericProperty("e", leaf.property);
    if (leaf.function == AggregateFunction::Distinct) {
        value = m_dialect.isSqlite()
                    ? fmt::format("json_extract(e.properties, {})", text(fmt::format("$.\"{}\"", leaf.property)))
                    : fmt::format("e.properties -> {}", text(leaf.property));
        value = fmt::format("DISTINCT CASE WHEN {} THEN {} END", m_dialect.hasProperty("e", leaf.property), value);
    }
    std::string result = fmt::format("(SELECT {}({}) FROM {})", function, value, events);
    if (leaf.function == AggregateFunction::Sum) {
        result = fmt::format("coalesce({}, 0)", result);
    }
    const std::string test = decided(leaf.test.op, comparison(leaf.test, result, kNumberLiteral));
    const bool countsNothing = leaf.function == AggregateFunction::Sum || leaf.function == AggregateFunction::Distinct;
    return countsNothing ? test : fmt::format("({} IS NOT NULL AND {})", result, test);
}

std::string SqlCompiler::leafCondition(const EventBoundary& leaf)
{
    const bool first = leaf.which == EventBoundary::Which::First;
    return fmt::format("EXISTS (SELECT 1 FROM (SELECT {}(e.at) AS at FROM {}) b WHERE {})", first ? "min" : "max",
                       eventsOf(leaf.events, std::nullopt, "e"), windowCondition(leaf.within, "b"));
}

namespace {

std::string aliasOf(std::size_t step)
{
    return fmt::format("e{}", step);
}

} // namespace

std::string SqlCompiler::absenceCondition(const EventSequence& leaf, std::size_t step, std::size_t from,
                                          std::optional<std::size_t> to)
{
    const SequenceStep& absent = leaf.steps[step];
    const std::string start = aliasOf(from) + ".at";
    std::string bounds = fmt::format(" AND n.at > {}", start);
    std::string over;
    if (to) {
        bounds += fmt::format(" AND n.at < {}.at", aliasOf(*to));
    }
    if (absent.within) {
        const std::string term = m_dialect.later(start, *absent.within, m_context.zone);
        bounds += fmt::format(" AND n.at <= {}", term);
        over = to ? "" : fmt::format(" AND {} <= {}", term, m_dialect.moment(m_context.now));
    }
    return fmt::format("NOT EXISTS (SELECT 1 FROM {}{}){}", eventsOf(absent.events, leaf.within, "n"), bounds, over);
}

std::string SqlCompiler::leafCondition(const EventSequence& leaf)
{
    std::vector<std::string> tables;
    std::vector<std::string> conditions;
    std::optional<std::size_t> before;
    std::vector<std::size_t> absent;
    for (std::size_t i = 0; i < leaf.steps.size(); ++i) {
        const SequenceStep& step = leaf.steps[i];
        if (step.within && !step.within->isExact() && m_dialect.isSqlite()) {
            return refuse("SQLite cannot add months to moments; write the step's 'within' in days");
        }
        if (!step.occurs) {
            absent.push_back(i);
            continue;
        }
        tables.push_back(fmt::format("event {}", aliasOf(i)));
        conditions.push_back(eventCondition(step.events, leaf.within, aliasOf(i)));
        if (before) {
            conditions.push_back(fmt::format("{}.at > {}.at", aliasOf(i), aliasOf(*before)));
            if (step.within) {
                const std::string term = m_dialect.later(aliasOf(*before) + ".at", *step.within, m_context.zone);
                conditions.push_back(fmt::format("{}.at <= {}", aliasOf(i), term));
            }
            for (const std::size_t negative : absent) {
                conditions.push_back(absenceCondition(leaf, negative, *before, i));
            }
        }
        absent.clear();
        before = i;
    }
    for (const std::size_t negative : absent) {
        conditions.push_back(absenceCondition(leaf, negative, *before, std::nullopt));
    }
    return fmt::format("EXISTS (SELECT 1 FROM {} WHERE {})", fmt::join(tables, ", "), fmt::join(conditions, " AND "));
}

} // namespace postweave::segment::sql
