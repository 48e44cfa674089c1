// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/markup_scanner.h"

#include <QTest>

#include <random>
#include <string>

using namespace postweave::ui::editor;

class TestMarkupScanner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void coloursEachPart_data();
    void coloursEachPart();
    void givesEveryByteOneStyle();
    void beginsAgainAtAnyLineAsInOneGo();
    void statesSurviveAsNumbers();
    void countsFoldDepth_data();
    void countsFoldDepth();
    void survivesAnyBytes();
};

namespace {

char letterOf(MarkupStyle style)
{
    constexpr char kLetters[] = "_tasce%kvn'oC";
    static_assert(sizeof(kLetters) == kMarkupStyleCount + 1);
    return kLetters[static_cast<int>(style)];
}

struct Scanned {
    std::string styles;
    std::vector<int> states; // after each line
};

Scanned scanAll(std::string_view text, std::size_t from = 0, int state = 0)
{
    Scanned scanned;
    std::vector<MarkupStyle> styles;
    while (from < text.size()) {
        const std::size_t end = std::min(text.find('\n', from), text.size() - 1) + 1;
        state = scanLine(text.substr(from, end - from), MarkupState::fromNumber(state), styles).next.toNumber();
        scanned.states.push_back(state);
        from = end;
    }
    for (const MarkupStyle style : styles) {
        scanned.styles += letterOf(style);
    }
    return scanned;
}

constexpr std::string_view kLongText = R"(<!DOCTYPE html>
<style>
  .hero { color: {{ campaign.color }}; } /* a comment */
  @media (max-width: 600px) { td { width: 100% } }
</style>
{%- comment -%} not <b>shown</b> {{ at all }}
  {% if x %} still a comment {% comment %} nested {% endcomment %}
{%- endcomment -%}
<!-- {% if customer.country == 'US' %}
  hidden --> <a href="https://shop.example/?u={{ customer.key | url_encode }}&amp;x=1" class='a {% if vip
   and customer.plan != "free" %}vip{% endif %}'>Grüße &amp; more</a>
{% raw %} {{ left alone }} <b title="{{ too }}">x</b> {% endraw %}
{% liquid
  assign total = customer.points | plus: 12.5
  # a line comment
  if total > 100
    echo 'many'
  endif
%}
{% for p in customer.viewed limit: 3 %}{{ p.name }}{% else %}none{% endfor %}
<img alt=plain src = "x.png" data-{{ name }}="1"><{{ tag }} id=1></{{ tag }}>
{{ "a string with }} inside
over lines" }} end)";

} // namespace

void TestMarkupScanner::coloursEachPart_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("styles");
    const auto row = [](const char* name, const char* text, const char* styles) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromLatin1(styles);
    };
    row("element", "<b>x</b>", "ttt_tttt");
    row("attributes", "<a href=\"u\" b=c>", "tt_aaaa_sss_a_st");
    row("a Liquid tag inside an attribute", "<a b=\"x{% if y %}z{% endif %}\">", "tt_a_ss%%okkovo%%s%%okkkkko%%st");
    row("a quote inside Liquid ends no attribute", "<a b=\"{{ c[\"d\"] }}\">", "tt_a_s%%ovo'''oo%%st");
    row("comment", "<!-- a -->b", "cccccccccc_");
    row("Liquid in a comment", "<!--{{ a }}-->", "cccc%%ovo%%ccc");
    row("entity", "a &amp; &x b & c", "__eeeee_________");
    row("output with filters", "{{ a.b | plus: 1.5 }}", "%%ovvvo%ovvvvoonnno%%");
    row("a keyword is none as a member", "{{ a.contains }}", "%%ovvvvvvvvvvo%%");
    row("strings and operators", "{% if a == 'if' %}", "%%okkovoooo''''o%%");
    row("white space control", "{{- a -}}", "%%%ovo%%%");
    row("range", "{% for i in (1..3) %}", "%%okkkovokkoonoonoo%%");
    row("dialect", "{% if a < 3 days ago %}", "%%okkovooonokkkkokkko%%");
    row("comment block", "{% comment %}<b>{% endcomment %}<b>", "%%okkkkkkko%%CCC%%okkkkkkkkkko%%ttt");
    row("inline comment", "{% # a %}b", "%%oCCCC%%_");
    row("raw block", "{% raw %}{{ a }}{% endraw %}", "%%okkko%%_______%%okkkkkko%%");
    row("style element", "<style>a{b}</style>c", "ttttttt____tttttttt_");
    row("an unquoted value", "<a b={{ c }}d>", "tt_a_%%ovo%%st");
    row("less than", "1 < 2", "_____");
    row("UTF-8 counts bytes", "ä{{ö}}", "__%%vv%%");
}

