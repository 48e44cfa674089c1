// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/campaign/campaign_fixture.h"

#include "core/campaign/template_diff.h"

#include <QTest>

#include <cstdlib>
#include <numeric>

using namespace postweave;
using campaign::TemplateDiff;
using Status = campaign::RenderedMessage::Status;

namespace {

campaign::People shoppers(std::size_t count = 40)
{
    test::PeopleBuilder builder;
    for (std::size_t i = 0; i < count; ++i) {
        std::map<std::string, Value> values{{"points", static_cast<std::int64_t>(i)}};
        if (i % 2 == 0) {
            values["first_name"] = "N" + std::to_string(i);
        }
        if (i % 4 == 0) {
            values["country"] = std::string("DE");
        }
        builder.add("k" + std::to_string(1000 + i), values);
    }
    return builder.build();
}

Result<TemplateDiff> diffOf(const std::string& before, const std::string& after, const campaign::People& people,
                            const campaign::DiffOptions& options = {})
{
    const auto versions = campaign::TemplateVersions::prepare({}, {"old", before, nullptr}, {"new", after, nullptr});
    if (!versions) {
        return fail(versions.error());
    }
    const auto facts = test::must(campaign::Facts::gather(versions->both(), people));
    std::vector<audience::Ordinal> all(people.audience->size());
    std::iota(all.begin(), all.end(), audience::Ordinal{0});
    return campaign::diffTemplates(*versions, facts, all, options);
}

/// `changes: people (witness)`, joined.
QString kindsOf(const std::string& before, const std::string& after)
{
    const TemplateDiff diff = test::must(diffOf(before, after, shoppers()));
    QStringList lines;
    for (const campaign::ChangeKind& kind : diff.kinds) {
        QStringList numbers;
        for (const std::size_t change : kind.changes) {
            numbers += QString::number(change);
        }
        lines += QString("%1: %2 (%3)").arg(numbers.join(u'+')).arg(kind.people).arg(kind.witness);
    }
    return lines.join("; ");
}

} // namespace

