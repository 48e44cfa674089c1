// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "render_case.h"

#include <QTest>

using namespace postweave::liquid;

class LiquidAutoescape : public QObject {
    Q_OBJECT

private slots:
    void outputsAreEscapedForWhereTheyStand_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* source, const char* value, const char* expected) {
            QTest::addRow("%s %s", source, value) << QString(source) << QString(value) << QString(expected);
        };
        row("<p>{{ x }}</p>", "<b>&\"'", "<p>&lt;b&gt;&amp;&quot;&#39;</p>");
        row("<p title=\"{{ x }}\">", "a\" onclick=\"evil()", "<p title=\"a&quot; onclick=&quot;evil()\">");
        row("<p title='{{ x }}'>", "a' b", "<p title='a&#39; b'>");
        row("<p title={{ x }}>", "a b=c>", "<p title=a&#32;b&#61;c&#62;>");
        // Nothing in a value without quotes may end it, and an empty one may not leave its place to what follows.
        row("<p style={{ x }}>", "a b>;", "<p style=a&#32;b\\3e&#32;\\3b&#32;>");
        row("<p style=color:{{ x }}>", "a b", "<p style=color:a&#32;b>");
        row("<p onclick={{ x }}>", "a b>\"", "<p onclick=a&#32;b\\u003E\\u0022>");
        row("<p onclick=f({{ x }})>", "a b", "<p onclick=f(a&#32;b)>");
        row("<p title={{ x }} class=\"{{ x }}\">", "", "<p title=&#32; class=\"\">");
        row("<a href={{ x }} class=\"{{ x }}\">", " ", "<a href=&#32; class=\" \">");
        row("<p style={{ x }} class=\"{{ x }}\">", "", "<p style=&#32; class=\"\">");
        row("<p title={% if x == 'a' %}{{ x }}{% endif %} class=\"{{ x }}\">", "\" b",
            "<p title= class=\"&#34;&#32;b\">");
        row("<p a/onclick=\"{{ x }}\">", "f()", "<p a/onclick=\"f\\u0028\\u0029\">");
        row("<p o{{ x }}=\"{{ x }}\">", "nclick", "<p onclick=\"nclick\">");
        row("<p a=b\vc=\"{{ x }}\">", "d e", "<p a=b\vc=\"d&#32;e\">");
        row("<{{ x }} title={{ x }}>", "p q", "<p q title=p&#32;q>");
        row("<p {{ x }}>", "onclick=evil()", "<p onclick&#61;evil&#40;&#41;>");
        row("<a href=\"{{ x }}\">", "javascript:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", " JaVa\tScript:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "vbscript:x", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "data:text/html,x", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "https://shop.example/p?a=1&b=2",
            "<a href=\"https://shop.example/p?a=1&amp;b=2\">");
        row("<a href=\"{{ x }}\">", "/p/1 \"x\"", "<a href=\"/p/1%20%22x%22\">");
        row("<a href=\"{{ x }}\">", "mailto:a@b.example", "<a href=\"mailto:a@b.example\">");
        row("<a href=\"java{{ x }}\">", "script:alert(1)", "<a href=\"java#\">");
        row("<a href=\"https://x/{{ x }}\">", "a b:c", "<a href=\"https://x/a%20b:c\">");
        row("<a href=\"https://x/?q={{ x }}\">", "a&b=c d+e", "<a href=\"https://x/?q=a%26b%3Dc%20d%2Be\">");
        row("<a href=\"https://x/?q={{ x | url_encode }}\">", "a&b c", "<a href=\"https://x/?q=a%26b+c\">");
        row("<img src='{{ x }}'>", "javascript:x", "<img src='#'>");
        row("<p style=\"color: {{ x }}\">", "red; background: url(javascript:x)",
            "<p style=\"color: red\\3b  background\\3a  url\\28 javascript\\3a x\\29 \">");
        row("<p style=\"color: {{ x }}\">", "#1a73e8", "<p style=\"color: #1a73e8\">");
        row("<p style=\"background:url('{{ x }}')\">", "https://x/a b.png",
            "<p style=\"background:url('https://x/a%20b.png')\">");
        row("<p style=\"background:url({{ x }})\">", "javascript:x", "<p style=\"background:url(#)\">");
        row("<style>p { color: {{ x }} }</style><b>{{ x }}</b>", "</style><",
            "<style>p { color: \\3c \\2f style\\3e \\3c  }</style><b>&lt;/style&gt;&lt;</b>");
        row("<script>var a = \"{{ x }}\"</script>{{ x }}", "\"</script>",
            "<script>var a = \"\\u0022\\u003C\\u002Fscript\\u003E\"</script>&quot;&lt;/script&gt;");
        row("<b onclick=\"f('{{ x }}')\">", "');evil('",
            "<b onclick=\"f('\\u0027\\u0029\\u003Bevil\\u0028\\u0027')\">");
        row("<!-- {{ x }} -->{{ x }}", "--><", "<!-- --&gt;&lt; -->--&gt;&lt;");
        row("<!--[if mso]><a href=\"{{ x }}\"><![endif]-->", "javascript:x", "<!--[if mso]><a href=\"#\"><![endif]-->");
        row("<a title=\"x\" href = \"{{ x }}\">", "javascript:x", "<a title=\"x\" href = \"#\">");
        row("<td background=\"{{ x }}\">", "javascript:x", "<td background=\"#\">");
        row("1 < 2 {{ x }}", "<", "1 < 2 &lt;");
        // What browsers skip or decode before they read a scheme.
        row("<a href=\"{{ x }}\">", "\x01javascript:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "\n \tjavascript:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "java\nscript:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "JAVASCRIPT:alert(1)", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "VBScript:msgbox", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "DaTa:text/html;base64,x", "<a href=\"#\">");
        row("<a href=\"{{ x }}\">", "javascript&#58;alert(1)", "<a href=\"javascript&amp;#58;alert%281%29\">");
        row("<a href=\"{{ x }}\">", "javascript&colon;alert(1)", "<a href=\"javascript&amp;colon;alert%281%29\">");
        row("<a href=\"{{ x | raw | escape }}\">", "javascript:x", "<a href=\"#\">");
        row("<a href={{ x }}>", "javascript:x y>", "<a href=#>");
        row("<a href={{ x }}>", "https://x/p?a=b c>", "<a href=https://x/p?a=b%20c%3E>");
        row("<a href = '{{ x }}'>", "blob:x", "<a href = '#'>");
        row("<iframe src=\"{{ x }}\">", "javascript:x", "<iframe src=\"#\">");
        row("<form action=\"{{ x }}\">", "javascript:x", "<form action=\"#\">");
        row("<button formaction=\"{{ x }}\">", "javascript:x", "<button formaction=\"#\">");
        row("<svg><a xlink:href=\"{{ x }}\">", "javascript:x", "<svg><a xlink:href=\"#\">");
        row("<img srcset=\"{{ x }}\">", "javascript:x", "<img srcset=\"#\">");
        row("<p title=\"a{{ x }}b\">", "\"><script>", "<p title=\"a&quot;&gt;&lt;script&gt;b\">");
        row("<p style='width:{{ x }}px'>", "1;x:expression(y)",
            "<p style='width:1\\3b x\\3a expression\\28 y\\29 px'>");
        row("<script type=\"application/ld+json\">{\"name\": \"{{ x }}\"}</script>", "a\"}</script>",
            "<script type=\"application/ld+json\">{\"name\": \"a\\u0022\\u007D\\u003C\\u002Fscript\\u003E\"}</script>");
        row("<!-- {{ x }} -->", "--!><script>", "<!-- --!&gt;&lt;script&gt; -->");
        row("<textarea>{{ x }}</textarea>", "</textarea><b>", "<textarea>&lt;/textarea&gt;&lt;b&gt;</textarea>");
        row("<title>{{ x }}</title>", "</title><b>", "<title>&lt;/title&gt;&lt;b&gt;</title>");
    }
    void outputsAreEscapedForWhereTheyStand()
    {
        QFETCH(QString, source);
        QFETCH(QString, value);
        QFETCH(QString, expected);
        postweave::Json data;
        data["x"] = value.toStdString();
        QCOMPARE(QString::fromStdString(RenderCase(source.toStdString()).html().with(postweave::toText(data)).output()),
                 expected);
    }

    void rawOptsOut()
    {
        QCOMPARE(RenderCase("{{ x | raw }}").html().with(R"({"x": "<b>"})").output(), std::string("<b>"));
    }

    void rawIsNoFilterWithoutAutoescape()
    {
        QVERIFY(!RenderCase("{{ x | raw }}").strict().with(R"({"x": "<b>"})").run().result.ok());
    }

    void whatIsEscapedAlreadyIsNotEscapedTwice()
    {
        RenderCase test("{{ x | escape }} {{ x | escape_once }} <p title=\"{{ x | escape }}\">");
        QCOMPARE(test.html().with(R"({"x": "a & <"})").output(),
                 std::string("a &amp; &lt; a &amp; &lt; <p title=\"a &amp; &lt;\">"));
    }

    void aFilterBehindEscapeBringsEscapingBack()
    {
        QCOMPARE(RenderCase("{{ x | escape | append: y }}").html().with(R"({"x": "a", "y": "<"})").output(),
                 std::string("a&lt;"));
    }

    void escapedTextIsStillNoUrl()
    {
        QCOMPARE(RenderCase("<a href=\"{{ x | escape }}\">").html().with(R"({"x": "javascript:x"})").output(),
                 std::string("<a href=\"#\">"));
    }

    void capturedMarkupStaysMarkupAndItsValuesEscaped()
    {
        RenderCase test("{% capture c %}<b>{{ x }}</b>{% endcapture %}{{ c }}");
        QCOMPARE(test.html().with(R"({"x": "<i>"})").output(), std::string("<b>&lt;i&gt;</b>"));
    }

    void newlinesBecomeBreaksAndTheTextStaysEscaped()
    {
        QCOMPARE(RenderCase("{{ x | newline_to_br }}").html().with(R"({"x": "a<\nb"})").output(),
                 std::string("a&lt;<br />\nb"));
    }

    void branchesEachSeeWhereTheyStand()
    {
        RenderCase test("<a {% if x %}href=\"{{ u }}\"{% else %}title=\"{{ u }}\"{% endif %}>{{ u }}</a>");
        QCOMPARE(test.html().with(R"({"x": true, "u": "javascript:<"})").output(),
                 std::string("<a href=\"#\">javascript:&lt;</a>"));
        QCOMPARE(RenderCase("<a {% if x %}href=\"{{ u }}\"{% else %}title=\"{{ u }}\"{% endif %}>")
                     .html()
                     .with(R"({"u": "javascript:<"})")
                     .output(),
                 std::string("<a title=\"javascript:&lt;\">"));
    }

    void afterBranchesThatEndDifferentlyEverythingIsEscaped()
    {
        RenderCase test("{% if x %}<a href=\"{% endif %}{{ u }}");
        const std::string output = test.html().with("{\"u\": \"java:<\\\" \"}").output();
        QCOMPARE(output, std::string("java&#58;&#60;&#34;&#32;"));
    }

    void loopsThatChangeTheStateAreSafeInEveryRound()
    {
        RenderCase test("{% for u in list %}{{ u }}<a href=\"{% endfor %}");
        QVERIFY(test.html().with("{\"list\": [\"a\", \"\\\"><script>\"]}").output().find("<script") ==
                std::string::npos);
    }

    void partialsAreEscapedForWhereTheyAreUsed()
    {
        RenderCase test("<a href=\"{% render 'u', u: u %}\">{% render 'u', u: u %}</a>");
        QCOMPARE(test.partial("u", "{{ u }}").html().with(R"({"u": "javascript:<"})").output(),
                 std::string("<a href=\"#\">javascript:&lt;</a>"));
    }
};

QTEST_APPLESS_MAIN(LiquidAutoescape)
#include "tst_liquid_autoescape.moc"
