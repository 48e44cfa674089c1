// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgres_server.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QThread>

#include <libpq-fe.h>
#include <pwd.h>
#include <unistd.h>

namespace postweave::segment::testing {

namespace {

/// Where Debian keeps the server's programs, newest version first; else what PATH finds.
QString programNamed(const QString& name)
{
    const QDir versions(QStringLiteral("/usr/lib/postgresql"));
    for (const QString& version : versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString path = versions.filePath(version + QStringLiteral("/bin/") + name);
        if (QFileInfo(path).isExecutable()) {
            return path;
        }
    }
    return QStandardPaths::findExecutable(name);
}

bool isRoot()
{
    return geteuid() == 0;
}

} // namespace

PostgresServer::PostgresServer() : m_reason(start()) {}

PostgresServer::~PostgresServer()
{
    if (m_server.state() != QProcess::NotRunning) {
        m_server.terminate();
        if (!m_server.waitForFinished()) {
            m_server.kill();
            m_server.waitForFinished();
        }
    }
}

std::string PostgresServer::connectionText() const
{
    return "host=" + m_folder.path().toStdString() + " dbname=postgres user=judge";
}

bool PostgresServer::run(QProcess& process, const QString& program, QStringList arguments)
{
    process.setWorkingDirectory(m_folder.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (!isRoot()) {
        process.start(program, arguments);
        return process.waitForStarted();
    }
    // Dies with the test, however that ends.
    arguments = QStringList{QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
                            QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=TERM"), program} +
                arguments;
    process.start(QStringLiteral("setpriv"), arguments);
    return process.waitForStarted();
}

bool PostgresServer::answers() const
{
    return PQping(connectionText().c_str()) == PQPING_OK;
}

QString PostgresServer::start()
{
    constexpr int kInitSeconds = 600;
    constexpr int kAnswerTries = 3000;
    const QString initdb = programNamed(QStringLiteral("initdb"));
    const QString postgres = programNamed(QStringLiteral("postgres"));
    if (initdb.isEmpty() || postgres.isEmpty()) {
        return QStringLiteral("PostgreSQL is not installed");
    }
    const passwd* user = getpwnam("postgres");
    if (isRoot() &&
        (user == nullptr || chown(m_folder.path().toLocal8Bit().constData(), user->pw_uid, user->pw_gid) != 0)) {
        return QStringLiteral("there is no user 'postgres' to run it as");
    }
    const QString data = m_folder.filePath(QStringLiteral("data"));
    QProcess init;
    const bool made =
        run(init, initdb,
            {QStringLiteral("--pgdata=") + data, QStringLiteral("--username=judge"), QStringLiteral("--auth=trust"),
             QStringLiteral("--encoding=UTF8"), QStringLiteral("--locale=C"), QStringLiteral("--no-sync")}) &&
        init.waitForFinished(kInitSeconds * 1000) && init.exitCode() == 0;
    if (!made) {
        return QStringLiteral("initdb failed: ") + QString::fromLocal8Bit(init.readAll());
    }
    QStringList options{QStringLiteral("-D"), data, QStringLiteral("-k"), m_folder.path(), QStringLiteral("-h"), {}};
    for (const char* setting : {"fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off",
                                "jit=off", "shared_buffers=16MB", "max_connections=10", "timezone=UTC",
                                "log_min_messages=fatal", "log_min_error_statement=panic"}) {
        options << QStringLiteral("-c") << QString::fromLatin1(setting);
    }
    m_server.setStandardOutputFile(QProcess::nullDevice());
    if (!run(m_server, postgres, options)) {
        return QStringLiteral("the server did not start");
    }
    for (int i = 0; i < kAnswerTries && m_server.state() != QProcess::NotRunning; ++i) {
        if (answers()) {
            return {};
        }
        QThread::msleep(100);
    }
    return QStringLiteral("the server does not answer: ") + QString::fromLocal8Bit(m_server.readAll());
}

} // namespace postweave::segment::testing
