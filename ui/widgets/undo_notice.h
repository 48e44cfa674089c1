// SPDX-License-Identifier: GPL-3.0-or-later
// UndoNotice: says what was just done and offers to take it back; stands for 8 s or until the next one.
#pragma once

#include <QWidget>

#include <functional>

class QTimer;
class QUndoStack;

namespace postweave::ui {

/// Lies over the foot of its parent, 36 high, and never takes the focus.
class UndoNotice : public QWidget {
    Q_OBJECT
public:
    explicit UndoNotice(QWidget* parent);

    void announce(const QString& words, std::function<void()> undo);
    /// Undo goes through the stack, and any further change of it ends the notice.
    void announce(const QString& words, QUndoStack* stack);
    [[nodiscard]] QString words() const { return m_words; }

public Q_SLOTS:
    void undo();
    void dismiss();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    [[nodiscard]] QRect undoRect() const;

    QString m_words;
    std::function<void()> m_undo;
    QTimer* m_timer;
};

} // namespace postweave::ui
