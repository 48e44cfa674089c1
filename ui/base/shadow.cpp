// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/shadow.h"

#include "ui/base/compositing.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"

#include <QImage>
#include <QPainter>
#include <QPixmapCache>
#include <QWidget>

#include <vector>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int kShadowMargin = 20;
constexpr int kOffset = 6; ///< downwards
constexpr int kBlurPasses = 3;
constexpr int kBlurRadius = 5; ///< three boxes of this radius come close to a Gaussian of 20 px extent
constexpr int kStretch = 2;    ///< the middle that is stretched
constexpr int kCorner = kShadowMargin + 24;

/// One box blur of an alpha plane along rows of `stride`-spaced pixels.
void blurLine(std::vector<int>& plane, int start, int step, int length, int blur)
{
    std::vector<int> line(static_cast<std::size_t>(length));
    for (int i = 0; i < length; ++i) {
        line[static_cast<std::size_t>(i)] = plane[static_cast<std::size_t>(start + i * step)];
    }
    int sum = 0;
    for (int i = -blur; i < length + blur; ++i) {
        sum += i + blur < length && i + blur >= 0 ? line[static_cast<std::size_t>(i + blur)] : 0;
        sum -= i - blur - 1 >= 0 && i - blur - 1 < length ? line[static_cast<std::size_t>(i - blur - 1)] : 0;
        if (i >= 0 && i < length) {
            plane[static_cast<std::size_t>(start + i * step)] = sum / (2 * blur + 1);
        }
    }
}

QImage boxImage(int side, double ratio, double radius)
{
    QImage image(qRound(side * ratio), qRound(side * ratio), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(ratio, ratio);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Qt::black);
    const double margin = kShadowMargin;
    painter.drawRoundedRect(QRectF(margin, margin, side - 2 * margin, side - 2 * margin), radius, radius);
    return image;
}

QPixmap drawnShadow(double ratio, double radius, const QColor& color)
{
    QImage image = boxImage(2 * kCorner + kStretch, ratio, radius);
    const int width = image.width();
    const int height = image.height();
    std::vector<int> plane(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            plane[static_cast<std::size_t>(y * width + x)] = qAlpha(image.pixel(x, y));
        }
    }
    const int blur = qRound(kBlurRadius * ratio);
    for (int pass = 0; pass < kBlurPasses; ++pass) {
        for (int y = 0; y < height; ++y) {
            blurLine(plane, y * width, 1, width, blur);
        }
        for (int x = 0; x < width; ++x) {
            blurLine(plane, x, width, height, blur);
        }
    }
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int alpha = plane[static_cast<std::size_t>(y * width + x)] * color.alpha() / 255;
            image.setPixel(x, y, qPremultiply(qRgba(color.red(), color.green(), color.blue(), alpha)));
        }
    }
    QPixmap pixmap = QPixmap::fromImage(image);
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

QPixmap shadowPixmap(double ratio, double radius)
{
    const QColor color = theme().shadow;
    const QString key = u"pw-shadow/%1/%2/%3"_s.arg(color.name(QColor::HexArgb)).arg(ratio).arg(radius);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = drawnShadow(ratio, radius, color);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

} // namespace

int shadowMargin()
{
    return blendsWindows() ? kShadowMargin : 0;
}

void makeFloating(QWidget* window)
{
    if (blendsWindows()) {
        window->setAttribute(Qt::WA_TranslucentBackground);
    }
}

QRect floatingBox(const QWidget* window)
{
    const int margin = shadowMargin();
    return window->rect().adjusted(margin, margin, -margin, -margin);
}

void paintFloatingBox(QPainter& painter, const QRect& box, double radius)
{
    const double corner = blendsWindows() ? radius : 0;
    paintShadow(painter, box, corner);
    paintBox(painter, box, {theme().surface, theme().border2, corner});
}

void paintShadow(QPainter& painter, const QRect& box, double radius)
{
    if (!blendsWindows()) {
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = shadowPixmap(ratio, radius);
    const QRect target = box.adjusted(-kShadowMargin, -kShadowMargin + kOffset, kShadowMargin, kShadowMargin + kOffset);
    const int sourceEdges[] = {0, kCorner, kCorner + kStretch, 2 * kCorner + kStretch};
    const int corner = qMin(kCorner, qMin(target.width(), target.height()) / 2);
    const int columns[] = {target.left(), target.left() + corner, target.right() + 1 - corner, target.right() + 1};
    const int rows[] = {target.top(), target.top() + corner, target.bottom() + 1 - corner, target.bottom() + 1};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            const QRectF source(sourceEdges[column] * ratio, sourceEdges[row] * ratio,
                                (sourceEdges[column + 1] - sourceEdges[column]) * ratio,
                                (sourceEdges[row + 1] - sourceEdges[row]) * ratio);
            painter.drawPixmap(
                QRectF(columns[column], rows[row], columns[column + 1] - columns[column], rows[row + 1] - rows[row]),
                pixmap, source);
        }
    }
}

} // namespace postweave::ui
