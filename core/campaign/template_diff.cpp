// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/template_diff.h"

#include "core/base/parallel.h"
#include "core/campaign/renderer_pool.h"
#include "core/campaign/sample_order.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace postweave::campaign {

namespace {

constexpr std::size_t kFirstSample = 1'000;
constexpr std::size_t kLargestBatch = 16'384;
constexpr std::size_t kGrain = 64;

using Status = RenderedMessage::Status;

/// What somebody gets, as far as it can differ.
struct Outcome {
    Status status = Status::Ready;
    std::string text; ///< the HTML, the reason, or the error
    bool operator==(const Outcome&) const = default;
};

Outcome outcomeOf(CampaignRenderer& renderer, audience::Ordinal profile, RenderedMessage& message)
{
    renderer.renderTexts(profile, message);
    switch (message.status) {
    case Status::Ready:
        return {message.status, message.message.html};
    case Status::Aborted:
        return {message.status, message.abortReason};
    case Status::Failed:
        break;
    }
    // Where it fails is another line in another version and says nothing about the person.
    return {message.status, message.failure ? message.failure->error.message : std::string()};
}

/// What one person's change is: nothing where there is none.
struct Change {
    bool isChange = false;
    std::uint64_t changes = 0; ///< bit i: change i concerns them
    Status before = Status::Ready;
    Status after = Status::Ready;
};

class DiffMeasure {
public:
    DiffMeasure(const TemplateVersions& versions, const std::shared_ptr<const Facts>& facts,
                std::span<const audience::Ordinal> people, const DiffOptions& options, const CancelToken& cancel)
        : m_versions(versions),
          m_people(people),
          m_order(people.size()),
          m_options(options),
          m_cancel(cancel),
          m_pool(versions.prepared(), facts)
    {
    }

    Result<TemplateDiff> run()
    {
        std::size_t nextTold = kFirstSample;
        while (m_done < m_people.size()) {
            renderBatch(std::min({nextTold - m_done, m_people.size() - m_done, kLargestBatch}));
            if (m_cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "cancelled");
            }
            if (m_done == nextTold && m_done < m_people.size()) {
                nextTold *= 2;
                if (m_options.grown) {
                    m_options.grown(report());
                }
            }
        }
        return report();
    }

private:
    void renderBatch(std::size_t size)
    {
        std::vector<Change> changes(size);
        parallelFor(size, kGrain, [&](std::size_t begin, std::size_t end) {
            std::unique_ptr<RendererSet> set = m_pool.take();
            for (std::size_t i = begin; i < end && !m_cancel.isCancelled(); ++i) {
                changes[i] = changeFor(*set, m_people[m_order[m_done + i]]);
            }
            m_pool.giveBack(std::move(set));
        });
        for (std::size_t i = 0; i < size; ++i) {
            if (changes[i].isChange) {
                const Change& change = changes[i];
                auto& count = m_kinds.try_emplace({change.changes, change.before, change.after}, Count{0, SIZE_MAX})
                                  .first->second;
                ++count.people;
                count.first = std::min(count.first, m_order[m_done + i]);
            }
        }
        m_done += size;
    }

    Change changeFor(RendererSet& set, audience::Ordinal profile) const
    {
        const auto render = [&](std::size_t version) {
            return outcomeOf(set.renderers[version], profile, set.message);
        };
        const Outcome before = render(0);
        const Outcome after = render(1);
        if (before == after) {
            return {};
        }
        const std::size_t count = m_versions.changes().size();
        const std::uint64_t all = (std::uint64_t{1} << count) - 1;
        std::uint64_t needed = 0;
        Change change{true, count == 1 ? all : 0, before.status, after.status};
        for (std::size_t i = 0; count > 1 && i < count; ++i) {
            change.changes |= render(2 + 2 * i) != before ? std::uint64_t{1} << i : 0;
        }
        for (std::size_t i = 0; change.changes == 0 && i < count; ++i) {
            needed |= render(3 + 2 * i) != after ? std::uint64_t{1} << i : 0;
        }
        if (change.changes == 0) {
            change.changes = needed == 0 ? all : needed;
        }
        return change;
    }

    TemplateDiff report() const
    {
        TemplateDiff diff;
        diff.changes = m_versions.changes();
        diff.people = m_done;
        diff.total = m_people.size();
        for (const auto& [what, count] : m_kinds) {
            const auto& [changes, before, after] = what;
            ChangeKind kind{{}, before, after, count.people, m_people[count.first]};
            for (std::size_t i = 0; i < diff.changes.size(); ++i) {
                if ((changes >> i & 1U) != 0) {
                    kind.changes.push_back(i);
                }
            }
            diff.changed += count.people;
            diff.kinds.push_back(std::move(kind));
        }
        std::stable_sort(diff.kinds.begin(), diff.kinds.end(),
                         [](const ChangeKind& a, const ChangeKind& b) { return a.people > b.people; });
        return diff;
    }

    struct Count {
        std::uint64_t people = 0;
        std::size_t first = SIZE_MAX; ///< index among the people
    };

    const TemplateVersions& m_versions;
    std::span<const audience::Ordinal> m_people;
    SampleOrder m_order;
    const DiffOptions& m_options;
    const CancelToken& m_cancel;
    RendererPool m_pool;
    std::map<std::tuple<std::uint64_t, Status, Status>, Count> m_kinds;
    std::size_t m_done = 0;
};

} // namespace

Result<TemplateDiff> diffTemplates(const TemplateVersions& versions, const std::shared_ptr<const Facts>& facts,
                                   std::span<const audience::Ordinal> people, const DiffOptions& options,
                                   const CancelToken& cancel)
{
    return DiffMeasure(versions, facts, people, options, cancel).run();
}

} // namespace postweave::campaign
