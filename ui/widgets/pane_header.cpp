// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane_header.h"

#include "ui/base/button_kind.h"
#include "ui/base/fonts.h"
#include "ui/base/icon.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QToolButton>

namespace postweave::ui {

PaneHeader::PaneHeader(const QString& title, QWidget* parent)
    : QWidget(parent),
      m_title(new Label(title, TextRole::Heading)),
      m_caption(new Label({}, TextRole::Body, &Theme::text2)),
      m_layout(new QHBoxLayout(this))
{
    setFixedHeight(scaled(size::kPaneHead));
    m_layout->setContentsMargins(scaled(space::kPane), 0, scaled(space::kUnit + 2), 0);
    m_layout->setSpacing(scaled(space::kUnit));
    m_title->setElided(true);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_caption);
    m_caption->hide();
    m_beside = m_layout->count();
    m_layout->addStretch(1);
}

void PaneHeader::setTitle(const QString& title)
{
    m_title->setText(title);
}

void PaneHeader::setCaption(const QString& caption)
{
    m_caption->setText(caption);
    m_caption->setVisible(!caption.isEmpty());
}

void PaneHeader::addBeside(QWidget* widget)
{
    m_layout->insertWidget(m_beside++, widget);
}

void PaneHeader::addAtEnd(QWidget* widget)
{
    m_layout->addWidget(widget);
}

QToolButton* PaneHeader::addAction(Icon icon, const QString& name)
{
    QToolButton* button = iconButton(icon, name, this);
    addAtEnd(button);
    return button;
}

QToolButton* iconButton(Icon icon, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    setButtonKind(button, ButtonKind::IconOnly);
    return button;
}

} // namespace postweave::ui
