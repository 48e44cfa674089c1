// SPDX-License-Identifier: GPL-3.0-or-later
// AxisInput: one number or one day, typed.
#pragma once

#include "core/base/value.h"
#include "core/segment/filter_tree.h"

#include <QWidget>

#include <optional>

class QDateEdit;
class QLineEdit;

namespace postweave::ui::segments {

class AxisInput : public QWidget {
    Q_OBJECT
public:
    AxisInput(ValueType type, const QString& accessibleName, QWidget* parent = nullptr);

    void setLiteral(const segment::Literal& literal);
    /// Nothing while what is typed is no number.
    [[nodiscard]] std::optional<segment::Literal> literal() const;

Q_SIGNALS:
    /// By the user. `isValid` false: what is typed is no number.
    void edited(bool isValid);

private:
    ValueType m_type;
    QLineEdit* m_text = nullptr;
    QDateEdit* m_date = nullptr;
};

} // namespace postweave::ui::segments
