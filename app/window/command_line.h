// SPDX-License-Identifier: GPL-3.0-or-later
// What `postweave` was asked to do.
#pragma once

#include "core/base/error.h"
#include "ui/base/appearance.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace postweave::window {

struct CommandLine {
    QString workspace;  ///< empty: the sample at the first start, else the start page
    QString screenshot; ///< empty: none; else write this PNG when the page has settled, and quit
    QString page;       ///< empty: start, or segments where a workspace was given
    std::optional<ui::ThemeMode> theme;
    std::optional<QSize> size;
};

/// `arguments` with the program's name first. InvalidUsage with the mend otherwise. `--help` and `--version` print and
/// end the process, as QCommandLineParser does.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList& arguments);

} // namespace postweave::window
