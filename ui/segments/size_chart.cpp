// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/size_chart.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/painting.h"
#include "ui/widgets/sparkline.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace postweave::ui::segments {

namespace {

constexpr int kHeight = 84;
constexpr int kLabelWidth = 36;
constexpr int kAxisHeight = 16;

/// 1, 2 or 5 times a power of ten, at least `least`.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1.0))));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least) {
            return factor * power;
        }
    }
    return 10 * power; // NOLINT(readability-magic-numbers)
}

} // namespace

SizeChart::SizeChart(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Size over time"));
}

void SizeChart::setValues(const QList<double>& values, QDate first, QDate today)
{
    m_values = values;
    m_first = first;
    m_today = today;
    setVisible(values.size() >= 2);
    if (values.size() >= 2) {
        setAccessibleDescription(tr("from %1 to %2")
                                     .arg(formatCount(static_cast<qint64>(values.front())),
                                          formatCount(static_cast<qint64>(values.back()))));
    }
    update();
}

QSize SizeChart::sizeHint() const
{
    return {scaled(240), scaled(kHeight)};
}

std::pair<double, double> SizeChart::domain() const
{
    const auto [low, high] = std::minmax_element(m_values.begin(), m_values.end());
    // At least a fifth of its height is shown from below the line, so that small moves look small.
    const double step = niceStep(std::max(*high - *low, *high / 4) / 2);
    const double from = std::max(0.0, std::floor(*low / step) * step);
    return {from, std::max(from + 2 * step, std::ceil(*high / step) * step)};
}

void SizeChart::paintEvent(QPaintEvent*)
{
    if (m_values.size() < 2) {
        return;
    }
    QPainter painter(this);
    const QRect plot = rect().adjusted(0, scaled(6), -scaled(kLabelWidth), -scaled(kAxisHeight));
    const auto [low, high] = domain();
    const QFont font = fontFor(TextRole::Small);
    for (int i = 0; i < 3; ++i) {
        const double value = high - (high - low) * i / 2;
        const int y = plot.top() + plot.height() * i / 2;
        paintHorizontalHairline(painter, plot.left(), plot.right(), y, theme().grid);
        paintText(painter, QRect(plot.right() + 4, y - scaled(8), scaled(kLabelWidth) - 4, scaled(16)),
                  formatCompact(value), font, theme().text3, Qt::AlignRight);
    }
    SparklineLook look;
    look.color = &Theme::data1;
    look.domain = {low, high};
    look.fill = true;
    paintSparkline(painter, plot, m_values, look);
    const QRect axis(plot.left(), plot.bottom() + 2, plot.width(), scaled(kAxisHeight));
    const auto dayMonth = [](QDate day) {
        return numberLocale().toString(day, tr("d MMM", "a date as QDate::toString() takes it, without year"));
    };
    paintText(painter, axis, dayMonth(m_first), font, theme().text3);
    paintText(painter, axis, dayMonth(m_first.addDays(m_first.daysTo(m_today) / 2)), font, theme().text3,
              Qt::AlignHCenter);
    paintText(painter, axis, tr("today"), font, theme().text3, Qt::AlignRight);
}

} // namespace postweave::ui::segments
