// SPDX-License-Identifier: GPL-3.0-or-later
// SearchField: a line to filter what is shown; Esc empties it first, Down goes to what it filters.
#pragma once

#include <QLineEdit>

namespace postweave::ui {

class SearchField : public QLineEdit {
    Q_OBJECT
public:
    /// `placeholder` is the accessible name too.
    explicit SearchField(const QString& placeholder, QWidget* parent = nullptr);

    /// Where Down and Return lead.
    void setTarget(QWidget* target) { m_target = target; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* m_target = nullptr;
};

} // namespace postweave::ui