void TestMarkupScanner::coloursEachPart()
{
    QFETCH(const QString, text);
    QFETCH(const QString, styles);
    QCOMPARE(QString::fromStdString(scanAll(text.toStdString()).styles), styles);
}

void TestMarkupScanner::givesEveryByteOneStyle()
{
    QCOMPARE(scanAll(kLongText).styles.size(), kLongText.size());
}

void TestMarkupScanner::beginsAgainAtAnyLineAsInOneGo()
{
    const Scanned whole = scanAll(kLongText);
    std::size_t from = 0;
    int compared = 0;
    for (const int state : whole.states) {
        from = kLongText.find('\n', from);
        if (from == std::string_view::npos) {
            break;
        }
        ++from;
        QCOMPARE(scanAll(kLongText, from, state).styles, whole.styles.substr(from));
        ++compared;
    }
    QVERIFY(compared > 20);
}

void TestMarkupScanner::statesSurviveAsNumbers()
{
    for (const int state : scanAll(kLongText).states) {
        QVERIFY(state >= 0);
        QCOMPARE(MarkupState::fromNumber(state).toNumber(), state);
    }
    QCOMPARE(MarkupState().toNumber(), 0);
}

void TestMarkupScanner::countsFoldDepth_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("lowest");
    QTest::addColumn<int>("end");
    QTest::newRow("opens") << "{% if a %}" << 0 << 1;
    QTest::newRow("closes") << "{% endif %}" << -1 << -1;
    QTest::newRow("opens and closes") << "{% if a %}b{% endif %}" << 0 << 0;
    QTest::newRow("else") << "{% else %}" << -1 << 0;
    QTest::newRow("no block") << "{% assign a = 1 %}{{ if }}" << 0 << 0;
    QTest::newRow("element") << "<table>" << 0 << 1;
    QTest::newRow("a plain element") << "<b>" << 0 << 0;
    QTest::newRow("in a comment") << "{% comment %}{% if a %}" << 0 << 1;
}

void TestMarkupScanner::countsFoldDepth()
{
    QFETCH(const QString, line);
    QFETCH(const int, lowest);
    QFETCH(const int, end);
    std::vector<MarkupStyle> styles;
    const LineScan scan = scanLine(line.toStdString(), {}, styles);
    QCOMPARE(scan.folds.lowest, lowest);
    QCOMPARE(scan.folds.end, end);
}

void TestMarkupScanner::survivesAnyBytes()
{
    std::mt19937 random(7);
    const std::string_view pieces[] = {"{%",     "%}",      "{{", "}}",    "<",    ">",      "\"",      "'",
                                       "<!--",   "-->",     "if", "endif", "raw",  "endraw", "comment", "endcomment",
                                       "liquid", "\n",      " ",  "-",     "|",    ".",      "=",       "/",
                                       "style",  "</style", "#",  "\xC3",  "\xFF", "0",      "a"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i) {
            text += pieces[random() % std::size(pieces)];
        }
        QCOMPARE(scanAll(text).styles.size(), text.size());
    }
}

QTEST_APPLESS_MAIN(TestMarkupScanner)
#include "tst_markup_scanner.moc"
