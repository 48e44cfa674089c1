// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/button_kind.h"

#include <QAbstractButton>
#include <QToolButton>
#include <QVariant>

namespace postweave::ui {

namespace {

void setAndRepaint(QWidget* widget, const char* property, const QVariant& value)
{
    widget->setProperty(property, value);
    widget->updateGeometry();
    widget->update();
}

} // namespace

void setButtonKind(QAbstractButton* button, ButtonKind kind)
{
    setAndRepaint(button, "kind", static_cast<int>(kind));
}

ButtonKind buttonKind(const QWidget* button)
{
    const QVariant kind = button ? button->property("kind") : QVariant();
    if (kind.isValid()) {
        return static_cast<ButtonKind>(kind.toInt());
    }
    const auto* tool = qobject_cast<const QToolButton*>(button);
    if (!tool) {
        return ButtonKind::Default;
    }
    return tool->toolButtonStyle() == Qt::ToolButtonIconOnly ? ButtonKind::IconOnly : ButtonKind::Quiet;
}

void setCompact(QAbstractButton* button, bool compact)
{
    setAndRepaint(button, "compact", compact);
}
void setButtonHint(QAbstractButton* button, const QString& hint)
{
    setAndRepaint(button, "hint", hint);
}
void setInvalid(QWidget* input, bool invalid)
{
    setAndRepaint(input, "invalid", invalid);
}

} // namespace postweave::ui
