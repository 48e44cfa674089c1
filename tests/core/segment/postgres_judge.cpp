// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_judge.h"

#include "core/base/json.h"
#include "core/base/value.h"

#include <libpq-fe.h>

#include <stdexcept>

namespace postweave::segment::testing {

namespace {

using PgResult = std::unique_ptr<PGresult, void (*)(PGresult*)>;

std::string quotedName(const std::string& name)
{
    std::string text = "\"";
    for (const char c : name) {
        text.append(c == '"' ? 2 : 1, c);
    }
    return text + '"';
}

std::string columnType(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "boolean";
    case ValueType::Integer:
        return "bigint";
    case ValueType::Number:
        return "double precision";
    case ValueType::Date:
        return "date";
    case ValueType::DateTime:
        return "timestamptz";
    case ValueType::List:
        return "text[]";
    case ValueType::Text:
        break;
    }
    return "text";
}

std::string textOf(const SqlValue& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    return number != nullptr ? formatNumber(*number) : std::get<std::string>(value);
}

} // namespace

PostgresJudge::PostgresJudge(const std::string& connectionText)
    : m_connection(PQconnectdb(connectionText.c_str()), &PQfinish)
{
    if (PQstatus(m_connection.get()) != CONNECTION_OK) {
        throw std::runtime_error(PQerrorMessage(m_connection.get()));
    }
    run("SET client_min_messages = warning");
}

void PostgresJudge::run(const std::string& sql) const
{
    const PgResult result(PQexec(m_connection.get(), sql.c_str()), &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        throw std::runtime_error(std::string(PQerrorMessage(m_connection.get())) + " in " + sql);
    }
}

std::string PostgresJudge::quoted(const std::string& text) const
{
    const std::unique_ptr<char, void (*)(void*)> escaped(PQescapeLiteral(m_connection.get(), text.data(), text.size()),
                                                         &PQfreemem);
    return escaped.get();
}

std::string PostgresJudge::literal(const Value& value) const
{
    struct Visitor {
        const PostgresJudge& judge;
        std::string operator()(std::monostate) const { return "NULL"; }
        std::string operator()(bool flag) const { return flag ? "TRUE" : "FALSE"; }
        std::string operator()(std::int64_t number) const { return judge.quoted(std::to_string(number)); }
        std::string operator()(double number) const { return judge.quoted(formatNumber(number)); }
        std::string operator()(Date date) const { return judge.quoted(formatDate(date)); }
        std::string operator()(Instant instant) const { return judge.quoted(formatDateTime(instant)); }
        std::string operator()(const std::string& text) const { return judge.quoted(text); }
        std::string operator()(const TextList& list) const
        {
            std::string items;
            for (const std::string& item : list) {
                items += (items.empty() ? "" : ", ") + judge.quoted(item);
            }
            return "ARRAY[" + items + "]::text[]";
        }
    };
    return std::visit(Visitor{*this}, value);
}

std::string PostgresJudge::profileRows(const audience::Audience& audience) const
{
    std::string rows;
    for (audience::Ordinal ordinal = 0; ordinal < audience.size(); ++ordinal) {
        rows += (rows.empty() ? "(" : ", (") + quoted(std::string(audience.key(ordinal)));
        for (const auto& attribute : audience.attributes()) {
            rows += ", " + literal(attribute->column.value(ordinal));
        }
        rows += ')';
    }
    return rows;
}

std::string PostgresJudge::eventRows(const audience::Audience& audience) const
{
    std::string rows;
    for (const auto& table : audience.events()) {
        for (std::size_t row = 0; row < table->rowCount(); ++row) {
            Json properties = Json::object();
            for (const auto& [name, value] : table->propertiesOf(row)) {
                properties[name] = toJson(value, {});
            }
            rows += (rows.empty() ? "(" : ", (") + quoted(std::string(audience.key(table->profiles()[row]))) + ", " +
                    quoted(table->type()) + ", " + literal(table->time(row)) + ", " + quoted(toText(properties)) + ')';
        }
    }
    return rows;
}

void PostgresJudge::fill(const audience::Audience& audience)
{
    std::string columns = "key text PRIMARY KEY";
    for (const auto& attribute : audience.attributes()) {
        columns += ", " + quotedName(attribute->name) + ' ' + columnType(attribute->column.type());
    }
    std::string sql = "DROP TABLE IF EXISTS profile, event; CREATE TEMP TABLE profile(" + columns +
                      "); CREATE TEMP TABLE event(profile_key text, type text, at timestamptz, properties jsonb);";
    if (const std::string rows = profileRows(audience); !rows.empty()) {
        sql += "INSERT INTO profile VALUES " + rows + ';';
    }
    if (const std::string rows = eventRows(audience); !rows.empty()) {
        sql += "INSERT INTO event VALUES " + rows + ';';
    }
    run(sql);
}

std::vector<std::string> PostgresJudge::keys(const SqlStatement& statement) const
{
    std::vector<std::string> texts;
    std::vector<const char*> values;
    for (const SqlValue& value : statement.parameters) {
        texts.push_back(textOf(value));
    }
    for (const std::string& text : texts) {
        values.push_back(text.c_str());
    }
    const PgResult result(PQexecParams(m_connection.get(), statement.text.c_str(), static_cast<int>(values.size()),
                                       nullptr, values.data(), nullptr, nullptr, 0),
                          &PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) {
        throw std::runtime_error(PQerrorMessage(m_connection.get()));
    }
    std::vector<std::string> found;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        found.emplace_back(PQgetvalue(result.get(), row, 0));
    }
    return found;
}

} // namespace postweave::segment::testing
