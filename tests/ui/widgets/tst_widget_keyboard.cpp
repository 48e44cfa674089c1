// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/appearance.h"
#include "ui/widgets/combinator_pill.h"
#include "ui/widgets/condition_chip.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/histogram_view.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/undo_notice.h"

#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

using namespace postweave::ui;

class TestWidgetKeyboard : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Appearance> m_appearance;

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>(false);
        m_appearance->setMotionMode(MotionMode::Reduced);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void arrowsMoveASegmentedControl()
    {
        SegmentedControl control;
        control.add(QStringLiteral("Tree"));
        control.add(QStringLiteral("Words"));
        control.add(QStringLiteral("SQL"));
        QSignalSpy changed(&control, &SegmentedControl::currentChanged);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 1);
        QTest::keyClick(&control, Qt::Key_Right);
        QTest::keyClick(&control, Qt::Key_Right);
        QCOMPARE(control.current(), 2);
        QTest::keyClick(&control, Qt::Key_Left);
        QCOMPARE(control.current(), 1);
        QCOMPARE(changed.size(), 3);
    }

    void spaceTogglesIndependentSegments()
    {
        SegmentedControl control;
        control.setIndependent(true);
        control.add(QStringLiteral("Dark"), Icon::Moon);
        control.add(QStringLiteral("Images off"), Icon::ImageOff);
        QSignalSpy toggled(&control, &SegmentedControl::toggled);
        QTest::keyClick(&control, Qt::Key_Right);
        QTest::keyClick(&control, Qt::Key_Space);
        QVERIFY(!control.isOn(0));
        QVERIFY(control.isOn(1));
        QCOMPARE(toggled.size(), 1);
    }

    void chipOpensAndRemovesByKey()
    {
        ConditionChip chip(ConditionChip::Kind::Value, QStringLiteral("US"));
        QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        QSignalSpy removed(&chip, &ConditionChip::removeRequested);
        QTest::keyClick(&chip, Qt::Key_Space);
        QTest::keyClick(&chip, Qt::Key_Return);
        QTest::keyClick(&chip, Qt::Key_Down);
        QCOMPARE(clicked.size(), 3);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QCOMPARE(removed.size(), 0);
        chip.setRemovable(true);
        QTest::keyClick(&chip, Qt::Key_Delete);
        QTest::keyClick(&chip, Qt::Key_Backspace);
        QCOMPARE(removed.size(), 2);
    }

    void clickOnTheCrossRemovesAndDoesNotOpen()
    {
        ConditionChip chip(ConditionChip::Kind::Value, QStringLiteral("US"));
        chip.setRemovable(true);
        chip.resize(chip.sizeHint());
        QSignalSpy clicked(&chip, &QAbstractButton::clicked);
        QSignalSpy removed(&chip, &ConditionChip::removeRequested);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(chip.width() - 10, chip.height() / 2));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(clicked.size(), 0);
        QTest::mouseClick(&chip, Qt::LeftButton, {}, QPoint(8, chip.height() / 2));
        QCOMPARE(removed.size(), 1);
        QCOMPARE(clicked.size(), 1);
    }

    void pillOffersEveryCombinatorAndWaitsForTheModel()
    {
        CombinatorPill pill;
        pill.setCombinator(Combinator::All, 2, 4);
        QSignalSpy chosen(&pill, &CombinatorPill::combinatorChosen);
        QTest::keyClick(&pill, Qt::Key_Down);
        auto* menu = pill.findChild<QMenu*>();
        QVERIFY(menu);
        QStringList words;
        for (const QAction* action : menu->actions()) {
            words.append(action->text().section(u'\t', 0, 0));
        }
        words.removeAll(QString());
        QCOMPARE(words, QStringList({QStringLiteral("ALL of"), QStringLiteral("ANY of"), QStringLiteral("NONE of"),
                                     QStringLiteral("AT LEAST 2 of"), QStringLiteral("AT LEAST 3 of"),
                                     QStringLiteral("AT LEAST 4 of")}));
        menu->actions().at(1)->trigger();
        menu->close();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).value<Combinator>(), Combinator::Any);
        QCOMPARE(pill.combinator(), Combinator::All);
    }

    void spaceTurnsASwitch()
    {
        Switch control(QStringLiteral("Newsletter"));
        QTest::keyClick(&control, Qt::Key_Space);
        QVERIFY(control.isChecked());
    }

    void arrowsMoveTheHistogramsHandles()
    {
        HistogramView view;
        view.setBars({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0, 100);
        view.setRange(20, 80);
        view.setStep(1);
        QSignalSpy changed(&view, &HistogramView::rangeChanged);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.from(), std::optional(30.0));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.to(), std::optional(70.0));
        QCOMPARE(changed.size(), 2);
    }

    void histogramHandlesDoNotCross()
    {
        HistogramView view;
        view.setBars({1, 2, 3, 4}, 0, 100);
        view.setRange(50, 60);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.from(), std::optional(60.0));
        QCOMPARE(view.to(), std::optional(60.0));
    }

    void arrowsMoveTheStepper()
    {
        Stepper stepper;
        stepper.setSteps({{QStringLiteral("Audience"), {}, {}}, {QStringLiteral("Content"), {}, {}}});
        QSignalSpy changed(&stepper, &Stepper::currentChanged);
        QTest::keyClick(&stepper, Qt::Key_Down);
        QTest::keyClick(&stepper, Qt::Key_Down);
        QCOMPARE(stepper.current(), 1);
        QTest::keyClick(&stepper, Qt::Key_Up);
        QCOMPARE(stepper.current(), 0);
        QCOMPARE(changed.size(), 2);
    }

    void escapeEmptiesASearchFieldFirst()
    {
        SearchField field(QStringLiteral("Filter segments"));
        QTest::keyClicks(&field, QStringLiteral("lapsed"));
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(field.text(), QString());
    }

    void firstMendIsThePrimaryButton()
    {
        ErrorPresenter presenter;
        presenter.present(QStringLiteral("The disk is full"), QStringLiteral("14,208 messages are kept."));
        bool mended = false;
        presenter.addMend(QStringLiteral("Choose a folder…"), [&mended] { mended = true; });
        presenter.addMend(QStringLiteral("Try again"), [] {});
        const auto buttons = presenter.findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 2);
        QTest::keyClick(buttons.at(0), Qt::Key_Space);
        QVERIFY(mended);
        presenter.present(QStringLiteral("Another"), QString());
        int visible = 0;
        for (const QPushButton* button : presenter.findChildren<QPushButton*>()) {
            visible += button->isVisibleTo(&presenter);
        }
        QCOMPARE(visible, 0);
    }

    void undoNoticeTakesBackOnce()
    {
        QWidget window;
        UndoNotice notice(&window);
        int undone = 0;
        notice.announce(QStringLiteral("Segment deleted"), [&undone] { ++undone; });
        QVERIFY(notice.isVisibleTo(&window));
        notice.undo();
        notice.undo();
        QCOMPARE(undone, 1);
        QVERIFY(!notice.isVisibleTo(&window));
    }

    void undoNoticeEndsWhenTheStackMovesOn()
    {
        QWidget window;
        UndoNotice notice(&window);
        QUndoStack stack;
        stack.push(new QUndoCommand(QStringLiteral("delete")));
        notice.announce(QStringLiteral("Segment deleted"), &stack);
        stack.push(new QUndoCommand(QStringLiteral("other")));
        QVERIFY(!notice.isVisibleTo(&window));
        QCOMPARE(stack.index(), 2);
    }
};

QTEST_MAIN(TestWidgetKeyboard)
#include "tst_widget_keyboard.moc"
