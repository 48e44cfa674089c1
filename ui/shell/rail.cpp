// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/rail.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace postweave::ui {

namespace {

constexpr int kInset = 6;     ///< of the selected ground from the rail's edges
constexpr int kWordInset = 4; ///< of the word from that ground's edges
constexpr double kBar = 3;

} // namespace

RailButton::RailButton(Icon icon, const QString& text, QWidget* parent) : QAbstractButton(parent), m_icon(icon)
{
    setText(text);
    setAccessibleName(text);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setRingAround(this, radius::kControl);
}

QSize RailButton::sizeHint() const
{
    const int words = textWidth(text(), fontFor(TextRole::SmallMedium)) + 2 * scaled(kInset + kWordInset);
    return {std::max(scaled(size::kRail), words), scaled(52)};
}

void RailButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& now = theme();
    const QRect box = rect().adjusted(scaled(kInset), 0, -scaled(kInset), 0);
    QColor color = isEnabled() ? now.text2 : now.disabled;
    if (isChecked()) {
        color = now.softText;
        paintBox(painter, box, {now.soft, std::nullopt, radius::kCard});
        const QRect bar =
            QStyle::visualRect(layoutDirection(), rect(), QRect(0, scaled(12), int(kBar), height() - scaled(24)));
        paintBox(painter, bar, {now.accent, std::nullopt, 1.5});
    } else if (underMouse() && isEnabled()) {
        paintBox(painter, box, {now.dark ? now.surface : now.border, std::nullopt, radius::kCard});
    }
    paintIcon(painter, m_icon, QRect(0, scaled(8), width(), iconsize::kRail), iconsize::kRail,
              isChecked() ? now.accent : color);
    paintText(painter, QRect(0, scaled(31), width(), scaled(14)), text(), fontFor(TextRole::SmallMedium), color,
              Qt::AlignHCenter);
}

void RailButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down) {
        moveFocus(1);
    } else if (event->key() == Qt::Key_Up) {
        moveFocus(-1);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void RailButton::moveFocus(int step)
{
    QList<RailButton*> buttons = parentWidget()->findChildren<RailButton*>();
    std::sort(buttons.begin(), buttons.end(), [](const auto* a, const auto* b) { return a->y() < b->y(); });
    for (qsizetype i = buttons.indexOf(this) + step; i >= 0 && i < buttons.size(); i += step) {
        if (buttons[i]->isEnabled()) {
            buttons[i]->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

Rail::Rail(QWidget* parent)
    : Surface(&Theme::chrome, parent),
      m_pages(new QVBoxLayout),
      m_settings(new RailButton(Icon::Settings, tr("Settings")))
{
    setEdges(Qt::RightEdge);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, scaled(8), 0, scaled(8));
    m_pages->setSpacing(scaled(4));
    column->addLayout(m_pages);
    column->addStretch(1);
    m_settings->setCheckable(false);
    column->addWidget(m_settings);
    fitWords();
}

void Rail::fitWords()
{
    int widest = 0;
    for (const RailButton* button : findChildren<RailButton*>()) {
        widest = std::max(widest, button->sizeHint().width());
    }
    setFixedWidth(widest);
}

void Rail::addPage(const QString& id, Icon icon, const QString& title, const QString& shortcut)
{
    auto* button = new RailButton(icon, title);
    button->setObjectName(id);
    button->setAutoExclusive(true);
    button->setToolTip(tr("%1  %2").arg(title, shortcut));
    connect(button, &QAbstractButton::clicked, this, [this, id] { Q_EMIT pageRequested(id); });
    // From page to page, then to the settings, whatever was made in between.
    QLayoutItem* before = m_pages->itemAt(m_pages->count() - 1);
    m_pages->addWidget(button);
    if (before != nullptr) {
        setTabOrder(before->widget(), button);
    }
    setTabOrder(button, m_settings);
    fitWords();
}

RailButton* Rail::buttonOf(const QString& id) const
{
    return findChild<RailButton*>(id);
}

void Rail::setCurrent(const QString& id)
{
    if (RailButton* button = buttonOf(id)) {
        button->setChecked(true);
    }
    // One stop of Tab for all pages, where one is; arrows go on from there.
    for (RailButton* button : findChildren<RailButton*>()) {
        button->setFocusPolicy(button == m_settings || button->isChecked() ? Qt::TabFocus : Qt::NoFocus);
    }
}

void Rail::setPageEnabled(const QString& id, bool enabled)
{
    if (RailButton* button = buttonOf(id)) {
        button->setEnabled(enabled);
    }
}

} // namespace postweave::ui
