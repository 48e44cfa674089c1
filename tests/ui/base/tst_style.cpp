// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/base/button_kind.h"
#include "ui/base/focus_ring.h"
#include "ui/base/fonts.h"
#include "ui/base/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace postweave::ui;

namespace {

QImage imageOf(QWidget& widget)
{
    return widget.grab().toImage();
}

bool shows(const QImage& image, const QColor& color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

class TestStyle : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(false);
        m_appearance->setThemeMode(ThemeMode::Light);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void controlsHaveTheirDesignedHeights()
    {
        QCOMPARE(QPushButton(QStringLiteral("Export")).sizeHint().height(), 32);
        QCOMPARE(QLineEdit().sizeHint().height(), 30);
        QCOMPARE(QComboBox().sizeHint().height(), 30);
        QCOMPARE(QSpinBox().sizeHint().height(), 30);
        QPushButton compact(QStringLiteral("Try again"));
        setCompact(&compact);
        QCOMPARE(compact.sizeHint().height(), 28);
    }

    void kindsPaintTheirColours()
    {
        QPushButton button(QStringLiteral("Export"));
        setButtonKind(&button, ButtonKind::Primary);
        button.resize(button.sizeHint());
        QVERIFY(shows(imageOf(button), theme().accent));
        setButtonKind(&button, ButtonKind::Default);
        QVERIFY(!shows(imageOf(button), theme().accent));
        QVERIFY(shows(imageOf(button), theme().border2));
    }

    void aThemeChangeRepaintsWithoutANewStyle()
    {
        QPushButton button(QStringLiteral("Export"));
        setButtonKind(&button, ButtonKind::Primary);
        button.resize(button.sizeHint());
        const QStyle* before = QApplication::style();
        m_appearance->setThemeMode(ThemeMode::Dark);
        QVERIFY(shows(imageOf(button), darkTheme().accent));
        QCOMPARE(QApplication::style(), before);
        m_appearance->setThemeMode(ThemeMode::Light);
    }

    void invalidInputsTurnToTheErrorColour()
    {
        QLineEdit edit;
        edit.resize(120, 30);
        QVERIFY(!shows(imageOf(edit), theme().err));
        setInvalid(&edit);
        QVERIFY(shows(imageOf(edit), theme().err));
    }

    void theRingAppearsOnlyAfterTheKeyboard()
    {
        QWidget window;
        QVBoxLayout layout(&window);
        QPushButton first(QStringLiteral("First"));
        QPushButton second(QStringLiteral("Second"));
        layout.addWidget(&first);
        layout.addWidget(&second);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto ringed = [&window]() -> QWidget* {
            for (const QFocusFrame* frame : window.findChildren<QFocusFrame*>()) {
                if (frame->isVisible()) {
                    return frame->widget();
                }
            }
            return nullptr;
        };
        QTest::mouseClick(&first, Qt::LeftButton);
        first.setFocus(Qt::MouseFocusReason);
        QVERIFY(!showsKeyboardFocus(&first));
        QCOMPARE(ringed(), nullptr);
        QTest::keyClick(&first, Qt::Key_Tab);
        QVERIFY(second.hasFocus());
        QVERIFY(showsKeyboardFocus(&second));
        QCOMPARE(ringed(), &second);
        QTest::mouseClick(&first, Qt::LeftButton);
        QCOMPARE(ringed(), nullptr);
    }
};

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
