// SPDX-License-Identifier: GPL-3.0-or-later
// ImportController: looks at files on a worker, runs the import on the workspace's thread, drops stale answers.
#pragma once

#include "core/ingest/import.h"
#include "core/ingest/preview.h"
#include "ui/base/worker.h"
#include "ui/data/import_document.h"

#include <QObject>

#include <map>

namespace postweave::ui {
class StatusJobs;
class WorkspaceSession;
} // namespace postweave::ui

namespace postweave::ui::data {

/// Types that stand in the workspace, by event type (empty: attributes) and name.
using StandingTypes = std::map<std::pair<std::string, std::string>, ValueType>;

/// Session and jobs must outlive it.
class ImportController : public QObject {
    Q_OBJECT
public:
    ImportController(WorkspaceSession& session, StatusJobs& jobs, QObject* parent = nullptr);

    [[nodiscard]] ImportDocument& document() { return m_document; }
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isLooking() const { return m_looking.isRunning(); }

    /// Looks at a file and starts a draft from what it suggests.
    void begin(const QString& file, ingest::MappingKind kind);
    /// Imports what the draft says; the result comes as imported().
    void run();
    void cancel();

Q_SIGNALS:
    /// The file could not be read at all.
    void refused(const postweave::Error& error);
    /// For the draft that stands.
    void previewed(const postweave::ingest::Preview& preview);
    void started();
    void imported(const postweave::ingest::ImportReport& report);
    void failed(const postweave::Error& error);

private:
    void loadStandingTypes();
    void lookAgain();
    void look(const ImportDraft& draft, bool isSuggested);

    WorkspaceSession& m_session;
    StatusJobs& m_jobs;
    ImportDocument m_document;
    LatestWork m_looking;
    std::shared_ptr<const StandingTypes> m_standing = std::make_shared<StandingTypes>();
    CancelToken m_token;
    bool m_running = false;
};

} // namespace postweave::ui::data
