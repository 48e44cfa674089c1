// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/refreshing.h"

#include "core/segment/evaluator.h"
#include "core/workspace/definition_bundle.h"
#include "core/workspace/loading.h"
#include "core/workspace/resolving.h"
#include "core/workspace/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace postweave::workspace {

namespace {

using audience::Bitset;
using audience::Ordinal;

/// A saved segment on its way through a refresh.
struct Subject {
    std::string name;
    DefinitionBundle today;
    std::string text; ///< of today's bundle
    std::optional<MembershipState> before;
    std::optional<DefinitionBundle> then; ///< of the latest refresh, where it can be read
};

class Refresher {
public:
    Refresher(Workspace& workspace, Instant now, const CancelToken& cancel)
        : m_workspace(workspace), m_now(now), m_cancel(cancel), m_cache(std::make_shared<segment::LeafCache>())
    {
    }

    Result<std::vector<RefreshOutcome>> run(const std::optional<std::string>& only)
    {
        Result<sqlite::Transaction> transaction = sqlite::Transaction::join(m_workspace.database());
        if (!transaction) {
            return fail(transaction.error());
        }
        Result<std::vector<Subject>> subjects = collect(only);
        if (!subjects) {
            return fail(subjects.error());
        }
        if (Result<void> loaded = loadPeople(*subjects); !loaded) {
            return fail(loaded.error());
        }
        std::vector<RefreshOutcome> outcomes;
        for (const Subject& subject : *subjects) {
            Result<RefreshOutcome> outcome = refresh(subject);
            if (!outcome) {
                return fail(outcome.error());
            }
            outcomes.push_back(std::move(*outcome));
        }
        if (Result<void> committed = transaction->commit(); !committed) {
            return fail(committed.error());
        }
        return outcomes;
    }

private:
    Result<std::vector<Subject>> collect(const std::optional<std::string>& only)
    {
        const auto saved = loadDefinitions(m_workspace);
        const auto list = m_workspace.definitions().list(DefinitionKind::Segment);
        if (!saved || !list) {
            return fail(!saved ? saved.error() : list.error());
        }
        std::vector<Subject> subjects;
        for (const DefinitionSummary& summary : *list) {
            if (only && summary.name != *only) {
                continue;
            }
            const auto tree = saved->definitions.segments.find(summary.name);
            if (tree == saved->definitions.segments.end()) {
                return fail(saved->unreadable.find(summary.name)->second);
            }
            Subject subject{summary.name, {tree->second, saved->definitions}, {}, std::nullopt, std::nullopt};
            subject.text = bundleText(tree->second, saved->definitions);
            auto before = m_workspace.memberships().latest(summary.name);
            if (!before) {
                return fail(before.error());
            }
            subject.before = std::move(*before);
            subject.then = subject.before ? readBundle(subject.before->definition) : std::nullopt;
            subjects.push_back(std::move(subject));
        }
        if (only && subjects.empty()) {
            return fail(ErrorCode::NotFound,
                        fmt::format("there is no saved segment '{}'; 'segment list' names those there are", *only));
        }
        return subjects;
    }

    Result<void> loadPeople(const std::vector<Subject>& subjects)
    {
        std::set<std::string> histories;
        for (const Subject& subject : subjects) {
            for (const DefinitionBundle* bundle : {&subject.today, subject.then ? &*subject.then : nullptr}) {
                if (bundle != nullptr) {
                    const auto needed = segment::attributesWithHistory(bundle->tree, bundle->definitions);
                    histories.insert(needed.begin(), needed.end());
                }
            }
        }
        auto loaded = loadAudience(m_workspace, {histories.begin(), histories.end()}, m_cancel);
        if (!loaded) {
            return fail(loaded.error());
        }
        m_people = std::move(loaded->audience);
        for (Ordinal ordinal = 0; ordinal < m_people->size(); ++ordinal) {
            m_ids.push_back(m_people->profileId(ordinal));
        }
        return {};
    }

    Result<Bitset> ask(const DefinitionBundle& bundle, const TimeZone& zone, Instant now,
                       std::optional<Instant> horizon = std::nullopt)
    {
        segment::Evaluator evaluator(m_people, std::make_shared<segment::Definitions>(bundle.definitions), now, zone,
                                     m_cache, horizon);
        return evaluator.members(bundle.tree, m_cancel);
    }

