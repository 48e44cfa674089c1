// SPDX-License-Identifier: GPL-3.0-or-later
// PostgresServer: a private PostgreSQL on a socket in a temporary folder, gone with the test.
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

#include <string>

namespace postweave::segment::testing {

/// Started by the constructor. PostgreSQL refuses root: there it runs as the system's user `postgres`.
class PostgresServer {
public:
    PostgresServer();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    [[nodiscard]] bool isRunning() const { return m_reason.isEmpty(); }
    /// Why it is not.
    [[nodiscard]] const QString& reason() const { return m_reason; }
    /// For libpq.
    [[nodiscard]] std::string connectionText() const;

private:
    [[nodiscard]] QString start();
    [[nodiscard]] bool run(QProcess& process, const QString& program, QStringList arguments);
    [[nodiscard]] bool answers() const;

    QTemporaryDir m_folder;
    QProcess m_server;
    QString m_reason;
};

} // namespace postweave::segment::testing
