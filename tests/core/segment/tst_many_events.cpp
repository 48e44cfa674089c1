// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves over so many events that threads share them: what they find is what a plain walk over each profile's events
// finds, and hangs neither on the number of threads nor on how work is cut.
#include "core/audience/audience_builder.h"
#include "core/base/json.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

using namespace postweave;
using namespace postweave::segment;

namespace {

constexpr std::uint32_t kProfiles = 20'000;
constexpr std::uint32_t kViews = 900'000;
constexpr std::uint32_t kPurchases = 150'000;
constexpr std::int64_t kStart = 1'700'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kSpan = 60 * kDay;
constexpr Instant kNow{(kStart + kSpan) * kMicrosecondsPerSecond};

struct Deed {
    std::int64_t second;
    int kind; ///< of a view or a purchase
};

/// What one profile did.
struct Deeds {
    std::vector<Deed> views;
    std::vector<Deed> purchases;
};

std::vector<Deeds> randomDeeds()
{
    std::mt19937_64 random(20'261'128);
    std::vector<Deeds> all(kProfiles);
    // Some profiles do much and many nothing, as in life; every tenth has no purchases at all.
    const auto someone = [&] {
        return static_cast<std::uint32_t>((random() % kProfiles) * (random() % kProfiles) / kProfiles);
    };
    const auto second = [&] { return kStart + static_cast<std::int64_t>(random() % (kSpan + kDay)); };
    for (std::uint32_t i = 0; i < kViews; ++i) {
        all[someone()].views.push_back({second(), static_cast<int>(random() % 12)});
    }
    for (std::uint32_t i = 0; i < kPurchases; ++i) {
        const std::uint32_t profile = someone();
        if (profile % 10 != 0) {
            all[profile].purchases.push_back({second(), static_cast<int>(random() % 12)});
        }
    }
    return all;
}

std::shared_ptr<const audience::Audience> audienceOf(const std::vector<Deeds>& all)
{
    audience::AudienceBuilder builder;
    for (std::uint32_t profile = 0; profile < kProfiles; ++profile) {
        builder.addDistinctProfile("p" + std::to_string(profile), profile + 1);
    }
    const auto add = [&](std::uint32_t profile, const char* type, const Deed& deed) {
        const auto added =
            builder.addEvent(profile, type, Instant{deed.second * kMicrosecondsPerSecond},
                             {{"kind", "k" + std::to_string(deed.kind)}, {"amount", std::int64_t{deed.kind}}});
        if (!added) {
            qFatal("%s", toLine(added.error()).c_str());
        }
    };
    for (std::uint32_t profile = 0; profile < kProfiles; ++profile) {
        for (const Deed& deed : all[profile].views) {
            add(profile, "view", deed);
        }
        for (const Deed& deed : all[profile].purchases) {
            add(profile, "purchase", deed);
        }
    }
    return builder.build();
}

/// Those of the last days, up to now.
std::vector<Deed> recent(const std::vector<Deed>& deeds, std::int64_t days)
{
    std::vector<Deed> kept;
    std::copy_if(deeds.begin(), deeds.end(), std::back_inserter(kept), [&](const Deed& deed) {
        return deed.second >= kStart + kSpan - days * kDay && deed.second <= kStart + kSpan;
    });
    return kept;
}

bool isFollowed(const Deed& first, const std::vector<Deed>& seconds, std::int64_t term)
{
    return std::any_of(seconds.begin(), seconds.end(), [&](const Deed& deed) {
        return deed.second > first.second && deed.second <= first.second + term;
    });
}

bool viewsThenBuys(const Deeds& deeds, std::int64_t days, std::int64_t term)
{
    const std::vector<Deed> seconds = recent(deeds.purchases, days);
    const std::vector<Deed> firsts = recent(deeds.views, days);
    return std::any_of(firsts.begin(), firsts.end(),
                       [&](const Deed& first) { return isFollowed(first, seconds, term); });
}

bool buysAndDoesNotView(const Deeds& deeds, std::int64_t days, std::int64_t term, int kind)
{
    std::vector<Deed> seconds = recent(deeds.views, days);
    std::erase_if(seconds, [&](const Deed& deed) { return deed.kind != kind; });
    const std::vector<Deed> firsts = recent(deeds.purchases, days);
    return std::any_of(firsts.begin(), firsts.end(), [&](const Deed& first) {
        return first.second + term <= kStart + kSpan && !isFollowed(first, seconds, term);
    });
}

std::size_t kindsOf(const std::vector<Deed>& deeds)
{
    std::set<int> kinds;
    std::for_each(deeds.begin(), deeds.end(), [&](const Deed& deed) { kinds.insert(deed.kind); });
    return kinds.size();
}

struct Question {
    const char* name;
    const char* where;
    std::function<bool(const Deeds&)> holds;
};

const std::vector<Question>& questions()
{
    static const std::vector<Question> all = {
        {"then", R"({"sequence":[{"event":"view"},{"event":"purchase","within":"PT3H"}],"within":{"last":"P30D"}})",
         [](const Deeds& deeds) { return viewsThenBuys(deeds, 30, 3 * 3600); }},
        {"then, whenever", R"({"sequence":[{"event":"view"},{"event":"purchase"}]})",
         [](const Deeds& deeds) { return viewsThenBuys(deeds, 60, kSpan); }},
        {"then not",
         R"({"sequence":[{"event":"purchase"},{"event":"view","occurs":false,"within":"P4D",
             "where":[{"property":"kind","op":"=","value":"k3"}]}],"within":{"last":"P40D"}})",
         [](const Deeds& deeds) { return buysAndDoesNotView(deeds, 40, 4 * kDay, 3); }},
        {"few kinds", R"({"event":"purchase","aggregate":{"fn":"distinct","property":"kind"},"op":"<","value":2})",
         [](const Deeds& deeds) { return kindsOf(recent(deeds.purchases, 60)) < 2; }},
        {"many kinds", R"({"event":"purchase","aggregate":{"fn":"distinct","property":"kind"},"op":">=","value":5})",
         [](const Deeds& deeds) { return kindsOf(recent(deeds.purchases, 60)) >= 5; }},
        {"some kinds lately",
         R"({"event":"view","within":{"last":"P20D"},"aggregate":{"fn":"distinct","property":"kind"},"op":"between",
             "value":[4,6]})",
         [](const Deeds& deeds) {
             const std::size_t kinds = kindsOf(recent(deeds.views, 20));
             return kinds >= 4 && kinds <= 6;
         }},
        {"sum", R"({"event":"purchase","aggregate":{"fn":"sum","property":"amount"},"op":">","value":40})",
         [](const Deeds& deeds) {
             int sum = 0;
             for (const Deed& deed : recent(deeds.purchases, 60)) {
                 sum += deed.kind;
             }
             return sum > 40;
         }},
        {"count", R"({"event":"view","count":{"op":">=","value":30}})",
         [](const Deeds& deeds) { return recent(deeds.views, 60).size() >= 30; }},
    };
    return all;
}

