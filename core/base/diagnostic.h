// SPDX-License-Identifier: GPL-3.0-or-later
// Diagnostic: wrong user input as data. Parsers and validators return diagnostics beside a best-effort result.
#pragma once

#include "core/base/error.h"
#include "core/base/source_range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postweave {
inline namespace base {

enum class Severity : std::uint8_t { Error, Warning, Note };

/// A finding in a text (range) or in a JSON document (path).
struct Diagnostic {
    Severity severity = Severity::Error;
    std::string rule;    ///< stable id, such as unknown-attribute; empty where the format itself is broken
    std::string message; ///< what is wrong, one line
    std::string mend;    ///< how to mend it, one line; may be empty
    SourceRange range;   ///< in a text
    std::string path;    ///< in a JSON document, such as $.where.all[1].op
    bool operator==(const Diagnostic&) const = default;
};

using Diagnostics = std::vector<Diagnostic>;

[[nodiscard]] inline bool hasErrors(const Diagnostics& diagnostics)
{
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            return true;
        }
    }
    return false;
}

} // namespace base
} // namespace postweave
