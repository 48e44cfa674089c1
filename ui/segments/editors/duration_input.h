// SPDX-License-Identifier: GPL-3.0-or-later
// DurationInput: a number and a unit, with the usual ones one click away.
#pragma once

#include "core/base/duration.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace postweave::ui::segments {

class DurationInput : public QWidget {
    Q_OBJECT
public:
    explicit DurationInput(const QString& accessibleName, QWidget* parent = nullptr);

    [[nodiscard]] Duration duration() const;
    /// In the largest unit that says it exactly.
    void setDuration(Duration duration);

Q_SIGNALS:
    /// By the user.
    void durationChanged(postweave::Duration duration);

private:
    void presetChosen(int days);

    QSpinBox* m_number;
    QComboBox* m_unit;
};

} // namespace postweave::ui::segments
