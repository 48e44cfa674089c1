// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/email/plain_text.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace postweave;

class TestPlainText : public QObject {
    Q_OBJECT
private slots:
    void readsAsPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* html, const char* expected) {
            QTest::newRow(name) << html << expected;
        };
        row("empty", "", "");
        row("blanks only", " <p> &nbsp; </p>\n", "");
        row("paragraphs", "<p>One\n  two</p><p>Three</p>", "One two\n\nThree\n");
        row("line ends", "a<br>b<br/><br>c", "a\nb\n\nc\n");
        row("inline", "a<b>b</b> <i> c</i>d", "ab cd\n");
        row("headings", "<h1>Big news</h1><p>x</p><h2>Sub</h2>y<h3>Small</h3>z",
            "Big news\n========\n\nx\n\nSub\n---\n\ny\n\nSmall\n\nz\n");
        row("list", "<p>x</p><ul><li>a</li><li>b<ul><li>c</ul></ul><p>y</p>", "x\n\n- a\n- b\n  - c\n\ny\n");
        row("ordered list", "<ol><li>a<li>b<br>more</ol>", "1. a\n2. b\n   more\n");
        row("link", "<a href=\"https://x.example/a?b=1&amp;c=2\">Buy now</a>.",
            "Buy now (https://x.example/a?b=1&c=2).\n");
        row("link that says its URL", "<a href=\"https://x.example/\">x.example</a>", "x.example\n");
        row("link in a list", "<ul><li><a href=\"https://x.example\">https://x.example</a></ul>",
            "- https://x.example\n");
        row("mail", "<a href=\"mailto:a@b.example\">a@b.example</a>", "a@b.example\n");
        row("anchor", "<a href=\"#top\">top</a>", "top\n");
        row("image link", "<a href=\"https://x.example\"><img src=a alt=\"The shop\"></a>",
            "The shop (https://x.example)\n");
        row("image link without words", "<a href=\"https://x.example\"><img src=a></a>", "https://x.example\n");
        row("rows", "<table><tr><th>Item<th>Price<tr><td>Tea</td><td>4&nbsp;&euro;</td></tr></table>",
            "Item | Price\nTea | 4 €\n");
        row("layout table", "<table><tr><td><p>a</p></td><td></td><td><p>b</p></td></tr></table>", "a\n\nb\n");
        row("nested tables", "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>c",
            "a\nb\nc\n");
        row("quote", "<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc\n");
        row("preformatted", "<pre>a  b\n c</pre>", "a  b\n c\n");
        row("rule", "a<hr>b", "a\n--------\nb\n");
        row("entities", "&lt;b&gt; &amp;amp; &hellip; caf&eacute;", "<b> &amp; … café\n");
        row("left out", "<head><title>t</title><style>p{}</style></head><body>a<script>b()</script><!-- c -->d</body>",
            "ad\n");
        row("title without head", "<title>t</title>a", "a\n");
        row("hidden", "<div style=\"DISPLAY: none !important\">x<p>y</p></div>a<span hidden>z</span>", "a\n");
        row("hidden image", "<img alt=x style='display:none'>a", "a\n");
        row("preheader", "<span class=\"b preheader\">x</span>a", "a\n");
        row("no height", "<div style=\"max-height:0;overflow:hidden\">x</div>a<div style=\"max-height:0.5em\">b</div>",
            "a\nb\n");
        row("filler", "a&#847;&#8203;&shy;b&#847;", "ab\n");
        row("Outlook only", "<!--[if mso]><p>x</p><![endif]--><![if !mso]>a<![endif]>", "a\n");
        row("scripts that join", "&#1605;&#8204;&#1606; 👩&zwj;👧", "م‌ن 👩‍👧\n");
        row("stray end tags", "</div></p>a</b></table>b", "ab\n");
        row("unclosed", "<div><p>a<b>b", "ab\n");
        row("hidden paragraph ends with the next", "<p style=\"display:none\">x<p>y", "y\n");
        row("wrong end tag in a cell", "<div style=\"display:none\"><table><tr><td></div>x</td></tr></table></div>a",
            "a\n");
    }

    void readsAsPeopleWriteIt()
    {
        QFETCH(QString, html);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(email::toPlainText(html.toStdString())), expected);
    }

    void deepNestingIsNoTrouble()
    {
        std::string html;
        for (int i = 0; i < 100'000; ++i) {
            html += "<div><ul><li>";
        }
        html += "end";
        const std::string text = email::toPlainText(html);
        QVERIFY(text.ends_with("end\n"));
        QVERIFY(text.size() < 10'000);
    }

    void realTemplatesReadWell()
    {
        QDirIterator files(QStringLiteral(POSTWEAVE_SHARED_DATA "/templates"), {QStringLiteral("*.html")}, QDir::Files,
                           QDirIterator::Subdirectories);
        if (!files.hasNext()) {
            QSKIP("the templates are not there");
        }
        while (files.hasNext()) {
            const QString path = files.next();
            const QString text = QString::fromStdString(email::toPlainText(readFile(path.toStdString()).value()));
            QVERIFY2(!text.contains(QRegularExpression(QStringLiteral("</?(p|td|table|div|span|a|br)\\b"))),
                     qPrintable(path));
            QVERIFY2(!text.contains(QStringLiteral("\n\n\n")) && !text.contains(QStringLiteral(" \n")),
                     qPrintable(path));
            QVERIFY2(text.isEmpty() || text.endsWith(u'\n'), qPrintable(path));
        }
    }
};

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plain_text.moc"
