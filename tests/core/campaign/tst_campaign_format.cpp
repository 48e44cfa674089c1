// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/campaign/campaign_format.h"

#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

using namespace postweave;

namespace {

const std::string kExample = R"({"format": "postweave.campaign/1", "name": "spring-sale",
 "audience": {"segment": "High engagement"}, "exclude": [{"segment": "Unsubscribed"}],
 "template": "spring.liquid.html", "subject": "{{ customer.first_name | default: 'Hello' }}, spring is here",
 "preheader": "…", "from": {"name": "Shop", "email": "news@shop.example"}, "reply_to": "help@shop.example",
 "utm": {"source": "newsletter", "medium": "email", "campaign": "spring-sale"},
 "autoescape": "html",
 "unsubscribe": {"url": "https://shop.example/u?k={{ customer.key }}", "mailto": "unsubscribe@shop.example"}})";

/// `path: message` of each diagnostic.
QStringList faultsOf(const std::string& text)
{
    QStringList faults;
    for (const Diagnostic& diagnostic : campaign::parseCampaign(text).diagnostics) {
        faults += QString::fromStdString(diagnostic.path + ": " + diagnostic.message);
    }
    return faults;
}

std::string with(std::string_view key, std::string_view value)
{
    Json json = parseJson(kExample).value();
    json[std::string(key)] = parseJson(value).value();
    return toText(json);
}

} // namespace

class TestCampaignFormat : public QObject {
    Q_OBJECT
private slots:
    void theFormatsExampleReads()
    {
        const auto [read, diagnostics] = campaign::parseCampaign(kExample);
        QVERIFY(diagnostics.empty());
        QCOMPARE(read.name, std::string("spring-sale"));
        QCOMPARE(campaign::referencedSegments(read), (std::vector<std::string>{"High engagement", "Unsubscribed"}));
        QCOMPARE(read.from, (campaign::Sender{"Shop", "news@shop.example"}));
        QCOMPARE(read.utm.size(), std::size_t{3});
        QCOMPARE(campaign::linkParameters(read)[2],
                 (std::pair<std::string, std::string>{"utm_campaign", "spring-sale"}));
        QCOMPARE(read.unsubscribe.mailto, std::string("unsubscribe@shop.example"));
        QVERIFY(read.autoescape == campaign::Autoescape::Html);
    }

    void writingAndReadingGivesAnEqualCampaign()
    {
        campaign::Campaign campaign = test::springSale();
        campaign.audience = segment::FilterTree(
            segment::readNode(parseJson(R"({"attribute": "country", "op": "=", "value": "DE"})").value()).node.value());
        campaign.exclude.emplace_back(segment::Node{segment::SegmentReference{"Unsubscribed"}});
        campaign.autoescape = campaign::Autoescape::None;
        campaign.replyTo = "help@shop.example";
        const auto [read, diagnostics] = campaign::parseCampaign(campaign::campaignText(campaign));
        QVERIFY(diagnostics.empty());
        QVERIFY(read == campaign);
        QCOMPARE(campaign::campaignText(read), campaign::campaignText(campaign));
    }

    void audienceTakesAFilterTree()
    {
        const auto [read, diagnostics] = campaign::parseCampaign(
            with("audience", R"({"where": {"attribute": "country", "op": "in", "value": ["US", "CA"]}})"));
        QVERIFY(diagnostics.empty());
        QCOMPARE(read.audience.nodeCount(), std::size_t{1});
        QVERIFY(!(read.audience == campaign::nobody()));
    }

    void aCampaignWithoutAudienceAddressesNobody() { QVERIFY(campaign::Campaign{}.audience == campaign::nobody()); }

