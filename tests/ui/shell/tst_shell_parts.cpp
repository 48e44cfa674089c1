// SPDX-License-Identifier: GPL-3.0-or-later
// The shell's smaller parts: "as of", jobs in the status bar, settings of the workspace.
#include "core/base/duration.h"
#include "tests/ui/base/open_session.h"
#include "ui/base/appearance.h"
#include "ui/base/language.h"
#include "ui/base/status_jobs.h"
#include "ui/shell/as_of_button.h"
#include "ui/shell/as_of_choice.h"
#include "ui/shell/job_view.h"
#include "ui/shell/settings_panel.h"
#include "ui/shell/status_bar.h"
#include "ui/widgets/popover.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::testing;
using namespace Qt::Literals::StringLiterals;

class TestShellParts : public QObject {
    Q_OBJECT

private:
    Language m_language{false};
    Appearance m_appearance{false};

    static QStringList wordsOf(const QWidget& widget)
    {
        QStringList words;
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisibleTo(&widget) && !label->text().isEmpty()) {
                words << label->text();
            }
        }
        return words;
    }
    static QList<JobView*> shownJobs(const QWidget& bar)
    {
        QList<JobView*> views;
        for (JobView* view : bar.findChildren<JobView*>()) {
            if (view->isVisibleTo(&bar)) {
                views << view;
            }
        }
        return views;
    }

