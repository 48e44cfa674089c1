// SPDX-License-Identifier: GPL-3.0-or-later
// BeginRow: one way to begin, with its shortcut.
#pragma once

#include "ui/base/icon.h"

#include <QAbstractButton>

namespace postweave::ui {

class BeginRow : public QAbstractButton {
    Q_OBJECT
public:
    /// The shortcut works anywhere on the page that holds the row.
    BeginRow(Icon icon, const QString& title, const QString& detail, const QKeySequence& keys,
             QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Icon m_icon;
    QString m_detail;
    QKeySequence m_keys;
};

} // namespace postweave::ui
