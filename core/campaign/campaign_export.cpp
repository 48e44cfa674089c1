// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/campaign_export.h"

#include "core/base/json.h"
#include "core/base/parallel.h"
#include "core/campaign/export_folder.h"
#include "core/campaign/recipient_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>

namespace postweave::campaign {

namespace {

constexpr std::size_t kBlockMembers = 1024;
constexpr std::size_t kBlockBytes = std::size_t{64} << 20;
constexpr std::size_t kGrain = 16;

constexpr std::array<std::pair<ExportFormat, std::string_view>, 4> kFormatNames = {{{ExportFormat::Eml, "eml"},
                                                                                    {ExportFormat::Mbox, "mbox"},
                                                                                    {ExportFormat::JsonLines, "jsonl"},
                                                                                    {ExportFormat::Csv, "csv"}}};

/// A renderer and the message it fills, again and again.
struct Worker {
    CampaignRenderer renderer;
    RenderedMessage rendered;
};

/// As many live as threads work at once.
class WorkerPool {
public:
    WorkerPool(std::shared_ptr<const PreparedCampaign> campaign, std::shared_ptr<const Facts> facts)
        : m_campaign(std::move(campaign)), m_facts(std::move(facts))
    {
    }

    [[nodiscard]] std::unique_ptr<Worker> take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_free.empty()) {
            return std::make_unique<Worker>(Worker{CampaignRenderer(m_campaign, m_facts), {}});
        }
        auto worker = std::move(m_free.back());
        m_free.pop_back();
        return worker;
    }

    void give(std::unique_ptr<Worker> worker)
    {
        const std::lock_guard lock(m_mutex);
        m_free.push_back(std::move(worker));
    }

private:
    std::shared_ptr<const PreparedCampaign> m_campaign;
    std::shared_ptr<const Facts> m_facts;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Worker>> m_free;
};

enum class Outcome : std::uint8_t { NotReached, Exported, Excluded, NoAddress, Aborted, Failed, NotWritten };

/// What became of one member.
struct Slot {
    Outcome outcome = Outcome::NotReached;
    std::string reason;
    EncodedRecipient encoded;
    std::optional<Error> error;
};

class ExportRun {
public:
    ExportRun(const PreparedCampaign& campaign, const People& people, const CancelToken& cancel, WorkerPool& workers,
              RecipientWriter& writer, const Selection& selection)
        : m_people(people), m_cancel(cancel), m_workers(workers), m_writer(writer), m_selection(selection)
    {
        m_manifest.campaign = campaign.campaign().name;
        m_manifest.now = people.now;
        m_report.audience = selection.members.size();
    }

    Result<void> run(const Progress& progress)
    {
        const std::size_t count = m_selection.members.size();
        for (std::size_t done = 0; done < count;) {
            if (m_cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "cancelled; nothing was left behind");
            }
            renderBlock(done, std::min(kBlockMembers, count - done));
            const auto taken = takeBlock(done);
            if (!taken) {
                return fail(taken.error());
            }
            done += *taken;
            if (progress) {
                progress({done, count});
            }
        }
        return {};
    }

    Result<Manifest> finish(Json versions)
    {
        auto files = m_writer.finish();
        if (!files) {
            return fail(std::move(files).error());
        }
        m_manifest.files = std::move(*files);
        m_manifest.versions = std::move(versions);
        m_manifest.audience = m_report.audience;
        m_manifest.exported = m_report.exported;
        return std::move(m_manifest);
    }

    [[nodiscard]] const ExportReport& report() const { return m_report; }

