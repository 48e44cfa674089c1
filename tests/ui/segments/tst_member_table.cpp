// SPDX-License-Identifier: GPL-3.0-or-later
// The table of members over a million people: asked for as it is seen, sorted and searched beside the window.
#include "core/audience/audience_builder.h"
#include "tests/ui/segments/garden_audience.h"
#include "tests/ui/segments/trees.h"
#include "ui/base/appearance.h"
#include "ui/segments/cancellable_sort.h"
#include "ui/segments/inspector_pane.h"
#include "ui/segments/segment_counting.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_delegate.h"

#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QTableView>
#include <QTimer>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <random>

using namespace postweave;
using namespace postweave::ui::segments;
using namespace postweave::ui::segments::testing;

namespace {

constexpr std::size_t kPeople = 1'000'000;

std::shared_ptr<const audience::Audience> everybody()
{
    audience::AudienceBuilder builder;
    const bool declared = builder.addAttribute("name", ValueType::Text).has_value() &&
                          builder.addAttribute("points", ValueType::Integer).has_value();
    for (std::uint32_t i = 0; declared && i < kPeople; ++i) {
        // Keys in no order of anything else.
        const audience::Ordinal person = builder.addDistinctProfile("K" + std::to_string(i * 7919U % kPeople), i + 1);
        const bool isSet =
            builder.setValue(person, "name", std::string("Person ") + std::to_string(i % 1000)).has_value() &&
            builder.setValue(person, "points", static_cast<std::int64_t>(i * 31U % 10'007U)).has_value();
        if (!isSet) {
            std::abort();
        }
    }
    return builder.build();
}

/// Counts how often a view asks for words.
class AskedModel : public QIdentityProxyModel {
    Q_OBJECT
public:
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        m_asked += role == Qt::DisplayRole ? 1 : 0;
        return QIdentityProxyModel::data(index, role);
    }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    mutable int m_asked = 0;
};

} // namespace

class TestMemberTable : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_pane.reset(); }
    void rowsAreAskedForAsTheyAreSeen();
    void sortingGoesOnBesideTheWindow();
    void theLatestSortWins();
    void searchingIsTakenOverByTheNextLetter();
    void asManyColumnsAreShownAsFit();
    void aSortStopsWhenItIsToldTo();
    void aSortKeepsTheOrderOfEquals();

private:
    void waitUntilSettled() { QTRY_VERIFY_WITH_TIMEOUT(m_pane->isSettled(), 60'000); }
    [[nodiscard]] std::int64_t pointsAt(int row)
    {
        return std::get<std::int64_t>(m_context->audience->value(m_pane->members().personAt(row), "points"));
    }
    void clickHeader(int column)
    {
        const QHeaderView* header = m_pane->table()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          QPoint(header->sectionViewportPosition(column) + 12, header->height() / 2));
    }

    std::unique_ptr<ui::Appearance> m_appearance;
    Context m_context;
    Counts m_counts;
    std::unique_ptr<InspectorPane> m_pane;
};

void TestMemberTable::initTestCase()
{
    m_appearance = std::make_unique<ui::Appearance>(false);
    m_appearance->setMotionMode(ui::MotionMode::Reduced);
    m_context = makeContext(everybody(), nullptr, gardenNow(), {});
    const Result<Counts> counts =
        countTree(segmentOf(R"({"all": [{"attribute": "points", "op": ">=", "value": 0}]})"), m_context, {});
    QVERIFY(counts.has_value());
    m_counts = *counts;
    QCOMPARE(m_counts->memberCount, std::uint64_t{kPeople});
}

void TestMemberTable::init()
{
    m_pane = std::make_unique<InspectorPane>();
    m_pane->resize(371, 800);
    m_pane->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_pane.get()));
    m_pane->setCounts(m_counts);
    waitUntilSettled();
    QCOMPARE(m_pane->members().rowCount(), static_cast<int>(kPeople));
    QCOMPARE(m_pane->members().columnCount(), 2);
}

void TestMemberTable::rowsAreAskedForAsTheyAreSeen()
{
    AskedModel asked;
    asked.setSourceModel(&m_pane->members());
    QTableView view;
    view.setModel(&asked);
    ui::setUpTable(&view);
    view.resize(371, 600);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.scrollToBottom();
    QTRY_VERIFY(asked.asked() > 0);
    QVERIFY2(asked.asked() < 2000, qPrintable(QString::number(asked.asked())));
}

