// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/workspace_session.h"

#include "ui/base/audience_reading.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTimer>

#include <filesystem>

namespace postweave::ui {

using workspace::DefinitionKind;
using workspace::Mode;
using workspace::Workspace;

namespace {

constexpr int kLookEveryMilliseconds = 2000;

std::filesystem::path toPath(const QString& path)
{
    return {path.toStdU16String()};
}

Result<Workspace> openForWritingElseReading(const std::filesystem::path& path)
{
    Result<Workspace> opened = Workspace::open(path, Mode::ReadWrite);
    if (opened || opened.error().code != ErrorCode::WorkspaceLocked) {
        return opened;
    }
    return Workspace::open(path, Mode::ReadOnly);
}

} // namespace

WorkspaceSession::WorkspaceSession(const Clock& clock, QObject* parent)
    : QObject(parent), m_clock(&clock), m_lookTimer(new QTimer(this))
{
    for (Lane* lane : {&m_writing, &m_reading}) {
        lane->thread.setMaxThreadCount(1); // in order, one at a time
        lane->thread.setExpiryTimeout(-1);
    }
    m_lookTimer->setInterval(kLookEveryMilliseconds);
    connect(m_lookTimer, &QTimer::timeout, this, [this] { look(Look::IfWritten); });
}

WorkspaceSession::~WorkspaceSession()
{
    m_loading.cancel();
    drain(m_reading);
    drain(m_writing);
}

QString WorkspaceSession::name() const
{
    return QFileInfo(m_path).completeBaseName();
}

Instant WorkspaceSession::now() const
{
    return m_asOf.value_or(m_clock->now());
}

Error WorkspaceSession::notOpen()
{
    return {ErrorCode::InvalidUsage, "no workspace is open; open or create one on the start page", {}};
}

void WorkspaceSession::drain(Lane& lane)
{
    lane.thread.clear();
    lane.thread.waitForDone();
}

void WorkspaceSession::enqueue(Lane& lane, std::function<void(Store&)> task, std::function<void()> done)
{
    const QPointer<WorkspaceSession> self(this);
    lane.thread.start(
        [store = lane.store, task = std::move(task), done = std::move(done), self, epoch = m_epoch]() mutable {
            task(*store);
            task = nullptr;
            const auto deliver = [done = std::move(done), self, epoch] {
                if (self && self->m_epoch == epoch) {
                    done();
                }
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), deliver, Qt::QueuedConnection);
        });
}

void WorkspaceSession::open(const QString& path)
{
    begin(path, [file = toPath(path)] { return openForWritingElseReading(file); });
}

void WorkspaceSession::create(const QString& path, const QString& timeZone)
{
    begin(path, [file = toPath(path), zone = timeZone.toStdString(), now = m_clock->now()] {
        return Workspace::create(file, zone, now);
    });
}

void WorkspaceSession::begin(const QString& path, Opening opening)
{
    close();
    m_path = QFileInfo(path).absoluteFilePath();
    setState(State::Opening);
    const auto outcome = std::make_shared<std::optional<Result<Opened>>>();
    enqueue(
        m_writing,
        [opening = std::move(opening), outcome](Store& store) {
            Result<Workspace> result = opening();
            if (!result) {
                outcome->emplace(fail(result.error()));
                return;
            }
            const Result<workspace::WorkspaceSummary> summary = result->info();
            if (!summary) {
                outcome->emplace(fail(summary.error()));
                return;
            }
            outcome->emplace(Opened{*summary, result->timeZone(), result->mode() == Mode::ReadOnly});
            store.emplace(std::move(*result));
        },
        [this, outcome] {
            if (**outcome) {
                takeOpened(***outcome);
                return;
            }
            const QString wanted = std::exchange(m_path, QString());
            setState(State::Closed);
            Q_EMIT openFailed(wanted, (**outcome).error());
        });
}

void WorkspaceSession::takeOpened(const Opened& workspace)
{
    m_zone = workspace.zone;
    m_readOnly = workspace.readOnly;
    m_summary = workspace.summary;
    setState(State::Open);
    m_lookTimer->start();
    openReader();
    Q_EMIT opened();
    loadAudience();
}

void WorkspaceSession::openReader()
{
    const auto problem = std::make_shared<std::optional<Error>>();
    enqueue(
        m_reading,
        [file = toPath(m_path), problem](Store& store) {
            Result<Workspace> reader = Workspace::open(file, Mode::ReadOnly);
            if (reader) {
                store.emplace(std::move(*reader));
            } else {
                *problem = reader.error();
            }
        },
        [this, problem] {
            if (*problem) {
                Q_EMIT failed(**problem);
            }
        });
}

void WorkspaceSession::close()
{
    ++m_epoch;
    m_loading.cancel();
    m_lookTimer->stop();
    m_looking = false;
    for (Lane* lane : {&m_reading, &m_writing}) {
        lane->thread.start([store = lane->store] { store->reset(); });
    }
    const bool wasOpen = m_state == State::Open;
    m_path.clear();
    m_zone = {};
    m_summary = {};
    m_audience.reset();
    m_histories.clear();
    m_loadedGeneration = -1;
    m_asOf.reset();
    m_lastSaved.reset();
    m_readOnly = false;
    setState(State::Closed);
    if (wasOpen) {
        Q_EMIT closed();
    }
}