class TestTemplateDiff : public QObject {
    Q_OBJECT
private slots:
    void sourcesAreComparedByTagsAndLines_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("hunks");
        const auto row = [](const char* name, const char* before, const char* after, const char* hunks) {
            QTest::newRow(name) << before << after << hunks;
        };
        row("equal", "a\n{{ x }}\n", "a\n{{ x }}\n", "");
        row("nothing", "", "", "");
        row("all new", "", "a", "[>a]");
        row("all gone", "a", "", "[a>]");
        row("a line", "a\nb\nc\n", "a\nB\nc\n", "[b\n>B\n]");
        row("an output", "a {{ x }} b", "a {{ y }} b", "[{{ x }}>{{ y }}]");
        row("two places", "a\n{{ x }}\nc\nd\n", "A\n{{ x }}\nc\nD\n", "[a\n>A\n][d\n>D\n]");
        row("put in", "a\nc\n", "a\nb\nc\n", "[>b\n]");
        row("taken out", "a\nb\nc\n", "a\nc\n", "[b\n>]");
        row("cut tags", "{{ a", "{{ b", "[{{ a>{{ b]");
    }
    void sourcesAreComparedByTagsAndLines()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        const std::string one = before.toStdString();
        const std::string other = after.toStdString();
        std::string hunks;
        for (const campaign::SourceHunk& hunk : campaign::sourceDiff(one, other)) {
            hunks += "[" + one.substr(hunk.before.begin, hunk.before.end - hunk.before.begin) + ">" +
                     other.substr(hunk.after.begin, hunk.after.end - hunk.after.begin) + "]";
        }
        QTEST(QString::fromStdString(hunks), "hunks");
    }

    void makingEveryChangeGivesTheOtherSource()
    {
        std::uint32_t seed = 7;
        const auto next = [&](std::uint32_t below) { return (seed = seed * 1664525U + 1013904223U) / 65536U % below; };
        for (int round = 0; round < 400; ++round) {
            std::string one;
            std::string other;
            for (std::uint32_t i = next(30); i > 0; --i) {
                const std::string token =
                    std::array<std::string, 5>{"a\n", "{{ x }}", "b\n", "{% if x %}", "\n"}[next(5)];
                one += next(4) == 0 ? "" : token;
                other += next(4) == 0 ? "" : token;
            }
            std::string made;
            std::size_t from = 0;
            for (const campaign::SourceHunk& hunk : campaign::sourceDiff(one, other)) {
                made += one.substr(from, hunk.before.begin - from);
                made += other.substr(hunk.after.begin, hunk.after.end - hunk.after.begin);
                from = hunk.before.end;
            }
            QCOMPARE(made + one.substr(from), other);
        }
    }

    void peopleAreGroupedByTheChangesThatConcernThem_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("kinds");
        const auto row = [](const char* name, const char* before, const char* after, const char* kinds) {
            QTest::newRow(name) << before << after << kinds;
        };
        row("nothing", "a", "a", "");
        row("a text is everybody's, whatever their values", "Hi {{ customer.points }}\n", "Ho {{ customer.points }}\n",
            "0: 40 (0)");
        row("a default is for whom it is missing", "Hi {{ customer.first_name }}\n",
            "Hi {{ customer.first_name | default: 'you' }}\n", "0: 20 (1)");
        row("a branch's own", "{% if customer.country == 'DE' %}\na\n{% else %}\nb\n{% endif %}",
            "{% if customer.country == 'DE' %}\nA\n{% else %}\nb\n{% endif %}", "0: 10 (0)");
        row("two changes, three kinds", "{{ customer.first_name }}\n{% if customer.points < 10 %}\nfew\n{% endif %}\n",
            "{{ customer.first_name | default: 'you' }}\n{% if customer.points < 10 %}\nFEW\n{% endif %}\n",
            "0: 15 (11); 1: 5 (0); 0+1: 5 (1)");
        row("a condition", "{% if customer.points < 10 %}few{% endif %}", "{% if customer.points < 20 %}few{% endif %}",
            "0: 10 (10)");
        row("an if here, its endif there, are one change", "a\nb\nc\n",
            "{% if customer.points < 10 %}\na\nb\n{% endif %}c\n", "0: 40 (0)");
        row("only together", "{% assign x = 1 %}\n{% assign y = 1 %}{% if x == 2 and y == 2 %}z{% endif %}",
            "{% assign x = 2 %}\n{% assign y = 2 %}{% if x == 2 and y == 2 %}z{% endif %}", "0+1: 40 (0)");
        row("changes that nobody sees", "{% comment %}a{% endcomment %}x", "{% comment %}b{% endcomment %}x", "");
    }
    void peopleAreGroupedByTheChangesThatConcernThem()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QTEST(kindsOf(before.toStdString(), after.toStdString()), "kinds");
    }

    void whoGetsNothingAnyMoreIsAKindOfTheirOwn()
    {
        const TemplateDiff diff =
            test::must(diffOf("a{{ customer.points }}\n",
                              "b{{ customer.points }}\n{% if customer.points < 5 %}{% abort 'few' %}{% endif %}"
                              "{% if customer.points == 7 %}{{ 1 | divided_by: 0 }}{% endif %}",
                              shoppers()));
        QCOMPARE(diff.changed, std::uint64_t{40});
        QCOMPARE(diff.kinds.size(), std::size_t{3});
        QVERIFY(diff.kinds[1].after == Status::Aborted);
        QCOMPARE(diff.kinds[1].people, std::uint64_t{5});
        QVERIFY(diff.kinds[2].after == Status::Failed);
        QVERIFY(diff.kinds[2].before == Status::Ready);
    }

    void manyChangesAreJoinedWithTheirNeighbours()
    {
        std::string one;
        std::string other;
        for (int i = 0; i < 100; ++i) {
            one += "same\nold " + std::to_string(i) + "\n";
            other += "same\nnew " + std::to_string(i) + "\n";
        }
        const TemplateDiff diff = test::must(diffOf(one, other, shoppers(3)));
        QVERIFY(diff.changes.size() <= 32);
        QCOMPARE(diff.kinds.size(), std::size_t{1});
        QCOMPARE(diff.kinds[0].people, std::uint64_t{3});
    }

    void aTemplateThatCannotBeReadIsNamedWithItsPlace()
    {
        const auto diff = diffOf("a", "b\n{% if %}{% endif %}", shoppers(1));
        QVERIFY(!diff);
        QCOMPARE(diff.error().where.file, std::string("new"));
        QCOMPARE(diff.error().where.line, 2);
        QVERIFY(diff.error().excerpt.find('^') != std::string::npos);
    }

    void theResultIsTheSameWhateverTheThreadsAndStreams()
    {
        const std::string before = "{{ customer.first_name }}\n{{ customer.points }}\n";
        const std::string after = "{{ customer.first_name | default: 'x' }}\n{{ customer.points | modulo: 7 }}\n";
        const campaign::People people = shoppers(3000);
        std::vector<std::uint64_t> seen;
        campaign::DiffOptions options;
        options.grown = [&](const TemplateDiff& sample) { seen.push_back(sample.people); };
        ::setenv("POSTWEAVE_THREADS", "1", 1);
        const TemplateDiff one = test::must(diffOf(before, after, people, options));
        ::setenv("POSTWEAVE_THREADS", "4", 1);
        const TemplateDiff four = test::must(diffOf(before, after, people));
        ::unsetenv("POSTWEAVE_THREADS");
        QVERIFY(one == four);
        QCOMPARE(seen, (std::vector<std::uint64_t>{1000, 2000}));
    }
};

QTEST_APPLESS_MAIN(TestTemplateDiff)
#include "tst_template_diff.moc"
