// SPDX-License-Identifier: GPL-3.0-or-later
// Screenshot: waits until the window has settled, writes a picture of it, with what floats above it, and ends the
// application.
#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QString>

class QTimer;

namespace postweave::ui {
class MainWindow;
}

namespace postweave::window {

class Screenshot : public QObject {
    Q_OBJECT
public:
    /// The application's exit code becomes 0, or 1 where the page never settled or the file could not be written.
    Screenshot(ui::MainWindow& window, const QString& file, QObject* parent = nullptr);

    /// The picture is taken all the same, with exit code 1.
    void reportFailure(const QString& path, const Error& error);

private:
    void consider();
    void take(bool settled);

    ui::MainWindow& m_window;
    QString m_file;
    QTimer* m_quiet;
    QTimer* m_patience;
    bool m_failed = false;
};

} // namespace postweave::window
