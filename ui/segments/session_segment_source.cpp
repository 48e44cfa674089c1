// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/session_segment_source.h"

#include "core/audience/load_audience.h"
#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include <algorithm>
#include <set>
#include <utility>

namespace postweave::ui::segments {

using workspace::DefinitionKind;
using workspace::Workspace;

namespace {

constexpr std::int64_t kNowIsOldAfter = 60 * kMicrosecondsPerSecond;

Result<std::vector<SavedSegment>> readAll(Workspace& workspace, DefinitionKind kind)
{
    return workspace.definitions().loadAll(kind).map([](std::vector<workspace::Definition> definitions) {
        std::vector<SavedSegment> saved;
        for (workspace::Definition& definition : definitions) {
            saved.push_back({QString::fromStdString(definition.summary.name), std::move(definition.text)});
        }
        return saved;
    });
}

void collectReferences(const Json& json, std::set<std::string>& names)
{
    if (json.is_object()) {
        const auto segment = json.find("segment");
        if (segment != json.end() && segment->is_string()) {
            names.insert(segment->get<std::string>());
        }
    }
    if (json.is_structured()) {
        for (const Json& child : json) {
            collectReferences(child, names);
        }
    }
}

/// Campaigns that cannot be read use nothing.
std::map<std::string, int> countUses(const std::vector<SavedSegment>& campaigns)
{
    std::map<std::string, int> uses;
    for (const SavedSegment& campaign : campaigns) {
        std::set<std::string> names;
        if (const Result<Json> json = parseJson(campaign.text)) {
            collectReferences(*json, names);
        }
        for (const std::string& name : names) {
            ++uses[name];
        }
    }
    return uses;
}

void sortByName(std::vector<SavedSegment>& segments)
{
    std::sort(segments.begin(), segments.end(),
              [](const auto& a, const auto& b) { return a.name.localeAwareCompare(b.name) < 0; });
}

} // namespace

SessionSegmentSource::SessionSegmentSource(WorkspaceSession& session, QObject* parent)
    : SegmentSource(parent), m_session(session), m_context(makeContext(nullptr, nullptr, {}, {}))
{
    connect(&session, &WorkspaceSession::opened, this, &SessionSegmentSource::load);
    connect(&session, &WorkspaceSession::closed, this, &SessionSegmentSource::clear);
    connect(&session, &WorkspaceSession::audienceChanged, this, [this] {
        m_audience = m_session.audience();
        rebuildContext();
    });
    connect(&session, &WorkspaceSession::asOfChanged, this, &SessionSegmentSource::rebuildContext);
    connect(&session, &WorkspaceSession::timeZoneChanged, this, &SessionSegmentSource::rebuildContext);
    connect(&session, &WorkspaceSession::definitionsChanged, this, [this](DefinitionKind kind) {
        if (kind != DefinitionKind::Template) {
            load();
        }
    });
    connect(&session, &WorkspaceSession::failed, this, &SegmentSource::failed);
    if (session.isOpen()) {
        m_audience = session.audience();
        load();
    }
}

void SessionSegmentSource::clear()
{
    m_segments.clear();
    m_scores.clear();
    m_uses.clear();
    m_parsed.clear();
    m_audience.reset();
    changed();
}

void SessionSegmentSource::load()
{
    ++m_reads;
    m_session.run(
        [](Workspace& workspace) -> Result<Loaded> {
            Result<std::vector<SavedSegment>> segments = readAll(workspace, DefinitionKind::Segment);
            if (!segments) {
                return fail(segments.error());
            }
            Result<std::vector<SavedSegment>> scores = readAll(workspace, DefinitionKind::Score);
            if (!scores) {
                return fail(scores.error());
            }
            const Result<std::vector<SavedSegment>> campaigns = readAll(workspace, DefinitionKind::Campaign);
            if (!campaigns) {
                return fail(campaigns.error());
            }
            return Loaded{std::move(*segments), std::move(*scores), countUses(*campaigns)};
        },
        this,
        [this, writes = m_writes](Result<Loaded> loaded) {
            --m_reads;
            if (!loaded) {
                Q_EMIT failed(loaded.error());
            } else if (writes == m_writes) {
                take(std::move(*loaded));
            }
            // Else something was written meanwhile; that write announces itself and is read then.
        });
}

void SessionSegmentSource::take(Loaded loaded)
{
    sortByName(loaded.segments);
    const bool isSame = loaded.segments == m_segments && loaded.scores == m_scores && loaded.uses == m_uses;
    m_segments = std::move(loaded.segments);
    m_scores = std::move(loaded.scores);
    m_uses = std::move(loaded.uses);
    if (!isSame) {
        changed();
    }
}

void SessionSegmentSource::changed()
{
    Q_EMIT segmentsChanged();
    rebuildContext();
}

std::shared_ptr<const segment::Definitions> SessionSegmentSource::definitions()
{
    auto definitions = std::make_shared<segment::Definitions>();
    std::map<std::string, segment::FilterTree> parsed;
    for (const SavedSegment& saved : m_segments) {
        const auto known = m_parsed.find(saved.text);
        segment::FilterTree tree =
            known != m_parsed.end() ? known->second : segment::parseSegment(saved.text).segment.tree;
        parsed.emplace(saved.text, tree);
        definitions->segments.emplace(saved.name.toStdString(), std::move(tree));
    }
    for (const SavedSegment& saved : m_scores) {
        definitions->scores.emplace(saved.name.toStdString(), segment::parseScore(saved.text).score);
    }
    m_parsed = std::move(parsed);
    return definitions;
}

void SessionSegmentSource::rebuildContext()
{
    const bool isSameAudience = m_audience != nullptr && m_context->audience == m_audience;
    m_context = makeContext(m_audience, definitions(), m_session.now(), m_session.timeZone(), m_context->cache,
                            isSameAudience ? m_context->objectFields : nullptr);
    Q_EMIT contextChanged();
}

void SessionSegmentSource::refreshNow()
{
    const std::int64_t age = m_session.now().microseconds - m_context->now.microseconds;
    if (m_session.isOpen() && age > kNowIsOldAfter) {
        rebuildContext();
    }
}

int SessionSegmentSource::campaignsUsing(const QString& name) const
{
    const auto found = m_uses.find(name.toStdString());
    return found != m_uses.end() ? found->second : 0;
}

void SessionSegmentSource::save(const QString& name, const std::string& text)
{
    ++m_writes;
    const auto found =
        std::find_if(m_segments.begin(), m_segments.end(), [&](const auto& each) { return each.name == name; });
    if (found != m_segments.end()) {
        found->text = text;
    } else {
        m_segments.push_back({name, text});
        sortByName(m_segments);
    }
    m_session.saveDefinition(DefinitionKind::Segment, name, text);
    changed();
}

void SessionSegmentSource::rename(const QString& from, const QString& to)
{
    ++m_writes;
    for (SavedSegment& each : m_segments) {
        each.name = each.name == from ? to : each.name;
    }
    sortByName(m_segments);
    m_session.renameDefinition(DefinitionKind::Segment, from, to);
    changed();
}

void SessionSegmentSource::remove(const QString& name)
{
    ++m_writes;
    std::erase_if(m_segments, [&](const SavedSegment& each) { return each.name == name; });
    m_session.removeDefinition(DefinitionKind::Segment, name);
    changed();
}

void SessionSegmentSource::loadHistories(const QStringList& attributes)
{
    if (m_audience == nullptr) {
        return;
    }
    using Histories = std::vector<std::shared_ptr<const audience::AttributeHistory>>;
    m_session.run(
        [audience = m_audience, attributes](Workspace& workspace) -> Result<Histories> {
            Histories histories;
            for (const QString& attribute : attributes) {
                auto history = audience::loadHistory(workspace.profiles(), *audience, attribute.toStdString());
                if (!history) {
                    return fail(history.error());
                }
                histories.push_back(std::move(*history));
            }
            return histories;
        },
        this,
        [this, serial = m_audience->serial()](const Result<Histories>& histories) {
            if (!histories) {
                Q_EMIT failed(histories.error());
                return;
            }
            if (m_audience == nullptr || m_audience->serial() != serial) {
                return; // a newer audience asks anew
            }
            for (const auto& history : *histories) {
                m_audience = m_audience->withHistory(history);
            }
            rebuildContext();
        });
}

} // namespace postweave::ui::segments
