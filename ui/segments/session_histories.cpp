// SPDX-License-Identifier: GPL-3.0-or-later
// What the workspace keeps of a segment's past: stored refreshes, and people as they were at a past moment.
#include "core/segment/evaluator.h"
#include "core/workspace/loading.h"
#include "core/workspace/refreshing.h"
#include "ui/segments/session_segment_source.h"

#include <utility>

namespace postweave::ui::segments {

using workspace::Workspace;

namespace {

CrossingReason reasonOf(workspace::ChangeReason reason)
{
    switch (reason) {
    case workspace::ChangeReason::Data:
        return CrossingReason::Data;
    case workspace::ChangeReason::Definition:
        return CrossingReason::Definition;
    case workspace::ChangeReason::Time:
        break;
    }
    return CrossingReason::Time;
}

Result<SegmentHistory> readHistory(Workspace& workspace, const std::string& name)
{
    auto refreshes = workspace.memberships().refreshes(name);
    if (!refreshes) {
        return fail(refreshes.error());
    }
    auto history = std::make_shared<std::vector<StoredRefresh>>();
    for (workspace::MembershipRefresh& refresh : *refreshes) {
        StoredRefresh stored{refresh.now, refresh.members, {}};
        for (workspace::MembershipChange& change : refresh.changes) {
            stored.crossings.push_back({change.entered, reasonOf(change.reason), std::move(change.profiles)});
        }
        history->push_back(std::move(stored));
    }
    return SegmentHistory(std::move(history));
}

struct PastQuestion {
    segment::FilterTree tree;
    Instant at;
    Context context;
};

Result<PastMembers> membersAt(Workspace& workspace, const PastQuestion& question, const CancelToken& cancel)
{
    const SegmentContext& context = *question.context;
    const auto loaded = workspace::loadAudience(
        workspace, segment::attributesWithHistory(question.tree, *context.definitions), cancel, {}, question.at);
    if (!loaded) {
        return fail(loaded.error());
    }
    const audience::Audience& then = *loaded->audience;
    segment::Evaluator evaluator(loaded->audience, context.definitions, question.at, context.zone, nullptr,
                                 question.at);
    const auto members = evaluator.members(question.tree, cancel);
    if (!members) {
        return fail(members.error());
    }
    std::vector<std::uint32_t> ids;
    members->forEach([&](audience::Ordinal ordinal) { ids.push_back(then.profileId(ordinal)); });
    PastMembers past{peopleWithIds(ids, *context.audience), 0, {}};
    past.gone = ids.size() - past.members.count();
    return past;
}

} // namespace

void SessionSegmentSource::loadHistory(const QString& name)
{
    m_session.read([name = name.toStdString()](Workspace& workspace) { return readHistory(workspace, name); }, this,
                   [this, name](const Result<SegmentHistory>& history) {
                       // One that was just made may not be written yet: nothing of it is stored.
                       const bool isUnknown = !history && history.error().code == ErrorCode::NotFound;
                       if (!history && !isUnknown) {
                           Q_EMIT failed(history.error());
                       }
                       Q_EMIT historyLoaded(name,
                                            history ? *history : std::make_shared<const std::vector<StoredRefresh>>());
                   });
}

void SessionSegmentSource::refreshMembers(const QString& name)
{
    m_session.run(
        [name = name.toStdString(), now = m_session.clockNow()](Workspace& workspace) -> Result<SegmentHistory> {
            if (const auto outcomes = workspace::refreshSegments(workspace, name, now); !outcomes) {
                return fail(outcomes.error());
            }
            return readHistory(workspace, name);
        },
        this,
        [this, name](const Result<SegmentHistory>& history) {
            if (!history) {
                Q_EMIT failed(history.error());
            }
            Q_EMIT historyLoaded(name, history.value_or(nullptr));
        });
}

int SessionSegmentSource::findPastMembers(const segment::FilterTree& tree, Instant at)
{
    m_pastCancel.cancel();
    m_pastCancel = CancelToken();
    const int number = ++m_pastNumber;
    m_session.read([question = PastQuestion{tree, at, m_context},
                    cancel = m_pastCancel](Workspace& workspace) { return membersAt(workspace, question, cancel); },
                   this,
                   [this, number, context = m_context](const Result<PastMembers>& members) {
                       if (number != m_pastNumber) {
                           return;
                       }
                       const PastMembers found = members ? *members : PastMembers{{}, 0, members.error().message};
                       Q_EMIT pastMembersFound(number, found, context);
                   });
    return number;
}

void SessionSegmentSource::cancelPastMembers(int number)
{
    if (number == m_pastNumber) {
        m_pastCancel.cancel();
        ++m_pastNumber;
    }
}

} // namespace postweave::ui::segments
