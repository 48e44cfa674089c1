// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/combinator_pill.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace postweave::ui {

namespace {

constexpr int kPadding = 11;
constexpr int kGap = 6;

} // namespace

ColorRole wordRole(Combinator combinator)
{
    switch (combinator) {
    case Combinator::Any:
        return &Theme::any;
    case Combinator::None:
        return &Theme::none;
    case Combinator::AtLeast:
        return &Theme::atLeast;
    case Combinator::All:
        break;
    }
    return &Theme::all;
}

ColorRole softRole(Combinator combinator)
{
    switch (combinator) {
    case Combinator::Any:
        return &Theme::anySoft;
    case Combinator::None:
        return &Theme::noneSoft;
    case Combinator::AtLeast:
        return &Theme::atLeastSoft;
    case Combinator::All:
        break;
    }
    return &Theme::allSoft;
}

QString wordOf(Combinator combinator, int atLeast)
{
    switch (combinator) {
    case Combinator::Any:
        return CombinatorPill::tr("ANY of");
    case Combinator::None:
        return CombinatorPill::tr("NONE of");
    case Combinator::AtLeast:
        return CombinatorPill::tr("AT LEAST %1 of").arg(atLeast);
    case Combinator::All:
        break;
    }
    return CombinatorPill::tr("ALL of");
}

QString meaningOf(Combinator combinator)
{
    switch (combinator) {
    case Combinator::Any:
        return CombinatorPill::tr("one is enough");
    case Combinator::None:
        return CombinatorPill::tr("not one may hold");
    case Combinator::AtLeast:
        return CombinatorPill::tr("so many must hold");
    case Combinator::All:
        break;
    }
    return CombinatorPill::tr("every one must hold");
}

CombinatorPill::CombinatorPill(QWidget* parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setRingAround(this, size::kChip / 2.0);
    setCombinator(Combinator::All);
    connect(this, &QAbstractButton::clicked, this, &CombinatorPill::openMenu);
}

void CombinatorPill::setCombinator(Combinator combinator, int atLeast, int children)
{
    m_combinator = combinator;
    m_atLeast = atLeast;
    m_children = children;
    setText(wordOf(combinator, atLeast));
    setAccessibleName(tr("%1, %2").arg(text(), meaningOf(combinator)));
    updateGeometry();
    update();
}

QSize CombinatorPill::sizeHint() const
{
    return {textWidth(text(), fontFor(TextRole::BodyStrong)) + scaled(kGap) + iconsize::kBadge + 2 * scaled(kPadding),
            scaled(size::kChip)};
}

void CombinatorPill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor color = isEnabled() ? themed(wordRole(m_combinator)) : theme().disabled;
    QColor ground = themed(softRole(m_combinator));
    if (underMouse() && isEnabled()) {
        ground = theme().dark ? ground.lighter(118) : ground.darker(104);
    }
    paintBox(painter, rect(), {ground, std::nullopt, height() / 2.0});
    const QRect inner = rect().adjusted(scaled(kPadding), 0, -scaled(kPadding) + 2, 0);
    paintText(painter, inner, text(), fontFor(TextRole::BodyStrong), color);
    paintIcon(painter, Icon::ChevronDown, QRect(inner.right() - iconsize::kBadge + 1, 0, iconsize::kBadge, height()),
              color);
}

void CombinatorPill::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
    } else {
        QAbstractButton::keyPressEvent(event);
    }
}

void CombinatorPill::openMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](Combinator combinator, int atLeast) {
        const bool current = combinator == m_combinator && (combinator != Combinator::AtLeast || atLeast == m_atLeast);
        const QString words = combinator == Combinator::AtLeast
                                  ? wordOf(combinator, atLeast)
                                  : wordOf(combinator, atLeast) + u'\t' + meaningOf(combinator);
        QAction* action = menu->addAction(words);
        action->setCheckable(true);
        action->setChecked(current);
        connect(action, &QAction::triggered, this,
                [this, combinator, atLeast] { Q_EMIT combinatorChosen(combinator, atLeast); });
    };
    for (const Combinator combinator : {Combinator::All, Combinator::Any, Combinator::None}) {
        add(combinator, m_atLeast);
    }
    menu->addSeparator();
    for (int number = 2; number <= qBound(2, m_children, 9); ++number) {
        add(Combinator::AtLeast, number);
    }
    menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

} // namespace postweave::ui
