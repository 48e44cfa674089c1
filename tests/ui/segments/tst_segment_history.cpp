// SPDX-License-Identifier: GPL-3.0-or-later
// A segment over time: stored refreshes, who leaves by time alone, and now beside a past day.
#include "core/segment/evaluator.h"
#include "core/segment/forecast.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/memory_segment_source.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/appearance.h"
#include "ui/base/number_format.h"
#include "ui/segments/compare_pane.h"
#include "ui/segments/editors/editor_parts.h"
#include "ui/segments/forecast_pane.h"
#include "ui/segments/history_chart.h"
#include "ui/segments/history_pane.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_pane.h"
#include "ui/segments/segments_page.h"
#include "ui/segments/size_chart.h"
#include "ui/widgets/segmented_control.h"

#include <QDateEdit>
#include <QDateTimeEdit>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include <memory>

using namespace postweave;
using namespace postweave::segment;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

constexpr const char* kRecent = R"({"all": [{"event": "purchase", "within": {"last": "P30D"}}]})";

Instant daysAgo(int days)
{
    return Instant{gardenNow().microseconds - days * kMicrosecondsPerDay};
}

StoredRefresh first()
{
    return {daysAgo(20), 3, {}};
}

StoredRefresh second()
{
    return {daysAgo(10),
            4,
            {{true, CrossingReason::Data, {5, 6}},
             {true, CrossingReason::Time, {7}},
             {false, CrossingReason::Definition, {1, 100'000}}}};
}

} // namespace

class TestSegmentHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void nothingStoredShowsWhatCanBeComputed();
    void aRefreshTellsWhoEnteredAndLeftAndWhy();
    void arrowsChooseARefresh();
    void thoseWhoEnteredAreLookedAt();
    void refreshingStoresAndShows();
    void aRefreshThatFailsLeavesWhatWasKnown();
    void readersCannotRefresh();
    void theForecastCountsByWindowsAlone();
    void theForecastRefusesThePast();
    void thoseWhoWillLeaveAreLookedAt();
    void nowStandsBesideAPastDay();
    void aPastThatCannotBeReadSaysWhy();
    void nobodyIsLookedForOnceTheComparisonIsClosed();
    void aPastThatWasAnsweredIsNotCancelled();
    void anotherSegmentInsteadOfThePastDropsTheQuestion();
    void theOnesOfAPartAreLookedAt();
    void anEditLeavesThePeopleLookedAt();

private:
    void load(bool isReadOnly = false);
    [[nodiscard]] InspectorPane& inspector() { return *m_page->inspector(); }
    [[nodiscard]] HistoryPane& history() { return *inspector().history(); }
    [[nodiscard]] std::vector<std::string> shownKeys();
    [[nodiscard]] ComparePane* compareWithPast();

    std::unique_ptr<ui::Appearance> m_appearance;
    std::shared_ptr<const audience::Audience> m_people;
    std::unique_ptr<MemorySegmentSource> m_source;
    std::unique_ptr<SegmentsPage> m_page;
};

void TestSegmentHistory::initTestCase()
{
    m_appearance = std::make_unique<ui::Appearance>(false);
    m_appearance->setMotionMode(ui::MotionMode::Reduced);
    m_people = gardenAudience(500);
}

void TestSegmentHistory::cleanup()
{
    m_page.reset();
    m_source.reset();
}

void TestSegmentHistory::load(bool isReadOnly)
{
    std::vector<StoredRefresh> stored = m_source ? m_source->stored : std::vector<StoredRefresh>{};
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->stored = std::move(stored);
    m_source->setReadOnly(isReadOnly);
    m_source->save(QStringLiteral("test"), segmentText(segmentOf(kRecent)));
    m_page = std::make_unique<SegmentsPage>(*m_source);
    m_page->widget()->resize(1364, 900);
    m_page->widget()->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page->widget()));
    m_page->controller().open(QStringLiteral("test"));
    QTRY_VERIFY(m_page->isSettled() && inspector().members().rowCount() > 0);
}

std::vector<std::string> TestSegmentHistory::shownKeys()
{
    std::vector<std::string> keys;
    for (int row = 0; row < inspector().members().rowCount(); ++row) {
        keys.emplace_back(m_people->key(inspector().members().personAt(row)));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

void TestSegmentHistory::nothingStoredShowsWhatCanBeComputed()
{
    load();
    QVERIFY(!history().chart()->isVisible());
    QVERIFY(inspector().findChild<SizeChart*>()->isVisible());
    QVERIFY(history().refreshButton()->isEnabled() && history().refreshButton()->isVisible());
}

void TestSegmentHistory::aRefreshTellsWhoEnteredAndLeftAndWhy()
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->stored = {first(), second()};
    load();
    QVERIFY(history().chart()->isVisible());
    QVERIFY(!inspector().findChild<SizeChart*>()->isVisible());
    QCOMPARE(history().chart()->selected(), 1);
    QCOMPARE(history().enteredButton()->text(), QStringLiteral("3 entered"));
    QCOMPARE(history().leftButton()->text(), QStringLiteral("2 left"));
    QCOMPARE(history().reasonsText(true), QStringLiteral("2 by new data, 1 as time passed"));
    QCOMPARE(history().reasonsText(false), QStringLiteral("2 by a change of the segment"));
}

void TestSegmentHistory::arrowsChooseARefresh()
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->stored = {first(), second()};
    load();
    QTest::keyClick(history().chart(), Qt::Key_Left);
    QCOMPARE(history().chart()->selected(), 0);
    QVERIFY(!history().enteredButton()->isVisible()); // the first one has nothing to compare with
    QVERIFY(history().chart()->accessibleDescription().contains(QStringLiteral("3 people")));
    QTest::mouseClick(history().chart(), Qt::LeftButton, {}, QPoint(history().chart()->width() - 50, 20));
    QCOMPARE(history().chart()->selected(), 1);
}

