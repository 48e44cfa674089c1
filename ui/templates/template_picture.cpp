// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/template_picture.h"

#include "ui/base/fonts.h"
#include "ui/base/painting.h"
#include "ui/base/theme.h"
#include "ui/widgets/thread_painter.h"

#include <QPainter>
#include <QWidget>

#include <array>

namespace postweave::ui::templates {

namespace {

class Picture final : public QWidget {
public:
    explicit Picture(QWidget* parent) : QWidget(parent) { setFixedSize(scaled(320), scaled(132)); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.scale(textScale(), textScale());
        const Theme& colors = theme();
        paintSource(painter, {0, 16, 132, 100});
        const std::array<double, 2> branches = {32.0, 100.0};
        paintThread(painter, colors.all, 152, 32, branches, 16);
        painter.fillRect(QRectF(132, 65, 20, 2), colors.all);
        paintMessage(painter, {180, 0, 132, 62}, colors.bar);
        paintMessage(painter, {180, 70, 132, 62}, colors.data2);
    }

private:
    static void line(QPainter& painter, double x, double y, double width, const QColor& color)
    {
        paintBox(painter, QRectF(x, y, width, 6), {.fill = color, .radius = 3});
    }
    static void paintSource(QPainter& painter, const QRectF& card)
    {
        const Theme& colors = theme();
        paintBox(painter, card, {.fill = colors.surface, .border = colors.border2, .radius = radius::kCard});
        line(painter, card.x() + 14, card.y() + 16, 64, colors.border2);
        line(painter, card.x() + 14, card.y() + 34, 92, colors.codeLiquid);
        line(painter, card.x() + 26, card.y() + 50, 76, colors.barPale);
        line(painter, card.x() + 14, card.y() + 66, 40, colors.codeLiquid);
        line(painter, card.x() + 26, card.y() + 82, 58, colors.barPale);
    }
    static void paintMessage(QPainter& painter, const QRectF& card, const QColor& hero)
    {
        const Theme& colors = theme();
        paintBox(painter, card, {.fill = colors.surface, .border = colors.border2, .radius = radius::kCard});
        paintBox(painter, card.adjusted(10, 10, -10, -30), {.fill = hero, .radius = 3});
        line(painter, card.x() + 10, card.bottom() - 22, 80, colors.border2);
        line(painter, card.x() + 10, card.bottom() - 12, 50, colors.border);
    }
};

} // namespace

QWidget* templatePicture(QWidget* parent)
{
    return new Picture(parent);
}

} // namespace postweave::ui::templates
