// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/campaigns/waterfall_view.h"

#include "ui/base/fonts.h"
#include "ui/base/number_format.h"
#include "ui/base/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace postweave::ui::campaigns {

namespace {

constexpr int kRow = 32;
constexpr int kLeastBar = 64;
constexpr int kBarHeight = 16;
constexpr int kMostLines = 2;

} // namespace

WaterfallView::WaterfallView(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setReach({}, {});
}

void WaterfallView::setReach(const Reach& reach, const QString& audienceName)
{
    const auto audience = static_cast<qint64>(reach.audience);
    const auto left = audience - static_cast<qint64>(reach.excluded);
    const auto sent = static_cast<qint64>(reach.recipients());
    const QString name = audienceName.isEmpty() ? tr("Audience") : tr("Segment “%1”").arg(audienceName);
    m_rows = {{name, 0, audience, true},
              {tr("Excluded"), left, audience, false},
              {tr("No usable address"), sent, left, false},
              {tr("Will be sent"), 0, sent, true}};
    m_stale = false;
    setAccessibleName(
        tr("%1 in the audience, %2 excluded, %3 without address, %4 will be sent")
            .arg(formatCount(audience), formatCount(audience - left), formatCount(left - sent), formatCount(sent)));
    updateGeometry();
    update();
}

void WaterfallView::setStale(bool stale)
{
    m_stale = stale;
    update();
}

QSize WaterfallView::sizeHint() const
{
    return {scaled(320), rowRects().back().bottom() + 2};
}

void WaterfallView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateGeometry();
}

QString WaterfallView::figureOf(const Row& row)
{
    return formatCount(row.isTotal ? row.to : row.from - row.to);
}

WaterfallView::Columns WaterfallView::columns() const
{
    Columns columns;
    for (const Row& row : m_rows) {
        const QFont font = fontFor(row.isTotal ? TextRole::BodyStrong : TextRole::Body);
        columns.words = std::max(columns.words, textWidth(row.words, font));
        columns.figure = std::max(columns.figure, textWidth(figureOf(row), fontFor(TextRole::BodyStrong)));
    }
    // The words have what they need, as long as the bars keep room to be compared.
    const int rest = width() - columns.figure - 2 * scaled(space::kUnit) - scaled(kLeastBar);
    columns.words = std::min(columns.words, std::max(rest, 0));
    return columns;
}

WrappedText WaterfallView::wrappedWords(const Row& row, int width)
{
    return {row.words, fontFor(row.isTotal ? TextRole::BodyStrong : TextRole::Body), width, kMostLines};
}

std::vector<QRect> WaterfallView::rowRects() const
{
    const int wordsWidth = columns().words;
    std::vector<QRect> rects;
    int top = 0;
    for (const Row& row : m_rows) {
        const WrappedText words = wrappedWords(row, wordsWidth);
        rects.emplace_back(0, top, width(), scaled(kRow) + words.height() - words.lineHeight);
        top += rects.back().height();
    }
    return rects;
}

bool WaterfallView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::vector<QRect> rects = rowRects();
        for (std::size_t i = 0; i < rects.size(); ++i) {
            if (rects[i].contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_rows[i].words, this);
            }
        }
        return true;
    }
    return QWidget::event(event);
}

void WaterfallView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qint64 whole = std::max<qint64>(1, m_rows.front().to);
    const std::vector<QRect> rects = rowRects();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        paintRow(painter, i, rects, whole);
    }
}

void WaterfallView::paintRow(QPainter& painter, std::size_t index, const std::vector<QRect>& rects, qint64 whole) const
{
    const Row& row = m_rows[index];
    const QRect& rect = rects[index];
    const Theme& colours = theme();
    const auto [wordsWidth, figureWidth] = columns();
    const WrappedText words = wrappedWords(row, wordsWidth);
    paintWrapped(painter, {rect.left(), rect.top() + (rect.height() - words.height()) / 2, wordsWidth, words.height()},
                 words, row.isTotal ? colours.text : colours.text2);
    paintText(painter, {rect.right() - figureWidth + 1, rect.top(), figureWidth, rect.height()}, figureOf(row),
              fontFor(row.isTotal ? TextRole::BodyStrong : TextRole::BodyMedium),
              m_stale ? colours.text3 : colours.text, Qt::AlignRight);

    const double left = rect.left() + wordsWidth + scaled(space::kUnit);
    const double wide = rect.width() - wordsWidth - figureWidth - 2 * scaled(space::kUnit);
    const auto x = [&](qint64 people) {
        return left + wide * static_cast<double>(people) / static_cast<double>(whole);
    };
    const auto barTop = [](const QRect& of) { return of.top() + (of.height() - scaled(kBarHeight)) / 2.0; };
    const double top = barTop(rect);
    if (row.to > row.from) {
        const double width = std::max(2.0, x(row.to) - x(row.from));
        const QColor fill = m_stale ? colours.barPale : row.isTotal ? colours.bar : themed(dataRole(3));
        paintBox(painter, {x(row.from), top, width, double(scaled(kBarHeight))}, {fill, std::nullopt, radius::kBar});
    }
    if (index + 1 < m_rows.size()) {
        // A dotted line joins the end of this bar with the beginning of the next loss.
        painter.setPen(QPen(colours.border2, hairlineWidth(painter), Qt::DotLine));
        const double end = row.isTotal ? x(row.to) : x(row.from);
        painter.drawLine(QPointF(end, top + scaled(kBarHeight)), QPointF(end, barTop(rects[index + 1])));
    }
}

} // namespace postweave::ui::campaigns
