// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/history_chart.h"

#include "ui/base/fonts.h"
#include "ui/base/moment_format.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace postweave::ui::segments {

namespace {

constexpr int kHeight = 116;
constexpr int kLabelWidth = 40;
constexpr int kAxisHeight = 16;
constexpr int kBarsHeight = 34;
constexpr int kInset = 6;

} // namespace

HistoryChart::HistoryChart(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Stored sizes over time"));
}

void HistoryChart::setHistory(const SegmentHistory& history, const TimeZone& zone)
{
    m_history = history;
    m_zone = zone;
    m_selected = count() - 1;
    describe();
    update();
}

void HistoryChart::select(int index)
{
    const int within = std::clamp(index, 0, std::max(0, count() - 1));
    if (count() == 0 || within == m_selected) {
        return;
    }
    m_selected = within;
    describe();
    update();
    Q_EMIT selectedChanged(within);
}

void HistoryChart::describe()
{
    if (m_selected < 0) {
        setAccessibleDescription({});
        return;
    }
    const StoredRefresh& refresh = (*m_history)[static_cast<std::size_t>(m_selected)];
    setAccessibleDescription(tr("%1: %2 people, %3 entered, %4 left")
                                 .arg(formatMoment(refresh.now, m_zone),
                                      formatCount(static_cast<qint64>(refresh.members)),
                                      formatCount(static_cast<qint64>(crossed(refresh, true))),
                                      formatCount(static_cast<qint64>(crossed(refresh, false)))));
}

QSize HistoryChart::sizeHint() const
{
    return {scaled(240), scaled(kHeight)};
}

QRect HistoryChart::plot() const
{
    return rect().adjusted(scaled(kInset), scaled(kInset), -scaled(kLabelWidth),
                           -scaled(kAxisHeight) - scaled(kBarsHeight));
}

int HistoryChart::xOf(int index) const
{
    const QRect area = plot();
    const auto at = [this](int i) {
        return static_cast<double>((*m_history)[static_cast<std::size_t>(i)].now.microseconds);
    };
    const double span = at(count() - 1) - at(0);
    const double share = span > 0 ? (at(index) - at(0)) / span : 1;
    return area.left() + static_cast<int>(std::lround(share * area.width()));
}

void HistoryChart::paintEvent(QPaintEvent*)
{
    if (count() == 0) {
        return;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int x = xOf(m_selected);
    paintVerticalHairline(painter, x, plot().top(), plot().bottom() + scaled(kBarsHeight), theme().border2);
    paintCrossings(painter);
    paintLine(painter);
    paintAxis(painter);
    if (m_ring) {
        paintRing(painter, QRectF(rect()).adjusted(1, 1, -1, -1), radius::kChip);
    }
}

void HistoryChart::paintLine(QPainter& painter) const
{
    const QRect area = plot();
    double most = 1;
    for (const StoredRefresh& refresh : *m_history) {
        most = std::max(most, static_cast<double>(refresh.members));
    }
    const QFont font = fontFor(TextRole::Small);
    for (const int step : {0, 1}) {
        const int y = step == 0 ? area.top() : area.bottom();
        paintHorizontalHairline(painter, area.left(), area.right(), y, theme().grid);
        paintText(painter, QRect(area.right() + 4, y - scaled(8), scaled(kLabelWidth) - 4, scaled(16)),
                  formatCompact(step == 0 ? most : 0), font, theme().text3, Qt::AlignRight);
    }
    const auto yOf = [&](int index) {
        const double members = static_cast<double>((*m_history)[static_cast<std::size_t>(index)].members);
        return area.bottom() - members / most * area.height();
    };
    QPainterPath path(QPointF(xOf(0), yOf(0)));
    for (int i = 1; i < count(); ++i) {
        path.lineTo(xOf(i), yOf(i));
    }
    painter.setPen(QPen(theme().data1, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    constexpr double kDot = 2.5;
    constexpr double kSelectedDot = 4.5;
    for (int i = 0; i < count(); ++i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().data1);
        const double size = i == m_selected ? kSelectedDot : kDot;
        painter.drawEllipse(QPointF(xOf(i), yOf(i)), size, size);
    }
}

void HistoryChart::paintCrossings(QPainter& painter) const
{
    std::uint64_t most = 1;
    for (const StoredRefresh& refresh : *m_history) {
        most = std::max({most, crossed(refresh, true), crossed(refresh, false)});
    }
    const QRect area = plot();
    const int zero = area.bottom() + scaled(kBarsHeight) / 2 + 2;
    const int half = scaled(kBarsHeight) / 2 - 4;
    const int width = scaled(6);
    paintHorizontalHairline(painter, area.left(), area.right(), zero, theme().grid);
    const auto bar = [&](int index, bool entered) {
        const std::uint64_t people = crossed((*m_history)[static_cast<std::size_t>(index)], entered);
        if (people == 0) {
            return;
        }
        const double share = static_cast<double>(people) / static_cast<double>(most);
        const int height = std::max(2, static_cast<int>(std::lround(share * half)));
        const QRect shape(xOf(index) - width / 2, entered ? zero - height : zero + 1, width, height);
        painter.fillRect(shape, entered ? theme().ok : theme().data4);
    };
    for (int i = 0; i < count(); ++i) {
        bar(i, true);
        bar(i, false);
    }
}

void HistoryChart::paintAxis(QPainter& painter) const
{
    const QRect area = plot();
    const QRect axis(area.left(), height() - scaled(kAxisHeight), area.width(), scaled(kAxisHeight));
    const QFont font = fontFor(TextRole::Small);
    const auto day = [this](int index) {
        return formatDay(m_zone.dayOf((*m_history)[static_cast<std::size_t>(index)].now));
    };
    if (count() > 1) {
        paintText(painter, axis, day(0), font, theme().text3);
    }
    paintText(painter, axis, day(count() - 1), font, theme().text3, Qt::AlignRight);
}

void HistoryChart::mousePressEvent(QMouseEvent* event)
{
    int best = 0;
    for (int i = 1; i < count(); ++i) {
        const int x = qRound(event->position().x());
        best = std::abs(xOf(i) - x) < std::abs(xOf(best) - x) ? i : best;
    }
    select(best);
}

void HistoryChart::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        select(m_selected - 1);
        break;
    case Qt::Key_Right:
        select(m_selected + 1);
        break;
    case Qt::Key_Home:
        select(0);
        break;
    case Qt::Key_End:
        select(count() - 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void HistoryChart::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    QWidget::focusInEvent(event);
    update();
}

void HistoryChart::focusOutEvent(QFocusEvent* event)
{
    m_ring = false;
    QWidget::focusOutEvent(event);
    update();
}

} // namespace postweave::ui::segments
