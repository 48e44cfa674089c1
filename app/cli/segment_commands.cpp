// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/segment/segment_format.h"
#include "core/segment/sql.h"
#include "core/segment/validation.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using workspace::Mode;

Result<audience::Bitset> membersOf(const SegmentQuestion& question)
{
    return question.evaluator().members(question.resolved.segment.tree, cancelToken());
}

/// Opens, loads and hands over; the workspace is closed before the evaluation starts.
Result<SegmentQuestion> questionOf(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    return askSegment(*opened, call, call.place(1));
}

Result<int> count(const Invocation& call)
{
    const auto question = questionOf(call);
    if (!question) {
        return fail(question.error());
    }
    const auto members = membersOf(*question);
    if (!members) {
        return fail(members.error());
    }
    if (call.json()) {
        printJson({{"count", members->count()}});
    } else {
        print(fmt::format("{}\n", members->count()));
    }
    return kDone;
}

Result<int> members(const Invocation& call)
{
    const auto question = questionOf(call);
    if (!question) {
        return fail(question.error());
    }
    const auto found = membersOf(*question);
    if (!found) {
        return fail(found.error());
    }
    const auto keys = question->audience->sortedKeys(*found);
    if (call.json()) {
        printJson({{"count", keys.size()}, {"members", keys}});
        return kDone;
    }
    for (const std::string_view key : keys) {
        print(key);
        print("\n");
    }
    return kDone;
}

Result<audience::Ordinal> ordinalOf(workspace::Workspace& opened, const audience::Audience& audience,
                                    const std::string& name)
{
    const auto profile = opened.profiles().find(name);
    if (!profile) {
        return fail(profile.error());
    }
    if (!*profile) {
        return fail(
            ErrorCode::NotFound,
            fmt::format("there is no profile '{}'; give its key, or an address that one profile alone has", name));
    }
    const auto ordinal = audience.find((*profile)->key);
    return ordinal ? Result<audience::Ordinal>(*ordinal)
                   : fail(ErrorCode::NotFound, fmt::format("the profile '{}' was not known yet at that moment; "
                                                           "give a later --at",
                                                           name));
}

Result<int> explain(const Invocation& call)
{
    const auto profile = call.value("--profile");
    if (!profile) {
        return fail(ErrorCode::InvalidUsage, "whom shall it explain? give --profile KEY");
    }
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto question = askSegment(*opened, call, call.place(1));
    if (!question) {
        return fail(question.error());
    }
    const auto ordinal = ordinalOf(*opened, *question->audience, *profile);
    if (!ordinal) {
        return fail(ordinal.error());
    }
    const segment::FilterTree& tree = question->resolved.segment.tree;
    segment::Evaluator evaluator = question->evaluator();
    const auto explanation = evaluator.explain(tree, *ordinal, cancelToken());
    if (!explanation) {
        return fail(explanation.error());
    }
    Json json = segment::toJson(*explanation, question->zone);
    if (!explanation->member) {
        const auto change = evaluator.smallestChange(tree, *ordinal, cancelToken());
        if (!change) {
            return fail(change.error());
        }
        json["to_enter"] = segment::toJson(*change, question->zone);
    }
    printJson(json);
    return kDone;
}

struct SqlQuestion {
    workspace::ResolvedSegment resolved;
    std::optional<segment::Catalog> catalog;
    TimeZone zone;
};

/// Without a workspace the definition is a file, and types follow from its operators and values.
Result<SqlQuestion> fileQuestion(const std::string& file)
{
    const auto text = readFile(file, workspace::kMaxDefinitionBytes);
    if (!text) {
        return fail(text.error());
    }
    segment::SegmentReading reading = segment::parseSegment(*text);
    if (const auto error = segment::firstError(reading.diagnostics, file, *text)) {
        return fail(*error);
    }
    SqlQuestion question;
    question.resolved.segment = std::move(reading.segment);
    const auto added = workspace::addReferencedFiles(
        question.resolved.segment.tree, std::filesystem::path(file).parent_path(), question.resolved.definitions);
    return added ? Result<SqlQuestion>(std::move(question)) : fail(added.error());
}

Result<SqlQuestion> workspaceQuestion(const std::string& workspace, const std::string& definition)
{
    auto opened = workspace::Workspace::open(workspace, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto resolved = workspace::resolveSegment(*opened, definition);
    auto catalog = workspace::catalogOf(*opened);
    if (!resolved || !catalog) {
        return fail(!resolved ? resolved.error() : catalog.error());
    }
    return SqlQuestion{std::move(*resolved), std::move(*catalog), opened->timeZone()};
}

Result<int> sql(const Invocation& call)
{
    const auto dialect = segment::sqlDialectByName(call.value("--dialect").value_or(""));
    if (!dialect) {
        return fail(ErrorCode::InvalidUsage, "which SQL? give --dialect sqlite or --dialect postgresql");
    }
    const auto workspace = call.value("--workspace");
    const auto question = workspace ? workspaceQuestion(*workspace, call.place(0)) : fileQuestion(call.place(0));
    if (!question) {
        return fail(question.error());
    }
    const auto now = momentOf(call, "--now", question->zone);
    if (!now) {
        return fail(now.error());
    }
    const segment::SqlContext context{question->catalog ? &*question->catalog : nullptr,
                                      &question->resolved.definitions, *now, question->zone};
    const auto text = segment::toSql(question->resolved.segment.tree, *dialect, context);
    if (!text) {
        Error error = text.error();
        error.where.file = call.place(0);
        return fail(std::move(error));
    }
    if (call.json()) {
        const auto bound = segment::toBoundSql(question->resolved.segment.tree, *dialect, context);
        if (!bound) {
            return fail(bound.error());
        }
        Json parameters = Json::array();
        for (const segment::SqlValue& value : bound->parameters) {
            parameters.push_back(std::visit([](const auto& one) { return Json(one); }, value));
        }
        printJson({{"sql", *text}, {"bound_sql", bound->text}, {"parameters", std::move(parameters)}});
    } else {
        print(*text + '\n');
    }
    return kDone;
}

} // namespace

void addSegmentCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back(
        {"segment count", {"WS", "DEF"}, {{"--now", "T"}, {"--at", "T"}}, "The number of members.", count});
    commands.push_back({"segment members",
                        {"WS", "DEF"},
                        {{"--now", "T"}, {"--at", "T"}},
                        "The members' keys, sorted by bytes.",
                        members});
    commands.push_back({"segment explain",
                        {"WS", "DEF"},
                        {{"--profile", "KEY"}, {"--now", "T"}, {"--at", "T"}},
                        "Why a profile is in, or not, and what would let it in.",
                        explain});
    commands.push_back({"segment sql",
                        {"DEF"},
                        {{"--dialect", "sqlite|postgresql"}, {"--workspace", "WS"}, {"--now", "T"}},
                        "The same segment as one SELECT.",
                        sql});
}

} // namespace postweave::cli
