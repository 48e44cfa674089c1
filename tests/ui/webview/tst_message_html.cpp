// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/webview/message_html.h"

#include <QTest>

using namespace postweave::ui::webview;

class TestMessageHtml : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersQueriesForTheColorScheme_data();
    void answersQueriesForTheColorScheme();
    void leavesWordsOfTheMessageAlone();
    void knowsWhetherAMessageSaysAnythingOfDark_data();
    void knowsWhetherAMessageSaysAnythingOfDark();
    void keepsTheDoctypeFirst();
    void escapesText();
};

void TestMessageHtml::answersQueriesForTheColorScheme_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("light");
    QTest::addColumn<QString>("dark");
    const QString no = QStringLiteral("(max-width:0)");
    const QString yes = QStringLiteral("(min-width:0)");
    const auto row = [&](const char* name, const QString& pattern, const QString& query, bool whenDark) {
        QTest::newRow(name) << pattern.arg(query) << pattern.arg(whenDark ? no : yes)
                            << pattern.arg(whenDark ? yes : no);
    };
    const QString style = QStringLiteral("<style>a{b:c} @media %1 {d{e:f}} @media (max-width:600px){g{}}</style>x");
    row("dark", style, QStringLiteral("(prefers-color-scheme: dark)"), true);
    row("light", style, QStringLiteral("(prefers-color-scheme:light)"), false);
    row("capitals", style, QStringLiteral("( PREFERS-COLOR-SCHEME : Dark )"), true);
    row("and", style, QStringLiteral("screen and (prefers-color-scheme: dark)").mid(11), true);
    row("attribute", QStringLiteral("<source media=\"%1\" srcset=x>"), QStringLiteral("(prefers-color-scheme: dark)"),
        true);
}

void TestMessageHtml::answersQueriesForTheColorScheme()
{
    QFETCH(const QString, html);
    QFETCH(const QString, light);
    QFETCH(const QString, dark);
    QVERIFY(shownHtml(html.toStdString(), {}).ends_with(light.toStdString()));
    QVERIFY(shownHtml(html.toStdString(), {.dark = true}).ends_with(dark.toStdString()));
}

void TestMessageHtml::leavesWordsOfTheMessageAlone()
{
    const std::string html = "<p title='(prefers-color-scheme: dark)'>Write (prefers-color-scheme: dark)</p>";
    QVERIFY(shownHtml(html, {.dark = true}).ends_with(html));
    const std::string broken = "<style>prefers-color-scheme) (prefers-color-scheme</style>";
    QVERIFY(shownHtml(broken, {.dark = true}).ends_with(broken));
}

void TestMessageHtml::knowsWhetherAMessageSaysAnythingOfDark_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<bool>("expected");
    QTest::newRow("nothing") << QStringLiteral("<style>a{}</style>") << false;
    QTest::newRow("query") << QStringLiteral("<style>@media (prefers-color-scheme:dark){}</style>") << true;
    QTest::newRow("meta") << QStringLiteral("<meta name=color-scheme content='light dark'>") << true;
    QTest::newRow("light only") << QStringLiteral("<meta name=color-scheme content='light'>") << false;
    QTest::newRow("words") << QStringLiteral("<p>prefers-color-scheme</p>") << false;
}

void TestMessageHtml::knowsWhetherAMessageSaysAnythingOfDark()
{
    QFETCH(const QString, html);
    QFETCH(const bool, expected);
    QCOMPARE(hasDarkStyle(html.toStdString()), expected);
}

void TestMessageHtml::keepsTheDoctypeFirst()
{
    QVERIFY(shownHtml("<!DOCTYPE html><p>x", {}).starts_with("<!DOCTYPE html><meta"));
    QVERIFY(shownHtml("<!DOCTYPE html><html><head><title>a</title></head>", {}).find("<head><meta") !=
            std::string::npos);
}

void TestMessageHtml::escapesText()
{
    const std::string page = textAsHtml("a <b> & c", {"#fff", "#000"});
    QVERIFY(page.find("a &lt;b> &amp; c") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestMessageHtml)
#include "tst_message_html.moc"
