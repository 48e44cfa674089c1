// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/campaign/campaign_fixture.h"

#include "core/campaign/branch_reach.h"

#include <QTest>

#include <cstdlib>
#include <numeric>
#include <set>

using namespace postweave;
using campaign::BranchReach;

namespace {

constexpr std::string_view kShop =
    "{% if customer.country == 'DE' %}a{% elsif customer.country == 'FR' %}b{% else %}c{% endif %}"
    "{% if customer.points >= 500 %}{% if customer.vip %}d{% endif %}{% endif %}"
    "{% for tag in customer.tags %}{% if tag == 'x' %}e{% else %}f{% endif %}{% endfor %}"
    "{% if customer.note == 'gone' %}{% abort 'left' %}{% endif %}"
    "{% if customer.note %}{{ 1 | divided_by: customer.points }}{% endif %}"
    "{% render 'foot', n: customer.points %}";

campaign::People shoppers(std::size_t count)
{
    test::PeopleBuilder builder;
    const std::array<std::string, 4> countries{"DE", "FR", "IT", "AT"};
    for (std::size_t i = 0; i < count; ++i) {
        std::map<std::string, Value> values{{"country", countries[i * i % 4]},
                                            {"points", static_cast<std::int64_t>(i * 37 % 1000)}};
        if (i % 3 == 0) {
            values["vip"] = i % 2 == 0;
        }
        if (i % 5 == 0) {
            values["tags"] = i % 2 == 0 ? TextList{"x", "y"} : TextList{"y"};
        }
        if (i % 11 == 0) {
            values["note"] = std::string(i % 2 == 0 ? "gone" : "here");
        }
        builder.add("k" + std::to_string(100000 + i), values);
    }
    return builder.build();
}

std::shared_ptr<const campaign::PreparedCampaign> prepared(std::string_view source)
{
    const auto partials = std::make_shared<liquid::PartialMap>(
        std::map<std::string, std::string, std::less<>>{{"foot", "{% if n > 100 %}much{% else %}little{% endif %}"}});
    return campaign::prepareCampaign({}, {"shop", std::string(source), partials}).prepared;
}

std::vector<audience::Ordinal> everybody(const campaign::People& people)
{
    std::vector<audience::Ordinal> all(people.audience->size());
    std::iota(all.begin(), all.end(), audience::Ordinal{0});
    return all;
}

BranchReach reachOf(const campaign::People& people, std::string_view source = kShop,
                    const campaign::ReachOptions& options = {})
{
    const auto campaign = prepared(source);
    return test::must(campaign::measureBranchReach(campaign, test::must(campaign::Facts::gather(*campaign, people)),
                                                   everybody(people), options));
}

/// Who takes what, one render after the other.
std::vector<std::vector<std::uint64_t>> renderedOneByOne(const campaign::People& people, std::string_view source)
{
    const auto campaign = prepared(source);
    campaign::CampaignRenderer renderer(campaign, test::must(campaign::Facts::gather(*campaign, people)));
    campaign::RenderedMessage message;
    std::vector<std::vector<std::uint64_t>> taken;
    for (const audience::Ordinal person : everybody(people)) {
        renderer.render(person, message);
        taken.emplace_back();
        for (const auto& block : message.trace.blocks) {
            taken.back().push_back(block.taken);
        }
    }
    return taken;
}

using Choice = std::pair<std::size_t, int>; // block, branch

std::set<Choice> branchesIn(const std::vector<std::uint64_t>& taken)
{
    std::set<Choice> branches;
    for (std::size_t block = 0; block < taken.size(); ++block) {
        for (int branch = 1; branch < 64; ++branch) {
            if ((taken[block] >> branch & 1U) != 0) {
                branches.emplace(block, branch);
            }
        }
    }
    return branches;
}

std::set<std::pair<Choice, Choice>> pairsIn(const std::vector<std::uint64_t>& taken)
{
    std::set<std::pair<Choice, Choice>> pairs;
    const std::set<Choice> branches = branchesIn(taken);
    for (const Choice& one : branches) {
        for (const Choice& other : branches) {
            if (one < other) {
                pairs.emplace(one, other);
            }
        }
    }
    return pairs;
}

} // namespace

