// SPDX-License-Identifier: GPL-3.0-or-later
// NameEdit: the template's name in the head of the editor: a title until one writes into it. Esc restores, Enter is
// done.
#pragma once

#include <QLineEdit>

namespace postweave::ui::templates {

class NameEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit NameEdit(QWidget* parent = nullptr);

    void setName(const QString& name);
    void begin();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void nameEntered(const QString& name);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QString m_name;
};

} // namespace postweave::ui::templates
