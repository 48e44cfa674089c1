// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlite_judge.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/value.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>
#include <QString>
#include <QTimeZone>

#include <sqlite3.h>

#include <stdexcept>

namespace postweave::segment::testing {

namespace {

std::string quotedName(const std::string& name)
{
    std::string text = "\"";
    for (const char c : name) {
        text += c == '"' ? std::string("\"\"") : std::string(1, c);
    }
    return text + '"';
}

/// As the tables hold it: dates as text, datetimes as microseconds, lists as JSON.
struct SqlValue {
    sqlite3_stmt* statement;
    int index;

    void operator()(std::monostate) const { sqlite3_bind_null(statement, index); }
    void operator()(bool value) const { sqlite3_bind_int(statement, index, value ? 1 : 0); }
    void operator()(std::int64_t value) const { sqlite3_bind_int64(statement, index, value); }
    void operator()(double value) const { sqlite3_bind_double(statement, index, value); }
    void operator()(Date value) const { (*this)(formatDate(value)); }
    void operator()(Instant value) const { sqlite3_bind_int64(statement, index, value.microseconds); }
    void operator()(const std::string& value) const
    {
        sqlite3_bind_text(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
    void operator()(const TextList& value) const { (*this)(toText(Json(value))); }
};

struct JsonValue {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(Date value) const { return formatDate(value); }
    Json operator()(Instant value) const { return value.microseconds; }
    template <typename T>
    Json operator()(const T& value) const
    {
        return Json(value);
    }
};

std::string textOf(sqlite3_value* value)
{
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void resultText(sqlite3_context* context, const std::string& text)
{
    sqlite3_result_text(context, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
}

void caseFold(sqlite3_context* context, int, sqlite3_value** arguments)
{
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    resultText(context, foldCase(textOf(arguments[0])));
}

/// PCRE, not RE2: another engine for the patterns that both read alike.
void matchPattern(sqlite3_context* context, int, sqlite3_value** arguments)
{
    if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
        sqlite3_result_null(context);
        return;
    }
    const QRegularExpression pattern(QString::fromStdString(textOf(arguments[0])));
    sqlite3_result_int(context, pattern.match(QString::fromStdString(textOf(arguments[1]))).hasMatch() ? 1 : 0);
}

/// Qt's MD5, not OpenSSL's.
void drawBucket(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const std::string text = textOf(arguments[0]) + ':' + textOf(arguments[1]);
    const QByteArray digest = QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Md5);
    sqlite3_result_int64(context, digest.toHex().left(8).toLongLong(nullptr, 16) % 10'000);
}

/// Qt's reading of ISO 8601 and of time zones.
void readMoment(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const QString text = QString::fromStdString(textOf(arguments[0]));
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (text.size() <= 10 || !time.isValid()) {
        sqlite3_result_null(context);
        return;
    }
    if (time.timeSpec() == Qt::LocalTime) {
        time = QDateTime(time.date(), time.time(), QTimeZone(QByteArray::fromStdString(textOf(arguments[1]))));
    }
    sqlite3_result_int64(context, time.toMSecsSinceEpoch() * 1000);
}

class Statement {
public:
    Statement(sqlite3* database, const std::string& sql) : m_database(database)
    {
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &m_statement, nullptr) != SQLITE_OK) {
            throw std::runtime_error(std::string(sqlite3_errmsg(database)) + " in " + sql);
        }
    }
    ~Statement() { sqlite3_finalize(m_statement); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    bool step()
    {
        const int result = sqlite3_step(m_statement);
        if (result != SQLITE_ROW && result != SQLITE_DONE) {
            throw std::runtime_error(sqlite3_errmsg(m_database));
        }
        return result == SQLITE_ROW;
    }
    void bind(int index, const Value& value) { std::visit(SqlValue{m_statement, index}, value); }
    void reset() { sqlite3_reset(m_statement); }
    [[nodiscard]] std::string text(int column) const
    {
        return reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    }

private:
    sqlite3* m_database;
    sqlite3_stmt* m_statement = nullptr;
};

sqlite3* openInMemory()
{
    sqlite3* database = nullptr;
    if (sqlite3_open(":memory:", &database) != SQLITE_OK) {
        throw std::runtime_error("SQLite does not open a database in memory");
    }
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
    sqlite3_create_function(database, "casefold", 1, flags, nullptr, caseFold, nullptr, nullptr);
    sqlite3_create_function(database, "bucket", 2, flags, nullptr, drawBucket, nullptr, nullptr);
    sqlite3_create_function(database, "moment", 2, flags, nullptr, readMoment, nullptr, nullptr);
    sqlite3_create_function(database, "regexp", 2, flags, nullptr, matchPattern, nullptr, nullptr);
    return database;
}

} // namespace

SqliteJudge::SqliteJudge(const audience::Audience& audience) : m_database(openInMemory(), &sqlite3_close)
{
    run("BEGIN");
    fillProfiles(audience);
    fillEvents(audience);
    run("COMMIT");
}

void SqliteJudge::run(const std::string& sql) const
{
    Statement(m_database.get(), sql).step();
}

void SqliteJudge::fillProfiles(const audience::Audience& audience) const
{
    std::string columns = "key TEXT PRIMARY KEY";
    std::string places = "?";
    for (const auto& attribute : audience.attributes()) {
        columns += ", " + quotedName(attribute->name); // no type, no affinity: values stay what they are
        places += ", ?";
    }
    run("CREATE TABLE profile(" + columns + ")");
    Statement insert(m_database.get(), "INSERT INTO profile VALUES(" + places + ")");
    for (audience::Ordinal ordinal = 0; ordinal < audience.size(); ++ordinal) {
        insert.reset();
        insert.bind(1, std::string(audience.key(ordinal)));
        int index = 2;
        for (const auto& attribute : audience.attributes()) {
            insert.bind(index++, attribute->column.value(ordinal));
        }
        insert.step();
    }
}

void SqliteJudge::fillEvents(const audience::Audience& audience) const
{
    run("CREATE TABLE event(profile_key TEXT, type TEXT, at INTEGER, properties TEXT)");
    run("CREATE INDEX event_by_profile ON event(profile_key, type, at)");
    Statement insert(m_database.get(), "INSERT INTO event VALUES(?, ?, ?, ?)");
    for (const auto& table : audience.events()) {
        for (std::size_t row = 0; row < table->rowCount(); ++row) {
            Json properties = Json::object();
            for (const auto& [name, value] : table->propertiesOf(row)) {
                properties[name] = std::visit(JsonValue{}, value);
            }
            insert.reset();
            insert.bind(1, std::string(audience.key(table->profiles()[row])));
            insert.bind(2, table->type());
            insert.bind(3, table->time(row).microseconds);
            insert.bind(4, toText(properties));
            insert.step();
        }
    }
}

std::vector<std::string> SqliteJudge::keys(const SqlStatement& statement) const
{
    std::vector<std::string> found;
    Statement select(m_database.get(), statement.text);
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
        select.bind(static_cast<int>(i) + 1,
                    std::visit([](const auto& value) { return Value(value); }, statement.parameters[i]));
    }
    while (select.step()) {
        found.push_back(select.text(0));
    }
    return found;
}

} // namespace postweave::segment::testing
