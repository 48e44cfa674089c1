// SPDX-License-Identifier: GPL-3.0-or-later
// Python's standard library (email, csv, html) as an independent judge of what this program writes.
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>

namespace postweave::test {

[[nodiscard]] inline bool hasPython()
{
    return !QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty();
}

/// Runs a script with `input` at its standard input; what it prints as JSON. A null document if it failed; its words
/// are printed.
[[nodiscard]] inline QJsonDocument askPython(const QByteArray& script, const QByteArray& input,
                                             const QStringList& arguments = {})
{
    QProcess python;
    python.setProcessChannelMode(QProcess::SeparateChannels);
    python.start(QStringLiteral("python3"), QStringList{QStringLiteral("-X"), QStringLiteral("utf8"),
                                                        QStringLiteral("-c"), QString::fromUtf8(script)} +
                                                arguments);
    python.write(input);
    python.closeWriteChannel();
    python.waitForFinished(-1);
    const QByteArray errors = python.readAllStandardError();
    if (!errors.isEmpty()) {
        qWarning("%s", errors.constData());
    }
    return QJsonDocument::fromJson(python.readAllStandardOutput());
}

} // namespace postweave::test

#define SKIP_WITHOUT_PYTHON()                                                                                          \
    if (!postweave::test::hasPython())                                                                                 \
    QSKIP("python3, the judge, is not installed")
