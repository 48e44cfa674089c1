// SPDX-License-Identifier: GPL-3.0-or-later
// Error and Result: how core reports what could not be done. No exception crosses a public function of core.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace postweave {
inline namespace base {

/// What kind of failure it is: decides the exit status of the command line and the picture in the window.
enum class ErrorCode : std::uint8_t {
    InvalidUsage,     ///< wrong command, flag or flag value
    NotFound,         ///< a file, segment, template, campaign or profile that is not there
    InvalidInput,     ///< an input that cannot be read or breaks its format
    AlreadyExists,    ///< would overwrite what stands
    NotAWorkspace,    ///< a file that is no workspace
    WorkspaceDamaged, ///< a workspace whose bytes contradict their checksums or SQLite's own checks
    WorkspaceLocked,  ///< another process writes to the workspace
    WorkspaceNewer,   ///< written by a newer version
    WriteFailed,      ///< disk full, read-only, no such parent folder
    LimitExceeded,    ///< a bound on size, depth, work or time was reached
    Cancelled,        ///< the caller's CancelToken said stop
    Internal,         ///< a promise of this program broken; a bug
};

/// One plain sentence for a code, in English, without full stop.
[[nodiscard]] std::string_view describe(ErrorCode code);

/// Where it is: any part may be empty (line and column 0).
struct ErrorLocation {
    std::string file; ///< path or name as the user gave it
    int line = 0;     ///< from 1
    int column = 0;   ///< from 1, in characters
    std::string path; ///< JSON path, such as $.where.all[1].op
    auto operator<=>(const ErrorLocation&) const = default;
};

/// `message` says what is wrong and how to mend it, in one line without the place.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
    ErrorLocation where;
    std::string excerpt = {}; ///< of a text: the faulty line and a caret line, to be shown below; may be empty
    bool operator==(const Error&) const = default;
};

/// `FILE:line:column: message` or `FILE: $.path: message`; parts that are empty are left out. Always one line:
/// control characters in the parts become blanks.
[[nodiscard]] std::string toLine(const Error& error);

template <typename T>
using Result = tl::expected<T, Error>;

/// For `return fail(ErrorCode::NotFound, "…");` in a function that returns any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, ErrorLocation where = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

/// Passes an error on from one Result to another.
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace base
} // namespace postweave