private:
    /// Up to a block's members or bytes, whichever ends first; the first member always. Files of their own have no
    /// bytes to hold, so no member is rendered twice then.
    void renderBlock(std::size_t first, std::size_t count)
    {
        m_slots.assign(count, Slot{});
        std::atomic<std::size_t> bytes{0};
        parallelFor(count, kGrain, [&](std::size_t begin, std::size_t end) {
            auto worker = m_workers.take();
            for (std::size_t i = begin; i < end && !m_cancel.isCancelled(); ++i) {
                if (i == 0 || bytes.load(std::memory_order_relaxed) < kBlockBytes) {
                    processMember(m_selection.members[first + i], *worker, m_slots[i]);
                    bytes += m_slots[i].encoded.bytes.size();
                }
            }
            m_workers.give(std::move(worker));
        });
    }

    void processMember(audience::Ordinal member, Worker& worker, Slot& slot) const
    {
        if (m_selection.excluded.test(member)) {
            slot.outcome = Outcome::Excluded;
            slot.reason = "excluded";
            return;
        }
        if (auto address = addressOf(*m_people.audience, member); !address) {
            slot.outcome = Outcome::NoAddress;
            slot.reason = std::move(address).error();
            return;
        }
        RenderedMessage& rendered = worker.rendered;
        worker.renderer.render(member, rendered);
        if (rendered.status == RenderedMessage::Status::Ready) {
            encode(rendered, worker.renderer, slot);
        } else if (rendered.status == RenderedMessage::Status::Aborted) {
            slot.outcome = Outcome::Aborted;
            slot.reason = rendered.abortReason.empty() ? "aborted" : "aborted: " + rendered.abortReason;
        } else {
            slot.outcome = Outcome::Failed;
            slot.reason = "render error: " + describe(*rendered.failure);
        }
    }

    void encode(const RenderedMessage& rendered, CampaignRenderer& renderer, Slot& slot) const
    {
        auto encoded = m_writer.encode(rendered, renderer);
        if (encoded) {
            slot.outcome = Outcome::Exported;
            slot.encoded = std::move(*encoded);
        } else {
            slot.outcome = Outcome::NotWritten;
            slot.error = std::move(encoded).error();
        }
    }

    /// Hands the rendered members to the writer in order; how many there were.
    Result<std::size_t> takeBlock(std::size_t first)
    {
        for (std::size_t i = 0; i < m_slots.size(); ++i) {
            if (m_slots[i].outcome == Outcome::NotReached) {
                return i;
            }
            if (auto taken = takeSlot(m_slots[i], m_selection.members[first + i]); !taken) {
                return fail(std::move(taken).error());
            }
        }
        return m_slots.size();
    }

    Result<void> takeSlot(Slot& slot, audience::Ordinal member)
    {
        switch (slot.outcome) {
        case Outcome::Exported:
            ++m_report.exported;
            return m_writer.append(std::move(slot.encoded));
        case Outcome::NotWritten:
            return fail(std::move(*slot.error));
        case Outcome::Excluded:
            ++m_report.excluded;
            break;
        case Outcome::NoAddress:
            ++m_report.withoutAddress;
            break;
        case Outcome::Aborted:
            ++m_report.aborted;
            break;
        default:
            countFailure(slot, member);
        }
        m_manifest.leftOut.push_back({std::string(m_people.audience->key(member)), std::move(slot.reason)});
        return {};
    }

    void countFailure(const Slot& slot, audience::Ordinal member)
    {
        if (m_report.failed++ == 0) {
            m_report.firstFailure = fmt::format("{}: {}", m_people.audience->key(member), slot.reason);
        }
    }

    const People& m_people;
    const CancelToken& m_cancel;
    WorkerPool& m_workers;
    RecipientWriter& m_writer;
    const Selection& m_selection;
    std::vector<Slot> m_slots;
    Manifest m_manifest;
    ExportReport m_report;
};

Result<void> requireComplete(const Campaign& campaign)
{
    const auto missing = [](const char* path, const char* message) {
        return fail(ErrorCode::InvalidInput, message, {{}, 0, 0, path});
    };
    if (campaign.from.email.empty()) {
        return missing("$.from.email", "the campaign has no sender's address; add one");
    }
    if (campaign.subject.empty()) {
        return missing("$.subject", "the campaign has no subject; write one");
    }
    return {};
}

} // namespace

std::string_view nameOf(ExportFormat format)
{
    const auto found = std::find_if(kFormatNames.begin(), kFormatNames.end(),
                                    [&](const auto& entry) { return entry.first == format; });
    return found->second;
}

std::optional<ExportFormat> exportFormatByName(std::string_view name)
{
    const auto found =
        std::find_if(kFormatNames.begin(), kFormatNames.end(), [&](const auto& entry) { return entry.second == name; });
    return found == kFormatNames.end() ? std::nullopt : std::optional(found->first);
}

Result<ExportReport> exportCampaign(std::shared_ptr<const PreparedCampaign> campaign, const People& people,
                                    const ExportOptions& options, const CancelToken& cancel, const Progress& progress)
{
    if (auto complete = requireComplete(campaign->campaign()); !complete) {
        return fail(std::move(complete).error());
    }
    const auto selection = selectMembers(campaign->campaign(), people, cancel);
    if (!selection) {
        return fail(selection.error());
    }
    const auto facts = Facts::gather(*campaign, people, cancel);
    if (!facts) {
        return fail(facts.error());
    }
    auto folder = ExportFolder::open(options.folder, options.replaceFinished);
    if (!folder) {
        return fail(std::move(folder).error());
    }
    auto writer = makeRecipientWriter(options, folder->staging(), *campaign);
    if (!writer) {
        return fail(std::move(writer).error());
    }
    WorkerPool workers(campaign, *facts);
    ExportRun run(*campaign, people, cancel, workers, **writer, *selection);
    return run.run(progress)
        .and_then([&] { return run.finish(options.versions); })
        .and_then([&](const Manifest& manifest) { return writeManifest(manifest, folder->staging() / kManifestName); })
        .and_then([&] { return folder->commit(); })
        .map([&] { return run.report(); });
}

} // namespace postweave::campaign
