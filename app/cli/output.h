// SPDX-License-Identifier: GPL-3.0-or-later
// Output: results to stdout, messages and progress to stderr, and what each error means for the exit status.
#pragma once

#include "core/base/error.h"
#include "core/base/json_fwd.h"
#include "core/base/progress.h"

#include <string_view>
#include <vector>

namespace postweave::cli {

inline constexpr int kDone = 0;
inline constexpr int kFoundSomething = 1;

/// FORMATS §1: 2 wrong usage, 3 input, 4 workspace, 5 cannot be written, 130 cancelled.
[[nodiscard]] int exitStatusOf(ErrorCode code);

/// Raw bytes; what cannot be written is reported by finishOutput().
void print(std::string_view text);
void printJson(const Json& json);
/// Flushes. WriteFailed if anything printed did not arrive.
[[nodiscard]] Result<void> finishOutput();

/// `error: …` in one line to stderr, and the excerpt below it where there is one.
void printError(const Error& error);
[[nodiscard]] Json toJson(const Error& error);

/// Shows a line that renews itself: on a terminal, or a line each step with `--progress`. Empty where nothing is to be
/// shown.
[[nodiscard]] Progress progressTo(bool wanted, std::string_view what);

} // namespace postweave::cli