    void everyFaultIsNamedWithItsPath_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("fault");
        QTest::newRow("unknown key") << "subjekt"
                                     << "1"
                                     << "$.subjekt: the key 'subjekt' is unknown here";
        QTest::newRow("format") << "format"
                                << R"("postweave.campaign/2")"
                                << "$.format: the format is not \"postweave.campaign/1\"";
        QTest::newRow("name") << "name"
                              << R"("")"
                              << "$.name: 'name' is empty, not a name";
        QTest::newRow("subject") << "subject"
                                 << "5"
                                 << "$.subject: 'subject' is a number, not text";
        QTest::newRow("sender") << "from"
                                << R"({"name": "x"})"
                                << "$.from: the key 'email' is missing";
        QTest::newRow("sender's key") << "from"
                                      << R"({"email": "a@b.example", "mail": "x"})"
                                      << "$.from.mail: the key 'mail' is unknown here";
        QTest::newRow("sender's address") << "from"
                                          << R"({"email": "a@"})"
                                          << "$.from.email: 'a@' is no usable e-mail address: what follows @ is no "
                                             "host name; letters, digits, hyphens and "
                                             "dots make one";
        QTest::newRow("reply-to") << "reply_to"
                                  << R"("nobody")"
                                  << "$.reply_to: 'nobody' is no usable e-mail address: it has no @";
        QTest::newRow("both kinds of rule") << "audience"
                                            << R"({"segment": "x", "where": {"all": []}})"
                                            << "$.audience: a rule has either 'segment' or 'where'";
        QTest::newRow("neither kind") << "audience"
                                      << "{}"
                                      << "$.audience: a rule has either 'segment' or 'where'";
        QTest::newRow("exclude no list") << "exclude"
                                         << R"({"segment": "x"})"
                                         << "$.exclude: 'exclude' is an object, not a list";
        QTest::newRow("exclude's node") << "exclude"
                                        << R"([{"segment": "x"}, {"where": {"all": [{"alll": []}]}}])"
                                        << "$.exclude[1].where.all[0]";
        QTest::newRow("utm") << "utm"
                             << R"({"sauce": "x"})"
                             << "$.utm.sauce: the key 'sauce' is unknown here";
        QTest::newRow("autoescape") << "autoescape"
                                    << "true"
                                    << "$.autoescape: 'autoescape' is neither \"html\" nor \"none\"";
        QTest::newRow("unsubscribe") << "unsubscribe"
                                     << R"({"url": "shop.example/u"})"
                                     << "$.unsubscribe.url: the unsubscribe URL does not start with https://";
    }

    void everyFaultIsNamedWithItsPath()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, fault);
        const QStringList faults = faultsOf(with(key.toStdString(), value.toStdString()));
        QVERIFY2(faults.size() >= 1 && faults.first().startsWith(fault), qPrintable(faults.join(u'\n')));
    }

    void allFaultsAreReported()
    {
        const QStringList faults = faultsOf(R"({"format": "postweave.campaign/1", "nam": "x", "from": {"email": 1}})");
        QCOMPARE(faults.size(), 6);
        QVERIFY(faults.contains("$: the key 'template' is missing"));
        QVERIFY(faults.contains("$: the key 'audience' is missing"));
    }

    void aRepeatedKeyIsAnError()
    {
        const QStringList faults = faultsOf(R"({"name": "a", "from": {"email": "x@y.example", "email": "z"}})");
        QCOMPARE(faults, QStringList("$.from.email: the key 'email' occurs twice; keep one of them"));
    }

    void textThatIsNoJsonHasAPlace()
    {
        const std::string text = "{\n  \"name\" \"x\"}";
        const auto reading = campaign::parseCampaign(text);
        QCOMPARE(reading.diagnostics.size(), std::size_t{1});
        QCOMPARE(positionOf(text, reading.diagnostics[0].range.begin).line, 2);
    }

    void liquidMayStandInAddresses()
    {
        QCOMPARE(faultsOf(with("from", R"({"name": "{{ customer.rep }}", "email": "{{ customer.rep_email }}"})")),
                 QStringList());
    }

    void validationSpeaksOfTheCampaignsDocument()
    {
        campaign::Campaign campaign = test::springSale();
        campaign.audience = segment::FilterTree(segment::Node{segment::SegmentReference{"Gone"}});
        campaign.exclude = {segment::FilterTree(segment::makeGroup(
            segment::GroupKind::All,
            {segment::readNode(parseJson(R"({"attribute": "contry", "op": "=", "value": "DE"})").value())
                 .node.value()}))};
        test::PeopleBuilder builder;
        const campaign::People people = builder.build();
        const Diagnostics diagnostics =
            campaign::validateAudience(campaign, segment::catalogOf(*people.audience), *people.definitions);
        QCOMPARE(diagnostics.size(), std::size_t{2});
        QCOMPARE(diagnostics[0].path, std::string("$.audience.segment"));
        QCOMPARE(diagnostics[1].path, std::string("$.exclude[0].where.all[0].attribute"));
    }
};

QTEST_APPLESS_MAIN(TestCampaignFormat)
#include "tst_campaign_format.moc"
