// SPDX-License-Identifier: GPL-3.0-or-later
// TitleEdit: a document's title that is a title until one writes into it. Esc restores, Enter is done.
#pragma once

#include <QLineEdit>

namespace postweave::ui::segments {

class TitleEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit TitleEdit(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString m_before;
};

} // namespace postweave::ui::segments
