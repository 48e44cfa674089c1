// SPDX-License-Identifier: GPL-3.0-or-later
// What core says went wrong, in the window's words: core speaks to whoever types commands.
#pragma once

#include "core/base/error.h"

#include <QString>

#include <string>

namespace postweave::ui {

/// Core's words as a sentence: a capital first, a full stop last; nothing of nothing.
[[nodiscard]] QString sentenceOf(const std::string& message);
/// A sentence with what to do: core's own, or the window's where core's names a command or an option.
[[nodiscard]] QString errorWords(const Error& error);
/// The kind of failure in one sentence, and core's own line, for whoever asks for details.
[[nodiscard]] QString errorDetails(const Error& error);

} // namespace postweave::ui
