// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/undo_notice.h"

#include "ui/base/fonts.h"
#include "ui/base/motion.h"
#include "ui/base/painting.h"
#include "ui/widgets/keycap.h"

#include <QEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QTimer>
#include <QUndoStack>

namespace postweave::ui {

namespace {

constexpr int kHeight = 36;
constexpr int kWidest = 480;
constexpr int kMargin = 16;
constexpr int kPadding = 12;

QString undoKeys()
{
    return shortcutWords(QKeySequence(QKeySequence::Undo));
}

} // namespace

UndoNotice::UndoNotice(QWidget* parent) : QWidget(parent), m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    connect(m_timer, &QTimer::timeout, this, &UndoNotice::dismiss);
    setFocusPolicy(Qt::NoFocus);
    setMouseTracking(true);
    parent->installEventFilter(this);
    hide();
}

void UndoNotice::announce(const QString& words, std::function<void()> undo)
{
    m_words = words;
    m_undo = std::move(undo);
    setAccessibleName(tr("%1. Undo with %2").arg(words, undoKeys()));
    place();
    show();
    raise();
    m_timer->start(motion::kNotice);
}

void UndoNotice::announce(const QString& words, QUndoStack* stack)
{
    announce(words, [stack] { stack->undo(); });
    connect(stack, &QUndoStack::indexChanged, this, &UndoNotice::dismiss, Qt::UniqueConnection);
}

void UndoNotice::undo()
{
    const std::function<void()> undo = std::move(m_undo);
    dismiss();
    if (undo) {
        undo();
    }
}

void UndoNotice::dismiss()
{
    m_undo = nullptr;
    m_timer->stop();
    hide();
}

void UndoNotice::place()
{
    const QWidget* parent = parentWidget();
    const int width = qMin(scaled(kWidest), parent->width() - 2 * scaled(kMargin));
    setGeometry((parent->width() - width) / 2, parent->height() - scaled(kHeight) - scaled(kMargin), width,
                scaled(kHeight));
}

QRect UndoNotice::undoRect() const
{
    const int shortcut = textWidth(undoKeys(), fontFor(TextRole::Secondary));
    const int word = textWidth(tr("Undo"), fontFor(TextRole::BodyStrong));
    const int x = width() - scaled(kPadding) - shortcut - scaled(8) - word;
    return QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, word + 1, height()));
}

void UndoNotice::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& now = theme();
    paintBox(painter, rect(), {now.text, std::nullopt, radius::kControl});
    const QRect inner = rect().adjusted(scaled(kPadding), 0, -scaled(kPadding), 0);
    const QRect undo = undoRect();
    paintText(painter, QRect(inner.x(), 0, undo.left() - inner.x() - scaled(8), height()), m_words,
              fontFor(TextRole::Body), now.surface);
    paintText(painter, undo, tr("Undo"), fontFor(TextRole::BodyStrong), now.surface);
    QColor faint = now.surface;
    faint.setAlphaF(0.75F);
    paintText(painter, inner, undoKeys(), fontFor(TextRole::Secondary), faint, Qt::AlignRight);
}

void UndoNotice::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->pos().x() >= undoRect().left() - scaled(8)) {
        undo();
    }
}

void UndoNotice::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(event->pos().x() >= undoRect().left() - scaled(8) ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

bool UndoNotice::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace postweave::ui
