// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/file_question.h"

#include <QFileDialog>
#include <QPointer>

#include <utility>

namespace postweave::ui {

namespace {

/// Never exec(): the dialog is a window of its own and answers with a signal.
void askInDialog(QWidget* parent, const FileQuestion& question, FileAnswer answer)
{
    using Kind = FileQuestion::Kind;
    auto* dialog = new QFileDialog(parent, question.title, question.folder, question.filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(question.kind == Kind::SaveFile ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(question.kind == Kind::OpenFile   ? QFileDialog::ExistingFile
                        : question.kind == Kind::SaveFile ? QFileDialog::AnyFile
                                                          : QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly, question.kind == Kind::Folder);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setDefaultSuffix(question.ending);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, std::move(answer));
    dialog->open();
}

FileAsker& currentAsker()
{
    static FileAsker asker = askInDialog;
    return asker;
}

} // namespace

void askForFile(QWidget* parent, const FileQuestion& question, QObject* context, FileAnswer answer)
{
    const QPointer<QObject> guard(context);
    currentAsker()(parent, question, [guard, answer = std::move(answer)](const QString& path) {
        if (guard) {
            QMetaObject::invokeMethod(
                guard, [answer, path] { answer(path); }, Qt::QueuedConnection);
        }
    });
}

void setFileAsker(FileAsker asker)
{
    currentAsker() = asker ? std::move(asker) : askInDialog;
}

} // namespace postweave::ui
