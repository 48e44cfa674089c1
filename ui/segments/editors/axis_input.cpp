// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/editors/axis_input.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/segments/literals.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLineEdit>

namespace postweave::ui::segments {

namespace {

constexpr int kNumberWidth = 84;
constexpr int kDateWidth = 120;

bool isDay(ValueType type)
{
    return type == ValueType::Date || type == ValueType::DateTime;
}

} // namespace

AxisInput::AxisInput(ValueType type, const QString& accessibleName, QWidget* parent) : QWidget(parent), m_type(type)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    QWidget* input = nullptr;
    if (isDay(type)) {
        m_date = new QDateEdit(this);
        m_date->setCalendarPopup(true);
        m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
        connect(m_date, &QDateEdit::dateChanged, this, [this] { Q_EMIT edited(true); });
        input = m_date;
    } else {
        m_text = new QLineEdit(this);
        connect(m_text, &QLineEdit::textEdited, this, [this] {
            const bool isValid = literal().has_value();
            setInvalid(m_text, !isValid);
            Q_EMIT edited(isValid);
        });
        input = m_text;
    }
    input->setAccessibleName(accessibleName);
    input->setFixedWidth(scaled(isDay(type) ? kDateWidth : kNumberWidth));
    row->addWidget(input);
    setFocusProxy(input);
}

void AxisInput::setLiteral(const segment::Literal& literal)
{
    if (m_date != nullptr) {
        const QSignalBlocker quiet(m_date);
        m_date->setDate(dayOf(literal).value_or(QDate(2000, 1, 1)));
        return;
    }
    const std::optional<segment::Literal> present = this->literal();
    if (present != literal) {
        m_text->setText(editText(literal));
        setInvalid(m_text, false);
    }
}

std::optional<segment::Literal> AxisInput::literal() const
{
    return m_date != nullptr ? std::optional(dayLiteral(m_date->date())) : literalFrom(m_text->text(), m_type);
}

} // namespace postweave::ui::segments
