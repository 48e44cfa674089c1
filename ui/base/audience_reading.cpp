// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/audience_reading.h"

#include "core/workspace/loading.h"
#include "core/workspace/workspace.h"

namespace postweave::ui {

using audience::Audience;
using audience::LoadedAudience;
using workspace::Mode;
using workspace::Workspace;

namespace {

using AudiencePtr = std::shared_ptr<const Audience>;

/// Everything that is read afterwards is of this moment; closing the connection ends it.
Result<Workspace> openAtOneMoment(const std::filesystem::path& file)
{
    Result<Workspace> reader = Workspace::open(file, Mode::ReadOnly);
    if (reader) {
        if (const Result<void> begun = reader->database().execute("BEGIN"); !begun) {
            return fail(begun.error());
        }
    }
    return reader;
}

Result<AudiencePtr> addHistories(Workspace& reader, AudiencePtr audience, const std::set<std::string>& attributes,
                                 const CancelToken& cancel)
{
    for (const std::string& attribute : attributes) {
        if (cancel.isCancelled()) {
            return fail(ErrorCode::Cancelled, "stopped while reading histories");
        }
        if (!audience->attribute(attribute) || audience->history(attribute)) {
            continue;
        }
        auto history = audience::loadHistory(reader.profiles(), *audience, attribute);
        if (!history) {
            return fail(history.error());
        }
        audience = audience->withHistory(*history);
    }
    return audience;
}

} // namespace

Result<LoadedAudience> readAudience(const std::filesystem::path& file, const AudiencePtr& earlier,
                                    const std::set<std::string>& histories, const CancelToken& cancel,
                                    const Progress& progress)
{
    Result<Workspace> reader = openAtOneMoment(file);
    if (!reader) {
        return fail(reader.error());
    }
    return workspace::loadAudience(*reader, {histories.begin(), histories.end()}, cancel, progress, std::nullopt,
                                   earlier);
}

Result<AudiencePtr> readHistories(const std::filesystem::path& file, AudiencePtr audience,
                                  const std::set<std::string>& attributes, const CancelToken& cancel)
{
    Result<Workspace> reader = openAtOneMoment(file);
    if (!reader) {
        return fail(reader.error());
    }
    return addHistories(*reader, std::move(audience), attributes, cancel);
}

} // namespace postweave::ui
