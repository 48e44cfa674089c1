// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever values hold, a browser sees the tags and attributes that the template's author wrote.
#include "html5_tokens.h"
#include "render_case.h"

#include <QTest>

#include <rapidcheck.h>

using namespace postweave::liquid;

namespace {

using Texts = std::vector<std::string>;

std::string oneOf(const Texts& texts)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::elementOf(texts));
}

int pick(int count)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, count));
}

const Texts kHostile{"\"",
                     "'",
                     ">",
                     "<",
                     " ",
                     "",
                     "\t",
                     "\n",
                     "\f",
                     "\r",
                     "\v",
                     "/",
                     "=",
                     "`",
                     "&",
                     ";",
                     "--",
                     "!",
                     "\\",
                     "a",
                     "x y",
                     "onclick=evil()",
                     "\" onclick=\"evil()",
                     "' onclick='evil()",
                     "<script>",
                     "</script>",
                     "</style>",
                     "</title>",
                     "</textarea>",
                     "-->",
                     "--!>",
                     "<!--",
                     "]]>",
                     "javascript:evil()",
                     "https://x.example/a b",
                     "&quot;",
                     "&#62;",
                     "&gt",
                     "url(",
                     ")",
                     "%22",
                     "\xC2\xA0",
                     "ä",
                     std::string(1, '\0')};

std::string hostileValue()
{
    std::string value;
    for (int parts = pick(4); parts > 0; --parts) {
        value += oneOf(kHostile);
    }
    return value;
}

const Texts kOutputs{"{{ x }}",
                     "{{ y }}",
                     "{{ x }}{{ y }}",
                     "{{ y | upcase }}",
                     "{{ x | escape }}",
                     "{% if x == '' %}{{ y }}{% else %}{{ x }}{% endif %}",
                     "{% render 'p', v: x %}"};
/// May stand for nothing, after which a place in a tag can be any: only where that changes nothing.
const Texts kRepeated{"{% for v in list %}{{ v }}{% endfor %}"};
const Texts kNames{"title", "href", "src", "style", "onclick", "class", "alt", "data-x", "srcset", "background"};

std::string randomAttribute()
{
    const Texts before{"", "", "a", "https://x.example/", "https://x.example/?q=", "color:", "url(", "f(", "1px ", "/"};
    const Texts blanks{"", "", " ", "\n"};
    const std::string quote = oneOf({"", "", "\"", "'"});
    std::string begin = oneOf(before);
    std::string end = oneOf(before);
    if (quote.empty()) {
        std::erase(begin, ' ');
        std::erase(end, ' ');
    }
    const std::string name = oneOf(kNames);
    const bool isPlainText = !quote.empty() && (name == "title" || name == "alt" || name == "class");
    const std::string output = oneOf(isPlainText && pick(2) == 0 ? kRepeated : kOutputs);
    return name + oneOf(blanks) + '=' + oneOf(blanks) + quote + begin + output + end + quote;
}

std::string randomTag()
{
    const Texts names{"p", "a", "img", "td", "A"};
    const Texts ends{">", ">", "/>", " >", " />"};
    const Texts between{" ", " ", "\n", "\t", " / ", "\f"};
    std::string tag = '<' + oneOf(names);
    for (int count = pick(4); count > 0; --count) {
        tag += oneOf(between) + (pick(4) == 0 ? oneOf(kNames) : randomAttribute());
    }
    // What `/` after a value without quotes would be part of.
    const std::string end = oneOf(ends);
    return tag + (end == "/>" ? " />" : end);
}

std::string randomPiece()
{
    switch (pick(9)) {
    case 0:
        return " 1 < 2 " + oneOf(kOutputs) + oneOf(kRepeated);
    case 1:
        return "<style>p { color: " + oneOf(kOutputs) + "; background: url(" + oneOf(kOutputs) + ") }</style>";
    case 2:
        return "<script>f(\"" + oneOf(kOutputs) + "\", '" + oneOf(kOutputs) + "')</script>";
    case 3:
        return "<!-- " + oneOf(kOutputs) + " -->";
    case 4:
        return "<!--[if mso]>" + randomTag() + oneOf(kOutputs) + "<![endif]-->";
    case 5:
        return "<title>" + oneOf(kOutputs) + "</title><textarea>" + oneOf(kOutputs) + "</textarea>";
    default:
        return randomTag() + oneOf(kOutputs) + "</p>";
    }
}

std::string rendered(const std::string& source, const Texts& values)
{
    postweave::Json data;
    data["x"] = values[0];
    data["y"] = values[1];
    data["list"] = {values[0], values[1]};
    const Rendered result = RenderCase(source).partial("p", "{{ v }}").html().with(postweave::toText(data)).run();
    RC_ASSERT(result.message().empty());
    return result.output;
}

/// Outlook reads conditional comments, browsers do not.
std::string asOutlookReads(std::string text)
{
    for (const std::string_view mark : {"<!--[if mso]>", "<![endif]-->"}) {
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
            text.erase(at, mark.size());
        }
    }
    return text;
}

} // namespace

class LiquidHtmlContexts : public QObject {
    Q_OBJECT

private slots:
    void tokenizerReadsAsTheStandardSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tags");
        QTest::newRow("attributes") << "<p a b=1 c='2 3' d = \"4\">"
                                    << "p a b c d;";
        QTest::newRow("an unquoted value ends at a blank") << "<p a=1\fb=2>3>"
                                                           << "p a b;";
        QTest::newRow("a missing value takes what follows") << "<p a= b=\"c\">"
                                                            << "p a;";
        QTest::newRow("a slash ends a name, not a value") << "<p a/b=/c/>"
                                                          << "p a b;";
        QTest::newRow("a quote in a name") << "<p \"a>"
                                           << "p \"a;";
        QTest::newRow("comments") << "<!--<p>--!><b><!--><i><!--->"
                                  << "b;i;";
        QTest::newRow("raw text") << "<title><p></titles></title><b>"
                                  << "title;/title;b;";
        QTest::newRow("no tags") << "1 <2 <!x <p> </ p>"
                                 << "";
    }
    void tokenizerReadsAsTheStandardSays()
    {
        QFETCH(QString, text);
        QFETCH(QString, tags);
        QString found;
        for (const HtmlTag& tag : htmlTags(text.toStdString())) {
            found += QString::fromStdString(tag.name);
            for (const std::string& attribute : tag.attributes) {
                found += ' ' + QString::fromStdString(attribute);
            }
            found += ';';
        }
        QCOMPARE(found, tags);
    }

    void valuesBringNoTagAndNoAttribute()
    {
        int differing = 0;
        const bool holds = rc::check("the tags are those of the template", [&] {
            std::string source;
            for (int pieces = 1 + pick(3); pieces > 0; --pieces) {
                source += randomPiece();
            }
            const Texts values{hostileValue(), hostileValue()};
            const std::string plain = rendered(source, {"x", "y"});
            const std::string hostile = rendered(source, values);
            RC_LOG() << source << "\n" << plain << "\n" << hostile << std::endl;
            RC_ASSERT(htmlTags(hostile) == htmlTags(plain));
            RC_ASSERT(htmlTags(asOutlookReads(hostile)) == htmlTags(asOutlookReads(plain)));
            differing += plain == hostile ? 0 : 1;
        });
        QVERIFY(holds);
        QVERIFY(differing > 100);
    }
};

QTEST_APPLESS_MAIN(LiquidHtmlContexts)
#include "core/base/json.h"
#include "tst_liquid_html_contexts.moc"
