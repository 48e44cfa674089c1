// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/session_template_source.h"

#include "core/audience/load_audience.h"
#include "core/campaign/campaign_format.h"
#include "core/segment/score.h"
#include "core/segment/segment_format.h"
#include "core/workspace/predicate_settings.h"

#include <utility>

namespace postweave::ui::templates {

namespace {

using workspace::Definition;
using workspace::DefinitionKind;
using workspace::Workspace;

/// What stands in the workspace and reads; a definition that does not is left out, and named where it is used.
segment::Definitions readDefinitions(const std::vector<Definition>& segments, const std::vector<Definition>& scores)
{
    segment::Definitions definitions;
    for (const Definition& saved : segments) {
        segment::SegmentReading reading = segment::parseSegment(saved.text);
        if (!hasErrors(reading.diagnostics)) {
            definitions.segments.emplace(saved.summary.name, std::move(reading.segment.tree));
        }
    }
    for (const Definition& saved : scores) {
        segment::ScoreReading reading = segment::parseScore(saved.text);
        if (!hasErrors(reading.diagnostics)) {
            definitions.scores.emplace(saved.summary.name, std::move(reading.score));
        }
    }
    return definitions;
}

/// Every attribute whose history some saved segment asks for, and that the audience has.
std::vector<std::string> wantedHistories(const segment::Definitions& definitions, const audience::Audience& audience)
{
    std::set<std::string> wanted;
    for (const auto& [name, tree] : definitions.segments) {
        for (const std::string& attribute : segment::attributesWithHistory(tree, definitions)) {
            if (audience.attribute(attribute) != nullptr && audience.history(attribute) == nullptr) {
                wanted.insert(attribute);
            }
        }
    }
    return {wanted.begin(), wanted.end()};
}

Result<void> renameInCampaigns(Workspace& workspace, const std::string& from, const std::string& to, Instant now)
{
    auto campaigns = workspace.definitions().loadAll(DefinitionKind::Campaign);
    if (!campaigns) {
        return fail(campaigns.error());
    }
    for (const Definition& saved : *campaigns) {
        campaign::CampaignReading reading = campaign::parseCampaign(saved.text);
        if (hasErrors(reading.diagnostics) || reading.campaign.templateName != from) {
            continue;
        }
        reading.campaign.templateName = to;
        const auto done = workspace.definitions().save(DefinitionKind::Campaign, saved.summary.name,
                                                       campaign::campaignText(reading.campaign), now);
        if (!done) {
            return fail(done.error());
        }
    }
    return {};
}

} // namespace

SessionTemplateSource::SessionTemplateSource(WorkspaceSession& session, QObject* parent)
    : TemplateSource(parent), m_session(session), m_world(makeWorld({}, {}, {})), m_now(session.now())
{
    connect(&session, &WorkspaceSession::opened, this, &SessionTemplateSource::startAnew);
    connect(&session, &WorkspaceSession::closed, this, &SessionTemplateSource::startAnew);
    connect(&session, &WorkspaceSession::audienceChanged, this, &SessionTemplateSource::peopleChanged);
    connect(&session, &WorkspaceSession::asOfChanged, this, &SessionTemplateSource::peopleChanged);
    connect(&session, &WorkspaceSession::timeZoneChanged, this, &SessionTemplateSource::peopleChanged);
    connect(&session, &WorkspaceSession::definitionsChanged, this, [this](DefinitionKind kind) {
        if (!m_isWriting) {
            load(kind == DefinitionKind::Segment || kind == DefinitionKind::Score);
        }
    });
    if (session.isOpen()) {
        startAnew();
    }
}

void SessionTemplateSource::startAnew()
{
    m_loaded = {};
    m_templates.clear();
    m_audience = m_session.audience();
    m_now = m_session.now();
    m_cache = std::make_shared<segment::LeafCache>();
    m_pending = 0;
    m_world = makeWorld({}, {}, {});
    Q_EMIT reset();
    if (m_session.isOpen()) {
        load(true);
    }
}

Result<SessionTemplateSource::Loaded>
SessionTemplateSource::loadFrom(Workspace& workspace, std::shared_ptr<const segment::Definitions> definitions)
{
    workspace::DefinitionStore& store = workspace.definitions();
    Loaded loaded;
    loaded.definitions = std::move(definitions);
    if (!loaded.definitions) {
        const auto segments = store.loadAll(DefinitionKind::Segment);
        const auto scores = store.loadAll(DefinitionKind::Score);
        if (!segments || !scores) {
            return fail(!segments ? segments.error() : scores.error());
        }
        loaded.definitions = std::make_shared<const segment::Definitions>(readDefinitions(*segments, *scores));
    }
    auto predicates = workspace::predicatesOf(workspace);
    if (!predicates) {
        return fail(predicates.error());
    }
    loaded.predicates = std::move(*predicates);
    const auto templates = store.loadAll(DefinitionKind::Template);
    const auto campaigns = store.loadAll(DefinitionKind::Campaign);
    if (!templates || !campaigns) {
        return fail(!templates ? templates.error() : campaigns.error());
    }
    for (const Definition& saved : *templates) {
        loaded.templates.push_back({QString::fromStdString(saved.summary.name), saved.summary.version,
                                    saved.summary.updatedAt, std::make_shared<const std::string>(saved.text)});
    }
    for (const Definition& saved : *campaigns) {
        campaign::CampaignReading reading = campaign::parseCampaign(saved.text);
        if (!hasErrors(reading.diagnostics)) {
            loaded.campaigns.push_back(std::move(reading.campaign));
        }
    }
    return loaded;
}

void SessionTemplateSource::load(bool definitionsToo)
{
    ++m_pending;
    m_session.run([known = definitionsToo ? nullptr : m_loaded.definitions](
                      Workspace& workspace) { return loadFrom(workspace, known); },
                  this,
                  [this](Result<Loaded> loaded) {
                      --m_pending;
                      if (!loaded) {
                          Q_EMIT failed(loaded.error());
                      } else if (m_pending == 0) {
                          take(std::move(*loaded));
                      }
                  });
}

void SessionTemplateSource::take(Loaded loaded)
{
    m_loaded = std::move(loaded);
    m_templates = m_loaded.templates;
    makeWorldAnew();
    Q_EMIT templatesChanged();
    loadHistories();
}

void SessionTemplateSource::peopleChanged()
{
    m_audience = m_session.audience();
    m_now = m_session.now();
    makeWorldAnew();
    loadHistories();
}

void SessionTemplateSource::loadHistories()
{
    if (!m_audience || !m_loaded.definitions) {
        return;
    }
    std::vector<std::string> wanted = wantedHistories(*m_loaded.definitions, *m_audience);
    if (wanted.empty()) {
        return;
    }
    m_session.run(
        [wanted, audience = m_audience](Workspace& workspace) -> Result<AudiencePtr> {
            AudiencePtr with = audience;
            for (const std::string& attribute : wanted) {
                auto history = audience::loadHistory(workspace.profiles(), *audience, attribute);
                if (!history) {
                    return fail(history.error());
                }
                with = with->withHistory(*history);
            }
            return with;
        },
        this,
        [this, before = m_audience](const Result<AudiencePtr>& with) {
            if (!with) {
                Q_EMIT failed(with.error());
            } else if (m_audience == before) {
                m_audience = *with;
                makeWorldAnew();
            }
        });
}

void SessionTemplateSource::makeWorldAnew()
{
    std::vector<NamedText> texts;
    for (const SavedTemplate& saved : m_templates) {
        texts.emplace_back(saved.name.toStdString(), saved.text);
    }
    m_world = makeWorld({m_audience, m_loaded.definitions, m_now, m_session.timeZone(), m_cache, m_loaded.predicates},
                        texts, m_loaded.campaigns);
    Q_EMIT worldChanged();
}

void SessionTemplateSource::write(const QString& name, Write write, bool changesCampaigns)
{
    ++m_pending;
    m_session.run(std::move(write), this, [this, name, changesCampaigns](const Result<void>& done) {
        --m_pending;
        if (!done) {
            Q_EMIT failed(done.error());
        } else {
            const bool before = std::exchange(m_isWriting, true);
            m_session.announceDefinitions(DefinitionKind::Template, name);
            if (changesCampaigns) {
                m_session.announceDefinitions(DefinitionKind::Campaign, {});
            }
            m_isWriting = before;
        }
        load(false);
    });
}

void SessionTemplateSource::save(const QString& name, std::shared_ptr<const std::string> text)
{
    write(name,
          [key = name.toStdString(), text = std::move(text),
           now = m_session.clockNow()](Workspace& workspace) -> Result<void> {
              return workspace.definitions().save(DefinitionKind::Template, key, *text, now).map([](std::int64_t) {});
          });
}

void SessionTemplateSource::rename(const QString& from, const QString& to)
{
    write(
        to,
        [from = from.toStdString(), to = to.toStdString(),
         now = m_session.clockNow()](Workspace& workspace) -> Result<void> {
            auto transaction = sqlite::Transaction::begin(workspace.database());
            if (!transaction) {
                return fail(transaction.error());
            }
            return workspace.definitions()
                .rename(DefinitionKind::Template, from, to, now)
                .and_then([&] { return renameInCampaigns(workspace, from, to, now); })
                .and_then([&] { return transaction->commit(); });
        },
        true);
}

void SessionTemplateSource::remove(const QString& name)
{
    write(name, [key = name.toStdString()](Workspace& workspace) {
        return workspace.definitions().remove(DefinitionKind::Template, key);
    });
}

void SessionTemplateSource::loadVersions(const QString& name, QObject* context,
                                         std::function<void(const std::vector<SavedVersion>&)> deliver)
{
    m_session.run(
        [key = name.toStdString()](Workspace& workspace) {
            return workspace.definitions().versions(DefinitionKind::Template, key);
        },
        context,
        [this, deliver = std::move(deliver)](const Result<std::vector<workspace::DefinitionVersion>>& versions) {
            if (!versions) {
                Q_EMIT failed(versions.error());
                return;
            }
            std::vector<SavedVersion> saved;
            for (const workspace::DefinitionVersion& version : *versions) {
                saved.push_back({version.version, version.savedAt, version.bytes});
            }
            deliver(saved);
        });
}

void SessionTemplateSource::loadVersion(const QString& name, std::int64_t version, QObject* context,
                                        std::function<void(const std::string&)> deliver)
{
    m_session.run(
        [key = name.toStdString(), version](Workspace& workspace) {
            return workspace.definitions().loadVersion(DefinitionKind::Template, key, version);
        },
        context,
        [this, deliver = std::move(deliver)](const Result<std::optional<std::string>>& text) {
            if (!text) {
                Q_EMIT failed(text.error());
            } else if (*text) {
                deliver(**text);
            }
        });
}

} // namespace postweave::ui::templates
