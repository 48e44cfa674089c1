// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/import_controller.h"

#include "ui/base/number_format.h"
#include "ui/base/status_jobs.h"
#include "ui/base/workspace_session.h"

#include <QFileInfo>
#include <QPointer>

namespace postweave::ui::data {

namespace {

using ingest::MappingKind;

Result<StandingTypes> readStandingTypes(workspace::Workspace& workspace)
{
    StandingTypes types;
    const auto schema = workspace.profiles().schema();
    const auto events = workspace.events().types();
    if (!schema || !events) {
        return fail(!schema ? schema.error() : events.error());
    }
    for (const profile::Attribute& attribute : schema->attributes()) {
        types[{"", attribute.definition.key}] = attribute.definition.type;
    }
    for (const event::EventTypeSummary& type : *events) {
        for (const event::PropertyDefinition& property : type.properties) {
            types[{type.name, property.name}] = property.type;
        }
    }
    return types;
}

ingest::PreviewOptions previewOptions(const ImportDraft& draft, bool isSuggested, const TimeZone& zone,
                                      const std::shared_ptr<const StandingTypes>& standing)
{
    ingest::PreviewOptions options;
    options.kind = draft.kind;
    options.zone = zone;
    if (!isSuggested) {
        options.mapping = mappingOf(draft);
    }
    options.known = [standing](std::string_view eventType, std::string_view name) -> std::optional<ValueType> {
        const auto found = standing->find({std::string(eventType), std::string(name)});
        return found == standing->end() ? std::nullopt : std::optional(found->second);
    };
    return options;
}

/// What a file suggests by itself. Events that say nothing of their kind are taken as all of one, so that the other
/// columns are still told apart.
Result<ingest::Preview> suggest(const std::string& file, ingest::PreviewOptions options, const CancelToken& token)
{
    Result<ingest::Preview> preview = ingest::previewImport(file, options, token);
    if (!preview || !preview->planFault || options.kind != MappingKind::Events) {
        return preview;
    }
    ingest::Mapping mapping;
    mapping.kind = MappingKind::Events;
    mapping.type = ingest::ConstantValue{kUsualEvent};
    options.mapping = std::move(mapping);
    Result<ingest::Preview> typed = ingest::previewImport(file, options, token);
    return typed && !typed->planFault ? typed : preview;
}

Result<ingest::ImportReport> importNow(workspace::Workspace& workspace, const ImportDraft& draft, Instant now,
                                       const CancelToken& token, const Progress& progress)
{
    ingest::ImportOptions options;
    options.mapping = mappingOf(draft);
    options.now = now;
    options.zone = workspace.timeZone();
    const ingest::ImportStores stores{workspace.database(), workspace.profiles(), workspace.events(),
                                      workspace.imports()};
    const auto import = draft.kind == MappingKind::Profiles ? ingest::importProfiles : ingest::importEvents;
    auto report = import(stores, draft.file.toStdString(), options, token, progress);
    if (report && draft.kind == MappingKind::Events) {
        if (const auto merged = workspace.events().mergeChunks(false, token); !merged) {
            return fail(merged.error());
        }
    }
    return report;
}

} // namespace

ImportController::ImportController(WorkspaceSession& session, StatusJobs& jobs, QObject* parent)
    : QObject(parent), m_session(session), m_jobs(jobs)
{
    connect(&m_document, &ImportDocument::changed, this, &ImportController::lookAgain);
    connect(&session, &WorkspaceSession::opened, this, &ImportController::loadStandingTypes);
    connect(&session, &WorkspaceSession::audienceChanged, this, &ImportController::loadStandingTypes);
    if (session.isOpen()) {
        loadStandingTypes();
    }
}

void ImportController::loadStandingTypes()
{
    m_session.run(readStandingTypes, this, [this](Result<StandingTypes> types) {
        if (types) {
            m_standing = std::make_shared<StandingTypes>(std::move(*types));
        }
    });
}

void ImportController::begin(const QString& file, MappingKind kind)
{
    look({file, kind, {}, {}}, true);
}

void ImportController::lookAgain()
{
    if (!m_document.draft().columns.empty()) {
        look(m_document.draft(), false);
    }
}

void ImportController::look(const ImportDraft& draft, bool isSuggested)
{
    const ingest::PreviewOptions options = previewOptions(draft, isSuggested, m_session.timeZone(), m_standing);
    m_looking.run(
        [file = draft.file.toStdString(), options, isSuggested](const CancelToken& token) {
            return isSuggested ? suggest(file, options, token) : ingest::previewImport(file, options, token);
        },
        [this, draft, isSuggested](Result<ingest::Preview> preview) {
            if (!preview) {
                Q_EMIT refused(preview.error());
            } else if (isSuggested) {
                m_document.restart(draftFrom(draft.file, draft.kind, *preview));
            } else {
                Q_EMIT previewed(*preview);
            }
        });
}

void ImportController::run()
{
    if (m_running) {
        return;
    }
    m_running = true;
    m_token = CancelToken();
    const QString name = QFileInfo(m_document.draft().file).fileName();
    const QPointer<StatusJob> job = m_jobs.start(tr("Importing %1").arg(name), Icon::Download, m_token);
    Q_EMIT started();
    m_session.run([draft = m_document.draft(), now = m_session.clockNow(), token = m_token, progress = job->progress()](
                      workspace::Workspace& workspace) { return importNow(workspace, draft, now, token, progress); },
                  this,
                  [this, job, name](Result<ingest::ImportReport> report) {
                      m_running = false;
                      if (!report) {
                          if (job && report.error().code != ErrorCode::Cancelled) {
                              job->fail(tr("The import of %1 stopped").arg(name));
                          }
                          Q_EMIT failed(report.error());
                          return;
                      }
                      if (job) {
                          job->finish(tr("Import done: %1 rows, %2 rejected")
                                          .arg(formatCount(static_cast<qint64>(report->counts.rows)),
                                               formatCount(static_cast<qint64>(report->counts.rejected))));
                      }
                      Q_EMIT imported(*report);
                  });
}

void ImportController::cancel()
{
    m_token.cancel();
}

} // namespace postweave::ui::data
