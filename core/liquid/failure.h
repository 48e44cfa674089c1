// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong inside the engine. These are thrown and caught within this module only; parse() and
// Renderer::render() turn them into diagnostics and errors.
#pragma once

#include "core/base/error.h"
#include "core/base/source_range.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace postweave::liquid {

/// Where in a partial, where that is not the node that failed.
struct FailurePlace {
    std::string partial;
    int line = 0;
    int column = 0;
    std::size_t offset = 0;
};

/// A tag, an expression or a filter that could not be carried out; Inline error mode goes on after it.
struct RenderFailure {
    std::string message;
    ErrorCode code = ErrorCode::InvalidInput;
    /// An unknown variable or filter under a strict option: reported, but never written into the output.
    bool isUndefined = false;
    bool isSyntax = false;
    std::optional<FailurePlace> place = {};
};

/// A limit on size, work or time: ends the render in every error mode.
struct LimitFailure {
    std::string message;
};

/// A place in the source that cannot be understood.
struct SyntaxFailure {
    std::string message;
    std::string mend;
    std::optional<SourceRange> range;
    std::string rule = {};
};

} // namespace postweave::liquid
