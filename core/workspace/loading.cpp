// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/loading.h"

#include "core/sqlite/database.h"
#include "core/workspace/workspace.h"

namespace postweave::workspace {

namespace {

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

} // namespace

Result<audience::LoadedAudience> loadAudience(Workspace& workspace, const std::vector<std::string>& histories,
                                              const CancelToken& cancel, const Progress& progress,
                                              std::optional<Instant> at)
{
    const ReadTransaction transaction(workspace.database());
    const auto generation = workspace.generation();
    if (!generation) {
        return fail(generation.error());
    }
    auto loaded = audience::loadAudience(workspace.profiles(), workspace.events(),
                                         static_cast<std::uint64_t>(*generation), cancel, progress, at);
    if (!loaded) {
        return loaded;
    }
    for (const std::string& attribute : histories) {
        if (loaded->audience->attribute(attribute) == nullptr) {
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

} // namespace postweave::workspace