void TestSegmentHistory::thoseWhoEnteredAreLookedAt()
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->stored = {first(), second()};
    load();
    const int members = inspector().members().rowCount();
    QTest::mouseClick(history().enteredButton(), Qt::LeftButton);
    QTRY_COMPARE(inspector().members().rowCount(), 3);
    QCOMPARE(shownKeys(), (std::vector<std::string>{"C100004", "C100005", "C100006"})); // ids begin with 1
    QVERIFY(inspector().peopleText().contains(QStringLiteral("Entered")));
    // Of the two who left, one is known no more.
    QTest::mouseClick(history().leftButton(), Qt::LeftButton);
    QTRY_COMPARE(inspector().members().rowCount(), 1);
    inspector().showSegment();
    QTRY_COMPARE(inspector().members().rowCount(), members);
}

void TestSegmentHistory::refreshingStoresAndShows()
{
    load();
    m_source->refreshes = {first(), second()};
    QTest::mouseClick(history().refreshButton(), Qt::LeftButton);
    QVERIFY(!history().refreshButton()->isEnabled()); // until the answer is there
    QTRY_VERIFY(history().chart()->isVisible());
    QVERIFY(history().refreshButton()->isEnabled());
    history().refreshButton()->setFocus();
    QTest::keyClick(history().refreshButton(), Qt::Key_Space);
    QTRY_COMPARE(history().chart()->selected(), 1);
}

void TestSegmentHistory::aRefreshThatFailsLeavesWhatWasKnown()
{
    m_source = std::make_unique<MemorySegmentSource>(m_people, gardenDefinitions());
    m_source->stored = {first(), second()};
    load();
    QTest::mouseClick(history().refreshButton(), Qt::LeftButton);
    QTRY_VERIFY(history().refreshButton()->isEnabled());
    QCOMPARE(history().chart()->selected(), 1);
}

void TestSegmentHistory::readersCannotRefresh()
{
    load(true);
    QVERIFY(!history().refreshButton()->isEnabled());
    QVERIFY(!history().refreshButton()->toolTip().isEmpty());
}

void TestSegmentHistory::theForecastCountsByWindowsAlone()
{
    load();
    QTest::mouseClick(history().forecastButton(), Qt::LeftButton);
    auto* pane = inspector().findChild<ForecastPane*>();
    QVERIFY(pane != nullptr);
    QTRY_VERIFY(pane->countOf(ForecastPane::Leaving).has_value());
    pane->until()->setDateTime(QDateTime(QDate(2026, 7, 24), QTime(12, 0)));
    QTRY_VERIFY(pane->countOf(ForecastPane::Leaving).has_value());
    // A purchase must be in the last 30 days: those stay who bought in the last 20.
    const auto bought = [&](const char* window) {
        Evaluator evaluator(m_people, gardenDefinitions(), gardenNow(), {});
        return evaluator.members(treeOf(window)).value();
    };
    const auto month = bought(kRecent).count();
    const auto twenty = bought(R"({"event": "purchase", "within": {"last": "P20D"}})").count();
    QVERIFY(month > twenty && twenty > 0);
    QCOMPARE(*pane->countOf(ForecastPane::Leaving), month - twenty);
    QCOMPARE(*pane->countOf(ForecastPane::Staying), twenty);
    QCOMPARE(*pane->countOf(ForecastPane::Entering), std::uint64_t{0});
}

void TestSegmentHistory::theForecastRefusesThePast()
{
    load();
    QTest::mouseClick(history().forecastButton(), Qt::LeftButton);
    auto* pane = inspector().findChild<ForecastPane*>();
    QTRY_VERIFY(pane->countOf(ForecastPane::Leaving).value_or(0) > 0);
    QVERIFY(pane->showButton(ForecastPane::Leaving)->isEnabled());
    pane->until()->setDateTime(QDateTime(QDate(2026, 7, 1), QTime(12, 0)));
    QVERIFY(!pane->countOf(ForecastPane::Leaving));
    QVERIFY(!pane->showButton(ForecastPane::Leaving)->isEnabled());
    QVERIFY(!pane->findChild<MendLine*>()->text().isEmpty());
}

