// SPDX-License-Identifier: GPL-3.0-or-later
// WorkspaceOpener: new, open, recent and the sample: how a workspace comes into the window, from wherever it is asked.
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/error.h"
#include "core/base/progress.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

#include <filesystem>
#include <functional>

class QAction;
class QMenu;
class QWidget;

namespace postweave::ui {

class RecentWorkspaces;
class StatusJob;
class StatusJobs;
class WorkspaceSession;

/// Where the sample workspace comes from; made by whoever composes the application.
struct SampleOffer {
    struct Line {
        QString name;
        qint64 people = 0;
    };
    QString path;  ///< where the file is, or is to be made
    QString words; ///< what is in it, two or three sentences
    qint64 people = 0;
    QList<Line> segments; ///< with their real counts; may be empty
    /// Makes the file, on a pool thread; leaves nothing behind where it fails. Empty: there is no sample.
    std::function<Result<void>(const std::filesystem::path&, const CancelToken&, const Progress&)> make;
};

class WorkspaceOpener : public QObject {
    Q_OBJECT
public:
    /// All must outlive it.
    WorkspaceOpener(WorkspaceSession& session, StatusJobs& jobs, RecentWorkspaces& recent, SampleOffer sample,
                    QObject* parent = nullptr);

    [[nodiscard]] const SampleOffer& sample() const { return m_sample; }
    [[nodiscard]] bool isMakingSample() const { return !m_sampleJob.isNull(); }

    /// Asks for a file in a dialog that blocks nothing; `then` runs once it is open.
    void createNew(QWidget* window, std::function<void()> then = {});
    void chooseAndOpen(QWidget* window);
    void open(const QString& path);
    void openSample();
    /// Fills the menu behind the workspace's name whenever it opens.
    [[nodiscard]] QMenu* makeMenu(QWidget* window);

Q_SIGNALS:
    void sampleFailed(const postweave::Error& error);
    void makingSampleChanged();

private:
    void fillMenu(QMenu& menu, QWidget* window);
    void rememberOpened();
    void makeSample();

    WorkspaceSession& m_session;
    StatusJobs& m_jobs;
    RecentWorkspaces& m_recent;
    SampleOffer m_sample;
    QPointer<StatusJob> m_sampleJob;
    std::function<void()> m_then;
};

/// The ending of workspace files, without dot.
inline constexpr char kWorkspaceEnding[] = "postweave";

} // namespace postweave::ui
