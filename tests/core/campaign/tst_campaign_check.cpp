// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/campaign/campaign_fixture.h"

#include <QTest>

#include <algorithm>

using namespace postweave;

namespace {

using namespace std::string_literals;

campaign::People fivePeople()
{
    test::PeopleBuilder builder;
    builder.add("a", {{"email", "a@mail.example"s}, {"first_name", "Ann"s}});
    builder.add("b", {{"email", "b@mail.example"s}});
    builder.add("c", {{"email", "B@mail.example"s}});
    builder.add("d", {{"first_name", "Dan"s}});
    builder.add("e", {{"email", "e@"s}, {"note", "x"s}});
    builder.addSegment("Named", R"({"attribute": "first_name", "op": "is_set"})");
    return builder.build();
}

campaign::CheckReport check(const campaign::Campaign& sale, std::string_view source = test::kTemplate,
                            const campaign::CheckOptions& options = {})
{
    return test::must(campaign::checkCampaign(
        campaign::prepareCampaign(sale, {"spring.liquid.html", std::string(source), nullptr}), fivePeople(), options));
}

/// The findings of a rule.
campaign::Findings found(const campaign::CheckReport& report, std::string_view rule)
{
    campaign::Findings findings;
    for (const campaign::Finding& finding : report.findings) {
        if (finding.diagnostic.rule == rule) {
            findings.push_back(finding);
        }
    }
    return findings;
}

campaign::Finding only(const campaign::CheckReport& report, std::string_view rule)
{
    const campaign::Findings findings = found(report, rule);
    if (findings.size() != 1) {
        QStringList rules;
        for (const campaign::Finding& finding : report.findings) {
            rules += QString::fromStdString(finding.diagnostic.rule + ": " + finding.diagnostic.message);
        }
        qWarning("%zu findings of this rule; there are\n%s", findings.size(), qPrintable(rules.join(u'\n')));
        return {};
    }
    return findings.front();
}

} // namespace

class TestCampaignCheck : public QObject {
    Q_OBJECT
private slots:
    void aGoodCampaignHasOnlyWhatIsTrueOfItsPeople()
    {
        const campaign::CheckReport report = check(test::springSale());
        QCOMPARE(report.findings.size(), std::size_t{2});
        QCOMPARE(report.audience, std::uint64_t{5});
        QCOMPARE(report.recipients, std::uint64_t{3});
        QCOMPARE(report.rendered, std::uint64_t{3});
        QCOMPARE(only(report, "without-address").people, std::uint64_t{2});
        QCOMPARE(only(report, "without-address").profile, std::string("d"));
        QCOMPARE(only(report, "shared-address").profile, std::string("c"));
    }

    void aMissingValueIsNeverASilentEmptyGreeting()
    {
        const std::string source = "<p>\nHello {{ customer.first_name }},</p>";
        const campaign::Finding finding = only(check(test::springSale(), source), "missing-default");
        QCOMPARE(finding.people, std::uint64_t{2});
        QCOMPARE(finding.profile, std::string("b"));
        QCOMPARE(finding.line, 2);
        QCOMPARE(finding.column, 10);
        QVERIFY(finding.diagnostic.severity == Severity::Warning);
        QCOMPARE(finding.diagnostic.message, std::string("customer.first_name is empty for 2 recipients"));
        QCOMPARE(finding.diagnostic.mend, std::string("add a default: {{ customer.first_name | default: '…' }}"));
    }

    void aMissingValueInTheSubjectIsFoundThere()
    {
        campaign::Campaign sale = test::springSale();
        sale.subject = "{{ customer.first_name }}, look";
        const campaign::Finding finding = only(check(sale), "missing-default");
        QVERIFY(finding.part == campaign::CampaignPart::Subject);
        QCOMPARE(finding.diagnostic.path, std::string("$.subject"));
    }