class TestBranchReach : public QObject {
    Q_OBJECT
private slots:
    void eachBranchIsCountedAsRenderingOneByOneCountsIt()
    {
        const campaign::People people = shoppers(2500);
        const BranchReach reach = reachOf(people);
        const auto rendered = renderedOneByOne(people, kShop);
        std::map<Choice, std::uint64_t> counts;
        std::map<std::vector<std::uint64_t>, std::uint64_t> combinations;
        for (const auto& taken : rendered) {
            ++combinations[taken];
            for (std::size_t block = 0; block < taken.size(); ++block) {
                for (int branch = 0; branch < 64; ++branch) {
                    counts[{block, branch}] += taken[block] >> branch & 1U;
                }
            }
        }
        QCOMPARE(reach.people, std::uint64_t{2500});
        QCOMPARE(reach.reached.size(), std::size_t{7});
        for (std::size_t block = 0; block < reach.reached.size(); ++block) {
            for (std::size_t branch = 0; branch < reach.reached[block].size(); ++branch) {
                QCOMPARE(reach.reached[block][branch], (counts[{block, static_cast<int>(branch)}]));
            }
        }
        QCOMPARE(reach.combinations.size(), combinations.size());
        for (const campaign::BranchCombination& combination : reach.combinations) {
            QCOMPARE(combination.people, combinations[combination.taken]);
            QCOMPARE(rendered[combination.first], combination.taken);
        }
        QVERIFY(std::is_sorted(reach.combinations.begin(), reach.combinations.end(),
                               [](const auto& a, const auto& b) { return a.people > b.people; }));
    }

    void whoGetsNothingIsCountedBesides()
    {
        const BranchReach reach = reachOf(shoppers(220));
        QCOMPARE(reach.aborted, std::uint64_t{10});
        QCOMPARE(reach.failed, std::uint64_t{0});
        QCOMPARE(reach.reached[4][1], std::uint64_t{10});
        test::PeopleBuilder builder;
        builder.add("a", {{"note", std::string("x")}, {"points", std::int64_t{0}}});
        QCOMPARE(reachOf(builder.build()).failed, std::uint64_t{1});
    }

    void theWitnessesShowEveryBranchAndEveryPair()
    {
        const campaign::People people = shoppers(1500);
        const BranchReach reach = reachOf(people);
        const auto rendered = renderedOneByOne(people, kShop);
        std::set<Choice> all;
        std::set<Choice> shown;
        std::set<std::pair<Choice, Choice>> allPairs;
        std::set<std::pair<Choice, Choice>> shownPairs;
        for (const auto& taken : rendered) {
            all.merge(branchesIn(taken));
            allPairs.merge(pairsIn(taken));
        }
        QVERIFY(reach.cover <= reach.witnesses.size());
        for (std::size_t i = 0; i < reach.witnesses.size(); ++i) {
            shownPairs.merge(pairsIn(rendered[reach.witnesses[i]]));
            if (i < reach.cover) {
                shown.merge(branchesIn(rendered[reach.witnesses[i]]));
            }
        }
        QCOMPARE(shown, all);
        QCOMPARE(shownPairs, allPairs);
        QVERIFY(reach.cover <= 4); // three countries are three people at least
        QVERIFY(reach.cover >= 3);
    }

    void theResultIsTheSameWhateverTheThreads()
    {
        const campaign::People people = shoppers(3000);
        ::setenv("POSTWEAVE_THREADS", "1", 1);
        const BranchReach one = reachOf(people);
        ::setenv("POSTWEAVE_THREADS", "5", 1);
        const BranchReach five = reachOf(people);
        ::unsetenv("POSTWEAVE_THREADS");
        QVERIFY(one == five);
    }

    void aGrowingSampleIsToldUntilItIsTheWhole()
    {
        std::vector<std::uint64_t> seen;
        campaign::ReachOptions options;
        options.grown = [&](const BranchReach& sample) {
            seen.push_back(sample.people);
            QCOMPARE(sample.total, std::uint64_t{5000});
            QCOMPARE(sample.reached[0][1] + sample.reached[0][2] + sample.reached[0][3], sample.people);
            // Spread evenly: the share of a country is near that of all.
            QVERIFY(std::abs(static_cast<double>(sample.reached[0][1]) / static_cast<double>(sample.people) - 0.5) <
                    0.05);
        };
        QVERIFY(reachOf(shoppers(5000), kShop, options).isWhole());
        QCOMPARE(seen, (std::vector<std::uint64_t>{1000, 2000, 4000}));
    }

    void cancellingEndsIt()
    {
        const campaign::People people = shoppers(3000);
        const auto campaign = prepared(kShop);
        const auto facts = test::must(campaign::Facts::gather(*campaign, people));
        const CancelToken cancel;
        campaign::ReachOptions options;
        options.grown = [&](const BranchReach&) { cancel.cancel(); };
        const auto reach = campaign::measureBranchReach(campaign, facts, everybody(people), options, cancel);
        QVERIFY(!reach);
        QVERIFY(reach.error().code == ErrorCode::Cancelled);
    }

    void nobodyAndNoBlocksAreNoSpecialCase()
    {
        QCOMPARE(reachOf(shoppers(0)).combinations.size(), std::size_t{0});
        const BranchReach plain = reachOf(shoppers(3), "no blocks");
        QCOMPARE(plain.combinations.size(), std::size_t{1});
        QCOMPARE(plain.combinations[0].people, std::uint64_t{3});
        QVERIFY(plain.witnesses.empty());
    }
};

QTEST_APPLESS_MAIN(TestBranchReach)
#include "tst_branch_reach.moc"
