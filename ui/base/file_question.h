// SPDX-License-Identifier: GPL-3.0-or-later
// FileQuestion: asks for a file or a folder in the desktop's dialog, which blocks nothing.
#pragma once

#include <QString>

#include <functional>

class QObject;
class QWidget;

namespace postweave::ui {

struct FileQuestion {
    enum class Kind { OpenFile, SaveFile, Folder };
    Kind kind = Kind::OpenFile;
    QString title = {};
    QString folder = {}; ///< shown first; empty: where the desktop begins
    QString filter = {}; ///< as QFileDialog's name filters
    QString ending = {}; ///< SaveFile: added where none is typed, without dot
};

using FileAnswer = std::function<void(const QString& path)>;

/// `answer` gets what was chosen, on the UI thread and never before this returns; nothing happens if the dialog is
/// dismissed or `context` is gone by then. SaveFile does not ask whether to overwrite: whoever writes refuses in place.
void askForFile(QWidget* parent, const FileQuestion& question, QObject* context, FileAnswer answer);

/// Who puts the questions; the desktop's dialogs until another is set, as tests do that have no desktop.
using FileAsker = std::function<void(QWidget* parent, const FileQuestion& question, FileAnswer answer)>;
/// Empty: the desktop's dialogs again.
void setFileAsker(FileAsker asker);

} // namespace postweave::ui