void TestSegmentHistory::thoseWhoWillLeaveAreLookedAt()
{
    load();
    QTest::mouseClick(history().forecastButton(), Qt::LeftButton);
    QPointer<ForecastPane> pane = inspector().findChild<ForecastPane*>();
    QTRY_VERIFY(pane->countOf(ForecastPane::Leaving).value_or(0) > 0);
    const auto leaving = static_cast<int>(*pane->countOf(ForecastPane::Leaving));
    QTest::mouseClick(pane->showButton(ForecastPane::Leaving), Qt::LeftButton);
    QTRY_COMPARE(inspector().members().rowCount(), leaving);
    QVERIFY(inspector().peopleText().startsWith(QStringLiteral("Will leave until")));
    QTRY_VERIFY(pane == nullptr);
}

ComparePane* TestSegmentHistory::compareWithPast()
{
    QTest::mouseClick(m_page->pane()->compareButton(), Qt::LeftButton);
    auto* pane = m_page->pane()->findChild<ComparePane*>();
    pane->with()->setFocus();
    QTest::keyClick(pane->with(), Qt::Key_Right);
    return pane;
}

void TestSegmentHistory::nowStandsBesideAPastDay()
{
    load();
    ComparePane* pane = compareWithPast();
    QTRY_VERIFY(pane->comparison().has_value());
    pane->day()->setDate(QDate(2026, 7, 4));
    const Instant end = fromUtc({*toDate({2026, 7, 5}), 0});
    const FilterTree tree = treeOf(kRecent);
    Evaluator now(m_people, gardenDefinitions(), gardenNow(), {});
    Evaluator then(m_people, gardenDefinitions(), end, {}, nullptr, end);
    const ComparedPeople expected = comparePeople(now.members(tree).value(), then.members(tree).value());
    QVERIFY(expected[1].count() > 0 && expected[2].count() > 0);
    QTRY_VERIFY((pane->comparison() == Comparison{expected[0].count(), expected[1].count(), expected[2].count()}));
}

void TestSegmentHistory::aPastThatCannotBeReadSaysWhy()
{
    load();
    m_source->pastFailure = "the chunk 7 of purchase is damaged";
    ComparePane* pane = compareWithPast();
    const auto isSaid = [pane] {
        const QList<QLabel*> labels = pane->findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->text().contains(u"chunk 7") && label->isVisible();
        });
    };
    QTRY_VERIFY(isSaid());
    QVERIFY(!pane->comparison());
    QVERIFY(!pane->showButton(0)->isVisible());
}

void TestSegmentHistory::nobodyIsLookedForOnceTheComparisonIsClosed()
{
    load();
    m_source->answersPast = false;
    QPointer<ComparePane> pane = compareWithPast();
    QVERIFY(m_source->cancelledPasts.isEmpty());
    pane->window()->close();
    QTRY_VERIFY(pane == nullptr);
    QCOMPARE(m_source->cancelledPasts.size(), 1);
}

void TestSegmentHistory::aPastThatWasAnsweredIsNotCancelled()
{
    load();
    QPointer<ComparePane> pane = compareWithPast();
    QTRY_VERIFY(pane->comparison().has_value());
    pane->window()->close();
    QTRY_VERIFY(pane == nullptr);
    QVERIFY(m_source->cancelledPasts.isEmpty());
}

void TestSegmentHistory::anotherSegmentInsteadOfThePastDropsTheQuestion()
{
    load();
    m_source->answersPast = false;
    ComparePane* pane = compareWithPast();
    QTest::keyClick(pane->with(), Qt::Key_Left);
    QCOMPARE(m_source->cancelledPasts.size(), 1);
}

void TestSegmentHistory::theOnesOfAPartAreLookedAt()
{
    load();
    ComparePane* pane = compareWithPast();
    QTRY_VERIFY(pane->comparison().has_value());
    const auto only = static_cast<int>(pane->comparison()->onlySecond);
    QVERIFY(only > 0);
    QTest::mouseClick(pane->showButton(2), Qt::LeftButton);
    QTRY_COMPARE(inspector().members().rowCount(), only);
    QVERIFY(inspector().peopleText().startsWith(QStringLiteral("Only on")));
}

void TestSegmentHistory::anEditLeavesThePeopleLookedAt()
{
    load();
    audience::Bitset two(m_people->size());
    two.set(3);
    two.set(4);
    inspector().showPeople(QStringLiteral("Two"), two);
    QTRY_COMPARE(inspector().members().rowCount(), 2);
    const segment::Edit edit = setGroupKind(m_page->controller().document().tree(), {}, GroupKind::Any, 1);
    m_page->controller().document().apply(QStringLiteral("Any"), edit);
    QTRY_VERIFY(inspector().peopleText().isEmpty());
    QTRY_VERIFY(inspector().members().rowCount() > 2);
}

QTEST_MAIN(TestSegmentHistory)
#include "tst_segment_history.moc"
