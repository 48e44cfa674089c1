// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <unistd.h>

namespace postweave::cli {

namespace {

bool g_printFailed = false;

} // namespace

int exitStatusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidUsage:
        return 2;
    case ErrorCode::NotFound:
    case ErrorCode::InvalidInput:
    case ErrorCode::AlreadyExists:
    case ErrorCode::LimitExceeded:
        return 3;
    case ErrorCode::NotAWorkspace:
    case ErrorCode::WorkspaceDamaged:
    case ErrorCode::WorkspaceLocked:
    case ErrorCode::WorkspaceNewer:
        return 4;
    case ErrorCode::WriteFailed:
        return 5;
    case ErrorCode::Cancelled:
        return 130;
    case ErrorCode::Internal:
        return 1;
    }
    return 1;
}

void print(std::string_view text)
{
    g_printFailed = std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || g_printFailed;
}

void printJson(const Json& json)
{
    print(toText(json, 2));
    print("\n");
}

Result<void> finishOutput()
{
    if (std::fflush(stdout) != 0 || g_printFailed) {
        return fail(ErrorCode::WriteFailed, "the result cannot be written to the standard output; is the disk full?");
    }
    return {};
}

void printError(const Error& error)
{
    const std::string line = "error: " + toLine(error) + '\n' + (error.excerpt.empty() ? "" : error.excerpt + '\n');
    std::fwrite(line.data(), 1, line.size(), stderr);
}

Json toJson(const Error& error)
{
    Json json = Json::object();
    if (!error.where.file.empty()) {
        json["file"] = error.where.file;
    }
    if (error.where.line > 0) {
        json["line"] = error.where.line;
        json["column"] = error.where.column;
    }
    if (!error.where.path.empty()) {
        json["path"] = error.where.path;
    }
    json["message"] = error.message;
    if (!error.excerpt.empty()) {
        json["excerpt"] = error.excerpt;
    }
    return json;
}

Progress progressTo(bool wanted, std::string_view what)
{
    const bool terminal = ::isatty(STDERR_FILENO) == 1;
    if (!terminal && !wanted) {
        return {};
    }
    return [what = std::string(what), terminal, last = -1](const ProgressReport& report) mutable {
        const int percent = report.total > 0 ? static_cast<int>(100 * report.done / report.total) : 0;
        if (percent == last) {
            return;
        }
        last = percent;
        const std::string line = fmt::format("{}: {} % of {}", what, percent, groupedDigits(report.total));
        fmt::print(stderr, "{}{}{}{}", terminal ? "\r" : "", line, terminal ? "\x1b[K" : "",
                   terminal && percent < 100 ? "" : "\n");
    };
}

} // namespace postweave::cli
