// SPDX-License-Identifier: GPL-3.0-or-later
// The page by mouse and keyboard, over a real workspace.
#include "tests/ui/campaigns/shop.h"
#include "ui/base/appearance.h"
#include "ui/base/file_question.h"
#include "ui/base/fonts.h"
#include "ui/base/status_jobs.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/campaigns/checks_step.h"
#include "ui/campaigns/content_step.h"
#include "ui/campaigns/export_step.h"
#include "ui/campaigns/waterfall_view.h"
#include "ui/widgets/error_presenter.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/undo_notice.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::campaigns;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;
using workspace::DefinitionKind;

class TestCampaignsPage : public QObject {
    Q_OBJECT

private:
    Appearance m_appearance{false};
    std::unique_ptr<Shop> m_shop;
    std::unique_ptr<StatusJobs> m_jobs;
    std::unique_ptr<CampaignsPage> m_page;
    QWidget* m_widget = nullptr;

    void show(bool withSpring)
    {
        if (withSpring) {
            m_shop->save(DefinitionKind::Campaign, "spring", kSpring);
        }
        m_page = std::make_unique<CampaignsPage>(m_shop->session, *m_jobs);
        m_widget = m_page->widget();
        m_widget->resize(1364, 824);
        m_widget->show();
        m_widget->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_widget));
        QVERIFY(settle());
    }
    bool settle()
    {
        return m_shop->drain() && QTest::qWaitFor([this] { return m_page->isSettled(); }, kPatience) &&
               m_shop->drain() && QTest::qWaitFor([this] { return m_page->isSettled(); }, kPatience);
    }
    Stepper* stepper() const { return m_widget->findChild<Stepper*>(); }
    void goTo(int step)
    {
        const int height = stepper()->height() / static_cast<int>(stepper()->steps().size());
        QTest::mouseClick(stepper(), Qt::LeftButton, {}, {40, height * step + height / 2});
        QCOMPARE(stepper()->current(), step);
    }
    QString number() const { return named<Label>(m_widget, u"People who will get the campaign"_s)->text(); }
    /// By keys: opens nothing, types the item's first letters.
    static void pick(QComboBox* box, const QString& text)
    {
        QVERIFY(box != nullptr && box->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(box->findText(text) >= 0, kPatience);
        box->setFocus(Qt::TabFocusReason);
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentText() != text; ++i) {
            QTest::keyClick(box, Qt::Key_Down);
        }
        QCOMPARE(box->currentText(), text);
    }

