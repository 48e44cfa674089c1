// SPDX-License-Identifier: GPL-3.0-or-later
// `template diff`: whose message another version changes, and by which of the changes.
#include "core/campaign/template_diff.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/template_audience.h"
#include "core/base/json.h"
#include "core/base/source_range.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using campaign::TemplateDiff;

struct Compared {
    campaign::TemplateText before;
    campaign::TemplateText after;
    TemplateAudience audience;
    TemplateDiff diff;
};

Result<Compared> compare(const Invocation& call)
{
    auto opened = openWorkspace(call, workspace::Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    auto before = workspace::resolveTemplate(*opened, call.place(1));
    auto after = workspace::resolveTemplate(*opened, call.place(2));
    if (!before || !after) {
        return fail(!before ? before.error() : after.error());
    }
    const auto versions = campaign::TemplateVersions::prepare(standInCampaign(), *before, *after);
    if (!versions) {
        return fail(versions.error());
    }
    auto audience = loadTemplateAudience(*opened, call, versions->both());
    if (!audience) {
        return fail(audience.error());
    }
    Compared compared{std::move(*before), std::move(*after), std::move(*audience), {}};
    campaign::DiffOptions options;
    if (const Progress progress = progressTo(call.has("--progress"), "people")) {
        options.grown = [progress](const TemplateDiff& sample) { progress({sample.people, sample.total}); };
    }
    auto diff =
        campaign::diffTemplates(*versions, compared.audience.facts, compared.audience.members, options, cancelToken());
    if (!diff) {
        return fail(diff.error());
    }
    compared.diff = std::move(*diff);
    return compared;
}

std::string_view wordOf(campaign::RenderedMessage::Status status)
{
    switch (status) {
    case campaign::RenderedMessage::Status::Ready:
        return "message";
    case campaign::RenderedMessage::Status::Aborted:
        return "left out";
    case campaign::RenderedMessage::Status::Failed:
        break;
    }
    return "error";
}

std::string_view textOf(const campaign::TemplateText& text, SourceRange range)
{
    return std::string_view(text.source).substr(range.begin, range.end - range.begin);
}

Json toJson(const Compared& compared)
{
    const TemplateDiff& diff = compared.diff;
    Json changes = Json::array();
    for (const campaign::SourceHunk& change : diff.changes) {
        changes.push_back({{"before",
                            {{"line", positionOf(compared.before.source, change.before.begin).line},
                             {"text", textOf(compared.before, change.before)}}},
                           {"after",
                            {{"line", positionOf(compared.after.source, change.after.begin).line},
                             {"text", textOf(compared.after, change.after)}}}});
    }
    Json kinds = Json::array();
    for (const campaign::ChangeKind& kind : diff.kinds) {
        kinds.push_back({{"changes", kind.changes},
                         {"people", kind.people},
                         {"profile", compared.audience.people.audience->key(kind.witness)},
                         {"before", wordOf(kind.before)},
                         {"after", wordOf(kind.after)}});
    }
    Json json = Json::object();
    json["people"] = diff.people;
    json["changed"] = diff.changed;
    json["changes"] = std::move(changes);
    json["kinds"] = std::move(kinds);
    return json;
}

void printText(std::string_view text, char sign)
{
    for (const std::string_view line : split(text, '\n')) {
        if (!trimmed(line).empty()) {
            print(fmt::format("    {} {}\n", sign, line));
        }
    }
}

void printDiff(const Compared& compared)
{
    const TemplateDiff& diff = compared.diff;
    print(fmt::format("{} of {} people get another message; {} kinds of change\n", groupedDigits(diff.changed),
                      groupedDigits(diff.people), diff.kinds.size()));
    for (const campaign::ChangeKind& kind : diff.kinds) {
        print(fmt::format("{} people, such as {}: {}\n", groupedDigits(kind.people),
                          compared.audience.people.audience->key(kind.witness),
                          kind.before == kind.after
                              ? "another message"
                              : fmt::format("{} becomes {}", wordOf(kind.before), wordOf(kind.after))));
        for (const std::size_t number : kind.changes) {
            const campaign::SourceHunk& change = diff.changes[number];
            print(fmt::format("  line {} → line {}\n", positionOf(compared.before.source, change.before.begin).line,
                              positionOf(compared.after.source, change.after.begin).line));
            printText(textOf(compared.before, change.before), '-');
            printText(textOf(compared.after, change.after), '+');
        }
    }
}

Result<int> run(const Invocation& call)
{
    const auto compared = compare(call);
    if (!compared) {
        return fail(compared.error());
    }
    if (call.json()) {
        printJson(toJson(*compared));
    } else {
        printDiff(*compared);
    }
    return kDone;
}

} // namespace

void addTemplateDiff(std::vector<CommandSpec>& commands)
{
    commands.push_back({"template diff",
                        {"WS", "OLD", "NEW"},
                        {{"--segment", "DEF"}, {"--now", "T"}, {"--progress", ""}},
                        "Whose message another version of a template changes, and how.",
                        run});
}

} // namespace postweave::cli
