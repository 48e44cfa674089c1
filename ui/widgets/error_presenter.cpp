// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_presenter.h"

#include "ui/base/button_kind.h"
#include "ui/base/error_words.h"
#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pane_header.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace postweave::ui {

namespace {

constexpr double kEdge = 3;

} // namespace

ErrorPresenter::ErrorPresenter(QWidget* parent)
    : QWidget(parent),
      m_title(new Label({}, TextRole::BodyStrong)),
      m_words(new Label({}, TextRole::Body, &Theme::text2)),
      m_details(new Label({}, TextRole::CodeSmall, &Theme::text2)),
      m_buttons(new QHBoxLayout)
{
    auto* columns = new QHBoxLayout(this);
    leaveRoomForIcon();
    auto* column = new QVBoxLayout;
    column->setSpacing(scaled(4));
    for (Label* label : {m_title, m_words, m_details}) {
        label->setWordWrap(true);
        column->addWidget(label);
    }
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_buttons->setContentsMargins(0, scaled(6), 0, 0);
    m_buttons->setSpacing(scaled(space::kUnit));
    m_buttons->addStretch(1);
    column->addLayout(m_buttons);
    QToolButton* close = iconButton(Icon::X, tr("Dismiss"), this);
    connect(close, &QToolButton::clicked, this, &ErrorPresenter::dismiss);
    columns->addLayout(column, 1);
    columns->addWidget(close, 0, Qt::AlignTop);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void ErrorPresenter::leaveRoomForIcon()
{
    // Layouts mirror what is in them, not their margins.
    const int icon = scaled(38);
    const int end = scaled(10);
    const bool isReversed = layoutDirection() == Qt::RightToLeft;
    layout()->setContentsMargins(isReversed ? end : icon, scaled(12), isReversed ? icon : end, scaled(12));
}

void ErrorPresenter::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange) {
        leaveRoomForIcon();
    }
}

QString ErrorPresenter::title() const
{
    return m_title->text();
}
QString ErrorPresenter::words() const
{
    return m_words->text();
}

void ErrorPresenter::present(const QString& title, const QString& words, const QString& details)
{
    clearButtons();
    m_title->setText(title);
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_details->hide();
    if (!details.isEmpty()) {
        addDetails(details);
    }
    setAccessibleName(title);
    setAccessibleDescription(words);
    show();
}

void ErrorPresenter::present(const QString& title, const Error& error)
{
    present(title, errorWords(error), errorDetails(error));
}

void ErrorPresenter::addMend(const QString& text, std::function<void()> mend)
{
    auto* button = new QPushButton(text, this);
    setButtonKind(button, m_mends == 0 ? ButtonKind::Primary : ButtonKind::Default);
    setCompact(button);
    connect(button, &QPushButton::clicked, this, std::move(mend));
    m_buttons->insertWidget(m_mends++, button);
}

void ErrorPresenter::dismiss()
{
    hide();
    Q_EMIT dismissed();
}

void ErrorPresenter::clearButtons()
{
    while (m_buttons->count() > 1) {
        QLayoutItem* item = m_buttons->takeAt(0);
        if (item->widget()) {
            item->widget()->deleteLater();
            item->widget()->hide();
        }
        delete item;
    }
    m_mends = 0;
}

void ErrorPresenter::addDetails(const QString& details)
{
    m_details->setText(details);
    auto* button = new QPushButton(tr("Details"), this);
    setButtonKind(button, ButtonKind::Quiet);
    setCompact(button);
    button->setCheckable(true);
    connect(button, &QPushButton::toggled, m_details, &QWidget::setVisible);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void ErrorPresenter::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintBox(painter, rect(), {theme().surface, theme().border, radius::kCard});
    QPainterPath clip;
    clip.addRoundedRect(QRectF(rect()), radius::kCard, radius::kCard);
    painter.setClipPath(clip);
    const double x = layoutDirection() == Qt::RightToLeft ? width() - kEdge : 0;
    painter.fillRect(QRectF(x, 0, kEdge, height()), theme().err);
    painter.setClipping(false);
    const QRect icon(scaled(14), scaled(12), iconsize::kNormal, lineHeight(TextRole::BodyStrong));
    paintIcon(painter, Icon::Error, QStyle::visualRect(layoutDirection(), rect(), icon), iconsize::kNormal,
              theme().err);
}

} // namespace postweave::ui
