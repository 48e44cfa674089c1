// SPDX-License-Identifier: GPL-3.0-or-later
// Renders every shared component in one picture, for looking at beside the design.
#include "tests/ui/gallery/gallery_cards.h"
#include "ui/base/appearance.h"
#include "ui/widgets/surface.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>
#include <QVBoxLayout>

int main(int argc, char** argv)
{
    using namespace postweave::ui;
    using namespace postweave::ui::gallery;
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 3) {
        qWarning("usage: gallery light|dark FILE.png");
        return 2;
    }
    Appearance appearance(false);
    appearance.setThemeMode(arguments[1] == QStringLiteral("dark") ? ThemeMode::Dark : ThemeMode::Light);

    Surface window(&Theme::canvas);
    auto* columns = new QHBoxLayout(&window);
    QWidget* (*const cards[3][5])() = {{colorCard, chipCard, listCard, stepperCard, nullptr},
                                       {typeCard, inputCard, errorCard, iconCard, floatingCard},
                                       {buttonCard, countCard, badgeCard, tableCard, histogramCard}};
    for (const auto& group : cards) {
        auto* column = new QVBoxLayout;
        column->setSpacing(16);
        for (const auto make : group) {
            if (make) {
                column->addWidget(make());
            }
        }
        column->addStretch(1);
        columns->addLayout(column, 1);
    }
    window.resize(1560, 900);
    window.show();
    bool saved = false;
    QTimer::singleShot(400, &window, [&] {
        window.findChild<QLineEdit*>(QStringLiteral("plain"))->setFocus(Qt::TabFocusReason);
        saved = window.grab().save(arguments[2]);
        QApplication::quit();
    });
    QApplication::exec();
    return saved ? 0 : 1;
}
