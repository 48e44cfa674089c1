// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/template_source.h"

#include <QTest>

using namespace postweave;

namespace {

/// The tag around the `^` in the text, with the mark taken out.
campaign::LiquidTag tagAtMark(std::string text, std::string& source)
{
    const std::size_t at = text.find('^');
    source = text.erase(at, 1);
    return campaign::tagAround(source, at);
}

} // namespace

class TestTemplateSource : public QObject {
    Q_OBJECT
private slots:
    void findsTheTagAroundAPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("name");
        QTest::newRow("output") << "a {{ x.^y | default: 1 }} b"
                                << "{{ x.y | default: 1 }}"
                                << "";
        QTest::newRow("tag") << "{% if ^x %}{{ y }}"
                             << "{% if x %}"
                             << "if";
        QTest::newRow("trimmed") << "{%- assign a = ^x -%}"
                                 << "{%- assign a = x -%}"
                                 << "assign";
        QTest::newRow("outside") << "{{ x }} a^ {{ y }}"
                                 << ""
                                 << "";
        QTest::newRow("liquid") << "{% liquid\n  assign a = ^x\n  echo a\n%}"
                                << "\n  assign a = x"
                                << "assign";
        QTest::newRow("unclosed") << "{{ ^x"
                                  << "{{ x"
                                  << "";
    }

    void findsTheTagAroundAPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, tag);
        QFETCH(QString, name);
        std::string source;
        const campaign::LiquidTag found = tagAtMark(text.toStdString(), source);
        QCOMPARE(QString::fromStdString(source.substr(found.range.begin, found.range.end - found.range.begin)), tag);
        QCOMPARE(QString::fromUtf8(found.name.data(), static_cast<qsizetype>(found.name.size())), name);
    }

    void whatIsLeftIsHtmlThatKeepsItsPlaces()
    {
        const std::string source = "<a href=\"{{ u }}\">{% if x\n %}{a}{% comment %}<b>\n{% endcomment %}</a>{{ open";
        const std::string left = campaign::withoutLiquid(source);
        QCOMPARE(left.size(), source.size());
        QCOMPARE(left, std::string("<a href=\"xxxxxxx\">       \n   {a}                \n                </a>xxxxxxx"));
    }
};

QTEST_APPLESS_MAIN(TestTemplateSource)
#include "tst_template_source.moc"
