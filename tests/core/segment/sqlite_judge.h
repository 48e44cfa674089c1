// SPDX-License-Identifier: GPL-3.0-or-later
// SqliteJudge: an audience as plain row tables in SQLite, asked with the SQL of the compiler.
#pragma once

#include "sql_judge.h"

#include "core/audience/audience.h"

#include <memory>
#include <string>
#include <vector>

struct sqlite3;

namespace postweave::segment::testing {

class SqliteJudge : public SqlJudge {
public:
    explicit SqliteJudge(const audience::Audience& audience);

    using SqlJudge::keys;
    [[nodiscard]] std::vector<std::string> keys(const SqlStatement& statement) const override;

private:
    void run(const std::string& sql) const;
    void fillProfiles(const audience::Audience& audience) const;
    void fillEvents(const audience::Audience& audience) const;

    std::unique_ptr<sqlite3, int (*)(sqlite3*)> m_database;
};

} // namespace postweave::segment::testing
