// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/error_words.h"

#include <QCoreApplication>

#include <array>

namespace postweave::ui {

namespace {

struct Wording {
    ErrorCode code;
    const char* core; ///< part of core's message
    const char* words;
};

constexpr std::array kWordings{
    Wording{ErrorCode::NotFound, "make one with workspace create",
            QT_TRANSLATE_NOOP("ErrorWords",
                              "The file is not there any more. It may have been moved, renamed or deleted; "
                              "open it from where it is now.")},
    Wording{ErrorCode::AlreadyExists, "or --force to replace it",
            QT_TRANSLATE_NOOP("ErrorWords",
                              "This folder holds a finished export. Choose another folder, or replace what is there.")},
};

} // namespace

QString sentenceOf(const std::string& message)
{
    QString words = QString::fromStdString(message);
    if (words.isEmpty()) {
        return words;
    }
    words[0] = words[0].toUpper();
    return words.endsWith(QLatin1Char('.')) ? words : words + QLatin1Char('.');
}

QString errorWords(const Error& error)
{
    for (const Wording& wording : kWordings) {
        if (error.code == wording.code && error.message.find(wording.core) != std::string::npos) {
            return QCoreApplication::translate("ErrorWords", wording.words);
        }
    }
    return sentenceOf(error.message);
}

QString errorDetails(const Error& error)
{
    const std::string kind(describe(error.code));
    return sentenceOf(kind) + QLatin1Char('\n') + QString::fromStdString(toLine(error));
}

} // namespace postweave::ui
