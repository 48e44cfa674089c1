// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/statement.h"

#include "core/sqlite/sqlite_error.h"
#include "core/sqlite/statement_cache.h"

#include <sqlite3.h>

#include <utility>

namespace postweave::sqlite {

Statement::Statement(Statement&& other) noexcept
    : m_handle(std::exchange(other.m_handle, nullptr)), m_home(other.m_home), m_bindFailure(other.m_bindFailure)
{
}

Statement& Statement::operator=(Statement&& other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_home, other.m_home);
    std::swap(m_bindFailure, other.m_bindFailure);
    return *this;
}

Statement::~Statement()
{
    if (m_handle != nullptr && m_home != nullptr) {
        m_home->put(m_handle);
    } else {
        sqlite3_finalize(m_handle);
    }
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && m_bindFailure == SQLITE_OK) {
        m_bindFailure = code;
    }
}

void Statement::bindNull(int index)
{
    note(sqlite3_bind_null(m_handle, index));
}
void Statement::bind(int index, std::int64_t value)
{
    note(sqlite3_bind_int64(m_handle, index, value));
}
void Statement::bind(int index, double value)
{
    note(sqlite3_bind_double(m_handle, index, value));
}

void Statement::bind(int index, std::string_view text)
{
    const char* data = text.data() == nullptr ? "" : text.data();
    note(sqlite3_bind_text64(m_handle, index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(int index, std::span<const std::byte> bytes)
{
    if (bytes.empty()) {
        note(sqlite3_bind_zeroblob(m_handle, index, 0));
    } else {
        note(sqlite3_bind_blob64(m_handle, index, bytes.data(), bytes.size(), SQLITE_STATIC));
    }
}

void Statement::bind(int index, std::optional<std::int64_t> value)
{
    if (value) {
        bind(index, *value);
    } else {
        bindNull(index);
    }
}

void Statement::bindFrom(int index, const Statement& row, int column)
{
    note(sqlite3_bind_value(m_handle, index, sqlite3_column_value(row.m_handle, column)));
}

Result<bool> Statement::step()
{
    if (m_bindFailure != SQLITE_OK) {
        return failure(std::exchange(m_bindFailure, SQLITE_OK));
    }
    const int code = sqlite3_step(m_handle);
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return failure(code);
}

Result<void> Statement::run()
{
    for (;;) {
        const Result<bool> row = step();
        if (!row) {
            reset();
            return fail(row.error());
        }
        if (!*row) {
            reset();
            return {};
        }
    }
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_NULL;
}
bool Statement::isNumber(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_FLOAT;
}
bool Statement::isText(int column) const
{
    return sqlite3_column_type(m_handle, column) == SQLITE_TEXT;
}
std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_handle, column);
}
double Statement::number(int column) const
{
    return sqlite3_column_double(m_handle, column);
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_handle, column));
    return data == nullptr ? std::string_view()
                           : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}

std::span<const std::byte> Statement::bytes(int column) const
{
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(m_handle, column));
    return data == nullptr ? std::span<const std::byte>()
                           : std::span(data, static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column)));
}

tl::unexpected<Error> Statement::failure(int code) const
{
    return fail(sqliteError(sqlite3_db_handle(m_handle), code));
}

} // namespace postweave::sqlite