void WorkspaceSession::setState(State state)
{
    if (state != m_state) {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
}

void WorkspaceSession::look(Look look)
{
    if (m_state != State::Open || (m_looking && look == Look::IfWritten)) {
        return;
    }
    m_looking = true;
    const auto summary = std::make_shared<std::optional<workspace::WorkspaceSummary>>();
    enqueue(
        m_writing,
        [summary, look, known = m_summary.generation](Store& store) {
            if (!store) {
                return;
            }
            const Result<std::int64_t> generation = store->generation();
            if (look == Look::IfWritten && generation && *generation == known) {
                return;
            }
            const Result<workspace::WorkspaceSummary> now = store->info();
            if (now) {
                *summary = *now;
            }
        },
        [this, summary] {
            m_looking = false;
            if (*summary) {
                takeSummary(**summary);
            }
        });
}

void WorkspaceSession::takeSummary(const workspace::WorkspaceSummary& summary)
{
    m_summary = summary;
    Q_EMIT summaryChanged();
    if (summary.generation != m_loadedGeneration && !m_loading.isRunning()) {
        loadAudience();
    }
}

void WorkspaceSession::loadAudience()
{
    m_loadedGeneration = m_summary.generation;
    const auto report = [self = QPointer<WorkspaceSession>(this)](const ProgressReport& progress) {
        const double share = progress.total == 0 ? 0 : double(progress.done) / double(progress.total);
        const auto tell = [self, share] {
            if (self) {
                Q_EMIT self->audienceProgress(share);
            }
        };
        QMetaObject::invokeMethod(QCoreApplication::instance(), tell, Qt::QueuedConnection);
    };
    m_loading.run([file = toPath(m_path), earlier = m_audience, report, names = m_histories](
                      const CancelToken& cancel) { return readAudience(file, earlier, names, cancel, report); },
                  [this](const Result<audience::LoadedAudience>& loaded) {
                      if (!loaded) {
                          Q_EMIT failed(loaded.error());
                          return;
                      }
                      m_audience = loaded->audience;
                      Q_EMIT audienceChanged();
                      if (!loaded->damaged.empty()) {
                          Q_EMIT eventsDamaged(loaded->damaged);
                      }
                      if (m_summary.generation != m_loadedGeneration) {
                          loadAudience(); // written to meanwhile
                          return;
                      }
                      loadMissingHistories();
                  });
}

void WorkspaceSession::needHistories(const std::vector<std::string>& attributes)
{
    const std::size_t before = m_histories.size();
    m_histories.insert(attributes.begin(), attributes.end());
    if (m_histories.size() != before && !m_loading.isRunning()) {
        loadMissingHistories();
    }
}

void WorkspaceSession::loadMissingHistories()
{
    if (!m_audience) {
        return;
    }
    std::set<std::string> missing;
    for (const std::string& name : m_histories) {
        if (m_audience->attribute(name) && !m_audience->history(name)) {
            missing.insert(name);
        }
    }
    if (missing.empty()) {
        return;
    }
    m_loading.run([file = toPath(m_path), audience = m_audience,
                   missing](const CancelToken& cancel) { return readHistories(file, audience, missing, cancel); },
                  [this](const Result<AudiencePtr>& audience) {
                      if (!audience) {
                          Q_EMIT failed(audience.error());
                          return;
                      }
                      m_audience = *audience;
                      Q_EMIT audienceChanged();
                  });
}

void WorkspaceSession::setAsOf(std::optional<Instant> moment)
{
    if (moment != m_asOf) {
        m_asOf = moment;
        Q_EMIT asOfChanged();
    }
}

void WorkspaceSession::setTimeZone(const QString& name)
{
    run(
        [zone = name.toStdString()](Workspace& workspace) -> Result<TimeZone> {
            return workspace.setTimeZone(zone).map([&] { return workspace.timeZone(); });
        },
        this,
        [this](const Result<TimeZone>& zone) {
            if (!zone) {
                Q_EMIT failed(zone.error());
                return;
            }
            m_zone = *zone;
            Q_EMIT timeZoneChanged();
        });
}

void WorkspaceSession::saveDefinition(DefinitionKind kind, const QString& name, const std::string& text)
{
    run(
        [kind, text, key = name.toStdString(), now = m_clock->now()](Workspace& workspace) -> Result<void> {
            return workspace.definitions().save(kind, key, text, now).map([](std::int64_t) {});
        },
        this, [this, kind, name](const Result<void>& result) { definitionWritten(kind, name, result); });
}

void WorkspaceSession::removeDefinition(DefinitionKind kind, const QString& name)
{
    run([kind, key = name.toStdString()](Workspace& workspace) { return workspace.definitions().remove(kind, key); },
        this, [this, kind, name](const Result<void>& result) { definitionWritten(kind, name, result); });
}

void WorkspaceSession::renameDefinition(DefinitionKind kind, const QString& from, const QString& to)
{
    run([kind, from = from.toStdString(), to = to.toStdString(),
         now = m_clock->now()](Workspace& workspace) { return workspace.definitions().rename(kind, from, to, now); },
        this, [this, kind, to](const Result<void>& result) { definitionWritten(kind, to, result); });
}

void WorkspaceSession::definitionWritten(DefinitionKind kind, const QString& name, const Result<void>& result)
{
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    announceDefinitions(kind, name);
}

void WorkspaceSession::announceDefinitions(DefinitionKind kind, const QString& name)
{
    m_lastSaved = m_clock->now();
    look(Look::Anyway);
    Q_EMIT definitionsChanged(kind, name);
}

} // namespace postweave::ui