FilterTree treeOf(const Question& question)
{
    return FilterTree(*readNode(parseJson(question.where).value(), "$.where").node);
}

} // namespace

class TestManyEvents : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_deeds = randomDeeds();
        m_audience = audienceOf(m_deeds);
    }
    void cleanup() { qunsetenv("POSTWEAVE_THREADS"); }

    void findsWhatEachProfilesEventsTell_data();
    void findsWhatEachProfilesEventsTell();
    void stopsWhenTold_data() { findsWhatEachProfilesEventsTell_data(); }
    void stopsWhenTold();

private:
    std::vector<Deeds> m_deeds;
    std::shared_ptr<const audience::Audience> m_audience;
};

void TestManyEvents::findsWhatEachProfilesEventsTell_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QByteArray>("threads");
    for (std::size_t i = 0; i < questions().size(); ++i) {
        for (const char* threads : {"1", "2", "3", "8"}) {
            QTest::addRow("%s, %s", questions()[i].name, threads) << static_cast<int>(i) << QByteArray(threads);
        }
    }
}

void TestManyEvents::findsWhatEachProfilesEventsTell()
{
    QFETCH(int, index);
    QFETCH(QByteArray, threads);
    qputenv("POSTWEAVE_THREADS", threads);
    const Question& question = questions()[static_cast<std::size_t>(index)];
    const auto members =
        Evaluator(m_audience, std::make_shared<Definitions>(), kNow, TimeZone()).members(treeOf(question));
    QVERIFY2(members.has_value(), members ? "" : toLine(members.error()).c_str());
    audience::Bitset expected(kProfiles);
    for (std::uint32_t profile = 0; profile < kProfiles; ++profile) {
        expected.assign(profile, question.holds(m_deeds[profile]));
    }
    QVERIFY(expected.count() > 100 && expected.count() < kProfiles - 100); // or the question asks nothing
    QCOMPARE(members->count(), expected.count());
    QVERIFY(*members == expected);
}

void TestManyEvents::stopsWhenTold()
{
    QFETCH(int, index);
    QFETCH(QByteArray, threads);
    qputenv("POSTWEAVE_THREADS", threads);
    const CancelToken cancel;
    cancel.cancel();
    const auto members = Evaluator(m_audience, std::make_shared<Definitions>(), kNow, TimeZone())
                             .members(treeOf(questions()[static_cast<std::size_t>(index)]), cancel);
    QVERIFY(!members.has_value());
    QCOMPARE(members.error().code, ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestManyEvents)
#include "tst_many_events.moc"
