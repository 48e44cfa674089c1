// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/ingest/import.h"

#include <fmt/format.h>

namespace postweave::cli {

namespace {

using ingest::MappingKind;
using workspace::Mode;

/// How many rejected rows are told on the terminal; all are in the workspace.
constexpr std::size_t kToldRows = 5;

Result<ingest::ImportOptions> optionsOf(const Invocation& call, const TimeZone& zone)
{
    ingest::ImportOptions options;
    options.zone = zone;
    options.now = SystemClock().now();
    options.key = call.value("--key").value_or("");
    options.source = call.value("--source").value_or("");
    if (const auto at = call.value("--at")) {
        const auto moment = parseMoment("--at", *at, zone);
        if (!moment) {
            return fail(moment.error());
        }
        options.at = *moment;
    }
    if (const auto file = call.value("--mapping")) {
        auto mapping = ingest::loadMapping(*file);
        if (!mapping) {
            return fail(mapping.error());
        }
        options.mapping = std::move(*mapping);
    }
    return options;
}

Json toJson(const ingest::ImportReport& report, MappingKind kind)
{
    Json json = Json::object();
    json["rows"] = report.counts.rows;
    json["created"] = report.counts.created;
    if (kind == MappingKind::Profiles) {
        json["updated"] = report.counts.updated;
        json["unchanged"] = report.counts.unchanged;
    } else {
        json["duplicates"] = report.counts.duplicates;
    }
    json["rejected"] = report.counts.rejected;
    json["batches"] = report.batches;
    json["encoding"] = nameOf(report.format.encoding);
    return json;
}

void tellRejected(const ingest::ImportReport& report, const std::string& file)
{
    for (std::size_t i = 0; i < std::min(report.rejected.size(), kToldRows); ++i) {
        fmt::print(stderr, "{}:{}: {}\n", file, report.rejected[i].line, report.rejected[i].reason);
    }
    if (report.counts.rejected > kToldRows) {
        fmt::print(stderr, "{} more rows were rejected; all are kept in the workspace\n",
                   groupedDigits(report.counts.rejected - kToldRows));
    }
}

Result<int> importWith(const Invocation& call, MappingKind kind)
{
    auto opened = openWorkspace(call, Mode::ReadWrite);
    if (!opened) {
        return fail(opened.error());
    }
    const auto options = optionsOf(call, opened->timeZone());
    if (!options) {
        return fail(options.error());
    }
    const ingest::ImportStores stores{opened->database(), opened->profiles(), opened->events(), opened->imports()};
    const auto import = kind == MappingKind::Profiles ? ingest::importProfiles : ingest::importEvents;
    const auto report =
        import(stores, call.place(1), *options, cancelToken(), progressTo(call.has("--progress"), "bytes"));
    if (!report) {
        return fail(report.error());
    }
    if (kind == MappingKind::Events) {
        if (const auto merged = opened->events().mergeChunks(false, cancelToken()); !merged) {
            return fail(merged.error());
        }
    }
    if (!call.json()) {
        tellRejected(*report, call.place(1));
    }
    printJson(toJson(*report, kind));
    return report->counts.rejected > 0 && call.has("--strict") ? kFoundSomething : kDone;
}

Result<int> listRejected(const Invocation& call)
{
    auto opened = openWorkspace(call, Mode::ReadOnly);
    if (!opened) {
        return fail(opened.error());
    }
    const auto imports = opened->imports().imports(1);
    if (!imports) {
        return fail(imports.error());
    }
    Json list = Json::array();
    if (!imports->empty()) {
        const auto rows = opened->imports().rejectedRows(imports->front().id, profile::kMaxRejectedRows);
        if (!rows) {
            return fail(rows.error());
        }
        for (const profile::RejectedRow& row : *rows) {
            list.push_back({{"line", row.line}, {"reason", row.reason}, {"text", row.text}});
            if (!call.json()) {
                print(fmt::format("{}:{}: {}\n", imports->front().file, row.line, row.reason));
            }
        }
    }
    if (call.json()) {
        printJson(list);
    }
    return kDone;
}

Result<int> importProfiles(const Invocation& call)
{
    return importWith(call, MappingKind::Profiles);
}
Result<int> importEvents(const Invocation& call)
{
    return importWith(call, MappingKind::Events);
}

} // namespace

void addImportCommands(std::vector<CommandSpec>& commands)
{
    commands.push_back({"import profiles",
                        {"WS", "FILE"},
                        {{"--mapping", "M"},
                         {"--key", "COLUMN"},
                         {"--source", "NAME"},
                         {"--at", "T"},
                         {"--strict", ""},
                         {"--progress", ""}},
                        "Takes people and their attributes from CSV, TSV or JSON Lines.",
                        importProfiles});
    commands.push_back({"import events",
                        {"WS", "FILE"},
                        {{"--mapping", "M"}, {"--source", "NAME"}, {"--strict", ""}, {"--progress", ""}},
                        "Takes what people did from CSV, TSV or JSON Lines.",
                        importEvents});
    commands.push_back(
        {"import rejected", {"WS"}, {}, "The rows that the last import rejected, with line and reason.", listRejected});
}

} // namespace postweave::cli
