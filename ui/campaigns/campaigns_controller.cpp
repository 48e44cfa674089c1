// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/campaigns_controller.h"

#include "core/audience/load_audience.h"
#include "core/campaign/campaign_format.h"
#include "core/workspace/predicate_settings.h"
#include "core/workspace/resolving.h"
#include "core/workspace/saving.h"
#include "ui/base/number_format.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"

#include <QPointer>

namespace postweave::ui::campaigns {

using workspace::DefinitionKind;

namespace {

/// Typing is saved once it rests, and measured a little earlier.
constexpr int kSaveAfter = 600;
constexpr int kAppraiseAfter = 150;

QStringList namesOf(const std::vector<workspace::DefinitionSummary>& summaries)
{
    QStringList names;
    for (const workspace::DefinitionSummary& summary : summaries) {
        names << QString::fromStdString(summary.name);
    }
    return names;
}

QString wordsOf(const std::string& text)
{
    const campaign::CampaignReading reading = campaign::parseCampaign(text);
    return QString::fromStdString(reading.campaign.templateName);
}

} // namespace

struct CampaignsController::Question {
    campaign::PrepareResult prepared;
    campaign::People people;
};

CampaignsController::CampaignsController(WorkspaceSession& session, StatusJobs& jobs, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(kSaveAfter);
    connect(&m_saveTimer, &QTimer::timeout, this, &CampaignsController::save);
    m_appraiseTimer.setSingleShot(true);
    m_appraiseTimer.setInterval(kAppraiseAfter);
    connect(&m_appraiseTimer, &QTimer::timeout, this, &CampaignsController::appraise);
    connect(&m_document, &CampaignDocument::changed, this, [this] {
        m_saveTimer.start();
        m_appraiseTimer.start();
    });
    connect(&m_document, &CampaignDocument::opened, this, [this] {
        m_latestAppraisal.reset();
        appraise();
    });
    connect(&session, &WorkspaceSession::opened, this, [this] {
        m_openName.clear();
        refresh();
    });
    connect(&session, &WorkspaceSession::definitionsChanged, this, &CampaignsController::refresh);
    connect(&session, &WorkspaceSession::audienceChanged, this, &CampaignsController::appraise);
    connect(&session, &WorkspaceSession::asOfChanged, this, &CampaignsController::appraise);
    if (session.isOpen()) {
        refresh();
    }
}

CampaignsController::~CampaignsController()
{
    save();
}

Result<CampaignsController::Names> CampaignsController::readNames(workspace::Workspace& workspace)
{
    const auto campaigns = workspace.definitions().loadAll(DefinitionKind::Campaign);
    const auto segments = workspace.definitions().list(DefinitionKind::Segment);
    const auto templates = workspace.definitions().list(DefinitionKind::Template);
    if (!campaigns || !segments || !templates) {
        return fail(!campaigns ? campaigns.error() : !segments ? segments.error() : templates.error());
    }
    Names names{{}, namesOf(*segments), namesOf(*templates)};
    for (const workspace::Definition& definition : *campaigns) {
        names.campaigns << CampaignRow{QString::fromStdString(definition.summary.name), wordsOf(definition.text)};
    }
    return names;
}

void CampaignsController::refresh()
{
    m_reading = true;
    m_session.run(readNames, this, [this](Result<Names> names) {
        m_reading = false;
        if (names) {
            takeNames(std::move(*names));
        }
        Q_EMIT settledChanged();
    });
}

void CampaignsController::takeNames(Names names)
{
    m_list.setRows(std::move(names.campaigns));
    m_segments = std::move(names.segments);
    m_templates = std::move(names.templates);
    if (m_openName.isEmpty() && m_list.rowCount() > 0) {
        openCampaign(m_list.nameAt(0));
    }
    Q_EMIT namesChanged();
}

void CampaignsController::openCampaign(const QString& name)
{
    if (name.isEmpty() || name == m_openName) {
        return;
    }
    save();
    m_reading = true;
    m_session.run(
        [text = name.toStdString()](workspace::Workspace& workspace) {
            return workspace.definitions().load(DefinitionKind::Campaign, text);
        },
        this,
        [this, name](Result<std::optional<workspace::Definition>> definition) {
            m_reading = false;
            if (definition && *definition) {
                m_openName = name;
                m_document.open(campaign::parseCampaign((*definition)->text).campaign);
                Q_EMIT namesChanged();
            }
            Q_EMIT settledChanged();
        });
}

void CampaignsController::createCampaign()
{
    campaign::Campaign made;
    QString name = tr("New campaign");
    for (int number = 2; m_list.rowOf(name) >= 0; ++number) {
        name = tr("New campaign %1").arg(number);
    }
    made.name = name.toStdString();
    made.templateName = m_templates.isEmpty() ? std::string() : m_templates.first().toStdString();
    m_session.saveDefinition(DefinitionKind::Campaign, name, campaign::campaignText(made));
    m_openName = name;
    m_document.open(std::move(made));
    Q_EMIT namesChanged();
}

void CampaignsController::renameCampaign(const QString& name)
{
    if (name.isEmpty() || name == m_openName || m_list.rowOf(name) >= 0) {
        return;
    }
    save();
    m_session.renameDefinition(DefinitionKind::Campaign, m_openName, name);
    m_openName = name;
    campaign::Campaign renamed = m_document.campaign();
    renamed.name = name.toStdString();
    m_session.saveDefinition(DefinitionKind::Campaign, name, campaign::campaignText(renamed));
    m_document.open(std::move(renamed));
}

void CampaignsController::removeCampaign(const QString& name)
{
    save();
    m_session.run(
        [text = name.toStdString()](workspace::Workspace& workspace) {
            return workspace.definitions().load(DefinitionKind::Campaign, text);
        },
        this,
        [this, name](Result<std::optional<workspace::Definition>> definition) {
            if (definition && *definition) {
                m_openName.clear();
                m_session.removeDefinition(DefinitionKind::Campaign, name);
                Q_EMIT removed(name, (*definition)->text);
            }
        });
}

void CampaignsController::restore(const QString& name, const std::string& text)
{
    m_openName.clear();
    m_session.saveDefinition(DefinitionKind::Campaign, name, text);
    openCampaign(name);
}

void CampaignsController::save()
{
    m_saveTimer.stop();
    if (m_openName.isEmpty() || m_document.undoStack()->isClean()) {
        return;
    }
    m_document.undoStack()->setClean();
    m_session.saveDefinition(DefinitionKind::Campaign, m_openName, campaign::campaignText(m_document.campaign()));
}

Result<CampaignsController::Question>
CampaignsController::resolve(workspace::Workspace& workspace, const campaign::Campaign& campaign,
                             const std::shared_ptr<const audience::Audience>& audience, Instant now)
{
    auto resolved = workspace::resolveCampaign(workspace, campaign);
    if (!resolved) {
        return fail(resolved.error());
    }
    Question question{campaign::prepareCampaign(resolved->campaign, resolved->text), {}};
    auto withHistories = audience;
    for (const std::string& attribute :
         campaign::attributesWithHistory(*question.prepared.prepared, resolved->definitions)) {
        auto history = audience::loadHistory(workspace.profiles(), *audience, attribute);
        if (!history) {
            return fail(history.error());
        }
        withHistories = withHistories->withHistory(std::move(*history));
    }
    auto predicates = workspace::predicatesOf(workspace);
    if (!predicates) {
        return fail(predicates.error());
    }
    question.people = {withHistories, std::make_shared<segment::Definitions>(std::move(resolved->definitions)),
                       now,           workspace.timeZone(),
                       nullptr,       std::move(*predicates)};
    return question;
}

void CampaignsController::appraise()
{
    m_appraiseTimer.stop();
    const auto audience = m_session.audience();
    if (!audience || m_openName.isEmpty()) {
        return;
    }
    m_appraising = true;
    Q_EMIT appraisalStarted();
    const std::uint64_t asked = ++m_asked;
    const auto ask = [campaign = m_document.campaign(), audience, now = m_session.now()](
                         workspace::Workspace& workspace) { return resolve(workspace, campaign, audience, now); };
    m_session.run(ask, this, [this, asked, campaign = m_document.campaign()](Result<Question> question) {
        if (asked != m_asked) {
            return;
        }
        if (!question) {
            takeAppraisal(fail(question.error()));
            return;
        }
        const auto work = [question = std::move(*question), campaign](const CancelToken& token) -> Result<Appraisal> {
            const auto reach = measureReach(campaign, question.people, token);
            if (!reach) {
                return fail(reach.error());
            }
            auto report = campaign::checkCampaign(question.prepared, question.people, {}, token);
            return report ? Result<Appraisal>({*reach, std::move(*report)}) : fail(report.error());
        };
        m_appraisal.run(work, [this](Result<Appraisal> appraisal) { takeAppraisal(appraisal); });
    });
}

void CampaignsController::takeAppraisal(const Result<Appraisal>& appraisal)
{
    m_appraising = false;
    m_latestAppraisal = appraisal;
    if (appraisal) {
        Q_EMIT appraised(*appraisal);
    } else {
        Q_EMIT appraisalFailed(appraisal.error());
    }
    Q_EMIT settledChanged();
}

void CampaignsController::exportTo(const ExportWish& wish)
{
    const auto audience = m_session.audience();
    if (m_exporting || !audience) {
        return;
    }
    save();
    m_exporting = true;
    m_exportToken = CancelToken();
    Q_EMIT exportStarted();
    const auto ask = [campaign = m_document.campaign(), audience, now = m_session.now()](
                         workspace::Workspace& workspace) { return resolve(workspace, campaign, audience, now); };
    m_session.run(ask, this, [this, wish](Result<Question> question) {
        if (question) {
            runExport(wish, *question);
        } else {
            finishExport(fail(question.error()), wish);
        }
    });
}

void CampaignsController::runExport(const ExportWish& wish, const Question& question)
{
    campaign::ExportOptions options;
    options.folder = wish.folder.toStdString();
    options.format = wish.format;
    options.replaceFinished = wish.replaceFinished;
    const QPointer<StatusJob> job = m_jobs.start(tr("Exporting %1").arg(m_openName), Icon::Upload, m_exportToken);
    connect(job, &StatusJob::changed, this, [this, job] { Q_EMIT exportProgressed(job->share().value_or(0)); });
    const auto work = [question, options, token = m_exportToken, progress = job->progress()](const CancelToken&) {
        return campaign::exportCampaign(question.prepared.prepared, question.people, options, token, progress);
    };
    m_session.compute(this, work, [this, wish, job](Result<campaign::ExportReport> report) {
        if (job && report) {
            job->finish(tr("Export done: %1 messages").arg(formatCount(static_cast<qint64>(report->exported))));
        } else if (job && report.error().code != ErrorCode::Cancelled) {
            job->fail(tr("The export stopped"));
        }
        finishExport(report, wish);
    });
}

void CampaignsController::finishExport(const Result<campaign::ExportReport>& report, const ExportWish& wish)
{
    m_exporting = false;
    if (report) {
        Q_EMIT exported(*report, wish.folder);
    } else {
        Q_EMIT exportFailed(report.error());
    }
}

void CampaignsController::cancelExport()
{
    m_exportToken.cancel();
}

} // namespace postweave::ui::campaigns