void TestMemberTable::sortingGoesOnBesideTheWindow()
{
    clickHeader(1);
    QVERIFY(!m_pane->isSettled()); // the click came back before the order did
    int ticks = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&ticks] { ++ticks; });
    timer.start(0);
    waitUntilSettled();
    QVERIFY(ticks > 0);
    QCOMPARE(pointsAt(0), std::int64_t{0});
    QCOMPARE(pointsAt(static_cast<int>(kPeople) - 1), std::int64_t{10'006});
}

void TestMemberTable::theLatestSortWins()
{
    clickHeader(0); // by name, the longest
    clickHeader(1);
    clickHeader(1); // descending
    waitUntilSettled();
    QCOMPARE(pointsAt(0), std::int64_t{10'006});
    QCOMPARE(pointsAt(static_cast<int>(kPeople) - 1), std::int64_t{0});
}

void TestMemberTable::searchingIsTakenOverByTheNextLetter()
{
    m_pane->search()->show();
    QTest::keyClicks(m_pane->search(), QStringLiteral("person 123"));
    QVERIFY(!m_pane->isSettled());
    waitUntilSettled();
    QCOMPARE(m_pane->members().rowCount(), 1000);
}

void TestMemberTable::asManyColumnsAreShownAsFit()
{
    const Context context = makeContext(gardenAudience(300), nullptr, gardenNow(), {});
    const Result<Counts> counts =
        countTree(segmentOf(R"({"all": [{"attribute": "country", "op": "is_set"}]})"), context, {});
    QVERIFY(counts.has_value());
    m_pane->setCounts(*counts);
    waitUntilSettled();
    constexpr int kNarrow = 240;
    constexpr int kWide = 900;
    m_pane->resize(kNarrow, 800);
    QTRY_VERIFY(m_pane->members().columnCount() < 4);
    QTRY_VERIFY(m_pane->table()->selectionModel()->hasSelection());
    m_pane->resize(kWide, 800);
    QTRY_COMPARE(m_pane->members().columnCount(), 4);
    QTRY_VERIFY(m_pane->table()->selectionModel()->hasSelection());
    m_pane->resize(kNarrow, 800);
    QTRY_VERIFY(m_pane->members().columnCount() < 4);
}

void TestMemberTable::aSortStopsWhenItIsToldTo()
{
    std::mt19937 dice(1); // NOLINT(cert-msc32-c, cert-msc51-cpp): the same every time
    std::vector<std::uint32_t> numbers(300'000);
    std::generate(numbers.begin(), numbers.end(), dice);
    int whole = 0;
    const CancelToken never;
    std::vector<std::uint32_t> sorted = numbers;
    QVERIFY(sortUntilCancelled(
        sorted,
        [&whole](std::uint32_t a, std::uint32_t b) {
            ++whole;
            return a < b;
        },
        never));
    QVERIFY(std::is_sorted(sorted.begin(), sorted.end()));
    constexpr int kMostAfterwards = 250'000;
    // While runs are sorted, and while they are merged.
    for (const int told : {100'000, whole - 300'000}) {
        std::vector<std::uint32_t> stopped = numbers;
        const CancelToken cancel;
        int compared = 0;
        QVERIFY(!sortUntilCancelled(
            stopped,
            [&](std::uint32_t a, std::uint32_t b) {
                if (++compared == told) {
                    cancel.cancel();
                }
                return a < b;
            },
            cancel));
        QVERIFY(compared - told < kMostAfterwards);
    }
}

void TestMemberTable::aSortKeepsTheOrderOfEquals()
{
    for (const std::size_t count : {0U, 1U, 16'384U, 16'385U, 100'000U}) {
        std::vector<std::pair<std::uint32_t, std::size_t>> items;
        for (std::size_t i = 0; i < count; ++i) {
            items.emplace_back(static_cast<std::uint32_t>(i * 7919 % 13), i);
        }
        auto expected = items;
        const auto less = [](const auto& a, const auto& b) { return a.first < b.first; };
        std::stable_sort(expected.begin(), expected.end(), less);
        QVERIFY(sortUntilCancelled(items, less, {}));
        QVERIFY(items == expected);
    }
}

QTEST_MAIN(TestMemberTable)
#include "tst_member_table.moc"
