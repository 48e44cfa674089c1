// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/loading.h"

#include "core/audience/audience_image.h"
#include "core/sqlite/counter.h"
#include "core/sqlite/database.h"
#include "core/sqlite/generation.h"
#include "core/workspace/workspace.h"

#include <algorithm>

namespace postweave::workspace {

namespace {

using audience::Audience;
using audience::LoadedAudience;
using audience::Moment;
using AudiencePtr = std::shared_ptr<const Audience>;

/// A deferred transaction that only reads: ends with its scope.
class ReadTransaction {
public:
    explicit ReadTransaction(sqlite::Database& database)
        : m_database(database), m_begun(!database.inTransaction() && database.execute("BEGIN"))
    {
    }
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;
    ~ReadTransaction()
    {
        if (m_begun) {
            static_cast<void>(m_database.execute("ROLLBACK"));
        }
    }

private:
    sqlite::Database& m_database;
    bool m_begun;
};

Result<Moment> readMoment(sqlite::Database& database)
{
    const auto generation = sqlite::readCounter(database, sqlite::kGeneration);
    const auto token = sqlite::readCounter(database, sqlite::kDataToken);
    const auto profiles = sqlite::readCounter(database, sqlite::kProfilesToken);
    if (!generation || !token || !profiles) {
        return fail(!generation ? generation.error() : !token ? token.error() : profiles.error());
    }
    return Moment{static_cast<std::uint64_t>(*generation), static_cast<std::uint64_t>(*token),
                  static_cast<std::uint64_t>(*profiles)};
}

/// Names and labels can be given anew without any value changing.
bool hasAttributesOf(const Audience& audience, const profile::AttributeSchema& schema)
{
    const auto attributes = schema.attributes();
    return std::equal(attributes.begin(), attributes.end(), audience.attributes().begin(), audience.attributes().end(),
                      [](const profile::Attribute& attribute, const auto& column) {
                          return attribute.definition.key == column->name &&
                                 attribute.definition.label == column->label;
                      });
}

std::size_t rowsOf(const Audience& audience)
{
    std::size_t rows = audience.size();
    for (const auto& table : audience.events()) {
        rows += table->rowCount();
    }
    return rows;
}

audience::AudienceSource sourceOf(Workspace& workspace)
{
    return {workspace.database(), workspace.profiles(), workspace.events()};
}

/// Nothing continues an audience of the past, and none is kept: it tells of no state that can be named.
Result<LoadedAudience> loadPast(Workspace& workspace, const Moment& now, const CancelToken& cancel,
                                const Progress& progress, Instant at)
{
    return audience::loadAudience(sourceOf(workspace), {now.generation, 0, 0}, cancel, progress, at);
}

/// What stands in memory or in the image, brought up to date; else everything anew.
class Loading {
public:
    Loading(Workspace& workspace, Moment moment, const CancelToken& cancel, const Progress& progress)
        : m_workspace(workspace), m_moment(moment), m_cancel(cancel), m_progress(progress)
    {
    }

    Result<LoadedAudience> run(const AudiencePtr& earlier)
    {
        if (continuesFrom(earlier)) {
            auto updated = update(earlier);
            if (updated || updated.error().code == ErrorCode::Cancelled) {
                return updated;
            }
        }
        if (auto imaged = fromImage()) {
            return *std::move(imaged);
        }
        auto loaded = audience::loadAudience(sourceOf(m_workspace), m_moment, m_cancel, m_progress);
        if (loaded) {
            keep(*loaded);
        }
        return loaded;
    }

private:
    /// Whether profiles are as they were then.
    [[nodiscard]] bool continuesFrom(const AudiencePtr& earlier) const
    {
        if (earlier == nullptr || m_moment.profiles == 0 || earlier->moment().profiles != m_moment.profiles) {
            return false;
        }
        const auto schema = m_workspace.profiles().schema();
        return schema && hasAttributesOf(*earlier, *schema);
    }

    Result<LoadedAudience> update(const AudiencePtr& earlier)
    {
        if (earlier->moment() == m_moment) {
            return LoadedAudience{earlier, {}};
        }
        return audience::updateAudience(*earlier, sourceOf(m_workspace), m_moment, m_cancel);
    }

    std::optional<LoadedAudience> fromImage()
    {
        if (m_moment.token == 0) {
            return std::nullopt; // written by a version that drew no tokens
        }
        const auto image = audience::readImage(audienceImageOf(m_workspace.path()), m_moment);
        if (!image || !continuesFrom(*image)) {
            return std::nullopt;
        }
        auto updated = update(*image);
        if (!updated) {
            return std::nullopt;
        }
        constexpr std::size_t kWorthwhileShare = 16; // a new image where one event in so many is new
        if (rowsOf(*updated->audience) - rowsOf(**image) > rowsOf(**image) / kWorthwhileShare) {
            keep(*updated);
        }
        return *std::move(updated);
    }

    /// A failure costs the next opening time, nothing else.
    void keep(const LoadedAudience& loaded) const
    {
        if (m_moment.token != 0 && loaded.damaged.empty() && rowsOf(*loaded.audience) >= kLeastImageRows) {
            static_cast<void>(audience::writeImage(*loaded.audience, audienceImageOf(m_workspace.path())));
        }
    }

    Workspace& m_workspace;
    Moment m_moment;
    const CancelToken& m_cancel;
    const Progress& m_progress;
};

} // namespace

Result<LoadedAudience> loadAudience(Workspace& workspace, const std::vector<std::string>& histories,
                                    const CancelToken& cancel, const Progress& progress, std::optional<Instant> at,
                                    const AudiencePtr& earlier)
{
    const ReadTransaction transaction(workspace.database());
    const Result<Moment> moment = readMoment(workspace.database());
    if (!moment) {
        return fail(moment.error());
    }
    auto loaded = at ? loadPast(workspace, *moment, cancel, progress, *at)
                     : Loading(workspace, *moment, cancel, progress).run(earlier);
    if (!loaded) {
        return loaded;
    }
    for (const std::string& attribute : histories) {
        if (loaded->audience->attribute(attribute) == nullptr || loaded->audience->history(attribute) != nullptr) {
            continue;
        }
        auto history = audience::loadHistory(workspace.profiles(), *loaded->audience, attribute, at);
        if (!history) {
            return fail(history.error());
        }
        loaded->audience = loaded->audience->withHistory(std::move(*history));
    }
    return loaded;
}

std::filesystem::path audienceImageOf(const std::filesystem::path& workspace)
{
    return workspace.string() + "-audience";
}

void removeAudienceImage(const std::filesystem::path& workspace)
{
    std::error_code ignored;
    std::filesystem::remove(audienceImageOf(workspace), ignored);
}

} // namespace postweave::workspace
