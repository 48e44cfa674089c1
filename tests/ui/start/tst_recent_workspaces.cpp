// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "ui/start/recent_list.h"
#include "ui/start/recent_workspaces.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr Instant kMonday{1'784'000'000'000'000};

Instant later(int days)
{
    return {kMonday.microseconds + days * kMicrosecondsPerDay};
}

workspace::WorkspaceSummary holding(std::uint64_t people)
{
    workspace::WorkspaceSummary summary;
    summary.profiles = people;
    summary.segments = 3;
    summary.campaigns = 1;
    return summary;
}

QStringList names(const RecentWorkspaces& recent)
{
    QStringList list;
    for (const RecentWorkspace& entry : recent.entries()) {
        list << entry.name();
    }
    return list;
}

} // namespace

class TestRecentWorkspaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(u"PostweaveTests"_s);
        QCoreApplication::setApplicationName(u"tst_recent_workspaces"_s);
    }
    void init() { QSettings().clear(); }
    void cleanupTestCase() { QSettings().clear(); }

    void theLatestStandsFirstAndOnce()
    {
        RecentWorkspaces recent(false);
        QSignalSpy changed(&recent, &RecentWorkspaces::changed);
        recent.remember(u"/a/one.postweave"_s, kMonday, false, holding(10));
        recent.remember(u"/a/two.postweave"_s, kMonday, false, holding(20));
        recent.remember(u"/a/one.postweave"_s, later(1), true, holding(11));
        QCOMPARE(names(recent), (QStringList{u"one"_s, u"two"_s}));
        QCOMPARE(changed.count(), 3);
        const RecentWorkspace& first = recent.entries().first();
        QCOMPARE(first.people, 11);
        QCOMPARE(first.segments, 3);
        QVERIFY(first.readOnly);
        QCOMPARE(first.openedAt, later(1));
    }

    void peopleOverTimeHaveOnePointADay()
    {
        RecentWorkspaces recent(false);
        recent.remember(u"/a/one.postweave"_s, kMonday, false, holding(10));
        recent.remember(u"/a/one.postweave"_s, {kMonday.microseconds + 1}, false, holding(12));
        recent.remember(u"/a/one.postweave"_s, later(1), false, holding(15));
        QCOMPARE(recent.entries().first().peopleOverTime, (QList<double>{12, 15}));
        for (int day = 2; day < 50; ++day) {
            recent.remember(u"/a/one.postweave"_s, later(day), false, holding(100));
        }
        QCOMPARE(recent.entries().first().peopleOverTime.size(), RecentWorkspaces::kMaxPoints);
    }

    void theListHasAnEnd()
    {
        RecentWorkspaces recent(false);
        for (int i = 0; i < 20; ++i) {
            recent.remember(u"/a/%1.postweave"_s.arg(i), later(i), false, holding(1));
        }
        QCOMPARE(recent.entries().size(), RecentWorkspaces::kMaxEntries);
        QCOMPARE(recent.entries().first().name(), u"19"_s);
    }

    void whatIsForgottenComesBackToItsPlace()
    {
        RecentWorkspaces recent(false);
        recent.remember(u"/a/one.postweave"_s, kMonday, false, holding(1));
        recent.remember(u"/a/two.postweave"_s, kMonday, false, holding(2));
        recent.remember(u"/a/three.postweave"_s, kMonday, false, holding(3));
        const RecentWorkspace two = recent.entries()[1];
        recent.remove(two.path);
        QCOMPARE(names(recent), (QStringList{u"three"_s, u"one"_s}));
        recent.restore(two, 1);
        QCOMPARE(names(recent), (QStringList{u"three"_s, u"two"_s, u"one"_s}));
        recent.remove(u"/not/there"_s);
        QCOMPARE(recent.entries().size(), 3);
    }

    void theListIsKeptInTheSettings()
    {
        {
            RecentWorkspaces recent(true);
            recent.remember(u"/a/Käse & Brot.postweave"_s, kMonday, true, holding(1'234'567'890'123));
            recent.remember(u"/a/two.postweave"_s, later(1), false, holding(2));
        }
        const RecentWorkspaces again(true);
        QCOMPARE(names(again), (QStringList{u"two"_s, u"Käse & Brot"_s}));
        QCOMPARE(again.entries()[1].people, 1'234'567'890'123);
        QCOMPARE(again.entries()[1].openedAt, kMonday);
        QVERIFY(again.entries()[1].readOnly);
        QCOMPARE(again.entries()[1].peopleOverTime.size(), 1);
    }

    void damagedSettingsAreAnEmptyList_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no JSON") << QByteArray("{[");
        QTest::newRow("no list") << QByteArray("{\"path\": \"/a\"}");
        QTest::newRow("no entries") << QByteArray("[1, null, \"x\", {}]");
    }
    void damagedSettingsAreAnEmptyList()
    {
        QFETCH(QByteArray, text);
        QSettings().setValue(u"start/recent"_s, text);
        QVERIFY(RecentWorkspaces(true).entries().isEmpty());
    }

    void withoutPersistenceNothingIsRead()
    {
        RecentWorkspaces(true).remember(u"/a/one.postweave"_s, kMonday, false, holding(1));
        QVERIFY(RecentWorkspaces(false).entries().isEmpty());
    }

    void pathsAreShownFromHome()
    {
        RecentWorkspace entry;
        entry.path = QDir::homePath() + u"/Shop/a.postweave"_s;
        QCOMPARE(entry.shownPath(), u"~/Shop/a.postweave"_s);
        entry.path = QDir::homePath() + u"2/a.postweave"_s;
        QCOMPARE(entry.shownPath(), entry.path);
        QVERIFY(!entry.exists());
    }

    void theModelFollowsTheList()
    {
        RecentWorkspaces recent(false);
        RecentModel model(recent);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        recent.remember(u"/a/one.postweave"_s, kMonday, false, holding(1));
        recent.remember(u"/a/two.postweave"_s, kMonday, false, holding(2));
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data().toString(), u"two"_s);
        QCOMPARE(model.index(1).data(Qt::UserRole).toString(), u"/a/one.postweave"_s);
        QVERIFY(!model.index(0).data(Qt::AccessibleTextRole).toString().isEmpty());
        recent.remove(u"/a/two.postweave"_s);
        QCOMPARE(model.rowCount(), 1);
    }
};

QTEST_MAIN(TestRecentWorkspaces)
#include "tst_recent_workspaces.moc"
