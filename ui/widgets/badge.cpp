// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/badge.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QPainter>

namespace postweave::ui {

namespace {

constexpr int kPadding = 7;
constexpr int kGap = 5;

} // namespace

std::optional<Icon> toneIcon(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return Icon::OkCircle;
    case Tone::Warning:
        return Icon::Warning;
    case Tone::Error:
        return Icon::Error;
    case Tone::Note:
        return Icon::Info;
    case Tone::Neutral:
    case Tone::Accent:
        break;
    }
    return std::nullopt;
}

QSize badgeSize(const QString& text, std::optional<Icon> icon)
{
    const int words = text.isEmpty() ? 0 : textWidth(text, fontFor(TextRole::SecondaryMedium));
    const int mark = icon ? iconsize::kBadge + (text.isEmpty() ? 0 : scaled(kGap)) : 0;
    return {words + mark + 2 * scaled(kPadding), scaled(size::kBadge)};
}

QRect paintBadge(QPainter& painter, const QRect& rect, const QString& text, Tone tone, std::optional<Icon> icon)
{
    const QSize wanted = badgeSize(text, icon).boundedTo(QSize(rect.width(), rect.height() + scaled(size::kBadge)));
    const QRect box(QPoint(rect.x(), rect.y() + (rect.height() - wanted.height()) / 2), wanted);
    const QColor color = themed(wordRole(tone));
    paintBox(painter, box, {themed(softRole(tone)), std::nullopt, radius::kBadge});
    QRect inner = box.adjusted(scaled(kPadding), 0, -scaled(kPadding) + 1, 0);
    if (icon) {
        paintIcon(painter, *icon, QRect(inner.x(), inner.y(), iconsize::kBadge, inner.height()), color);
        inner.setLeft(inner.left() + iconsize::kBadge + scaled(kGap));
    }
    paintText(painter, inner, text, fontFor(TextRole::SecondaryMedium), color);
    return box;
}

Badge::Badge(const QString& text, Tone tone, QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(text, tone);
}

void Badge::setState(const QString& text, Tone tone)
{
    m_text = text;
    m_tone = tone;
    setIcon(toneIcon(tone));
    setAccessibleName(text);
}

void Badge::setIcon(std::optional<Icon> icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

QSize Badge::sizeHint() const
{
    return badgeSize(m_text, m_icon);
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBadge(painter, rect(), m_text, m_tone, m_icon);
}

} // namespace postweave::ui
