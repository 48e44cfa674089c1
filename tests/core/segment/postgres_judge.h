// SPDX-License-Identifier: GPL-3.0-or-later
// PostgresJudge: an audience as plain row tables in PostgreSQL, asked with the SQL of the compiler.
#pragma once

#include "sql_judge.h"

#include "core/audience/audience.h"

#include <memory>
#include <string>
#include <vector>

struct pg_conn;

namespace postweave::segment::testing {

/// One connection; its tables stand as long as it does.
class PostgresJudge : public SqlJudge {
public:
    explicit PostgresJudge(const std::string& connectionText);

    /// Replaces the tables.
    void fill(const audience::Audience& audience);

    using SqlJudge::keys;
    [[nodiscard]] std::vector<std::string> keys(const SqlStatement& statement) const override;

private:
    void run(const std::string& sql) const;
    [[nodiscard]] std::string quoted(const std::string& text) const;
    [[nodiscard]] std::string literal(const Value& value) const;
    [[nodiscard]] std::string profileRows(const audience::Audience& audience) const;
    [[nodiscard]] std::string eventRows(const audience::Audience& audience) const;

    std::unique_ptr<pg_conn, void (*)(pg_conn*)> m_connection;
};

} // namespace postweave::segment::testing
