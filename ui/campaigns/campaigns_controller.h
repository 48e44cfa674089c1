// SPDX-License-Identifier: GPL-3.0-or-later
// CampaignsController: opens, saves, measures, checks and exports campaigns; drops stale answers.
#pragma once

#include "core/campaign/campaign_check.h"
#include "core/campaign/campaign_export.h"
#include "ui/base/worker.h"
#include "ui/campaigns/campaign_document.h"
#include "ui/campaigns/campaign_list_model.h"
#include "ui/campaigns/reach.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <optional>

namespace postweave::workspace {
class Workspace;
} // namespace postweave::workspace

namespace postweave::ui {
class StatusJobs;
class WorkspaceSession;
} // namespace postweave::ui

namespace postweave::ui::campaigns {

/// Reach and checks of the campaign that stands.
struct Appraisal {
    Reach reach;
    campaign::CheckReport report;
};

struct ExportWish {
    QString folder;
    campaign::ExportFormat format = campaign::ExportFormat::Eml;
    bool replaceFinished = false;
};

/// Session and jobs must outlive it.
class CampaignsController : public QObject {
    Q_OBJECT
public:
    CampaignsController(WorkspaceSession& session, StatusJobs& jobs, QObject* parent = nullptr);
    /// Saves what typing left unsaved.
    ~CampaignsController() override;

    [[nodiscard]] CampaignDocument& document() { return m_document; }
    [[nodiscard]] CampaignListModel& list() { return m_list; }
    /// Empty while none is open.
    [[nodiscard]] const QString& openName() const { return m_openName; }
    [[nodiscard]] const QStringList& segmentNames() const { return m_segments; }
    [[nodiscard]] const QStringList& templateNames() const { return m_templates; }
    [[nodiscard]] bool isAppraising() const { return m_appraising; }
    /// Of the campaign that stands, or why there is none; nothing before the first.
    [[nodiscard]] const std::optional<Result<Appraisal>>& latestAppraisal() const { return m_latestAppraisal; }
    [[nodiscard]] bool isExporting() const { return m_exporting; }
    [[nodiscard]] bool isSettled() const { return !m_reading && !m_appraising; }

    void openCampaign(const QString& name);
    /// A new one with a name of its own, saved and open.
    void createCampaign();
    /// Saved under another name; nothing happens where the name is empty or taken.
    void renameCampaign(const QString& name);
    /// Gone at once; the text comes back through restore().
    void removeCampaign(const QString& name);
    void restore(const QString& name, const std::string& text);
    void exportTo(const ExportWish& wish);
    void cancelExport();

Q_SIGNALS:
    /// Lists of names, or the open campaign, are others now.
    void namesChanged();
    void appraised(const postweave::ui::campaigns::Appraisal& appraisal);
    /// It cannot even be measured; the text says why.
    void appraisalFailed(const postweave::Error& error);
    void appraisalStarted();
    void removed(const QString& name, const std::string& text);
    void exportStarted();
    void exportProgressed(double share);
    void exported(const postweave::campaign::ExportReport& report, const QString& folder);
    void exportFailed(const postweave::Error& error);
    void settledChanged();

private:
    struct Names {
        QList<CampaignRow> campaigns;
        QStringList segments;
        QStringList templates;
    };
    struct Question;

    [[nodiscard]] static Result<Names> readNames(workspace::Workspace& workspace);
    [[nodiscard]] static Result<Question> resolve(workspace::Workspace& workspace, const campaign::Campaign& campaign,
                                                  const std::shared_ptr<const audience::Audience>& audience,
                                                  Instant now);
    void refresh();
    void takeNames(Names names);
    void save();
    void appraise();
    void takeAppraisal(const Result<Appraisal>& appraisal);
    void runExport(const ExportWish& wish, const Question& question);
    void finishExport(const Result<campaign::ExportReport>& report, const ExportWish& wish);

    WorkspaceSession& m_session;
    StatusJobs& m_jobs;
    CampaignDocument m_document;
    CampaignListModel m_list;
    QStringList m_segments;
    QStringList m_templates;
    QString m_openName;
    LatestWork m_appraisal;
    std::optional<Result<Appraisal>> m_latestAppraisal;
    QTimer m_saveTimer;
    QTimer m_appraiseTimer;
    std::uint64_t m_asked = 0;
    CancelToken m_exportToken;
    bool m_reading = false;
    bool m_appraising = false;
    bool m_exporting = false;
};

} // namespace postweave::ui::campaigns