    void defaultsAndConditionsGuardAValue_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("count");
        QTest::newRow("default") << "{{ customer.first_name | upcase | default: 'x' }}" << 0;
        QTest::newRow("another's default") << "{{ customer.first_name }}{{ x | default: customer.first_name }}" << 2;
        QTest::newRow("condition") << "{% if customer.first_name %}{{ customer.first_name }}{% endif %}" << 0;
        QTest::newRow("else") << "{% if customer.first_name == blank %}x{% else %}{{ customer.first_name }}{% endif %}"
                              << 0;
        QTest::newRow("another condition") << "{% if customer.note %}{{ customer.first_name }}{% endif %}" << 1;
        QTest::newRow("only asked") << "{% if customer.first_name == 'x' %}y{% endif %}" << 0;
        QTest::newRow("assigned") << "{% assign n = customer.first_name %}{{ n }}" << 1;
        QTest::newRow("assigned with default") << "{% assign n = customer.first_name | default: 'x' %}{{ n }}" << 0;
        QTest::newRow("always there") << "{{ customer.email }}{{ customer.key }}" << 0;
    }

    void defaultsAndConditionsGuardAValue()
    {
        QFETCH(QString, source);
        QFETCH(int, count);
        QCOMPARE(static_cast<int>(found(check(test::springSale(), source.toStdString()), "missing-default").size()),
                 count);
    }

    void namesThatMeanNothingAreErrors_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("mend");
        QTest::newRow("attribute") << "{{ customer.frist_name }}"
                                   << "unknown-attribute"
                                   << "did you mean 'customer.first_name'?";
        QTest::newRow("without customer") << "{{ first_name }}"
                                          << "unknown-name"
                                          << "write customer.first_name";
        QTest::newRow("nested") << "{{ customer.address.ctiy | default: 'x' }}"
                                << "unknown-attribute"
                                << "did you mean 'customer.address.city'?";
        QTest::newRow("segment") << "{% if customer.segment == 'Name' %}x{% endif %}"
                                 << "unknown-segment"
                                 << "did you mean 'Named'?";
        QTest::newRow("partial") << "{% render 'footer' %}"
                                 << "missing-partial"
                                 << "put it beside the template, or save it";
    }

    void namesThatMeanNothingAreErrors()
    {
        QFETCH(QString, source);
        QFETCH(QString, rule);
        const campaign::Finding finding = only(check(test::springSale(), source.toStdString()), rule.toStdString());
        QVERIFY(finding.diagnostic.severity == Severity::Error);
        QTEST(QString::fromStdString(finding.diagnostic.mend), "mend");
        QCOMPARE(finding.line, 1);
    }

    void namesOfTheTemplatesOwnAreKnown()
    {
        const campaign::CheckReport report =
            check(test::springSale(),
                  "{% assign a = now %}{% for t in customer.tags %}{{ t }}{{ forloop.index }}{% endfor %}"
                  "{{ a }}{{ campaign.name }}{{ customer.email.size }}{{ customer.segments | join: ' ' }}");
        QVERIFY(found(report, "unknown-name").empty());
        QVERIFY(found(report, "unknown-attribute").empty());
    }

    void theDocumentsFaultsAreFound()
    {
        campaign::Campaign sale;
        sale.name = "x";
        const campaign::CheckReport report = check(sale, " ");
        QCOMPARE(only(report, "no-audience").diagnostic.path, std::string("$.audience"));
        QCOMPARE(only(report, "no-sender").diagnostic.path, std::string("$.from.email"));
        QCOMPARE(only(report, "no-subject").diagnostic.path, std::string("$.subject"));
        QCOMPARE(only(report, "no-template").diagnostic.path, std::string("$.template"));
        QCOMPARE(only(report, "no-unsubscribe").diagnostic.path, std::string("$.unsubscribe"));
        QVERIFY(campaign::hasErrors(report.findings));
    }

    void anAudienceWithoutRecipientsIsAnError()
    {
        campaign::Campaign sale = test::springSale();
        sale.exclude = {segment::FilterTree()};
        const campaign::CheckReport report = check(sale);
        QCOMPARE(report.excluded, std::uint64_t{5});
        QVERIFY(only(report, "no-recipients").diagnostic.severity == Severity::Error);
    }

    void anInvalidAudienceIsFoundWithItsPath()
    {
        campaign::Campaign sale = test::springSale();
        sale.audience = segment::FilterTree(segment::Node{segment::SegmentReference{"Nobdy"}});
        const campaign::CheckReport report = check(sale);
        QCOMPARE(report.findings.front().diagnostic.path, std::string("$.audience.segment"));
    }

    void unsubscribingIsWatched()
    {
        campaign::Campaign sale = test::springSale();
        QVERIFY(found(check(sale), "no-unsubscribe-link").empty());
        QVERIFY(
            found(check(sale, "<a href=\"https://shop.example/u?k={{ customer.key }}\">x</a>"), "no-unsubscribe-link")
                .empty());
        QCOMPARE(only(check(sale, "<p>a</p>"), "no-unsubscribe-link").diagnostic.path, std::string("$.template"));
        sale.unsubscribe.url = "http://shop.example/u";
        QCOMPARE(only(check(sale), "no-one-click").diagnostic.path, std::string("$.unsubscribe.url"));
    }

    void linksAndImagesAreWatched()
    {
        const campaign::CheckReport report =
            check(test::springSale(),
                  "<a href=\"https://a.example\">a</a>\n<a href=\"HTTP://b.example/{{ customer.key }}\">b</a>"
                  "<a href=\"{% if customer.vip %}https://c.example{% endif %}\">c</a>\n"
                  "<a href=\"\">d</a><a href=\"#\">e</a><a name=x>f</a>"
                  "<img src=x><img src=y alt=\"\">{% comment %}<img src=z>{% endcomment %}");
        QCOMPARE(only(report, "insecure-link").line, 2);
        QCOMPARE(only(report, "insecure-link").diagnostic.message,
                 std::string("this link is not encrypted: HTTP://b.example/{{ customer.key }}"));
        QCOMPARE(found(report, "empty-link").size(), std::size_t{2});
        QCOMPARE(only(report, "image-without-alt").line, 3);
    }

    void longMessagesAndPreheadersAreFound()
    {
        campaign::Campaign sale = test::springSale();
        sale.preheader = std::string(131, 'x');
        const campaign::CheckReport report = check(sale, "<p>" + std::string(102 * 1024, 'x') + "</p>");
        QCOMPARE(only(report, "message-too-long").people, std::uint64_t{3});
        QCOMPARE(only(report, "preheader-too-long").people, std::uint64_t{3});
        QVERIFY(found(check(test::springSale()), "message-too-long").empty());
    }

    void renderingFindsErrorsAbortsAndEmptySubjects()
    {
        campaign::Campaign sale = test::springSale();
        sale.subject = "{% if customer.first_name %}x{% endif %}";
        const campaign::CheckReport report =
            check(sale, "{% if customer.key == 'b' %}{% abort \"not b\" %}{% endif %}\n"
                        "{% if customer.key == 'c' %}{{ 1 | divided_by: 0 }}{% endif %}");
        QCOMPARE(only(report, "aborted").profile, std::string("b"));
        QVERIFY(only(report, "aborted").diagnostic.message.ends_with("not b"));
        QCOMPARE(only(report, "render-error").profile, std::string("c"));
        QCOMPARE(only(report, "render-error").line, 2);
        QCOMPARE(report.aborted, std::uint64_t{1});
        campaign::CheckOptions none;
        none.renderedRecipients = 0;
        QCOMPARE(check(sale, test::kTemplate, none).rendered, std::uint64_t{0});
        QCOMPARE(only(check(sale), "empty-subject").people, std::uint64_t{2});
    }

    void syntaxFaultsAreFoundWithTheirPlace()
    {
        const campaign::CheckReport report = check(test::springSale(), "<p>\n{% if customer.vip %}</p>");
        QVERIFY(report.findings.front().diagnostic.severity == Severity::Error);
        QVERIFY(report.findings.front().part == campaign::CampaignPart::Template);
        QCOMPARE(report.rendered, std::uint64_t{0});
        const Error error = campaign::firstError(report.findings, "sale.json", "spring.liquid.html");
        QCOMPARE(error.where.file, std::string("spring.liquid.html"));
        QVERIFY(error.where.line >= 1);
    }

    void aTemplateAloneIsChecked()
    {
        const campaign::TemplateText text{"t", "{{ customer.frist_name }}<img src=x>{{ nme }}", nullptr};
        const campaign::Findings alone = campaign::checkTemplate(text, campaign::Autoescape::Html);
        QCOMPARE(alone.size(), std::size_t{2});
        const campaign::People people = fivePeople();
        QCOMPARE(campaign::checkTemplate(text, campaign::Autoescape::Html, &people).size(), std::size_t{3});
    }

    void cancellingEndsIt()
    {
        const CancelToken cancel;
        cancel.cancel();
        const auto report = campaign::checkCampaign(
            campaign::prepareCampaign(test::springSale(), {"t", std::string(test::kTemplate), nullptr}), fivePeople(),
            {}, cancel);
        QVERIFY(!report);
        QVERIFY(report.error().code == ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestCampaignCheck)
#include "tst_campaign_check.moc"