private Q_SLOTS:
    void initTestCase() { m_appearance.setMotionMode(MotionMode::Reduced); }
    void init()
    {
        m_shop = std::make_unique<Shop>();
        m_jobs = std::make_unique<StatusJobs>();
        QVERIFY(m_shop->stock());
    }
    void cleanup()
    {
        setFileAsker({});
        m_page.reset();
        m_jobs.reset();
        m_shop.reset();
    }

    void anEmptyPageOffersTheFirstCampaign()
    {
        show(false);
        auto* first = saying<QPushButton>(m_widget, u"New campaign"_s);
        QVERIFY(first != nullptr && first->isVisible());
        QTest::mouseClick(first, Qt::LeftButton);
        QVERIFY(settle());
        QVERIFY(!first->isVisible());
        QVERIFY(stepper()->isVisible());
        QCOMPARE(m_widget->findChild<QListView*>()->model()->rowCount(), 1);
    }

    void theStepsSayWhatIsThereAndWhatIsMissing()
    {
        show(true);
        using State = ui::Step::State;
        const auto& steps = stepper()->steps();
        QCOMPARE(steps[0].words, u"9 of 20 people"_s);
        QCOMPARE(steps[0].state, State::Done);
        QCOMPARE(steps[1].words, u"hello.liquid.html"_s);
        QCOMPARE(number(), u"9"_s);
        m_page->widget();
        goTo(1);
        auto* subject = named<QLineEdit>(m_widget, u"Subject"_s);
        subject->setFocus();
        subject->selectAll();
        QTest::keyClick(subject, Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(stepper()->steps()[2].state, State::Error, kPatience);
        QCOMPARE(stepper()->steps()[1].state, State::Open);
        QCOMPARE(stepper()->steps()[3].words, u"not ready yet"_s);
    }

    void stepsAreWalkedByKeys()
    {
        show(true);
        stepper()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(stepper(), Qt::Key_Down);
        QVERIFY(m_widget->findChild<ContentStep*>()->isVisible());
        QTest::keyClick(stepper(), Qt::Key_Down);
        QVERIFY(m_widget->findChild<ChecksStep*>()->isVisible());
        QTest::keyClick(stepper(), Qt::Key_Down);
        QTest::keyClick(stepper(), Qt::Key_Down);
        QCOMPARE(stepper()->current(), 3);
        QVERIFY(stepper()->accessibleDescription().startsWith(u"Step 4 of 4"_s));
    }

    void choosingAnAudienceCountsItAtOnce()
    {
        show(true);
        pick(named<QComboBox>(m_widget, u"Segment that gets the campaign"_s), u"Canadians"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stepper()->steps()[0].words, u"nobody yet"_s, kPatience);
        m_page->undoStack()->undo();
        QTRY_COMPARE_WITH_TIMEOUT(number(), u"9"_s, kPatience);
    }

    void exclusionsComeAndGo()
    {
        show(true);
        QTest::mouseClick(named<QToolButton>(m_widget, u"No longer leave out Canadians"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(number(), u"18"_s, kPatience);
        QMenu* menu = saying<QPushButton>(m_widget, u"Leave out a segment…"_s)->menu();
        menu->popup(m_widget->mapToGlobal(QPoint(40, 40)));
        QCOMPARE(menu->actions().size(), 2);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Down);
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(number(), u"9"_s, kPatience);
        QVERIFY(named<QToolButton>(m_widget, u"No longer leave out Canadians"_s) != nullptr);
    }

    void typingASubjectIsOneStepBack()
    {
        show(true);
        goTo(1);
        auto* subject = named<QLineEdit>(m_widget, u"Subject"_s);
        subject->setFocus();
        QTest::keyClick(subject, Qt::Key_End);
        QTest::keyClicks(subject, u", spring"_s);
        QCOMPARE(subject->text(), u"Hello {{ customer.first_name }}, spring"_s);
        QCOMPARE(m_page->undoStack()->count(), 1);
        m_page->undoStack()->undo();
        QCOMPARE(subject->text(), u"Hello {{ customer.first_name }}"_s);
    }

    void findingsLeadToTheirPlace()
    {
        m_shop->save(
            DefinitionKind::Template, "hello.liquid.html",
            "<p>Hello</p>\n<p>{{ customer.nickname }}</p>\n<a href=\"https://shop.example/u\">Unsubscribe</a>");
        show(true);
        goTo(2);
        auto* table = m_widget->findChild<ChecksStep*>()->findChild<QTableView*>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, kPatience);
        QSignalSpy asked(m_page.get(), &Page::navigationRequested);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<PageTarget>(), (PageTarget{u"templates"_s, u"hello.liquid.html"_s, 2}));
    }

    void tabReachesWhoIsLeftOutBeforeTheButtonBelow()
    {
        show(true);
        auto* open = saying<QPushButton>(m_widget, u"Open segment"_s);
        open->setFocus(Qt::TabFocusReason);
        QTest::keyClick(open, Qt::Key_Tab);
        auto* remove = named<QToolButton>(m_widget, u"No longer leave out Canadians"_s);
        QCOMPARE(QApplication::focusWidget(), remove);
        QTest::keyClick(remove, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), saying<QPushButton>(m_widget, u"Leave out a segment…"_s));
    }

    void whyItCannotBeExportedIsForgottenOnceItCan()
    {
        show(true);
        goTo(3);
        auto* step = m_widget->findChild<ExportStep*>();
        auto* run = saying<QPushButton>(step, u"Export"_s);
        const auto says = [step](const QString& words) {
            const QList<QLabel*> labels = step->findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                               [&](const QLabel* label) { return label->text() == words && label->isVisible(); });
        };
        step->setReady(false, u"Nobody would get it yet"_s);
        QVERIFY(says(u"Nobody would get it yet"_s));
        QCOMPARE(run->toolTip(), u"Nobody would get it yet"_s);
        step->setReady(true, u"Nobody would get it yet"_s);
        QVERIFY(!says(u"Nobody would get it yet"_s));
        QVERIFY(run->toolTip().isEmpty());
    }

    void exportsWhereTheDialogSays()
    {
        show(true);
        goTo(3);
        auto* step = m_widget->findChild<ExportStep*>();
        const QString folder = m_shop->pathOf(u"out"_s);
        setFileAsker([&](QWidget*, const FileQuestion& question, const FileAnswer& answer) {
            QCOMPARE(question.kind, FileQuestion::Kind::Folder);
            answer(folder);
        });
        QTest::mouseClick(saying<QPushButton>(step, u"Change…"_s), Qt::LeftButton);
        QTRY_COMPARE(named<QLineEdit>(step, u"Folder to export to"_s)->text(), folder);
        QTest::mouseClick(saying<QPushButton>(step, u"Export"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder + u"/manifest.json"_s), kPatience);
        auto* presenter = step->findChild<ErrorPresenter*>();
        QTRY_VERIFY_WITH_TIMEOUT(saying<QPushButton>(step, u"Export"_s)->isEnabled(), kPatience);
        QTest::mouseClick(saying<QPushButton>(step, u"Export"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(presenter->isVisible(), kPatience);
        QVERIFY(!presenter->words().contains(u"--force"_s));
        QTest::mouseClick(saying<QPushButton>(presenter, u"Replace the finished export"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!presenter->isVisible(), kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(saying<QPushButton>(step, u"Export"_s)->isEnabled(), kPatience);
    }

    void whatIsDeletedComesBackByTheNotice()
    {
        show(true);
        QTest::mouseClick(named<QToolButton>(m_widget, u"Delete this campaign"_s), Qt::LeftButton);
        auto* notice = m_widget->findChild<UndoNotice*>();
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), kPatience);
        QAbstractItemModel* list = m_widget->findChild<QListView*>()->model();
        QTRY_COMPARE_WITH_TIMEOUT(list->rowCount(), 0, kPatience);
        QTest::mouseClick(notice, Qt::LeftButton, {}, {notice->width() - 24, notice->height() / 2});
        QTRY_COMPARE_WITH_TIMEOUT(list->rowCount(), 1, kPatience);
        QVERIFY(!notice->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(number(), u"9"_s, kPatience);
    }

    void searchFindsCampaigns()
    {
        show(true);
        const QList<SearchItem> found = m_page->search(u"spri"_s, 5);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].target, (PageTarget{u"campaigns"_s, u"spring"_s, 0}));
        QCOMPARE(m_page->place(), found[0].target);
    }

    void everythingThatTakesTheFocusIsNamed()
    {
        show(true);
        for (int step = 0; step < 4; ++step) {
            goTo(step);
            for (const QWidget* widget : m_widget->findChildren<QWidget*>()) {
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
                if (widget->isVisible() && widget->focusPolicy() & Qt::TabFocus) {
                    QVERIFY2(isNamed, widget->metaObject()->className());
                }
            }
        }
    }

    void longWordsOfTheWaterfallWrapWhereItIsNarrow()
    {
        WaterfallView view;
        view.setReach({530, 125, 9}, u"Cart abandoners of last week"_s);
        view.resize(ui::scaled(600), ui::scaled(200));
        const int wide = view.sizeHint().height();
        view.resize(ui::scaled(240), ui::scaled(200));
        QVERIFY(view.sizeHint().height() > wide);
        view.setReach({530, 125, 9}, u"A"_s);
        QCOMPARE(view.sizeHint().height(), wide);
    }
};

QTEST_MAIN(TestCampaignsPage)
#include "tst_campaigns_page.moc"
