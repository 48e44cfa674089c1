// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/links.h"
#include "core/email/plain_text.h"
#include "core/email/preheader.h"

#include <QTest>

using namespace postweave;

namespace {

const email::UrlParameters kUtm = {{"utm_source", "news letter"}, {"utm_campaign", "a&b"}};

} // namespace

class TestLinks : public QObject {
    Q_OBJECT
private slots:
    void parametersGoBeforeTheFragment_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* url, const char* expected) {
            QTest::newRow(name) << url << expected;
        };
        row("bare", "https://x.example", "https://x.example?utm_source=news%20letter&utm_campaign=a%26b");
        row("fragment", "https://x.example/p#top",
            "https://x.example/p?utm_source=news%20letter&utm_campaign=a%26b#top");
        row("query", "https://x.example/?q=1", "https://x.example/?q=1&utm_source=news%20letter&utm_campaign=a%26b");
        row("query and fragment", "https://x.example/?q=1#f?x",
            "https://x.example/?q=1&utm_source=news%20letter&utm_campaign=a%26b#f?x");
        row("question mark alone", "https://x.example/?",
            "https://x.example/?utm_source=news%20letter&utm_campaign=a%26b");
        row("trailing ampersand", "https://x.example/?q&",
            "https://x.example/?q&utm_source=news%20letter&utm_campaign=a%26b");
        row("one is there", "https://x.example/?utm_source=own",
            "https://x.example/?utm_source=own&utm_campaign=a%26b");
        row("all are there", "https://x.example/?utm_source=&utm_campaign=c#f",
            "https://x.example/?utm_source=&utm_campaign=c#f");
        row("name inside a value", "https://x.example/?u=utm_source=1",
            "https://x.example/?u=utm_source=1&utm_source=news%20letter&utm_campaign=a%26b");
    }

    void parametersGoBeforeTheFragment()
    {
        QFETCH(QString, url);
        QFETCH(QString, expected);
        QCOMPARE(email::addParameters(url.toStdString(), kUtm), expected.toStdString());
    }

    void onlyWebLinksAreTagged_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* html, const char* expected) {
            QTest::newRow(name) << html << expected;
        };
        row("link", "<a class=b href=\"http://x.example/\">y</a>", "<a class=b href=\"http://x.example/?u=1\">y</a>");
        row("single quotes", "<a href='http://x.example/'>", "<a href='http://x.example/?u=1'>");
        row("no quotes", "<a href=http://x.example/ id=b>", "<a href=\"http://x.example/?u=1\" id=b>");
        row("ampersands", "<a href=\"http://x.example/?a=1&amp;b=2\">",
            "<a href=\"http://x.example/?a=1&amp;b=2&amp;u=1\">");
        row("bare ampersand", "<a href=\"http://x.example/?a=1&b=2\">",
            "<a href=\"http://x.example/?a=1&amp;b=2&amp;u=1\">");
        row("upper case", "<A HREF=\"HTTP://x.example\">", "<A HREF=\"HTTP://x.example?u=1\">");
        row("blanks around", "<a href=\" http://x.example \">", "<a href=\"http://x.example?u=1\">");
        row("area", "<area href='https://x.example'>", "<area href='https://x.example?u=1'>");
        row("mail", "<a href=\"mailto:a@b.example\">", "<a href=\"mailto:a@b.example\">");
        row("anchor", "<a href=\"#top\">", "<a href=\"#top\">");
        row("image", "<img src=\"http://x.example/i.png\">", "<img src=\"http://x.example/i.png\">");
        row("style sheet", "<link href=\"http://x.example/s.css\">", "<link href=\"http://x.example/s.css\">");
        row("comment", "<!-- <a href=\"http://x.example\"> -->", "<!-- <a href=\"http://x.example\"> -->");
        row("text", "http://x.example <style>a[href=\"http://x.example\"]{}</style>",
            "http://x.example <style>a[href=\"http://x.example\"]{}</style>");
        row("Outlook", "<!--[if mso]><v:rect href=\"http://x.example\"><![endif]-->z",
            "<!--[if mso]><v:rect href=\"http://x.example?u=1\"><![endif]-->z");
        row("unsubscribe", "<a href=\"https://x.example/out?k=a%40b&amp;l=1\">",
            "<a href=\"https://x.example/out?k=a%40b&amp;l=1\">");
        row("unsubscribe, written otherwise", "<a href=\"https://x.example/out?k=a@b&amp;l=1\">",
            "<a href=\"https://x.example/out?k=a@b&amp;l=1\">");
        row("another's unsubscribe page", "<a href=\"https://x.example/out\">",
            "<a href=\"https://x.example/out?u=1\">");
    }

    void onlyWebLinksAreTagged()
    {
        QFETCH(QString, html);
        QFETCH(QString, expected);
        QCOMPARE(email::tagLinks(html.toStdString(), {{"u", "1"}}, "https://x.example/out?k=a%40b&l=1"),
                 expected.toStdString());
    }

    void withoutParametersNothingChanges()
    {
        QCOMPARE(email::tagLinks("<a href=http://x>", {}, ""), std::string("<a href=http://x>"));
    }

    void preheaderIsTheFirstThingInTheBodyAndHidden()
    {
        const std::string html =
            "<!doctype html><html><head><title>t</title></head><body class=\"b\"><p>Hi</p></body></html>";
        const std::string with = email::insertPreheader(html, "Save 5 < 6 & more\nnow");
        const std::size_t at = with.find("<div style=\"display:none;");
        QCOMPARE(at, html.find("<p>"));
        QVERIFY(with.find(">Save 5 &lt; 6 &amp; more now&#847;") != std::string::npos);
        QCOMPARE(email::toPlainText(with), std::string("Hi\n"));
        QCOMPARE(email::insertPreheader(html, " \n"), html);
    }

    void preheaderFindsAPlaceWithoutABody()
    {
        QVERIFY(email::insertPreheader("<p>a</p>", "x").starts_with("<div style="));
        QVERIFY(email::insertPreheader("<!DOCTYPE html><p>a</p>", "x").starts_with("<!DOCTYPE html><div style="));
    }
};

QTEST_APPLESS_MAIN(TestLinks)
#include "tst_links.moc"
