// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

using namespace postweave;
using liquid::BehaviourQuery;
using liquid::BehaviourVerb;

namespace {

/// Keys of those who did, joined.
QString who(const BehaviourQuery& query, const campaign::People& people)
{
    QStringList keys;
    for (const std::string_view key :
         people.audience->sortedKeys(campaign::whoDid(query, *people.audience, people.now))) {
        keys += QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    }
    return keys.join(u' ');
}

campaign::People shoppers()
{
    test::PeopleBuilder builder;
    const auto ann = builder.add("ann", {});
    const auto ben = builder.add("ben", {});
    const auto cem = builder.add("cem", {});
    const auto dan = builder.add("dan", {});
    builder.addEvent(ann, "purchase", "2026-03-01T09:00:00Z",
                     {{"category", std::string("Tea")}, {"item", std::string("T1")}});
    builder.addEvent(ann, "purchase", "2026-02-01T09:00:00Z",
                     {{"category", std::string("Cups")}, {"item", std::string("Tea")}});
    builder.addEvent(ben, "purchase", "2026-01-31T09:00:00Z", {{"category", std::string("Tea")}});
    builder.addEvent(ben, "purchase", "2026-03-02T09:00:01Z", {{"category", std::string("Later")}});
    builder.addEvent(cem, "email_click", "2026-03-02T09:00:00Z",
                     {{"campaign", std::string("may")}, {"url", std::string("https://a")}});
    builder.addEvent(cem, "email_open", "2026-02-23T09:00:00Z",
                     {{"campaign", std::int64_t{7}}, {"url", std::string("https://a")}});
    builder.addEvent(dan, "newsletter_subscription_confirmed", "2026-01-05T09:00:00Z", {});
    return builder.build();
}

} // namespace

class TestWhoDid : public QObject {
    Q_OBJECT
private slots:
    void predicatesMeanWhatTheFormatSays_data()
    {
        QTest::addColumn<int>("verb");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("days");
        QTest::addColumn<int>("times");
        QTest::addColumn<QString>("who");
        const auto row = [](const char* name, BehaviourVerb verb, const char* value, int days, int times,
                            const char* keys) {
            QTest::newRow(name) << static_cast<int>(verb) << value << days << times << keys;
        };
        row("any purchase, not the one after now", BehaviourVerb::Purchased, "", 0, 1, "ann ben");
        row("category or item", BehaviourVerb::Purchased, "Tea", 0, 1, "ann ben");
        row("both count together", BehaviourVerb::Purchased, "Tea", 0, 2, "ann");
        row("item", BehaviourVerb::Purchased, "T1", 0, 1, "ann");
        row("case counts", BehaviourVerb::Purchased, "tea", 0, 1, "");
        row("after now", BehaviourVerb::Purchased, "Later", 0, 1, "");
        row("window's edge is in", BehaviourVerb::Purchased, "Tea", 30, 1, "ann ben");
        row("window", BehaviourVerb::Purchased, "Tea", 29, 1, "ann");
        row("both in 30 days", BehaviourVerb::Purchased, "Tea", 30, 2, "ann");
        row("now is in", BehaviourVerb::Clicked, "may", 1, 1, "cem");
        row("clicks match their URL", BehaviourVerb::Clicked, "https://a", 0, 1, "cem");
        row("opens do not", BehaviourVerb::Opened, "https://a", 0, 1, "");
        row("a number's text", BehaviourVerb::Opened, "7", 7, 1, "cem");
        row("nobody viewed", BehaviourVerb::Viewed, "", 0, 1, "");
        row("type", BehaviourVerb::Did, "email_open", 0, 1, "cem");
        row("types that start so", BehaviourVerb::Did, "email_*", 0, 2, "cem");
        row("a long type", BehaviourVerb::Did, "newsletter_subscription_confirmed", 0, 1, "dan");
        row("types that start long", BehaviourVerb::Did, "newsletter_subscription_*", 0, 1, "dan");
        row("any type", BehaviourVerb::Did, "", 0, 1, "ann ben cem dan");
        row("endless window", BehaviourVerb::Did, "purchase", 2'000'000'000, 1, "ann ben");
    }

    void predicatesMeanWhatTheFormatSays()
    {
        QFETCH(int, verb);
        QFETCH(QString, value);
        QFETCH(int, days);
        QFETCH(int, times);
        BehaviourQuery query;
        query.verb = static_cast<BehaviourVerb>(verb);
        query.value = value.isEmpty() ? std::nullopt : std::optional(value.toStdString());
        query.days = days == 0 ? std::nullopt : std::optional<std::int64_t>(days);
        query.times = times;
        QTEST(::who(query, shoppers()), "who");
    }
};

QTEST_APPLESS_MAIN(TestWhoDid)
#include "tst_who_did.moc"
