// SPDX-License-Identifier: GPL-3.0-or-later
// Composition: makes the parts of the application and ties them together. Nothing else in the program knows them all.
#pragma once

#include "app/window/command_line.h"
#include "core/base/clock.h"

#include <QObject>

#include <memory>

namespace postweave::window {

class Composition {
public:
    explicit Composition(CommandLine commandLine);
    ~Composition();

    /// Shows the window and opens what was asked for. InvalidUsage for a page that there is not.
    [[nodiscard]] Result<void> start();

private:
    void makeWindow();
    /// The same window with the words and measures that are in force now; once nothing runs in the background.
    void makeWindowAnew();
    void restoreGeometry();
    void openFirst();
    void showAskedPage();
    [[nodiscard]] Result<void> checkAskedPage() const;

    struct Parts;
    QObject m_lifetime; ///< connections end with it
    CommandLine m_commandLine;
    bool m_isOutdated = false;
    SystemClock m_clock;
    std::unique_ptr<Parts> m_parts;
};

} // namespace postweave::window
