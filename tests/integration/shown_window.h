// SPDX-License-Identifier: GPL-3.0-or-later
// The window that a journey drives.
#pragma once

#include "ui/shell/main_window.h"

#include <QApplication>

namespace postweave::ui {

/// How long a journey waits for what takes its time, in ms.
inline constexpr int kPatience = 60'000;

/// The one that is shown: a change of language makes it anew. Null: none is.
inline MainWindow* mainWindow()
{
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        auto* window = qobject_cast<MainWindow*>(widget);
        if (window != nullptr && window->isVisible()) {
            return window;
        }
    }
    return nullptr;
}

} // namespace postweave::ui
