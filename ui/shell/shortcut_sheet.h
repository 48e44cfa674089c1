// SPDX-License-Identifier: GPL-3.0-or-later
// ShortcutSheet: what the keyboard does everywhere, and on the page that is shown.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>
#include <QWidget>

namespace postweave::ui {

struct ShortcutLine {
    QString words;
    QKeySequence keys;
};

struct ShortcutGroup {
    QString heading;
    QList<ShortcutLine> lines;
};

class ShortcutSheet : public QWidget {
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<ShortcutGroup>& groups, QWidget* parent = nullptr);
};

/// The shortcuts of the actions below `page`, in the order they were made.
[[nodiscard]] QList<ShortcutLine> shortcutsOf(const QWidget* page);

} // namespace postweave::ui
