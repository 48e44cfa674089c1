// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/histogram_view.h"

#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace postweave::ui {

namespace {

constexpr double kHandleWidth = 10;
constexpr double kHandleHeight = 14;
constexpr int kAxisHeight = 20;
constexpr int kAxisMarks = 4;

/// 1, 2, 2.5 or 5 times a power of ten, at least `least`.
double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * 0.999) {
            return factor * power;
        }
    }
    return 10 * power;
}

} // namespace

HistogramView::HistogramView(QWidget* parent) : QWidget(parent), m_labels([](double v) { return formatCompact(v); })
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setRingAround(this, radius::kBadge);
    setAccessibleName(tr("Distribution"));
}

QSize HistogramView::sizeHint() const
{
    return {scaled(360), scaled(92) + scaled(kAxisHeight)};
}

void HistogramView::setBars(const QList<qint64>& counts, double low, double high, bool openEnd)
{
    m_counts = counts;
    m_low = low;
    m_high = high > low ? high : low + 1;
    m_openEnd = openEnd;
    update();
}

void HistogramView::setRange(std::optional<double> from, std::optional<double> to)
{
    m_from = from;
    m_to = to;
    setAccessibleDescription(
        tr("from %1 to %2").arg(from ? m_labels(*from) : tr("the lowest"), to ? m_labels(*to) : tr("the highest")));
    update();
}

void HistogramView::setLabels(std::function<QString(double)> labels)
{
    m_labels = std::move(labels);
    m_hasOwnLabels = true;
    update();
}

void HistogramView::setSelectable(bool selectable)
{
    m_selectable = selectable;
    setFocusPolicy(selectable ? Qt::StrongFocus : Qt::NoFocus);
    update();
}

QRectF HistogramView::plotRect() const
{
    const double side = kHandleWidth / 2 + 1;
    return QRectF(rect()).adjusted(side, 2, -side, -scaled(kAxisHeight));
}

double HistogramView::xOf(double value) const
{
    const QRectF plot = plotRect();
    return plot.left() + std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0) * plot.width();
}

double HistogramView::valueAt(double x) const
{
    const QRectF plot = plotRect();
    const double value = m_low + std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0) * (m_high - m_low);
    return m_step > 0 ? std::round(value / m_step) * m_step : value;
}

bool HistogramView::isInRange(int bar) const
{
    if (!m_selectable) {
        return true;
    }
    const double width = (m_high - m_low) / static_cast<double>(m_counts.size());
    const double middle = m_low + (bar + 0.5) * width;
    return middle >= m_from.value_or(m_low) && middle <= m_to.value_or(m_high);
}

void HistogramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_counts.isEmpty()) {
        return;
    }
    paintBars(painter);
    paintAxis(painter);
    if (m_selectable) {
        const bool keyboard = showsKeyboardFocus(this);
        paintHandle(painter, m_from.value_or(m_low), keyboard && m_active == Handle::From);
        paintHandle(painter, m_to.value_or(m_high), keyboard && m_active == Handle::To);
    }
}

void HistogramView::paintBars(QPainter& painter) const
{
    const QRectF plot = plotRect();
    const double highest =
        static_cast<double>(std::max<qint64>(1, *std::max_element(m_counts.begin(), m_counts.end())));
    const double step = plot.width() / static_cast<double>(m_counts.size());
    const double gap = step > 4 ? 1 : 0;
    for (int i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0) {
            const double height = std::max(2.0, plot.height() * 0.86 * static_cast<double>(m_counts[i]) / highest);
            const QRectF bar(plot.left() + i * step, plot.bottom() - height, step - gap, height);
            paintBox(painter, bar, {isInRange(i) ? theme().data1 : theme().border2, std::nullopt, gap});
        }
    }
    paintHorizontalHairline(painter, plot.left(), plot.right(), plot.bottom(), theme().border2);
}

