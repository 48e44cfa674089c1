// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/email/html_text.h"
#include "core/email/html_tokens.h"

#include "tests/core/email/python_judge.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QTest>

using namespace postweave;

namespace {

/// `<name attr=value>`, `</name>`, `"text"`, `!comment!`: tokens as a line a reader can compare.
std::string outline(std::string_view html)
{
    std::string out;
    email::HtmlTokenizer tokenizer(html);
    email::HtmlToken token;
    while (tokenizer.next(token)) {
        switch (token.kind) {
        case email::HtmlTokenKind::Text:
            out += '"' + std::string(token.text) + '"';
            break;
        case email::HtmlTokenKind::Comment:
            out += '!' + std::string(token.text) + '!';
            break;
        case email::HtmlTokenKind::EndTag:
            out += "</" + token.name + '>';
            break;
        case email::HtmlTokenKind::StartTag:
            out += '<' + token.name;
            for (const email::HtmlAttribute& attribute : token.attributes) {
                out +=
                    ' ' + std::string(attribute.name) + (attribute.hasValue ? "=" : "") + std::string(attribute.value);
            }
            out += '>';
            break;
        }
    }
    return out;
}

} // namespace

class TestHtmlTokens : public QObject {
    Q_OBJECT
private slots:
    void readsWhatBrowsersRead_data()
    {
        QTest::addColumn<QByteArray>("html");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* html, const char* expected) {
            QTest::newRow(name) << QByteArray(html) << QByteArray(expected);
        };
        row("plain", "<p>a</p>", "<p>\"a\"</p>");
        row("attributes", "<A HREF='x y' b=c d>z", "<a HREF=x y b=c d>\"z\"");
        row("self-closing", "<br/><img src=a/>", "<br><img src=a/>");
        row("bracket in value", "<a title=\">\">b", "<a title=>>\"b\"");
        row("lone brackets", "1 < 2 <3 & 4 > 3", "\"1 < 2 <3 & 4 > 3\"");
        row("comment", "a<!-- <b> -->c", "\"a\"!<!-- <b> -->!\"c\"");
        row("short comment", "<!-->a", "!<!-->!\"a\"");
        row("doctype", "<!DOCTYPE html>a", "!<!DOCTYPE html>!\"a\"");
        row("script", "<script>if (a < b) '</p>'</script>x", "<script>\"if (a < b) '</p>'\"</script>\"x\"");
        row("script end needs a bracket", "<script></scripts></script >x", "<script>\"</scripts>\"</script>\"x\"");
        row("style in upper case", "<STYLE>a>b</Style>", "<style>\"a>b\"</style>");
        row("unfinished tag", "<a href=\"x", "<a href=x>");
        row("unfinished comment", "<!-- a", "!<!-- a!");
        row("unfinished script", "<script>a<b", "<script>\"a<b\"");
        row("empty end tag", "a</>b", "\"a</>b\"");
        row("end with a lone bracket", "a<", "\"a<\"");
        row("end with a slash", "a</", "\"a</\"");
    }

    void readsWhatBrowsersRead()
    {
        QFETCH(QByteArray, html);
        QFETCH(QByteArray, expected);
        QCOMPARE(outline(html.toStdString()), expected.toStdString());
    }

    void tokensTogetherAreTheText()
    {
        const std::string html = "<!doctype html><p class=a>x<br/>&amp;<!--c--><style>p{}</style><a href='y'>z</a><";
        std::string together;
        email::HtmlTokenizer tokenizer(html);
        email::HtmlToken token;
        while (tokenizer.next(token)) {
            together += token.text;
        }
        QCOMPARE(together, html);
    }

    void findsTheLinksPythonFindsInRealTemplates()
    {
        SKIP_WITHOUT_PYTHON();
        QDirIterator files(QStringLiteral(POSTWEAVE_SHARED_DATA "/templates"), {QStringLiteral("*.html")}, QDir::Files,
                           QDirIterator::Subdirectories);
        if (!files.hasNext()) {
            QSKIP("the templates are not there");
        }
        const QByteArray script = R"(
import sys, json
from html.parser import HTMLParser
class P(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True); self.links = []
    def handle_starttag(self, tag, attributes):
        if tag == 'a':
            self.links += [v for k, v in attributes if k == 'href' and v is not None][:1]
result = []
for path in sys.argv[1:]:
    p = P(); p.feed(open(path, encoding='utf-8', errors='replace', newline='').read()); p.close()
    result.append(p.links)
print(json.dumps(result)))";
        QStringList paths;
        while (files.hasNext()) {
            paths += files.next();
        }
        const QJsonArray judged = test::askPython(script, {}, paths).array();
        QCOMPARE(judged.size(), paths.size());
        qsizetype count = 0;
        for (qsizetype i = 0; i < paths.size(); ++i) {
            const std::string html = readFile(paths[i].toStdString()).value();
            QJsonArray links;
            email::HtmlTokenizer tokenizer(html);
            email::HtmlToken token;
            while (tokenizer.next(token)) {
                const email::HtmlAttribute* href = token.kind == email::HtmlTokenKind::StartTag && token.name == "a"
                                                       ? token.attribute("href")
                                                       : nullptr;
                if (href != nullptr && href->hasValue) {
                    links.append(QString::fromStdString(email::decodeCharacterReferences(href->value, true)));
                }
            }
            QVERIFY2(links == judged[i].toArray(), qPrintable(paths[i]));
            count += links.size();
        }
        QVERIFY(count > 200);
    }

    void characterReferencesReadAsPythonReadsThem()
    {
        SKIP_WITHOUT_PYTHON();
        const QByteArray text =
            "&amp; &lt;b&gt; &quot;&#39;&apos; &nbsp;x &euro;&#8364;&#x20AC;&#X20ac &#128;&#0;&#xD800; "
            "&copy2 &copyright; &notit; &hellip; &unknown; &; & &#; &#x; &Auml;&auml;&AUML; "
            "&mdash;&zwnj;&thinsp;&#1114112; &ampamp; &lang;&rang; &eacute &ETH";
        const QByteArray script = "import html,json,sys\nprint(json.dumps([html.unescape(sys.stdin.read())]))";
        QCOMPARE(QString::fromStdString(email::decodeCharacterReferences(text.toStdString())),
                 test::askPython(script, text)[0].toString());
    }

    void referencesInUrlsWithoutSemicolonStay()
    {
        QCOMPARE(email::decodeCharacterReferences("?a=1&copy=2&amp;reg=3&lt", true), std::string("?a=1&copy=2&reg=3<"));
    }

    void onlyOutlooksConditionalCommentsHaveContent()
    {
        QCOMPARE(email::conditionalContent("<!--[if mso]><a href='x'><![endif]-->"), std::string_view("<a href='x'>"));
        QCOMPARE(email::conditionalContent("<!--[if !mso]><!-->"), std::string_view());
        QCOMPARE(email::conditionalContent("<!--<![endif]-->"), std::string_view());
        QCOMPARE(email::conditionalContent("<!-- a -->"), std::string_view());
        QCOMPARE(email::conditionalContent("<!--[if mso]><![endif]-->"), std::string_view());
    }
};

QTEST_APPLESS_MAIN(TestHtmlTokens)
#include "tst_html_tokens.moc"