    Result<RefreshOutcome> refresh(const Subject& subject)
    {
        const TimeZone& zone = m_workspace.timeZone();
        if (subject.before && m_now < subject.before->now) {
            return fail(ErrorCode::InvalidUsage,
                        fmt::format("the segment '{}' was refreshed as of {}; a refresh cannot lie before that",
                                    subject.name, zone.format(subject.before->now)));
        }
        const Result<Bitset> members = ask(subject.today, zone, m_now);
        if (!members) {
            return fail(members.error());
        }
        RefreshOutcome outcome{subject.name, members->count(), !subject.before, {}};
        if (subject.before) {
            Result<std::vector<MembershipChange>> changes = changesOf(subject, *members);
            if (!changes) {
                return fail(changes.error());
            }
            outcome.changes = std::move(*changes);
        }
        MembershipState state{m_now, zone.name(), subject.text, {}};
        members->forEach([&](Ordinal ordinal) { state.members.push_back(m_people->profileId(ordinal)); });
        if (Result<void> recorded = m_workspace.memberships().record(subject.name, state, outcome.changes); !recorded) {
            return fail(recorded.error());
        }
        return outcome;
    }

    /// The sets of steps 2 to 4; all of them what was stored where the old definition cannot be asked.
    Result<std::array<Bitset, 3>> stepsOf(const Subject& subject, const Bitset& stored)
    {
        const MembershipState& before = *subject.before;
        const Result<TimeZone> zone = TimeZone::byName(before.timeZone);
        if (!subject.then || !zone) {
            return std::array{stored, stored, stored};
        }
        Result<Bitset> data = ask(*subject.then, *zone, before.now);
        Result<Bitset> time = ask(*subject.then, *zone, m_now, before.now);
        Result<Bitset> events = ask(*subject.then, *zone, m_now);
        for (const Result<Bitset>* step : {&data, &time, &events}) {
            if (!*step && step->error().code == ErrorCode::InvalidInput) {
                return std::array{stored, stored, stored};
            }
            if (!*step) {
                return fail(step->error());
            }
        }
        return std::array{std::move(*data), std::move(*time), std::move(*events)};
    }

    Result<std::vector<MembershipChange>> changesOf(const Subject& subject, const Bitset& members)
    {
        Bitset stored(m_people->size());
        std::map<std::pair<bool, ChangeReason>, MemberIds> changes;
        for (const std::uint32_t id : subject.before->members) {
            const auto found = std::lower_bound(m_ids.begin(), m_ids.end(), id);
            if (found != m_ids.end() && *found == id) {
                stored.set(static_cast<std::size_t>(found - m_ids.begin()));
            } else {
                changes[{false, ChangeReason::Data}].push_back(id); // erased meanwhile
            }
        }
        const Result<std::array<Bitset, 3>> steps = stepsOf(subject, stored);
        if (!steps) {
            return fail(steps.error());
        }
        const auto& [data, time, events] = *steps;
        for (Ordinal profile = 0; profile < m_people->size(); ++profile) {
            const bool is = members.test(profile);
            if (is == stored.test(profile)) {
                continue;
            }
            const ChangeReason reason = is != events.test(profile)                   ? ChangeReason::Definition
                                        : events.test(profile) != time.test(profile) ? ChangeReason::Data
                                        : time.test(profile) != data.test(profile)   ? ChangeReason::Time
                                                                                     : ChangeReason::Data;
            changes[{is, reason}].push_back(m_people->profileId(profile));
        }
        std::vector<MembershipChange> list;
        for (auto& [key, profiles] : changes) {
            std::sort(profiles.begin(), profiles.end());
            list.push_back({key.first, key.second, std::move(profiles)});
        }
        return list;
    }

    Workspace& m_workspace;
    Instant m_now;
    const CancelToken& m_cancel;
    std::shared_ptr<segment::LeafCache> m_cache;
    std::shared_ptr<const audience::Audience> m_people;
    std::vector<std::uint32_t> m_ids; ///< by ordinal, rising
};

} // namespace

Result<std::vector<RefreshOutcome>> refreshSegments(Workspace& workspace, const std::optional<std::string>& only,
                                                    Instant now, const CancelToken& cancel)
{
    return Refresher(workspace, now, cancel).run(only);
}

} // namespace postweave::workspace
