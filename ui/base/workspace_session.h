// SPDX-License-Identifier: GPL-3.0-or-later
// WorkspaceSession: the open workspace as the window sees it. The Workspace itself lives on a thread of its own;
// pages hand it functions and get results back, and evaluate on the audience, a snapshot in memory.
#pragma once

#include "core/audience/audience.h"
#include "core/base/clock.h"
#include "core/workspace/workspace.h"
#include "ui/base/worker.h"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

class QTimer;

namespace postweave::ui {

using AudiencePtr = std::shared_ptr<const audience::Audience>;

/// UI thread only; nothing here blocks.
class WorkspaceSession : public QObject {
    Q_OBJECT
public:
    enum class State { Closed, Opening, Open };

    /// The clock must outlive the session.
    explicit WorkspaceSession(const Clock& clock, QObject* parent = nullptr);
    ~WorkspaceSession() override;

    /// Close what is open, then open; a workspace that another process writes to is opened for reading.
    void open(const QString& path);
    void create(const QString& path, const QString& timeZone);
    void close();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOpen() const { return m_state == State::Open; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    [[nodiscard]] QString path() const { return m_path; }
    /// The file's name without folder and ending.
    [[nodiscard]] QString name() const;
    [[nodiscard]] const TimeZone& timeZone() const { return m_zone; }
    /// Counts as of the last look; all 0 while closed.
    [[nodiscard]] const workspace::WorkspaceSummary& summary() const { return m_summary; }
    /// When a definition was last saved through this session.
    [[nodiscard]] std::optional<Instant> lastSaved() const { return m_lastSaved; }

    /// nullptr until it is loaded; then always the newest that is loaded. Keep the pointer for as long as you compute.
    [[nodiscard]] AudiencePtr audience() const { return m_audience; }
    [[nodiscard]] bool isLoadingAudience() const { return m_loading.isRunning(); }
    /// What `held` and moments in the past look at: loads these attributes' histories (those that are not there yet)
    /// and keeps them loaded; audienceChanged() follows. Unknown names are ignored.
    void needHistories(const std::vector<std::string>& attributes);

    /// What "now" means for every evaluation: the chosen moment, or the clock's.
    [[nodiscard]] Instant now() const;
    [[nodiscard]] Instant clockNow() const { return m_clock->now(); }
    [[nodiscard]] std::optional<Instant> asOf() const { return m_asOf; }
    void setAsOf(std::optional<Instant> moment);
    void setTimeZone(const QString& name);

    /// Runs `work(Workspace&)`, which returns a Result<T>, on the workspace's thread, in the order of calls, then
    /// `deliver(Result<T>)` on the UI thread unless `context` is gone or another workspace is open by then. Without an
    /// open workspace it delivers InvalidUsage. Writes of profiles or events are noticed by themselves.
    template <typename Work, typename Deliver>
    void run(Work work, QObject* context, Deliver deliver)
    {
        runOn(m_writing, std::move(work), context, std::move(deliver));
    }
    /// The same on a thread and a read-only connection of their own: does not wait behind an import or an export, and
    /// sees what is committed by then, which may not yet include a write that was handed to run() before.
    template <typename Work, typename Deliver>
    void read(Work work, QObject* context, Deliver deliver)
    {
        runOn(m_reading, std::move(work), context, std::move(deliver));
    }
    /// The same where nothing is to be delivered but an error goes to failed().
    template <typename Work>
    void run(Work work);

    /// Saves a definition's text and tells everybody (definitionsChanged). Errors go to failed().
    void saveDefinition(workspace::DefinitionKind kind, const QString& name, const std::string& text);
    void removeDefinition(workspace::DefinitionKind kind, const QString& name);
    void renameDefinition(workspace::DefinitionKind kind, const QString& from, const QString& to);
    /// For those who write definitions in run().
    void announceDefinitions(workspace::DefinitionKind kind, const QString& name);

    /// On the pool, not on the workspace's thread: for evaluation. As runInBackground.
    template <typename Work, typename Deliver>
    CancelToken compute(QObject* context, Work work, Deliver deliver)
    {
        return runInBackground(context, std::move(work), std::move(deliver));
    }

Q_SIGNALS:
    void stateChanged(postweave::ui::WorkspaceSession::State state);
    /// Open, summary and time zone known; the audience follows.
    void opened();
    void closed();
    /// It could not be opened or created; state is Closed.
    void openFailed(const QString& path, const postweave::Error& error);
    /// Something in an open workspace went wrong.
    void failed(const postweave::Error& error);
    /// A new audience stands; also once after opened().
    void audienceChanged();
    void audienceProgress(double share);
    void summaryChanged();
    void asOfChanged();
    void timeZoneChanged();
    /// Events that could not be read and are missing from the audience.
    void eventsDamaged(const std::vector<postweave::event::ChunkDamage>& damaged);
    void definitionsChanged(postweave::workspace::DefinitionKind kind, const QString& name);

private:
    /// A connection and the one thread that touches it.
    struct Lane {
        std::shared_ptr<std::optional<workspace::Workspace>> store =
            std::make_shared<std::optional<workspace::Workspace>>();
        QThreadPool thread;
    };
    using Store = std::optional<workspace::Workspace>;
    struct Opened {
        workspace::WorkspaceSummary summary;
        TimeZone zone;
        bool readOnly = false;
    };
    using Opening = std::function<Result<workspace::Workspace>()>;

    void begin(const QString& path, Opening opening);
    void takeOpened(const Opened& opened);
    enum class Look { IfWritten, Anyway };
    void look(Look look);
    void takeSummary(const workspace::WorkspaceSummary& summary);
    void openReader();
    void loadAudience();
    void loadMissingHistories();
    void definitionWritten(workspace::DefinitionKind kind, const QString& name, const Result<void>& result);
    void setState(State state);
    template <typename Work, typename Deliver>
    void runOn(Lane& lane, Work work, QObject* context, Deliver deliver);
    /// `task` on the lane's thread, then `done` on the UI thread while the same workspace is open.
    void enqueue(Lane& lane, std::function<void(Store&)> task, std::function<void()> done);
    static void drain(Lane& lane);
    [[nodiscard]] static Error notOpen();

    const Clock* m_clock;
    Lane m_writing;
    Lane m_reading;
    LatestWork m_loading;
    QTimer* m_lookTimer;
    State m_state = State::Closed;
    std::uint64_t m_epoch = 0; ///< grows with every open and close
    bool m_readOnly = false;
    bool m_looking = false;
    QString m_path;
    TimeZone m_zone;
    workspace::WorkspaceSummary m_summary;
    std::int64_t m_loadedGeneration = -1;
    AudiencePtr m_audience;
    std::set<std::string> m_histories; ///< asked for
    std::optional<Instant> m_asOf;
    std::optional<Instant> m_lastSaved;
};

template <typename Work, typename Deliver>
void WorkspaceSession::runOn(Lane& lane, Work work, QObject* context, Deliver deliver)
{
    using Outcome = std::invoke_result_t<Work&, workspace::Workspace&>;
    const QPointer<QObject> guard(context);
    const auto outcome = std::make_shared<std::optional<Outcome>>();
    const auto sharedWork = std::make_shared<Work>(std::move(work));
    const auto sharedDeliver = std::make_shared<Deliver>(std::move(deliver));
    enqueue(
        lane,
        [sharedWork, outcome](Store& store) {
            if (store) {
                outcome->emplace((*sharedWork)(*store));
            } else {
                outcome->emplace(fail(notOpen()));
            }
        },
        [this, guard, outcome, sharedDeliver] {
            look(Look::IfWritten);
            if (guard) {
                (*sharedDeliver)(std::move(**outcome));
            }
        });
}

template <typename Work>
void WorkspaceSession::run(Work work)
{
    run(std::move(work), this, [this](const auto& outcome) {
        if (!outcome) {
            Q_EMIT failed(outcome.error());
        }
    });
}

} // namespace postweave::ui
