// SPDX-License-Identifier: GPL-3.0-or-later
// Page: what a feature gives to the main window. app/window creates the pages and registers them; the shell knows
// only this interface.
#pragma once

#include "ui/base/icon.h"
#include "ui/base/search_item.h"

#include <QList>
#include <QObject>
#include <QString>

class QUndoStack;
class QWidget;

namespace postweave::ui {

/// UI thread only. A page owns its documents; the main window owns the page's widget once it has asked for it.
class Page : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Stable, lower case: start, segments, templates, campaigns, data. Also the value of `--page`.
    [[nodiscard]] virtual QString id() const = 0;
    /// The word on the rail, translated.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual Icon icon() const = 0;
    /// The same widget at every call, made at the first one.
    [[nodiscard]] virtual QWidget* widget() = 0;

    /// Pages that show a workspace are hidden from the rail's reach while none is open.
    [[nodiscard]] virtual bool needsWorkspace() const { return true; }
    /// Of the document that is shown; nullptr: nothing to undo. Emit undoStackChanged() when it becomes another one.
    [[nodiscard]] virtual QUndoStack* undoStack() { return nullptr; }
    /// What the command palette finds for `text` (never empty), best first, at most `limit`; must return at once.
    [[nodiscard]] virtual QList<SearchItem> search(const QString& text, int limit);
    /// Commands of this page, offered in the palette wherever the user is.
    [[nodiscard]] virtual QList<SearchItem> commands();
    /// The page comes to the front; `target.item` names what to show (empty: what was shown last).
    virtual void activate(const PageTarget& target);
    /// What is shown: activate(place()) shows it again, in a window made anew too.
    [[nodiscard]] virtual PageTarget place() const;
    /// False while anything the page shows is still being computed. Emit settledChanged() when it turns true.
    [[nodiscard]] virtual bool isSettled() const { return true; }

Q_SIGNALS:
    void undoStackChanged();
    void settledChanged();
    /// Asks the main window to bring another page (or an item of this one) to the front.
    void navigationRequested(const postweave::ui::PageTarget& target);
    /// One line for the right end of the status bar while this page is shown, such as "Ln 24, Col 9"; empty: none.
    void statusTextChanged(const QString& text);
};

} // namespace postweave::ui
