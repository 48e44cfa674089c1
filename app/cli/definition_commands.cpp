// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/workspace/saving.h"

#include <fmt/format.h>

#include <filesystem>

namespace postweave::cli {

namespace {

using workspace::DefinitionKind;
using workspace::Mode;
using workspace::SavedText;
using workspace::Workspace;

using Save = Result<std::string> (*)(Workspace&, const SavedText&, Instant);

Result<int> saveWith(const Invocation& call,
                     const std::function<Result<std::string>(Workspace&, const SavedText&)>& save)
{
    auto opened = openWorkspace(call, Mode::ReadWrite);
    if (!opened) {
        return fail(opened.error());
    }
    auto text = readFile(call.place(1), workspace::kMaxDefinitionBytes);
    if (!text) {
        return fail(text.error());
    }
    const auto name = save(*opened, {call.place(1), std::move(*text)});
    if (!name) {
        return fail(name.error());
    }
    if (call.json()) {
        printJson({{"name", *name}});
    }
    return kDone;
}

std::function<Result<int>(const Invocation&)> saver(Save save)
{
    return [save](const Invocation& call) {
        return saveWith(call, [save](Workspace& opened, const SavedText& given) {
            return save(opened, given, SystemClock().now());
        });
    };
}

Result<int> saveTemplate(const Invocation& call)
{
    const std::string name = call.value("--name").value_or(std::filesystem::path(call.place(1)).filename().string());
    return saveWith(call, [&](Workspace& opened, const SavedText& given) {
        return workspace::saveTemplate(opened, given, name, SystemClock().now());
    });
}

std::function<Result<int>(const Invocation&)> lister(DefinitionKind kind)
{
    return [kind](const Invocation& call) -> Result<int> {
        auto opened = openWorkspace(call, Mode::ReadOnly);
        if (!opened) {
            return fail(opened.error());
        }
        const auto list = opened->definitions().list(kind);
        if (!list) {
            return fail(list.error());
        }
        Json json = Json::array();
        for (const workspace::DefinitionSummary& summary : *list) {
            json.push_back({{"name", summary.name},
                            {"version", summary.version},
                            {"updated_at", formatDateTime(summary.updatedAt)}});
            if (!call.json()) {
                print(summary.name + '\n');
            }
        }
        if (call.json()) {
            printJson(json);
        }
        return kDone;
    };
}

std::function<Result<int>(const Invocation&)> shower(DefinitionKind kind)
{
    return [kind](const Invocation& call) -> Result<int> {
        auto opened = openWorkspace(call, Mode::ReadOnly);
        if (!opened) {
            return fail(opened.error());
        }
        const auto definition = opened->definitions().load(kind, call.place(1));
        if (!definition) {
            return fail(definition.error());
        }
        if (!*definition) {
            return fail(ErrorCode::NotFound,
                        fmt::format("there is no {} '{}'; '{} list' names those there are", nameOf(kind), call.place(1),
                                    nameOf(kind)),
                        {call.place(0), 0, 0, ""});
        }
        print((*definition)->text);
        return kDone;
    };
}

std::function<Result<int>(const Invocation&)> remover(DefinitionKind kind)
{
    return [kind](const Invocation& call) -> Result<int> {
        auto opened = openWorkspace(call, Mode::ReadWrite);
        if (!opened) {
            return fail(opened.error());
        }
        const auto removed = opened->definitions().remove(kind, call.place(1));
        return removed ? Result<int>(kDone) : fail(removed.error());
    };
}

/// The specification keeps views: these names live as long as the program.
struct KindCommands {
    DefinitionKind kind;
    std::string_view list;
    std::string_view show;
    std::string_view remove;
};

constexpr KindCommands kKinds[] = {{DefinitionKind::Segment, "segment list", "segment show", "segment remove"},
                                   {DefinitionKind::Score, "score list", "score show", "score remove"},
                                   {DefinitionKind::Template, "template list", "template show", "template remove"},
                                   {DefinitionKind::Campaign, "campaign list", "campaign show", "campaign remove"}};

} // namespace

void addDefinitionCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back(
        {"segment save", {"WS", "FILE"}, {}, "Saves a segment under its name.", saver(workspace::saveSegment)});
    commands.push_back(
        {"score save", {"WS", "FILE"}, {}, "Saves a score under its name.", saver(workspace::saveScore)});
    commands.push_back(
        {"template save", {"WS", "FILE"}, {{"--name", "N"}}, "Saves a template under its file's name.", saveTemplate});
    commands.push_back(
        {"campaign save", {"WS", "FILE"}, {}, "Saves a campaign under its name.", saver(workspace::saveCampaign)});
    for (const KindCommands& kind : kKinds) {
        commands.push_back({kind.list, {"WS"}, {}, "The saved names, one a line.", lister(kind.kind)});
        commands.push_back({kind.show, {"WS", "NAME"}, {}, "The saved text.", shower(kind.kind)});
        commands.push_back({kind.remove, {"WS", "NAME"}, {}, "Removes it with all its versions.", remover(kind.kind)});
    }
}

} // namespace postweave::cli
