// SPDX-License-Identifier: GPL-3.0-or-later
// A temporary folder and short ways to make and judge files in it.
#pragma once

#include "core/base/file.h"
#include "core/sqlite/database.h"
#include "core/sqlite/transaction.h"
#include "tests/core/verify_result.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>

#include <set>

namespace postweave::sqlite {

struct FileFixture {
    QTemporaryDir folder;

    [[nodiscard]] std::filesystem::path path(const std::string& name = "ws.pw") const
    {
        return std::filesystem::path(folder.path().toStdString()) / name;
    }

    void write(const std::string& name, std::string_view content) const
    {
        if (!writeFileAtomically(path(name), content)) {
            qFatal("cannot write");
        }
    }

    [[nodiscard]] std::string bytes(const std::string& name = "ws.pw") const
    {
        const Result<std::string> content = readFile(path(name));
        return content ? *content : "unreadable";
    }

    [[nodiscard]] std::set<std::string> names() const
    {
        std::set<std::string> found;
        for (const auto& entry : std::filesystem::directory_iterator(folder.path().toStdString())) {
            found.insert(entry.path().filename().string());
        }
        return found;
    }

    /// A file with one table `t(x)` at user_version 1.
    void make(const std::string& name = "ws.pw", int rows = 100) const
    {
        const Result<void> made = createFile(path(name), [&](Database& database) {
            return database.execute("CREATE TABLE t(x TEXT) STRICT; PRAGMA user_version = 1;"
                                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
                                    std::to_string(rows) + ") INSERT INTO t SELECT hex(zeroblob(500)) FROM n;");
        });
        if (!made) {
            qFatal("%s", toLine(made.error()).c_str());
        }
    }
};

} // namespace postweave::sqlite
