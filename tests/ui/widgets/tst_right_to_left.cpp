// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/theme.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/stepper.h"

#include <QLayout>
#include <QTest>

using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

class TestRightToLeft : public QObject {
    Q_OBJECT

private:
    Appearance m_appearance{false};

    static QImage pictureOf(Stepper& stepper, Qt::LayoutDirection direction)
    {
        stepper.setLayoutDirection(direction);
        return stepper.grab().toImage();
    }

private Q_SLOTS:
    void initTestCase() { m_appearance.setThemeMode(ThemeMode::Light); }

    void errorsLeaveRoomForTheirIconWhereReadingBegins()
    {
        ErrorPresenter presenter;
        presenter.present(u"This could not be done"_s, u"Try again."_s);
        const QMargins left = presenter.layout()->contentsMargins();
        QVERIFY(left.left() > left.right());
        presenter.setLayoutDirection(Qt::RightToLeft);
        const QMargins right = presenter.layout()->contentsMargins();
        QCOMPARE(right.right(), left.left());
        QCOMPARE(right.left(), left.right());
        presenter.setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(presenter.layout()->contentsMargins(), left);
    }

    void stepsStandWhereReadingBegins()
    {
        Stepper stepper;
        stepper.setSteps({{u"File"_s, u"people.csv"_s, Step::State::Done}, {u"Columns"_s, u"6"_s, Step::State::Open}});
        stepper.resize(240, stepper.sizeHint().height());
        const QImage left = pictureOf(stepper, Qt::LeftToRight);
        const QImage right = pictureOf(stepper, Qt::RightToLeft);
        const int end = left.width() - 1;
        // The bar of the chosen step, and the disc of the other one.
        QCOMPARE(left.pixelColor(1, 8), theme().accent);
        QCOMPARE(right.pixelColor(end - 1, 8), theme().accent);
        QVERIFY(right.pixelColor(1, 8) != theme().accent);
        const int disc = left.height() * 3 / 4 - 11;
        QCOMPARE(right.pixelColor(end - 28, disc), left.pixelColor(28, disc));
        QVERIFY(right.pixelColor(28, disc) != left.pixelColor(28, disc));
    }
};

QTEST_MAIN(TestRightToLeft)
#include "tst_right_to_left.moc"
