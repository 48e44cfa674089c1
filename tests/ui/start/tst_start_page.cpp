// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/base/open_session.h"
#include "ui/base/appearance.h"
#include "ui/base/file_question.h"
#include "ui/base/status_jobs.h"
#include "ui/start/begin_row.h"
#include "ui/start/recent_list.h"
#include "ui/start/recent_workspaces.h"
#include "ui/start/start_page.h"
#include "ui/start/start_view.h"
#include "ui/start/workspace_opener.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/undo_notice.h"

#include <QMenu>
#include <QPushButton>
#include <QUndoStack>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;

class TestStartPage : public QObject {
    Q_OBJECT

private:
    struct Parts {
        explicit Parts(const SampleOffer& sample) : opener(open.session, jobs, recent, sample) {}
        OpenSession open;
        StatusJobs jobs;
        RecentWorkspaces recent{false};
        WorkspaceOpener opener;
        StartPage page{open.session, opener, recent};
    };

    Appearance m_appearance{false};
    std::unique_ptr<Parts> m_parts;
    std::unique_ptr<QWidget> m_view;
    QList<FileQuestion> m_questions;
    QString m_answer; ///< empty: the dialog is dismissed

    void show(const SampleOffer& sample = {})
    {
        m_parts = std::make_unique<Parts>(sample);
        m_view.reset(m_parts->page.widget());
        m_view->resize(1364, 824);
        m_view->show();
        m_view->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }
    bool isOpenAt(const QString& name) const
    {
        return m_parts->open.session.isOpen() && m_parts->open.session.path() == m_parts->open.pathOf(name);
    }
    void makeWorkspace(const QString& name)
    {
        const auto made = workspace::Workspace::create(m_parts->open.pathOf(name).toStdString(), "UTC", kNow);
        QVERIFY(made.has_value());
        m_parts->recent.remember(m_parts->open.pathOf(name), kNow, false, {});
    }
    RecentList* list() const { return m_view->findChild<RecentList*>(); }
    ErrorPresenter* presenter() const { return m_view->findChild<ErrorPresenter*>(); }
    QPoint middleOf(int row) const { return list()->visualRect(list()->model()->index(row, 0)).center(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance.setMotionMode(MotionMode::Reduced);
        setFileAsker([this](QWidget*, const FileQuestion& question, const FileAnswer& answer) {
            m_questions << question;
            if (!m_answer.isEmpty()) {
                answer(m_answer);
            }
        });
    }
    void cleanupTestCase() { setFileAsker({}); }
    void init()
    {
        m_questions.clear();
        m_answer.clear();
    }
    void cleanup()
    {
        m_view.reset();
        m_parts.reset();
    }

    void saysWhatTheListIsForWhileItIsEmpty()
    {
        show();
        QVERIFY(!list()->isVisible());
        makeWorkspace(u"one.postweave"_s);
        QVERIFY(list()->isVisible());
    }

    void aClickOpensARecentWorkspace()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        makeWorkspace(u"two.postweave"_s);
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, middleOf(1));
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"one.postweave"_s), kPatience);
        QCOMPARE(m_parts->recent.entries().first().name(), u"one"_s);
    }

    void returnOpensARecentWorkspace()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        list()->setFocus(Qt::TabFocusReason);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"one.postweave"_s), kPatience);
    }

    void deleteForgetsAndUndoRemembers()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        makeWorkspace(u"two.postweave"_s);
        list()->setCurrentIndex(list()->model()->index(0, 0));
        QTest::keyClick(list(), Qt::Key_Delete);
        QCOMPARE(list()->model()->rowCount(), 1);
        QVERIFY(m_view->findChild<UndoNotice*>()->isVisible());
        QVERIFY(QFile::exists(m_parts->open.pathOf(u"two.postweave"_s)));
        m_parts->page.undoStack()->undo();
        QCOMPARE(list()->model()->rowCount(), 2);
        QCOMPARE(list()->model()->index(0, 0).data().toString(), u"two"_s);
    }

    void aFileThatIsGoneIsSaidInTheWindowsWords()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        QVERIFY(QFile::remove(m_parts->open.pathOf(u"one.postweave"_s)));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, middleOf(0));
        QTRY_VERIFY_WITH_TIMEOUT(presenter()->isVisible(), kPatience);
        QCOMPARE(presenter()->title(), u"one.postweave could not be opened"_s);
        QVERIFY(!presenter()->words().contains(u"workspace create"_s));
        QVERIFY(presenter()->words().contains(u"not there any more"_s));
        QTest::mouseClick(saying<QPushButton>(presenter(), u"Remove from the list"_s), Qt::LeftButton);
        QCOMPARE(m_parts->recent.entries().size(), 0);
        QVERIFY(!presenter()->isVisible());
    }

    void aForeignFileSaysWhatItIsAndOffersAnother()
    {
        show();
        m_answer = m_parts->open.write(u"notes.postweave"_s, "not a workspace at all");
        QTest::keyClick(m_view.get(), Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(presenter()->isVisible(), kPatience);
        m_questions.clear();
        m_answer.clear();
        QTest::mouseClick(saying<QPushButton>(presenter(), u"Open another…"_s), Qt::LeftButton);
        QCOMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions[0].kind, FileQuestion::Kind::OpenFile);
    }

    void controlNMakesAWorkspaceWhereAsked()
    {
        show();
        m_answer = m_parts->open.pathOf(u"new.postweave"_s);
        QTest::keyClick(m_view.get(), Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"new.postweave"_s), kPatience);
        QCOMPARE(m_questions.size(), 1);
        QCOMPARE(m_questions[0].kind, FileQuestion::Kind::SaveFile);
        QCOMPARE(m_questions[0].ending, u"postweave"_s);
    }

    void aNewWorkspaceNeverReplacesOne()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        m_answer = m_parts->open.pathOf(u"one.postweave"_s);
        QTest::mouseClick(saying<BeginRow>(m_view.get(), u"New workspace"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(presenter()->isVisible(), kPatience);
        QTest::mouseClick(saying<QPushButton>(presenter(), u"Open it"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"one.postweave"_s), kPatience);
        QVERIFY(!presenter()->isVisible());
    }

    void aDismissedDialogChangesNothing()
    {
        show();
        QTest::mouseClick(saying<BeginRow>(m_view.get(), u"Open…"_s), Qt::LeftButton);
        QCOMPARE(m_questions.size(), 1);
        QVERIFY(!m_parts->open.session.isOpen());
        QVERIFY(!presenter()->isVisible());
    }

    void importingBeginsWithAWorkspace()
    {
        show();
        QSignalSpy asked(&m_parts->page, &Page::navigationRequested);
        m_answer = m_parts->open.pathOf(u"new.postweave"_s);
        QTest::keyClick(m_view.get(), Qt::Key_I, Qt::ControlModifier);
        QVERIFY(asked.wait(kPatience));
        QVERIFY(isOpenAt(u"new.postweave"_s));
        QCOMPARE(asked[0][0].value<PageTarget>(), (PageTarget{u"data"_s, u"import"_s, 0}));
        QTest::keyClick(m_view.get(), Qt::Key_I, Qt::ControlModifier);
        QCOMPARE(asked.count(), 2);
        QCOMPARE(m_questions.size(), 1);
    }

    void theSampleIsMadeOnceAndOpened()
    {
        QTemporaryDir folder;
        int made = 0;
        SampleOffer offer;
        offer.path = folder.filePath(u"deeper/Sample.postweave"_s);
        offer.words = u"A shop"_s;
        offer.make = [&made](const std::filesystem::path& path, const CancelToken&, const Progress&) -> Result<void> {
            ++made;
            const auto workspace = workspace::Workspace::create(path, "UTC", kNow);
            return workspace ? Result<void>() : fail(workspace.error());
        };
        show(offer);
        QTest::mouseClick(saying<QPushButton>(m_view.get(), u"Open the sample"_s), Qt::LeftButton);
        QVERIFY(!m_parts->page.isSettled());
        QTRY_VERIFY_WITH_TIMEOUT(m_parts->open.session.isOpen(), kPatience);
        QVERIFY(m_parts->page.isSettled());
        m_parts->open.session.close();
        m_parts->opener.openSample();
        QTRY_VERIFY_WITH_TIMEOUT(m_parts->open.session.isOpen(), kPatience);
        QCOMPARE(made, 1);
    }

    void aSampleThatCannotBeMadeIsSaid()
    {
        QTemporaryDir folder;
        SampleOffer offer;
        offer.path = folder.filePath(u"Sample.postweave"_s);
        offer.words = u"A shop"_s;
        offer.make = [](const std::filesystem::path&, const CancelToken&, const Progress&) -> Result<void> {
            return fail(ErrorCode::WriteFailed, "the disk is full; free some room");
        };
        show(offer);
        QTest::mouseClick(saying<QPushButton>(m_view.get(), u"Open the sample"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(presenter()->isVisible(), kPatience);
        QCOMPARE(presenter()->words(), u"The disk is full; free some room."_s);
        QVERIFY(saying<QPushButton>(m_view.get(), u"Open the sample"_s)->isEnabled());
    }

    void theWorkspaceMenuOffersOtherOnes()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        makeWorkspace(u"two & three.postweave"_s);
        QMenu* menu = m_parts->opener.makeMenu(m_view.get());
        Q_EMIT menu->aboutToShow();
        QStringList words;
        for (const QAction* action : menu->actions()) {
            words << action->text();
        }
        QVERIFY(words.contains(u"one"_s) && words.contains(u"two && three"_s));
        QVERIFY(!words.join(u' ').contains(u"Close"_s));
        for (QAction* action : menu->actions()) {
            if (action->text() == u"one"_s) {
                action->trigger();
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"one.postweave"_s), kPatience);
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().last()->text(), u"Close one"_s);
        menu->actions().last()->trigger();
        QTRY_VERIFY(!m_parts->open.session.isOpen());
    }

    void searchFindsRecentWorkspaces()
    {
        show();
        makeWorkspace(u"garden.postweave"_s);
        makeWorkspace(u"kitchen.postweave"_s);
        const QList<SearchItem> found = m_parts->page.search(u"gard"_s, 5);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].title, u"Open garden"_s);
        found[0].run();
        QTRY_VERIFY_WITH_TIMEOUT(isOpenAt(u"garden.postweave"_s), kPatience);
    }

    void everythingThatTakesTheFocusIsNamed()
    {
        show();
        makeWorkspace(u"one.postweave"_s);
        for (const QWidget* widget : m_view->findChildren<QWidget*>()) {
            if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus) {
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
                QVERIFY2(isNamed, widget->metaObject()->className());
            }
        }
    }
};

QTEST_MAIN(TestStartPage)
#include "tst_start_page.moc"
