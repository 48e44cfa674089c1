// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sql_literals.h"

#include "core/base/value.h"

#include <fmt/format.h>

#include <charconv>

namespace postweave::segment::sql {

namespace {

// Control characters, which no SQL that is put together here holds otherwise: all text from outside is a literal.
constexpr char kMarkBegin = '\x01';
constexpr char kMarkEnd = '\x02';

std::string inQuotes(std::string_view value, char quote)
{
    std::string result(1, quote);
    for (const char c : value) {
        result.append(c == quote ? 2 : 1, c);
    }
    return result + quote;
}

std::string integerText(std::int64_t value)
{
    // −2^63 cannot be written as the negation of a literal.
    return value == INT64_MIN ? "(-9223372036854775807 - 1)"
           : value < 0        ? fmt::format("({})", value)
                              : fmt::format("{}", value);
}

std::string numberText(double value)
{
    std::string digits = formatNumber(value);
    const bool isReal = digits.find_first_of(".e") != std::string::npos;
    digits = isReal ? digits : digits + ".0";
    return value < 0 ? fmt::format("({})", digits) : digits;
}

} // namespace

std::string Literals::mark(Kind kind, SqlValue value)
{
    Entry entry{kind, std::move(value)};
    const auto [place, isNew] = m_places.try_emplace(entry, m_entries.size());
    if (isNew) {
        m_entries.push_back(std::move(entry));
    }
    return fmt::format("{}{}{}", kMarkBegin, place->second, kMarkEnd);
}

std::string Literals::text(std::string_view value)
{
    return mark(Kind::Text, std::string(value));
}

std::string Literals::integer(std::int64_t value)
{
    return mark(Kind::Integer, value);
}

std::string Literals::number(double value)
{
    return mark(Kind::Number, value);
}

std::string Literals::moment(Instant instant)
{
    return m_sqlite ? integer(instant.microseconds) : mark(Kind::Moment, formatDateTime(instant));
}

std::string Literals::day(Date date)
{
    return mark(m_sqlite ? Kind::Text : Kind::Day, formatDate(date));
}

std::string Literals::identifier(std::string_view name)
{
    return mark(Kind::Identifier, std::string(name));
}

std::string Literals::written(const Entry& entry) const
{
    switch (entry.kind) {
    case Kind::Integer:
        return integerText(std::get<std::int64_t>(entry.value));
    case Kind::Number:
        return numberText(std::get<double>(entry.value));
    case Kind::Moment:
        return fmt::format("TIMESTAMPTZ {}", inQuotes(std::get<std::string>(entry.value), '\''));
    case Kind::Day:
        return fmt::format("DATE {}", inQuotes(std::get<std::string>(entry.value), '\''));
    case Kind::Identifier:
        return inQuotes(std::get<std::string>(entry.value), '"');
    case Kind::Text:
        break;
    }
    return inQuotes(std::get<std::string>(entry.value), '\'');
}

std::string Literals::placeholder(const Entry& entry, std::size_t number) const
{
    if (m_sqlite) {
        return fmt::format("?{}", number);
    }
    switch (entry.kind) {
    case Kind::Integer:
        return fmt::format("${}::bigint", number);
    case Kind::Number:
        return fmt::format("${}::numeric", number);
    case Kind::Moment:
        return fmt::format("${}::timestamptz", number);
    case Kind::Day:
        return fmt::format("${}::date", number);
    default:
        return fmt::format("${}::text", number);
    }
}

template <typename Replace>
std::string Literals::replaced(std::string_view sql, const Replace& replace) const
{
    std::string result;
    for (;;) {
        const std::size_t begin = sql.find(kMarkBegin);
        result += sql.substr(0, begin);
        if (begin == std::string_view::npos) {
            return result;
        }
        const std::size_t end = sql.find(kMarkEnd, begin);
        std::size_t place = 0;
        std::from_chars(sql.data() + begin + 1, sql.data() + end, place);
        result += replace(place);
        sql.remove_prefix(end + 1);
    }
}

std::string Literals::inlined(std::string_view sql) const
{
    return replaced(sql, [this](std::size_t place) { return written(m_entries[place]); });
}

SqlStatement Literals::bound(std::string_view sql) const
{
    SqlStatement statement;
    std::map<std::size_t, std::size_t> numbers; // by place, from 1 in order of appearance
    statement.text = replaced(sql, [&](std::size_t place) {
        const Entry& entry = m_entries[place];
        if (entry.kind == Kind::Identifier) {
            return written(entry);
        }
        const auto [number, isNew] = numbers.try_emplace(place, numbers.size() + 1);
        if (isNew) {
            statement.parameters.push_back(entry.value);
        }
        return placeholder(entry, number->second);
    });
    return statement;
}

} // namespace postweave::segment::sql
