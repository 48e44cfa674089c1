// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/base/open_session.h"
#include "tests/ui/shell/fake_page.h"
#include "ui/base/appearance.h"
#include "ui/base/fonts.h"
#include "ui/base/language.h"
#include "ui/base/painting.h"
#include "ui/base/status_jobs.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/settings_panel.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/segmented_control.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;

class TestMainWindow : public QObject {
    Q_OBJECT

private:
    Language m_language{false};
    Appearance m_appearance{false};
    StatusJobs m_jobs;
    std::unique_ptr<OpenSession> m_workspace;
    std::unique_ptr<MainWindow> m_window;
    FakePage* m_start = nullptr;
    FakePage* m_segments = nullptr;
    FakePage* m_data = nullptr;

    RailButton* railButton(const QString& id) const { return m_window->findChild<Rail*>()->findChild<RailButton*>(id); }
    QString shownPage() const { return m_window->currentPage()->id(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(m_window.get(), key, modifiers); }
    bool openWorkspace() { return m_workspace->create(); }
    Popover* popover() const { return m_window->findChild<Popover*>(); }
    bool statusSays(const QString& words) const
    {
        for (const QLabel* label : m_window->findChild<StatusBar*>()->findChildren<QLabel*>()) {
            if (label->isVisible() && label->text().contains(words)) {
                return true;
            }
        }
        return false;
    }

private Q_SLOTS:
    void initTestCase() { m_appearance.setMotionMode(MotionMode::Reduced); }

    void init()
    {
        m_workspace = std::make_unique<OpenSession>();
        m_window = std::make_unique<MainWindow>(m_language, m_appearance, m_workspace->session, m_jobs);
        m_start = new FakePage(u"start"_s, false);
        m_segments = new FakePage(u"segments"_s, true);
        m_data = new FakePage(u"data"_s, true);
        for (Page* page : {static_cast<Page*>(m_start), static_cast<Page*>(m_segments), static_cast<Page*>(m_data)}) {
            m_window->addPage(page);
        }
        m_window->resize(1200, 800);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_workspace.reset();
    }

    void showsTheFirstPageAtOnce()
    {
        QCOMPARE(shownPage(), u"start"_s);
        QVERIFY(m_start->widget()->isVisible());
        QVERIFY(railButton(u"start"_s)->isChecked());
    }

    void pagesOfAWorkspaceAreOutOfReachWithoutOne()
    {
        QVERIFY(!railButton(u"segments"_s)->isEnabled());
        QVERIFY(!m_window->go({u"segments"_s, {}, 0}));
        press(Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shownPage(), u"start"_s);
        QVERIFY(openWorkspace());
        QVERIFY(railButton(u"segments"_s)->isEnabled());
        QVERIFY(m_window->go({u"segments"_s, {}, 0}));
    }

    void aPageThatThereIsNotIsNowhereToGo() { QVERIFY(!m_window->go({u"elsewhere"_s, {}, 0})); }

    void theRailChangesThePageByMouse()
    {
        QVERIFY(openWorkspace());
        QTest::mouseClick(railButton(u"data"_s), Qt::LeftButton);
        QCOMPARE(shownPage(), u"data"_s);
        QVERIFY(m_data->widget()->isVisible() && !m_start->widget()->isVisible());
        QVERIFY(railButton(u"data"_s)->isChecked() && !railButton(u"start"_s)->isChecked());
    }

    void tabStopsAtThePageThatIsShown()
    {
        QVERIFY(openWorkspace());
        QVERIFY(m_window->go({u"data"_s, {}, 0}));
        for (const RailButton* button : m_window->findChildren<RailButton*>()) {
            const bool isStop = (button->focusPolicy() & Qt::TabFocus) != 0;
            QCOMPARE(isStop, button->objectName() == u"data"_s || button->objectName().isEmpty()); // or the settings
        }
    }

    void theRailIsAsWideAsItsWidestWord()
    {
        auto* rail = m_window->findChild<Rail*>();
        const int before = rail->width();
        m_window->addPage(new FakePage(u"Grundeinstellungen"_s, false));
        QTRY_VERIFY(rail->width() > before);
        const RailButton* wide = railButton(u"Grundeinstellungen"_s);
        QVERIFY(textWidth(wide->text(), fontFor(TextRole::SmallMedium)) <= wide->width() - 12);
    }

    void theRailChangesThePageByKeys()
    {
        QVERIFY(openWorkspace());
        railButton(u"start"_s)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(railButton(u"start"_s), Qt::Key_Down);
        QVERIFY(railButton(u"segments"_s)->hasFocus());
        QTest::keyClick(railButton(u"segments"_s), Qt::Key_Return);
        QCOMPARE(shownPage(), u"segments"_s);
    }

    void controlAndADigitChangeThePage()
    {
        QVERIFY(openWorkspace());
        press(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shownPage(), u"data"_s);
        press(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(shownPage(), u"start"_s);
    }

    void undoIsThePagesThatIsShown()
    {
        QVERIFY(openWorkspace());
        m_start->stack.push(new QUndoCommand(u"starting"_s));
        m_segments->stack.push(new QUndoCommand(u"segmenting"_s));
        press(Qt::Key_2, Qt::ControlModifier);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!m_segments->stack.canUndo());
        QVERIFY(m_start->stack.canUndo());
        QTest::keySequence(m_window.get(), QKeySequence(QKeySequence::Redo));
        QVERIFY(m_segments->stack.canUndo());
    }

    void theUndoButtonSaysWhatItTakesBack()
    {
        m_start->stack.push(new QUndoCommand(u"starting"_s));
        auto* undo = named<QToolButton>(m_window->findChild<HeaderBar*>(), u"Undo starting"_s);
        QVERIFY(undo != nullptr && undo->isEnabled());
        QVERIFY(undo->toolTip().startsWith(u"Undo starting"_s));
        QTest::mouseClick(undo, Qt::LeftButton);
        QVERIFY(!m_start->stack.canUndo());
        QVERIFY(!undo->isEnabled());
    }

    void pagesSendElsewhereWithItemAndLine()
    {
        QVERIFY(openWorkspace());
        const PageTarget target{u"data"_s, u"rows"_s, 12};
        Q_EMIT m_start->navigationRequested(target);
        QCOMPARE(shownPage(), u"data"_s);
        QCOMPARE(m_data->targets.last(), target);
    }

    void statusWordsAreOfThePageThatIsShown()
    {
        QVERIFY(openWorkspace());
        Q_EMIT m_start->statusTextChanged(u"Ln 1"_s);
        QVERIFY(statusSays(u"Ln 1"_s));
        Q_EMIT m_data->statusTextChanged(u"of a hidden page"_s);
        QVERIFY(!statusSays(u"of a hidden page"_s));
        press(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(!statusSays(u"Ln 1"_s));
    }

    void titleAndHeaderNameTheWorkspace()
    {
        QCOMPARE(m_window->windowTitle(), u"Postweave"_s);
        QVERIFY(openWorkspace());
        QCOMPARE(m_window->windowTitle(), u"shop – Postweave"_s);
        QVERIFY(named<QToolButton>(m_window.get(), u"Workspace shop"_s) != nullptr);
    }

    void closingTheWorkspaceLeadsToAPageWithoutOne()
    {
        QVERIFY(openWorkspace());
        press(Qt::Key_3, Qt::ControlModifier);
        m_workspace->session.close();
        QTRY_COMPARE(shownPage(), u"start"_s);
        QVERIFY(!railButton(u"data"_s)->isEnabled());
    }

    void whatGoesWrongIsSaidInPlace()
    {
        QVERIFY(openWorkspace());
        auto* presenter = m_window->findChild<ErrorPresenter*>();
        QVERIFY(!presenter->isVisible());
        Q_EMIT m_workspace->session.failed({ErrorCode::WriteFailed, "the disk is full; free some room", {}});
        QVERIFY(presenter->isVisible());
        QCOMPARE(presenter->words(), u"The disk is full; free some room."_s);
        QTest::mouseClick(named<QToolButton>(presenter, u"Dismiss"_s), Qt::LeftButton);
        QVERIFY(!presenter->isVisible());
    }

    void isSettledWhenThePageIs()
    {
        QSignalSpy changed(m_window.get(), &MainWindow::settledChanged);
        m_start->settled = false;
        QVERIFY(!m_window->isSettled());
        m_start->settled = true;
        Q_EMIT m_start->settledChanged();
        QVERIFY(m_window->isSettled());
        QVERIFY(!changed.isEmpty());
    }

    void searchGoesToWhatIsFound()
    {
        QVERIFY(openWorkspace());
        m_segments->names = {u"Lapsed buyers"_s, u"High engagement"_s};
        press(Qt::Key_K, Qt::ControlModifier);
        CommandPalette* palette = m_window->commandPalette();
        QVERIFY(palette->isVisible());
        QTest::keyClicks(palette->input(), u"laps"_s);
        QTest::keyClick(palette->input(), Qt::Key_Return);
        QCOMPARE(shownPage(), u"segments"_s);
        QCOMPARE(m_segments->targets.last().item, u"Lapsed buyers"_s);
    }

    void searchRunsCommands()
    {
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(m_window->commandPalette()->input(), u"make"_s);
        QTest::keyClick(m_window->commandPalette()->input(), Qt::Key_Return);
        QCOMPARE(m_start->made, 1);
    }

    void searchLeavesOutWhatIsOutOfReach()
    {
        m_segments->names = {u"Lapsed buyers"_s};
        press(Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(m_window->commandPalette()->input(), u"laps"_s);
        QTest::keyClick(m_window->commandPalette()->input(), Qt::Key_Return);
        QCOMPARE(shownPage(), u"start"_s);
        QTest::keyClick(m_window->commandPalette()->input(), Qt::Key_Escape);
    }

    void theSearchFieldOpensThePalette()
    {
        QTest::mouseClick(m_window->findChild<HeaderBar*>()->searchField(), Qt::LeftButton);
        QVERIFY(m_window->commandPalette()->isVisible());
        QTest::keyClick(m_window->commandPalette()->input(), Qt::Key_Escape);
    }

    void settingsTakeEffectAtOnce()
    {
        press(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(popover() != nullptr);
        auto* themes = named<SegmentedControl>(popover(), u"Theme"_s);
        QVERIFY(themes != nullptr);
        QSignalSpy changed(&m_appearance, &Appearance::themeChanged);
        themes->setCurrent(static_cast<int>(ThemeMode::Dark));
        QCOMPARE(m_appearance.themeMode(), ThemeMode::Dark);
        themes->setCurrent(static_cast<int>(ThemeMode::Light));
        QVERIFY(!changed.isEmpty());
        QSignalSpy resized(&m_appearance, &Appearance::textScaleChanged);
        auto* sizes = named<SegmentedControl>(popover(), u"Size of words"_s);
        const int before = QApplication::font().pixelSize();
        sizes->setCurrent(3);
        QCOMPARE(resized.count(), 1);
        QVERIFY(QApplication::font().pixelSize() > before);
        sizes->setCurrent(0);
        QCOMPARE(QApplication::font().pixelSize(), before);
        QTest::keyClick(popover(), Qt::Key_Escape);
    }

    void theKeyboardsUsesAreListedWithThePagesOwn()
    {
        press(Qt::Key_F1, Qt::NoModifier);
        QVERIFY(popover() != nullptr);
        QStringList words;
        for (const QLabel* label : popover()->findChildren<QLabel*>()) {
            words << label->text();
        }
        QVERIFY(words.contains(u"Search and commands"_s));
        QVERIFY(words.contains(u"The start"_s));
        QVERIFY(words.contains(u"Turn the start"_s));
        QTest::keyClick(popover(), Qt::Key_Escape);
    }

    void everythingThatTakesTheFocusIsNamed()
    {
        QVERIFY(openWorkspace());
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus) {
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
            }
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