QList<double> HistogramView::axisMarks() const
{
    QList<double> marks;
    if (m_hasOwnLabels) {
        for (int mark = 0; mark <= kAxisMarks; ++mark) {
            marks.append(m_low + (m_high - m_low) * mark / kAxisMarks);
        }
        return marks;
    }
    const double round = roundStep((m_high - m_low) / kAxisMarks);
    const double step = m_step > 0 ? std::ceil(round / m_step) * m_step : round;
    // The open end is named in any case; a mark close before it would run into its words.
    const double end = m_openEnd ? m_high - step / 2 : m_high + step / 1000;
    for (double at = std::ceil(m_low / step); at * step <= end; ++at) {
        marks.append(at * step);
    }
    if (m_openEnd) {
        marks.append(m_high);
    }
    return marks;
}

void HistogramView::paintAxis(QPainter& painter) const
{
    const QRectF plot = plotRect();
    const QFont font = fontFor(TextRole::Small);
    for (const double value : axisMarks()) {
        const QString words = m_labels(value) + (value == m_high && m_openEnd ? QStringLiteral("+") : QString());
        const int width = textWidth(words, font) + 2;
        const double x = std::clamp(xOf(value) - width / 2.0, plot.left(), plot.right() - width);
        paintText(painter, QRect(qRound(x), height() - scaled(14), width, scaled(14)), words, font, theme().text3);
    }
}

void HistogramView::paintHandle(QPainter& painter, double value, bool active) const
{
    const QRectF plot = plotRect();
    const double x = xOf(value);
    painter.fillRect(QRectF(x - 0.75, plot.top(), 1.5, plot.height()), theme().data1);
    const QRectF grip(x - kHandleWidth / 2, plot.bottom() - kHandleHeight / 2, kHandleWidth, kHandleHeight);
    paintBox(painter, grip,
             {theme().surface, active ? theme().focus : theme().data1, kHandleWidth / 2, active ? 2.5 : 1.5});
}

void HistogramView::mousePressEvent(QMouseEvent* event)
{
    if (!m_selectable || event->button() != Qt::LeftButton || m_counts.isEmpty()) {
        return;
    }
    const double x = event->position().x();
    const double toFrom = std::abs(x - xOf(m_from.value_or(m_low)));
    const double toTo = std::abs(x - xOf(m_to.value_or(m_high)));
    m_active = toFrom < toTo || (toFrom == toTo && x < xOf(m_from.value_or(m_low))) ? Handle::From : Handle::To;
    m_dragging = true;
    moveHandle(m_active, valueAt(x));
}

void HistogramView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging) {
        moveHandle(m_active, valueAt(event->position().x()));
    }
}

void HistogramView::mouseReleaseEvent(QMouseEvent*)
{
    m_dragging = false;
}

void HistogramView::moveHandle(Handle handle, double value)
{
    if (handle == Handle::From) {
        setRange(std::min(value, m_to.value_or(m_high)), m_to);
    } else {
        setRange(m_from, std::max(value, m_from.value_or(m_low)));
    }
    Q_EMIT rangeChanged(m_from, m_to);
}

double HistogramView::keyboardStep() const
{
    const double bar = (m_high - m_low) / static_cast<double>(std::max<qsizetype>(1, m_counts.size()));
    return m_step > 0 ? std::max(m_step, std::round(bar / m_step) * m_step) : bar;
}

void HistogramView::keyPressEvent(QKeyEvent* event)
{
    const bool left = event->key() == Qt::Key_Left;
    if (m_selectable && (left || event->key() == Qt::Key_Right)) {
        const double now = m_active == Handle::From ? m_from.value_or(m_low) : m_to.value_or(m_high);
        moveHandle(m_active, std::clamp(now + (left ? -keyboardStep() : keyboardStep()), m_low, m_high));
    } else if (m_selectable && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)) {
        m_active = m_active == Handle::From ? Handle::To : Handle::From;
        update();
    } else {
        QWidget::keyPressEvent(event);
    }
}

void HistogramView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

} // namespace postweave::ui
