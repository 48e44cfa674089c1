// SPDX-License-Identifier: GPL-3.0-or-later
// The script that marks the element at the caret. It is ours, runs in a world of its own, and leaves the message's
// elements alone but for the mark it lays over them.
#pragma once

#include <QString>

namespace postweave::ui::webview {

/// `line` 0 takes the mark away. Colours as #rrggbb.
[[nodiscard]] QString markScript(int line, const QString& label, const QString& color, const QString& onColor);

} // namespace postweave::ui::webview
