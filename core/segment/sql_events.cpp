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
        return m_dialect.startsWith(column, m_dialect.text(type.substr(0, type.size() - 1)));
    }
    return fmt::format("{} = {}", column, m_dialect.text(type));
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
        } else if (const auto* calendar = std::get_if<Window::Calendar>(&within->span)) {
            const DayRange days = daysOf(calendar->period, zone.dayOf(m_context.now));
            add(">=", zone.startOfDay(days.first));
            add("<", zone.startOfDay(Date{days.last.days + 1}));
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
    if (!canName(where.property)) {
        return "FALSE";
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
        const std::string test = positiveTest(where.test, tested, type);
        conditions.push_back(types.size() == 1
                                 ? test
                                 : fmt::format("({}.type IN ({}) AND {})", alias,
                                               fmt::join(typesWith(events, where.property, {type}), ", "), test));
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
    if (events.onDays) {
        condition += fmt::format(" AND {}", weekdayTest(*events.onDays, dayOf(fmt::format("{}.at", alias))));
    }
    return condition;
}

std::string SqlCompiler::eventsOf(const EventFilter& events, const std::optional<Window>& within,
                                  std::string_view alias)
{
    return fmt::format("event {} WHERE {}", alias, eventCondition(events, within, alias));
}

bool SqlCompiler::canName(const std::string& property)
{
    const bool can = !m_dialect.isSqlite() || property.find_first_of("\"\\") == std::string::npos;
    if (!can) {
        (void)refuse(fmt::format("SQLite's JSON functions cannot name {}; rename it", property));
    }
    return can;
}

std::vector<std::string> SqlCompiler::typesWith(const EventFilter& events, const std::string& property,
                                                const std::vector<ValueType>& types) const
{
    std::vector<std::string> names;
    for (const CatalogEvent* known : m_context.catalog->eventsOf(events.type)) {
        const bool fits = std::any_of(known->properties.begin(), known->properties.end(), [&](const auto& entry) {
            return entry.name == property && std::find(types.begin(), types.end(), entry.type) != types.end();
        });
        if (fits) {
            names.push_back(m_dialect.text(known->type));
        }
    }
    return names;
}

namespace {

const std::vector<ValueType> kNumeric{ValueType::Integer, ValueType::Number};

} // namespace

std::string SqlCompiler::numericProperty(std::string_view alias, const EventFilter& events, const std::string& property)
{
    if (!canName(property)) {
        return "NULL";
    }
    const std::string value = m_dialect.property(alias, property, ValueType::Number);
    if (m_context.catalog == nullptr) {
        return value;
    }
    const std::vector<ValueType> types = m_context.catalog->propertyTypes(events.type, property);
    const auto isNumeric = [](ValueType type) { return type == ValueType::Integer || type == ValueType::Number; };
    if (std::all_of(types.begin(), types.end(), isNumeric)) {
        return value;
    }
    const std::vector<std::string> names = typesWith(events, property, kNumeric);
    return names.empty() ? m_dialect.asReal("NULL")
                         : fmt::format("CASE WHEN {}.type IN ({}) THEN {} END", alias, fmt::join(names, ", "), value);
}

std::string SqlCompiler::distinctCount(const EventAggregate& leaf)
{
    if (!canName(leaf.property)) {
        return "0";
    }
    const std::string events = eventsOf(leaf.events, leaf.within, "e");
    const auto count = [&](const std::string& isCounted, const std::string& value) {
        return fmt::format("(SELECT count(DISTINCT CASE WHEN {} THEN {} END) FROM {})", isCounted, value, events);
    };
    const std::string isSet = m_dialect.hasProperty("e", leaf.property);
    const std::string any = m_dialect.anyProperty("e", leaf.property);
    if (m_context.catalog == nullptr) {
        return count(isSet, any);
    }
    // Values of different types are different values, whatever their text.
    std::vector<std::string> counts;
    using enum ValueType;
    for (const std::vector<ValueType>& types : {kNumeric, {Boolean}, {Date}, {DateTime}, {Text}, {List}}) {
        const std::vector<std::string> names = typesWith(leaf.events, leaf.property, types);
        if (!names.empty()) {
            const std::string value =
                types.front() == DateTime ? m_dialect.property("e", leaf.property, DateTime) : any;
            counts.push_back(count(fmt::format("e.type IN ({}) AND {}", fmt::join(names, ", "), isSet), value));
        }
    }
    return joined(counts, " + ", "0");
}

std::string SqlCompiler::leafCondition(const EventCount& leaf)
{
    const std::string events = eventsOf(leaf.events, leaf.within, "e");
    if (!leaf.count) {
        return fmt::format("EXISTS (SELECT 1 FROM {})", events);
    }
    return decided(leaf.count->op, numberTest(*leaf.count, fmt::format("(SELECT count(*) FROM {})", events)));
}

std::string SqlCompiler::leafCondition(const EventAggregate& leaf)
{
    // PostgreSQL's avg() squares what it sums, which overflows long before the sum does.
    static constexpr std::array<std::string_view, 4> kFunctions{"sum({0})", "sum({0}) / count({0})", "min({0})",
                                                                "max({0})"};
    if (leaf.function == AggregateFunction::Distinct) {
        return decided(leaf.test.op, numberTest(leaf.test, distinctCount(leaf)));
    }
    const std::string value = m_dialect.asReal(numericProperty("e", leaf.events, leaf.property));
    const std::string result = fmt::format(
        "(SELECT {} FROM {})", fmt::format(fmt::runtime(kFunctions[static_cast<std::size_t>(leaf.function)]), value),
        eventsOf(leaf.events, leaf.within, "e"));
    if (leaf.function == AggregateFunction::Sum) {
        return decided(leaf.test.op, numberTest(leaf.test, fmt::format("coalesce({}, 0)", result)));
    }
    return fmt::format("({} IS NOT NULL AND {})", result, decided(leaf.test.op, numberTest(leaf.test, result)));
}

std::string SqlCompiler::leafCondition(const EventBoundary& leaf)
{
    const bool first = leaf.which == EventBoundary::Which::First;
    return fmt::format("EXISTS (SELECT 1 FROM (SELECT {}(e.at) AS at FROM {}) b WHERE {})", first ? "min" : "max",
                       eventsOf(leaf.events, std::nullopt, "e"), windowCondition(leaf.within, "b"));
}

} // namespace postweave::segment::sql