private Q_SLOTS:
    void initTestCase() { m_appearance.setMotionMode(MotionMode::Reduced); }

    void asOfIsNowUntilAnotherMomentIsChosen()
    {
        OpenSession open;
        QVERIFY(open.create());
        AsOfButton button(open.session);
        button.show();
        QCOMPARE(button.accessibleName(), u"As of now"_s);
        QTest::mouseClick(&button, Qt::LeftButton);
        auto* choice = button.findChild<AsOfChoice*>();
        QVERIFY(choice != nullptr);
        QTest::mouseClick(saying<QPushButton>(choice, u"A week ago"_s), Qt::LeftButton);
        QVERIFY(open.session.asOf().has_value());
        QCOMPARE(*open.session.asOf(), subtract(kNow, Duration::days(7), open.session.timeZone()));
        QVERIFY(button.accessibleName() != u"As of now"_s);
    }

    void asOfTakesAnyMomentOfThePastAndLeadsBackToNow()
    {
        const AsOfChoice now({}, kNow, *TimeZone::byName("UTC"));
        auto* edit = now.findChild<QDateTimeEdit*>();
        QVERIFY(edit->maximumDateTime() <= edit->dateTime());
        AsOfChoice past(Instant{kNow.microseconds - kMicrosecondsPerDay}, kNow, *TimeZone::byName("UTC"));
        std::optional<Instant> chosen = kNow;
        connect(&past, &AsOfChoice::chosen, this, [&chosen](std::optional<Instant> moment) { chosen = moment; });
        past.show();
        QTest::mouseClick(saying<QPushButton>(&past, u"Show"_s), Qt::LeftButton);
        QVERIFY(chosen.has_value());
        QCOMPARE(chosen->microseconds / 60'000'000, (kNow.microseconds - kMicrosecondsPerDay) / 60'000'000);
        QTest::mouseClick(saying<QPushButton>(&past, u"Now"_s), Qt::LeftButton);
        QVERIFY(!chosen.has_value());
    }

    void withoutJobsTheBarSaysThatAllIsSaved()
    {
        OpenSession open;
        StatusJobs jobs;
        StatusBar bar(open.session, jobs);
        QVERIFY(wordsOf(bar).contains(u"Everything is saved"_s));
        jobs.start(u"Importing people.csv"_s, Icon::Download);
        QVERIFY(!wordsOf(bar).contains(u"Everything is saved"_s));
    }

    void aJobIsCancelledByItsButton()
    {
        OpenSession open;
        StatusJobs jobs;
        StatusBar bar(open.session, jobs);
        bar.resize(1200, 28);
        bar.show();
        const CancelToken token;
        jobs.start(u"Importing people.csv"_s, Icon::Download, token);
        QCOMPARE(shownJobs(bar).size(), 1);
        JobView* view = shownJobs(bar).first();
        QCOMPARE(view->accessibleName(), u"Importing people.csv"_s);
        QVERIFY(!bar.isAncestorOf(QApplication::focusWidget()));
        QTest::mouseClick(named<QToolButton>(view, u"Cancel"_s), Qt::LeftButton);
        QVERIFY(token.isCancelled());
        QTRY_VERIFY(shownJobs(bar).isEmpty());
    }

    void whatCameOfAJobLeadsWhereItCanBeSeen()
    {
        OpenSession open;
        StatusJobs jobs;
        StatusBar bar(open.session, jobs);
        bar.resize(1200, 28);
        bar.show();
        int followed = 0;
        StatusJob* job = jobs.start(u"Importing people.csv"_s, Icon::Download);
        job->finish(u"Import done"_s, u"Show rejected"_s, [&followed] { ++followed; });
        QCOMPARE(shownJobs(bar).size(), 1);
        QVERIFY(wordsOf(*shownJobs(bar).first()).contains(u"Import done"_s));
        QTest::mouseClick(saying<QPushButton>(&bar, u"Show rejected"_s), Qt::LeftButton);
        QCOMPARE(followed, 1);
    }

    void moreThanTwoJobsAreCounted()
    {
        OpenSession open;
        StatusJobs jobs;
        StatusBar bar(open.session, jobs);
        for (int i = 0; i < 4; ++i) {
            jobs.start(u"Job %1"_s.arg(i), Icon::Download);
        }
        QCOMPARE(shownJobs(bar).size(), 2);
        QVERIFY(wordsOf(bar).contains(u"and 2 more"_s));
    }

    void theBarSaysWhatTheWorkspaceHolds()
    {
        OpenSession open;
        StatusJobs jobs;
        StatusBar bar(open.session, jobs);
        QVERIFY(open.create());
        QVERIFY(open.importPeople("id,country\n1,US\n2,CA\n", 2));
        QTRY_VERIFY(wordsOf(bar).join(u' ').contains(u"2 people"_s));
        bar.setPageWords(u"Ln 3"_s);
        QVERIFY(wordsOf(bar).join(u' ').contains(u"Ln 3 · 2 people"_s));
    }

    void settingsOfferTheZoneOfAnOpenWorkspaceOnly()
    {
        OpenSession open;
        const SettingsPanel closed(m_language, m_appearance, open.session);
        QVERIFY(named<QComboBox>(&closed, u"Time zone"_s) == nullptr);
        QVERIFY(open.create());
        const SettingsPanel panel(m_language, m_appearance, open.session);
        auto* zones = named<QComboBox>(&panel, u"Time zone"_s);
        QVERIFY(zones != nullptr);
        QCOMPARE(zones->currentText(), u"UTC"_s);
        zones->setCurrentText(u"Europe/Berlin"_s);
        Q_EMIT zones->textActivated(u"Europe/Berlin"_s);
        QTRY_COMPARE(open.session.timeZone().name(), std::string("Europe/Berlin"));
    }

    void theLanguageIsChosenByItsOwnName()
    {
        OpenSession open;
        const SettingsPanel panel(m_language, m_appearance, open.session);
        auto* languages = named<QComboBox>(&panel, u"Language"_s);
        QVERIFY(languages != nullptr);
        QSignalSpy changed(&m_language, &Language::changed);
        languages->setFocus();
        languages->setCurrentIndex(languages->findText(u"Deutsch"_s));
        Q_EMIT languages->activated(languages->currentIndex());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(m_language.chosen(), u"de"_s);
        QCOMPARE(SettingsPanel::tr("Settings"), u"Einstellungen"_s);
        QCOMPARE(m_language.locale().language(), QLocale::German);
        m_language.choose({});
        QCOMPARE(SettingsPanel::tr("Settings"), u"Settings"_s);
    }

    void languagesThatThereAreNotAreTheSystems()
    {
        m_language.choose(u"tlh"_s);
        QCOMPARE(m_language.chosen(), QString());
    }
};

QTEST_MAIN(TestShellParts)
#include "tst_shell_parts.moc"
