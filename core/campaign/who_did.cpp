// SPDX-License-Identifier: GPL-3.0-or-later
// Behavioural predicates of the campaign dialect (FORMATS §5), over all profiles at once.
#include "core/base/json.h"
#include "core/campaign/people.h"

#include <algorithm>
#include <limits>
#include <span>

namespace postweave::campaign {

namespace {

using audience::CodedColumn;
using audience::EventTable;

/// As a template prints it, so that a quoted number finds a number.
bool equalsText(const Value& value, std::string_view text)
{
    if (const auto* written = std::get_if<std::string>(&value)) {
        return *written == text;
    }
    if (const auto* items = std::get_if<TextList>(&value)) {
        return std::find(items->begin(), items->end(), text) != items->end();
    }
    return !isMissing(value) && toText(toJson(value, TimeZone())) == text;
}

/// By code: which of a column's values match.
std::vector<bool> matchingCodes(const CodedColumn& column, std::string_view text)
{
    std::vector<bool> matches(column.dictionary().size() + 1, false);
    for (CodedColumn::Code code = 1; code <= column.dictionary().size(); ++code) {
        matches[code] = equalsText(column.dictionary().value(code), text);
    }
    return matches;
}

/// Rows whose value stands in one of two columns.
class RowTest {
public:
    RowTest(const EventTable& table, const liquid::BehaviourQuery& query, const PredicateMeaning& meaning)
        : m_takesAll(takesAll(query))
    {
        if (m_takesAll) {
            return;
        }
        for (const std::string& name : meaning.properties) {
            if (const CodedColumn* column = table.property(name); column != nullptr) {
                m_columns.push_back({column, matchingCodes(*column, *query.value)});
            }
        }
    }

    [[nodiscard]] bool operator()(std::size_t row) const
    {
        return m_takesAll || std::any_of(m_columns.begin(), m_columns.end(), [&](const Column& column) {
                   return column.matches[column.column->code(row)];
               });
    }

private:
    struct Column {
        const CodedColumn* column;
        std::vector<bool> matches;
    };

    static bool takesAll(const liquid::BehaviourQuery& query)
    {
        return query.verb == liquid::BehaviourVerb::Did || !query.value;
    }

    bool m_takesAll;
    std::vector<Column> m_columns;
};

/// now − days × 24 h, or the beginning of time.
Instant startOf(const liquid::BehaviourQuery& query, Instant now)
{
    std::int64_t length = 0;
    std::int64_t start = 0;
    if (!query.days || __builtin_mul_overflow(*query.days, kMicrosecondsPerDay, &length) ||
        __builtin_sub_overflow(now.microseconds, length, &start)) {
        return {std::numeric_limits<std::int64_t>::min()};
    }
    return {start};
}

void countRows(const EventTable& table, const liquid::BehaviourQuery& query, const PredicateMeaning& meaning,
               Instant now, std::vector<std::int64_t>& counts)
{
    const RowTest matches(table, query, meaning);
    const audience::RowRange rows = table.rowsBetween(startOf(query, now), {now.microseconds + 1});
    const std::span<const std::uint32_t> profiles = table.profiles();
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        if (matches(row)) {
            ++counts[profiles[row]];
        }
    }
}

/// The type, or the start of types, that the query is about.
std::string_view typeAsked(const liquid::BehaviourQuery& query, const PredicateMeanings& meanings)
{
    if (query.verb != liquid::BehaviourVerb::Did) {
        return meanings.of(query.verb).event;
    }
    return query.value ? std::string_view(*query.value) : std::string_view("*");
}

} // namespace

audience::Bitset whoDid(const liquid::BehaviourQuery& query, const audience::Audience& audience, Instant now,
                        const PredicateMeanings& meanings)
{
    std::vector<std::int64_t> counts(audience.size(), 0);
    const std::string_view type = typeAsked(query, meanings);
    for (const auto& table : audience.events()) {
        if (segment::matchesType(type, table->type())) {
            countRows(*table, query, meanings.of(query.verb), now, counts);
        }
    }
    audience::Bitset who(audience.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        who.assign(i, counts[i] >= query.times);
    }
    return who;
}

} // namespace postweave::campaign
