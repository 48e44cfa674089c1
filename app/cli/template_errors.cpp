// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/template_errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::cli {

std::optional<Error> firstTemplateError(const Diagnostics& diagnostics, std::string_view file, std::string_view source)
{
    const auto isError = [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; };
    const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), isError);
    if (first == diagnostics.end()) {
        return std::nullopt;
    }
    std::string message = first->message;
    if (!first->mend.empty()) {
        message += "; " + first->mend;
    }
    if (const auto more = std::count_if(std::next(first), diagnostics.end(), isError); more > 0) {
        message += fmt::format(" (and {} more)", more);
    }
    const SourcePosition at = positionOf(source, first->range.begin);
    return Error{ErrorCode::InvalidInput,
                 std::move(message),
                 {std::string(file), at.line, at.column, ""},
                 excerpt(source, first->range)};
}

} // namespace postweave::cli
