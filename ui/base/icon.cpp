// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/icon.h"

#include "ui/base/fonts.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>

namespace postweave::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array<const char*, kIconCount> kNames{
    "arrow-down", "arrow-left",   "arrow-right",  "arrow-up",      "ban",        "bell",
    "bolt",       "braces",       "branch",       "calendar",      "cart",       "chart",
    "check",      "chevron-down", "chevron-left", "chevron-right", "chevron-up", "chevrons-up-down",
    "clock",      "code",         "code-file",    "columns",       "comment",    "compare",
    "copy",       "database",     "desktop",      "dots",          "download",   "edit",
    "error",      "external",     "eye",          "eye-off",       "file",       "file-plus",
    "filter",     "folder",       "gauge",        "globe",         "grid-check", "grip",
    "group",      "hash",         "help",         "history",       "home",       "image",
    "image-off",  "info",         "key",          "keyboard",      "link",       "list",
    "lock",       "logo",         "loop",         "mail",          "merge",      "minus",
    "moon",       "ok-circle",    "pause",        "pdf",           "people",     "person",
    "phone",      "pilcrow",      "play",         "plus",          "redo",       "refresh",
    "reply",      "return",       "save",         "search",        "segments",   "send",
    "settings",   "shield",       "star",         "stop",          "sun",        "table",
    "tablet",     "tag",          "target",       "template",      "text",       "toggle",
    "trash",      "undo",         "upload",       "wand",          "warning",    "x",
};

constexpr QLatin1String kThemedPrefix("postweave:");

/// From 20 px on, the stroke keeps the 1.5 px it has at 16; in chips it gets no thinner than 1.2 px.
double strokeFactor(int side)
{
    if (side > 16) {
        return 16.0 / side;
    }
    return side < 13 ? 1.07 : 1.0;
}

QByteArray drawingOf(Icon icon, int side, const QColor& color)
{
    QFile file(u":/postweave/icons/"_s + nameOf(icon) + u".svg"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    if (icon != Icon::Logo) {
        const QByteArray stroke = "stroke-width=\"" + QByteArray::number(1.5 * strokeFactor(side)) + '"';
        svg.replace("stroke-width=\"1.5\"", stroke);
    }
    return svg;
}

bool mirrors(Icon icon)
{
    switch (icon) {
    case Icon::ArrowLeft:
    case Icon::ArrowRight:
    case Icon::ChevronLeft:
    case Icon::ChevronRight:
    case Icon::Undo:
    case Icon::Redo:
    case Icon::Reply:
    case Icon::Return:
    case Icon::Merge:
    case Icon::External:
    case Icon::List:
        return QGuiApplication::isRightToLeft();
    default:
        return false;
    }
}

QPixmap drawn(Icon icon, int side, const QColor& color, qreal ratio)
{
    QImage image(qRound(side * ratio), qRound(side * ratio), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(color.alphaF());
    QSvgRenderer(drawingOf(icon, side, color)).render(&painter, QRectF(QPointF(), image.size()));
    painter.end();
    QPixmap pixmap = QPixmap::fromImage(mirrors(icon) ? image.mirrored(true, false) : image);
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(Icon icon, ColorRole role) : m_icon(icon), m_role(role) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, m_icon, rect, qMin(rect.width(), rect.height()), color(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return iconPixmap(m_icon, qRound(qMin(size.width(), size.height()) / scale), color(mode), scale);
    }
    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }
    QString key() const override { return u"PostweaveIcon"_s; }
    QString iconName() override { return kThemedPrefix + QString::number(static_cast<int>(m_icon)); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        return mode == QIcon::Disabled ? theme().disabled : themed(m_role);
    }

    Icon m_icon;
    ColorRole m_role;
};

} // namespace

QString nameOf(Icon icon)
{
    return QString::fromLatin1(kNames[static_cast<std::size_t>(icon)]);
}

QPixmap iconPixmap(Icon icon, int side, const QColor& color, qreal devicePixelRatio)
{
    const QString key = u"pw-icon/%1/%2/%3/%4"_s.arg(nameOf(icon), color.name(QColor::HexArgb))
                            .arg(side)
                            .arg(devicePixelRatio * (QGuiApplication::isRightToLeft() ? -1 : 1));
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = drawn(icon, side, color, devicePixelRatio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter& painter, Icon icon, const QRect& rect, const QColor& color)
{
    paintIcon(painter, icon, rect, qMin(rect.width(), rect.height()), color);
}

void paintIcon(QPainter& painter, Icon icon, const QRect& rect, int side, const QColor& color)
{
    const QPoint corner(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    painter.drawPixmap(corner, iconPixmap(icon, side, color, painter.device()->devicePixelRatioF()));
}

QIcon themedIcon(Icon icon, ColorRole role)
{
    return QIcon(new ThemedIconEngine(icon, role));
}

std::optional<Icon> iconOf(const QIcon& icon)
{
    const QString name = icon.name();
    if (!name.startsWith(kThemedPrefix)) {
        return std::nullopt;
    }
    return static_cast<Icon>(name.mid(kThemedPrefix.size()).toInt());
}

} // namespace postweave::ui
