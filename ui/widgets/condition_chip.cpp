// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/condition_chip.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace postweave::ui {

namespace {

constexpr int kPadding = 8;
constexpr int kOperatorPadding = 5;
constexpr int kGap = 6;

TextRole textRoleOf(ConditionChip::Kind kind)
{
    return kind == ConditionChip::Kind::Operator ? TextRole::Body : TextRole::BodyMedium;
}

int paddingOf(ConditionChip::Kind kind)
{
    return scaled(kind == ConditionChip::Kind::Operator ? kOperatorPadding : kPadding);
}

} // namespace

struct ConditionChip::Colors {
    std::optional<QColor> ground;
    std::optional<QColor> border;
    QColor words;
    bool dashed = false;
};

ConditionChip::ConditionChip(Kind kind, const QString& text, QWidget* parent) : QAbstractButton(parent), m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
    setRingAround(this, radius::kChip);
    setText(text);
}

void ConditionChip::setKind(Kind kind)
{
    m_kind = kind;
    changed();
}

void ConditionChip::setTypeIcon(std::optional<Icon> icon)
{
    m_icon = icon;
    changed();
}

void ConditionChip::setOpen(bool open)
{
    m_open = open;
    changed();
}

void ConditionChip::setMuted(bool muted)
{
    m_muted = muted;
    changed();
}

void ConditionChip::setInvalid(bool invalid)
{
    m_invalid = invalid;
    changed();
}

void ConditionChip::setRemovable(bool removable)
{
    m_removable = removable;
    changed();
}

void ConditionChip::changed()
{
    updateGeometry();
    update();
}

QSize ConditionChip::sizeHint() const
{
    int width = textWidth(text(), fontFor(textRoleOf(m_kind))) + 2 * paddingOf(m_kind);
    if (m_icon) {
        width += iconsize::kNormal + scaled(kGap);
    }
    if (m_removable) {
        width += iconsize::kChip + scaled(2);
    }
    return {width, scaled(size::kChip)};
}

ConditionChip::Colors ConditionChip::colors() const
{
    const Theme& now = theme();
    if (m_open) {
        return {now.accent, std::nullopt, now.onAccent};
    }
    if (m_muted) {
        const bool outlined = m_kind != Kind::Operator;
        return {std::nullopt, outlined ? std::optional(now.border2) : std::nullopt, now.text3, true};
    }
    const std::optional<QColor> border = m_invalid ? std::optional(now.err) : std::nullopt;
    switch (m_kind) {
    case Kind::Attribute:
        return {underMouse() ? now.border : now.sunken, border, now.text};
    case Kind::Operator:
        return {underMouse() ? std::optional(now.hover) : std::nullopt, border, now.text2};
    case Kind::Value:
        break;
    }
    if (m_invalid) {
        return {now.errSoft, border, now.err};
    }
    return {underMouse() ? (now.dark ? now.soft.lighter(120) : now.soft.darker(104)) : now.soft, border, now.softText};
}

QRect ConditionChip::removeRect() const
{
    const int side = iconsize::kChip;
    const QRect rect(width() - scaled(kPadding) - side + 3, 0, side, height());
    return m_removable ? QStyle::visualRect(layoutDirection(), this->rect(), rect) : QRect();
}

void ConditionChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Colors now = colors();
    if (now.ground || now.border) {
        paintBox(painter, rect(), {now.ground, now.border, radius::kChip, 0, now.dashed});
    }
    const QColor words = isEnabled() ? now.words : theme().disabled;
    QRect inner = rect().adjusted(paddingOf(m_kind), 0, 0, 0);
    if (m_icon) {
        paintIcon(painter, *m_icon, QRect(inner.x(), 0, iconsize::kNormal, height()), m_open ? words : theme().text2);
        inner.setLeft(inner.left() + iconsize::kNormal + scaled(kGap));
    }
    paintText(painter, inner, text(), fontFor(textRoleOf(m_kind)), words);
    if (m_removable) {
        paintIcon(painter, Icon::X, removeRect(), iconsize::kChip, words);
    }
}

void ConditionChip::mousePressEvent(QMouseEvent* event)
{
    m_removePressed = event->button() == Qt::LeftButton && removeRect().adjusted(-3, 0, 5, 0).contains(event->pos());
    if (!m_removePressed) {
        QAbstractButton::mousePressEvent(event);
    }
}

void ConditionChip::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_removePressed) {
        QAbstractButton::mouseReleaseEvent(event);
        return;
    }
    m_removePressed = false;
    if (removeRect().adjusted(-3, 0, 5, 0).contains(event->pos())) {
        Q_EMIT removeRequested();
    }
}

void ConditionChip::keyPressEvent(QKeyEvent* event)
{
    if (m_removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT removeRequested();
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Down) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

} // namespace postweave::ui
