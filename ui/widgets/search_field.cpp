// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/search_field.h"

#include "ui/base/icon.h"

#include <QKeyEvent>
#include <QMetaMethod>

namespace postweave::ui {

SearchField::SearchField(const QString& placeholder, QWidget* parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    addAction(themedIcon(Icon::Search), QLineEdit::LeadingPosition);
    setClearButtonEnabled(false);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    // Whoever waits for Return gets it; else it leads on, as Down does.
    const bool isAwaited = isSignalConnected(QMetaMethod::fromSignal(&QLineEdit::returnPressed));
    const bool onwards = event->key() == Qt::Key_Down || (event->key() == Qt::Key_Return && !isAwaited);
    if (onwards && m_target) {
        m_target->setFocus(Qt::TabFocusReason);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace postweave::ui
