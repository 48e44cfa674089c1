// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <fmt/format.h>

namespace postweave {
inline namespace base {

std::string_view describe(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidUsage:
        return "the command was not understood";
    case ErrorCode::NotFound:
        return "something that is needed is not there";
    case ErrorCode::InvalidInput:
        return "an input cannot be read";
    case ErrorCode::AlreadyExists:
        return "something already stands there";
    case ErrorCode::NotAWorkspace:
        return "the file is no Postweave workspace";
    case ErrorCode::WorkspaceDamaged:
        return "the workspace is damaged";
    case ErrorCode::WorkspaceLocked:
        return "another program is writing to the workspace";
    case ErrorCode::WorkspaceNewer:
        return "the workspace was written by a newer version of Postweave";
    case ErrorCode::WriteFailed:
        return "a result cannot be written";
    case ErrorCode::LimitExceeded:
        return "a limit was reached";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Internal:
        return "an internal promise was broken";
    }
    return "an unknown error";
}

std::string toLine(const Error& error)
{
    std::string line = error.where.file;
    if (error.where.line > 0) {
        line += fmt::format(":{}", error.where.line);
        if (error.where.column > 0) {
            line += fmt::format(":{}", error.where.column);
        }
    }
    if (!error.where.path.empty()) {
        line += line.empty() ? error.where.path : ": " + error.where.path;
    }
    if (!line.empty()) {
        line += ": ";
    }
    line += error.message;
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            c = ' ';
        }
    }
    return line;
}

} // namespace base
} // namespace postweave
