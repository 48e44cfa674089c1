// SPDX-License-Identifier: GPL-3.0-or-later
// CompletionPopup: the list below the caret. It never takes the focus; the editor's keys move through it.
#pragma once

#include "ui/editor/completion.h"

#include <QFrame>

class QListView;
class QStandardItemModel;

namespace postweave::ui::editor {

class CompletionPopup : public QFrame {
    Q_OBJECT
public:
    /// `editor` is the widget whose window the list lies in.
    explicit CompletionPopup(QWidget* editor);

    /// Below `caret` (global coordinates), or above it where there is no room; an empty list hides it.
    void present(const QList<Completion>& completions, const QRect& caret);
    /// Hidden: nothing.
    [[nodiscard]] QString current() const;
    [[nodiscard]] QStringList texts() const;
    void move(int rows);

Q_SIGNALS:
    void chosen(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(const QList<Completion>& completions);
    void place(const QRect& caret);

    QStandardItemModel* m_model;
    QListView* m_list;
};

} // namespace postweave::ui::editor
