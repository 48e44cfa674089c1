// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/command_line.h"
#include "app/window/composition.h"
#include "ui/webview/web_engine.h"

#include <QApplication>

#include <cstdio>

namespace {

constexpr int kUsageError = 2;

/// Without a display the window is still painted, into memory.
void choosePlatform()
{
    const bool hasDisplay = qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY");
    if (!hasDisplay && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
}

int complain(const postweave::Error& error)
{
    std::fprintf(stderr, "postweave: %s\n", error.message.c_str());
    return kUsageError;
}

} // namespace

int main(int argc, char** argv)
{
    choosePlatform();
    postweave::ui::webview::prepareWebEngine();
    QApplication::setOrganizationName(QStringLiteral("Postweave"));
    QApplication::setApplicationName(QStringLiteral("postweave"));
    QApplication::setApplicationVersion(QStringLiteral(POSTWEAVE_VERSION));
    QApplication application(argc, argv);
    QApplication::setApplicationDisplayName(QStringLiteral("Postweave"));
    const auto commandLine = postweave::window::parseCommandLine(QApplication::arguments());
    if (!commandLine) {
        return complain(commandLine.error());
    }
    postweave::window::Composition composition(*commandLine);
    if (const auto started = composition.start(); !started) {
        return complain(started.error());
    }
    return QApplication::exec();
}
