// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

using namespace postweave;

namespace {

using namespace std::string_literals;

campaign::People twoPeople()
{
    test::PeopleBuilder builder;
    builder.add("k1", {{"email", "ann@mail.example"s},
                       {"first_name", "Ann"s},
                       {"born", parseDate("1990-02-28").value()},
                       {"seen", test::at("2026-03-01T23:30:00Z")},
                       {"points", std::int64_t{1200}},
                       {"balance", 12.5},
                       {"vip", true},
                       {"tags", TextList{"a", "b c"}},
                       {"address.city", "Köln"s},
                       {"address.geo.zone", "EU"s}});
    builder.add("k 2/ü", {{"email", "eve@mail.example"s}, {"first_name", "<b>\"Eve\" & 'co'</b>\r\nBcc: x"s}});
    builder.addSegment("Named", R"({"attribute": "first_name", "op": "is_set"})");
    builder.addSegment("VIP", R"({"attribute": "vip", "op": "=", "value": true})");
    return builder.build(TimeZone::byName("Europe/Berlin").value());
}

} // namespace

class TestCampaignRenderer : public QObject {
    Q_OBJECT
private slots:
    void templatesSeeTheCustomer_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::newRow("text") << "{{ customer.address.city }}"
                              << "Köln"
                              << "";
        QTest::newRow("dotted names nest") << "{{ customer.address.geo.zone }}"
                                           << "EU"
                                           << "";
        QTest::newRow("date") << "{{ customer.born }}"
                              << "1990-02-28"
                              << "";
        QTest::newRow("datetime in the workspace's zone") << "{{ customer.seen }}"
                                                          << "2026-03-02T00:30:00+01:00"
                                                          << "";
        QTest::newRow("integer") << "{{ customer.points | plus: 1 }}"
                                 << "1201"
                                 << "1";
        QTest::newRow("number") << "{{ customer.balance }}"
                                << "12.5"
                                << "";
        QTest::newRow("boolean") << "{% if customer.vip %}yes{% else %}no{% endif %}"
                                 << "yes"
                                 << "no";
        QTest::newRow("list") << "{% for t in customer.tags %}[{{ t }}]{% endfor %}"
                              << "[a][b c]"
                              << "";
        QTest::newRow("list's size") << "{{ customer.tags.size }}"
                                     << "2"
                                     << "";
        QTest::newRow("missing is nil") << "{% if customer.note == nil %}nil{% endif %}"
                                        << "nil"
                                        << "nil";
        QTest::newRow("missing takes a default") << "{{ customer.note | default: 'none' }}"
                                                 << "none"
                                                 << "none";
        QTest::newRow("key") << "{{ customer.key }}"
                             << "k1"
                             << "k 2/ü";
        QTest::newRow("email") << "{{ customer.email }}"
                               << "ann@mail.example"
                               << "eve@mail.example";
        QTest::newRow("segments") << "{{ customer.segments | join: ',' }}"
                                  << "Named,VIP"
                                  << "Named";
        QTest::newRow("segment") << "{% if customer.segment == 'VIP' %}vip{% endif %}"
                                 << "vip"
                                 << "";
        QTest::newRow("now") << "{{ now | date: '%Y-%m-%d %H:%M' }}"
                             << "2026-03-02 10:00"
                             << "2026-03-02 10:00";
        QTest::newRow("campaign") << "{{ campaign.name }} {{ campaign.from.email }}"
                                  << "spring-sale news@shop.example"
                                  << "spring-sale news@shop.example";
        QTest::newRow("campaign's unsubscribe URL") << "{{ campaign.unsubscribe.url }}"
                                                    << "https://shop.example/u?k=k1"
                                                    << "https://shop.example/u?k=k%202%2F%C3%BC";
    }

    void templatesSeeTheCustomer()
    {
        QFETCH(QString, source);
        const campaign::People people = twoPeople();
        QTEST(QString::fromStdString(test::renderText(people, 0, source.toStdString())), "first");
        QTEST(QString::fromStdString(test::renderText(people, 1, source.toStdString())), "second");
    }

    void valuesAreEscapedForWhereTheyStand()
    {
        const campaign::People people = twoPeople();
        const std::string source = "<p title=\"{{ customer.first_name }}\">{{ customer.first_name }}</p>";
        const std::string html = test::renderText(people, 1, source);
        QVERIFY(html.find("<b>") == std::string::npos);
        QVERIFY(html.find("&lt;b&gt;") != std::string::npos);
        QCOMPARE(std::count(html.begin(), html.end(), '"'), 2);

        campaign::Campaign sale = test::springSale();
        sale.autoescape = campaign::Autoescape::None;
        QVERIFY(test::render(sale, people, 1, source).message.html.find("<b>\"Eve\"") != std::string::npos);
    }

    void subjectFromAndTextArePlainTextWithoutLineEnds()
    {
        campaign::Campaign sale = test::springSale();
        sale.subject = "For {{ customer.first_name }}!";
        sale.from.name = "Shop of {{ customer.first_name }}";
        const auto rendered = test::render(sale, twoPeople(), 1, "<p>Hi {{ customer.first_name }}</p>");
        QCOMPARE(rendered.message.subject, std::string("For <b>\"Eve\" & 'co'</b> Bcc: x!"));
        QCOMPARE(rendered.message.from.name, std::string("Shop of <b>\"Eve\" & 'co'</b> Bcc: x"));
        QCOMPARE(rendered.message.text, std::string("Hi <b>\"Eve\" & 'co'</b> Bcc: x\n"));
    }

    void valuesInTheUnsubscribeUrlArePercentEncoded()
    {
        campaign::Campaign sale = test::springSale();
        sale.unsubscribe.url = "https://shop.example/{{ customer.key }}?m={{ customer.email }}&n={{ customer.note }}#a";
        const auto rendered = test::render(sale, twoPeople(), 1);
        QCOMPARE(rendered.message.unsubscribeUrl,
                 std::string("https://shop.example/k%202%2F%C3%BC?m=eve%40mail.example&n=#a"));
    }

    void everyWebLinkIsTaggedButTheUnsubscribeLink()
    {
        const auto rendered = test::render(test::springSale(), twoPeople(), 1);
        QVERIFY(rendered.message.html.find(
                    "\"https://shop.example/spring?utm_source=newsletter&amp;utm_medium=email\"") != std::string::npos);
        QVERIFY(rendered.message.html.find("\"https://shop.example/u?k=k%202%2F%C3%BC\"") != std::string::npos);
        QVERIFY(rendered.message.text.find(
                    "Look (https://shop.example/spring?utm_source=newsletter&utm_medium=email)") != std::string::npos);
    }

    void thePreheaderIsPutInUnlessTheTemplatePlacesIt()
    {
        const auto rendered = test::render(test::springSale(), twoPeople(), 0);
        QVERIFY(rendered.message.html.find("Flowers and more&#847;") != std::string::npos);
        QVERIFY(rendered.message.text.find("Flowers") == std::string::npos);
        const auto placed = test::render(test::springSale(), twoPeople(), 0, "<p>{{ campaign.preheader }}</p>");
        QCOMPARE(placed.message.html, std::string("<p>Flowers and more</p>"));
    }

    void abortLeavesOutWithItsReason()
    {
        const auto rendered = test::render(test::springSale(), twoPeople(), 0,
                                           "a{% if customer.vip %}{% abort \"no VIPs\" %}{% endif %}b");
        QVERIFY(rendered.status == campaign::RenderedMessage::Status::Aborted);
        QCOMPARE(rendered.abortReason, std::string("no VIPs"));
    }

    void afterAFailureTheNextMessageIsWhole()
    {
        const auto prepared = test::prepare(test::springSale(), "<p>{{ customer.points | divided_by: 0 }}</p>");
        const campaign::People people = twoPeople();
        campaign::CampaignRenderer renderer(prepared, test::must(campaign::Facts::gather(*prepared, people)));
        campaign::RenderedMessage rendered;
        renderer.render(0, rendered);
        QVERIFY(rendered.status == campaign::RenderedMessage::Status::Failed);
        QCOMPARE(campaign::describe(*rendered.failure).substr(0, 16), std::string("line 1, column 4"));

        const auto good = test::prepare(test::springSale());
        campaign::CampaignRenderer other(good, test::must(campaign::Facts::gather(*good, people)));
        other.render(0, rendered);
        QVERIFY(rendered.status == campaign::RenderedMessage::Status::Ready);
        QVERIFY(!rendered.failure);
        QVERIFY(rendered.message.html.find("Hello Ann") != std::string::npos);
    }

    void aSenderThatLiquidMakesUnusableIsAFailure()
    {
        campaign::Campaign sale = test::springSale();
        sale.from.email = "{{ customer.first_name }}";
        const auto rendered = test::render(sale, twoPeople(), 0);
        QVERIFY(rendered.status == campaign::RenderedMessage::Status::Failed);
        QCOMPARE(campaign::describe(*rendered.failure),
                 std::string("sender's address: 'Ann' is no usable e-mail address: it has no @"));
    }

    void anUnknownSegmentIsAnErrorThatNamesTheNearest()
    {
        const auto prepared = test::prepare(test::springSale(), "{% if customer.segment == 'VIPs' %}x{% endif %}");
        const auto facts = campaign::Facts::gather(*prepared, twoPeople());
        QVERIFY(!facts);
        QVERIFY(facts.error().message.ends_with("did you mean 'VIP'?"));
    }

    void messageIdsComeFromCampaignAndKey()
    {
        const auto rendered = test::render(test::springSale(), twoPeople(), 0);
        QCOMPARE(rendered.message.id, email::makeMessageId("spring-sale", "k1", "shop.example"));
        QVERIFY(rendered.message.date == test::kNow);
    }
};

QTEST_APPLESS_MAIN(TestCampaignRenderer)
#include "tst_campaign_renderer.moc"
