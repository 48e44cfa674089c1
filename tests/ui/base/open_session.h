// SPDX-License-Identifier: GPL-3.0-or-later
// An open session over a new workspace in a folder of its own, for tests of pages and controllers.
#pragma once

#include "core/base/clock.h"
#include "core/ingest/import.h"
#include "ui/base/workspace_session.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace postweave::ui::testing {

inline constexpr int kPatience = 30'000;
/// 14 July 2026, 03:33 UTC.
inline constexpr Instant kNow{1'784'000'000'000'000};

struct OpenSession {
    QTemporaryDir folder;
    FixedClock clock{kNow};
    WorkspaceSession session{clock};

    [[nodiscard]] QString pathOf(const QString& name) const { return folder.filePath(name); }

    [[nodiscard]] QString write(const QString& name, const QByteArray& content) const
    {
        QFile file(pathOf(name));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }

    /// Waits until workspace and audience stand.
    [[nodiscard]] bool create()
    {
        session.create(pathOf(QStringLiteral("shop.postweave")), QStringLiteral("UTC"));
        return QTest::qWaitFor([this] { return session.isOpen() && session.audience() != nullptr; }, kPatience);
    }

    /// Waits until the audience has them.
    [[nodiscard]] bool importPeople(const QByteArray& csv, std::size_t people)
    {
        const std::string file = write(QStringLiteral("people.csv"), csv).toStdString();
        session.run(
            [file](workspace::Workspace& workspace) {
                ingest::ImportOptions options;
                options.now = kNow;
                options.zone = workspace.timeZone();
                return ingest::importProfiles(
                    {workspace.database(), workspace.profiles(), workspace.events(), workspace.imports()}, file,
                    options, {}, {});
            },
            &session, [](const Result<ingest::ImportReport>&) {});
        return QTest::qWaitFor([&] { return session.audience() && session.audience()->size() == people; }, kPatience);
    }

    void save(workspace::DefinitionKind kind, const char* name, const char* text)
    {
        session.saveDefinition(kind, QString::fromUtf8(name), text);
    }

    /// Everything handed to the workspace so far is done.
    [[nodiscard]] bool drain()
    {
        bool done = false;
        session.run([](workspace::Workspace& workspace) { return workspace.generation(); }, &session,
                    [&done](const Result<std::int64_t>&) { done = true; });
        return QTest::qWaitFor([&done] { return done; }, kPatience);
    }
};

template <typename Widget>
Widget* named(const QWidget* parent, const QString& accessibleName)
{
    for (Widget* widget : parent->findChildren<Widget*>()) {
        if (widget->accessibleName() == accessibleName) {
            return widget;
        }
    }
    return nullptr;
}

template <typename Button>
Button* saying(const QWidget* parent, const QString& text)
{
    for (Button* button : parent->findChildren<Button*>()) {
        if (button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

} // namespace postweave::ui::testing
