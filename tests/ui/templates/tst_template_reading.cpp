// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/templates/fake_template_source.h"
#include "ui/templates/block_tree_model.h"
#include "ui/templates/branch_coverage.h"
#include "ui/templates/known_names.h"
#include "ui/templates/line_marks.h"
#include "ui/templates/people_sample.h"
#include "ui/templates/problem_list_model.h"
#include "ui/templates/starter_templates.h"
#include "ui/templates/version_comparison.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace postweave;
using namespace postweave::ui;
using namespace postweave::ui::templates;
using namespace Qt::Literals::StringLiterals;

class TestTemplateReading : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsProblemsWithTheirPlace();
    void mendsWhatHasOneAnswer();
    void namesBlocksByWhatTheyStandIn_data();
    void namesBlocksByWhatTheyStandIn();
    void nestsBlocksBelowTheirBranch();
    void branchesReadAsWords();
    void countsWhoReachesEachBranch();
    void fewestPeopleReachEveryBranch();
    void blocksOfPartialsStandWhereTheyAreUsed();
    void aGrowingSampleIsTold();
    void anEarlierVersionIsComparedByKinds();
    void previewsForOnePerson();
    void previewTakesSubjectFromTheCampaign();
    void aFaultHasItsLineColumnAndCaret();
    void anAbortIsSaidAsOne();
    void marksLinesOutsideLiquidOnly_data();
    void marksLinesOutsideLiquidOnly();
    void findsPeopleByWhatIsKnown();
    void offersMembersOfASegment();
    void completesFromTheWorld();
    void startersHaveNoProblems();
    void problemRowsChangePrecisely();
};

namespace {

Text make(const std::string& text)
{
    return std::make_shared<const std::string>(text);
}

PreviewJob jobFor(const std::string& text, World world, std::optional<campaign::Campaign> campaign = std::nullopt)
{
    return {std::move(world), std::make_shared<FactsKeeper>(), u"t"_s, make(text),
            campaign.value_or(standInCampaign(u"t"_s))};
}

constexpr char kTwoBlocks[] = "<!-- delivery -->\n"
                              "{% if customer.country == 'US' %}\n"
                              "  <p>free</p>\n"
                              "{% elsif customer.plan == 'gratis' %}\n"
                              "  never\n"
                              "{% else %}\n"
                              "  {% if customer.plan == 'free' %}<b>up</b>{% endif %}\n"
                              "{% endif %}\n";

} // namespace

void TestTemplateReading::findsProblemsWithTheirPlace()
{
    const TemplateReading reading = readTemplate(u"t"_s, make("<p>\n{{ customer.contry }}\n{% if %}"), smallWorld());
    QVERIFY(!reading.parses);
    const auto unclosed =
        std::find_if(reading.findings.begin(), reading.findings.end(), [](const campaign::Finding& f) {
            return f.diagnostic.severity == Severity::Error && f.line == 3;
        });
    QVERIFY(unclosed != reading.findings.end());
    const TemplateReading second = readTemplate(u"t"_s, make("<p>\n{{ customer.contry }}"), smallWorld());
    QVERIFY(second.parses);
    QCOMPARE(second.findings.front().line, 2);
    QCOMPARE(second.findings.front().diagnostic.rule, std::string("unknown-attribute"));
}

void TestTemplateReading::mendsWhatHasOneAnswer()
{
    const std::string text = "{{ customer.contry }} {{ customer.first_name }}";
    const TemplateReading reading = readTemplate(u"t"_s, make(text), smallWorld());
    std::string mended = text;
    for (auto finding = reading.findings.rbegin(); finding != reading.findings.rend(); ++finding) {
        const auto mend = mendFor(*finding, text);
        QVERIFY2(mend, finding->diagnostic.message.c_str());
        mended.replace(mend->range.begin, mend->range.end - mend->range.begin, mend->replacement);
    }
    QCOMPARE(mended, std::string("{{ customer.country }} {{ customer.first_name | default: '' }}"));
    QVERIFY(readTemplate(u"t"_s, make(mended), smallWorld()).findings.empty());
}

void TestTemplateReading::namesBlocksByWhatTheyStandIn_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("title");
    QTest::newRow("class") << u"<td class=\"hero\">\n  "_s << u"Hero"_s;
    QTest::newRow("id") << u"<div id=delivery-line>"_s << u"Delivery line"_s;
    QTest::newRow("comment") << u"<p>x</p><!-- loyalty points -->\n"_s << u"Loyalty points"_s;
    QTest::newRow("Liquid comment") << u"{% # footer language %}"_s << u"Footer language"_s;
    QTest::newRow("none") << u"<p>x</p>\n\n"_s << u"Line 3"_s;
    QTest::newRow("nothing") << QString() << u"Line 1"_s;
}

void TestTemplateReading::namesBlocksByWhatTheyStandIn()
{
    QFETCH(const QString, before);
    QFETCH(const QString, title);
    const std::string text = before.toStdString() + "{% if customer.country == 'US' %}a{% endif %}";
    const auto tree = blockTree(readTemplate(u"t"_s, make(text), smallWorld()));
    QCOMPARE(tree.size(), std::size_t{1});
    QCOMPARE(tree.front().title, title);
}

void TestTemplateReading::nestsBlocksBelowTheirBranch()
{
    BlockTreeModel model;
    const QAbstractItemModelTester tester(&model);
    model.setBlocks(blockTree(readTemplate(u"t"_s, make(kTwoBlocks), smallWorld())));
    QCOMPARE(model.rowCount(), 1);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.rowCount(root), 3);
    QCOMPARE(root.data().toString(), u"Delivery"_s);
    const QModelIndex otherwise = model.index(2, 0, root);
    QCOMPARE(otherwise.data().toString(), u"everybody else"_s);
    QCOMPARE(model.rowCount(otherwise), 1);
    QCOMPARE(model.indexAtLine(3), model.index(0, 0, root));
    QCOMPARE(model.indexAtLine(7).data(BlockTreeModel::LineRole).toInt(), 7);
    QVERIFY(!model.indexAtLine(99).isValid());
    QCOMPARE(model.branchCount(), 4);
}

void TestTemplateReading::branchesReadAsWords()
{
    const auto titles = [](const std::string& text) {
        QStringList all;
        const auto tree = blockTree(readTemplate(u"t"_s, make(text), smallWorld()));
        for (const BlockNode& branch : tree.front().children) {
            all << branch.title;
        }
        return all;
    };
    QCOMPARE(titles("{% case customer.country %}{% when 'US', 'CA' %}a{% when '' %}b{% else %}c{% endcase %}"),
             (QStringList{u"US, CA"_s, u"''"_s, u"everybody else"_s}));
    const QStringList named = titles("{% if customer.first_name == 'a_b' %}a{% endif %}");
    QVERIFY2(named.front().startsWith(u"First name"_s), qUtf8Printable(named.front()));
    QVERIFY2(named.front().contains(u"a_b"_s), qUtf8Printable(named.front()));
}

void TestTemplateReading::countsWhoReachesEachBranch()
{
    const auto coverage = measureCoverage(jobFor(kTwoBlocks, smallWorld(7)), {});
    QVERIFY(coverage.has_value());
    QCOMPARE(coverage->people, std::uint64_t{10});
    QVERIFY(coverage->isWhole());
    QCOMPARE(coverage->countOf(0, 1), std::uint64_t{1});
    QCOMPARE(coverage->countOf(0, 2), std::uint64_t{0});
    QCOMPARE(coverage->countOf(0, 3), std::uint64_t{9});
    QCOMPARE(coverage->countOf(1, 1), std::uint64_t{9});
    QCOMPARE(coverage->branchCount(), std::size_t{4});
    QCOMPARE(coverage->reachedBranchCount(), std::size_t{3});
    BlockTreeModel model;
    model.setBlocks(blockTree(readTemplate(u"t"_s, make(kTwoBlocks), smallWorld())));
    model.setCoverage(coverage);
    const QModelIndex root = model.index(0, 0);
    QCOMPARE(model.index(1, 0, root).data(itemrole::Figure).toString(), u"nobody"_s);
    QCOMPARE(model.index(0, 0, root).data(itemrole::Bar).toDouble(), 0.1);
}

void TestTemplateReading::fewestPeopleReachEveryBranch()
{
    const auto coverage = measureCoverage(jobFor(kTwoBlocks, smallWorld(7)), {});
    QCOMPARE(coverage->witnesses.size(), std::size_t{2});
    QCOMPARE(personName(*smallWorld()->people.audience, coverage->witnesses[1]), u"Anna"_s);
    CancelToken cancelled;
    cancelled.cancel();
    QVERIFY(!measureCoverage(jobFor(kTwoBlocks, smallWorld(7)), cancelled).has_value());
}

void TestTemplateReading::blocksOfPartialsStandWhereTheyAreUsed()
{
    const World world =
        makeWorld(smallWorld()->people, {{"foot", make("\n{% if customer.plan == 'pro' %}x{% endif %}")}}, {});
    const std::string text = "{% if customer.country %}\n{% render 'foot' %}\n{% endif %}";
    BlockTreeModel model;
    model.setBlocks(blockTree(readTemplate(u"t"_s, make(text), world)));
    const QModelIndex branch = model.index(0, 0, model.index(0, 0));
    QCOMPARE(model.rowCount(branch), 1);
    const QModelIndex foot = model.index(0, 0, branch);
    QCOMPARE(foot.data().toString(), u"foot, line 2"_s);
    QCOMPARE(foot.data(BlockTreeModel::LineRole).toInt(), 2);
    QCOMPARE(model.index(0, 0, foot).data().toString(), u"Plan is 'pro'"_s);
    QCOMPARE(model.indexAtLine(2), branch); // the line is the template's own
}

void TestTemplateReading::aGrowingSampleIsTold()
{
    std::vector<std::uint64_t> seen;
    const auto coverage = measureCoverage(jobFor(kTwoBlocks, smallWorld(2500)), {}, [&](const BranchCoverage& sample) {
        seen.push_back(sample.people);
        QVERIFY(!sample.isWhole());
    });
    QVERIFY(coverage && coverage->isWhole());
    QCOMPARE(seen, (std::vector<std::uint64_t>{1000, 2000}));
}

void TestTemplateReading::anEarlierVersionIsComparedByKinds()
{
    const auto comparison =
        compareVersions(jobFor("Hi {{ customer.first_name | default: 'you' }}\nBye\n", smallWorld()),
                        "Hi {{ customer.first_name }}\nBye\n", {});
    QVERIFY(comparison.has_value());
    QCOMPARE(comparison->diff.kinds.size(), std::size_t{1});
    QCOMPARE(comparison->diff.changed, std::uint64_t{1});
    QCOMPARE(comparison->diff.kinds[0].witness, audience::Ordinal{2});
    QCOMPARE(comparison->places[0].before, u"{{ customer.first_name }}"_s);
    QCOMPARE(kindWords(*comparison, comparison->diff.kinds[0]), u"line 1 reads otherwise"_s);
    QVERIFY(!compareVersions(jobFor("{% if %}", smallWorld()), "x", {}));
}

void TestTemplateReading::previewsForOnePerson()
{
    const PreviewJob job =
        jobFor("<p>Hello {{ customer.first_name | default: 'you' }} &amp; {{ customer.plan }}</p>", smallWorld());
    const Preview anna = renderPreview(job, 0, {});
    QVERIFY(!anna.fault);
    QVERIFY(anna.html.find("Hello Anna &amp; pro") != std::string::npos);
    QVERIFY(anna.text.find("Hello Anna & pro") != std::string::npos);
    QVERIFY(renderPreview(job, 2, {}).html.find("Hello you") != std::string::npos);
}

void TestTemplateReading::previewTakesSubjectFromTheCampaign()
{
    campaign::Campaign campaign;
    campaign.name = "spring";
    campaign.templateName = "t";
    campaign.subject = "{{ customer.first_name }}, spring is here";
    campaign.from = {"Shop", "news@shop.example"};
    const Preview preview = renderPreview(jobFor("<p>x</p>", smallWorld(), campaign), 0, {});
    QCOMPARE(preview.subject, u"Anna, spring is here"_s);
    QCOMPARE(preview.sender, u"Shop <news@shop.example>"_s);
}

void TestTemplateReading::aFaultHasItsLineColumnAndCaret()
{
    const Preview syntax = renderPreview(jobFor("<p>\n  <b>{{ customer.plan | }}</b>", smallWorld()), 0, {});
    QVERIFY(syntax.fault.has_value());
    QCOMPARE(syntax.fault->at.line, 2);
    const Preview failing = renderPreview(jobFor("<p>\n  <b>{{ 1 | divided_by: 0 }}</b>", smallWorld()), 0, {});
    QVERIFY(failing.fault.has_value());
    QCOMPARE(failing.fault->at.line, 2);
    QVERIFY(failing.fault->at.column >= 6 && failing.fault->at.column < 30);
    QVERIFY(failing.fault->excerpt.contains(u'^'));
    QVERIFY(!failing.fault->excerpt.contains(u"data-pw-line"_s));
}

void TestTemplateReading::anAbortIsSaidAsOne()
{
    const Preview preview = renderPreview(jobFor("{% abort \"no plan\" %}", smallWorld()), 0, {});
    QVERIFY(preview.fault.has_value());
    QVERIFY(preview.fault->words.contains(u"no plan"_s));
}

void TestTemplateReading::marksLinesOutsideLiquidOnly_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("marked");
    const auto row = [](const char* name, const char* source, const char* marked) {
        QTest::newRow(name) << QString::fromUtf8(source) << QString::fromUtf8(marked);
    };
    row("element", "<p>\n<b class=x>", "<p data-pw-line=\"1\">\n<b data-pw-line=\"2\" class=x>");
    row("in Liquid", "{{ '<p>' }}{% assign a = '<b>' %}", "{{ '<p>' }}{% assign a = '<b>' %}");
    row("comment", "<!-- <p> -->{% comment %}<b>{% endcomment %}", "<!-- <p> -->{% comment %}<b>{% endcomment %}");
    row("a name that Liquid writes", "<{{ tag }}>", "<{{ tag }}>");
    row("head", "<html><head><style>p > b{}</style></head><body>", "<html><head><style>p > b{}</style></head><body>");
    row("in a condition", "{% if a %}\n<TD {% if b %}c{% endif %}>{% endif %}",
        "{% if a %}\n<TD data-pw-line=\"2\" {% if b %}c{% endif %}>{% endif %}");
}

void TestTemplateReading::marksLinesOutsideLiquidOnly()
{
    QFETCH(const QString, source);
    QFETCH(const QString, marked);
    QCOMPARE(QString::fromStdString(withLineMarks(source.toStdString())), marked);
}

void TestTemplateReading::findsPeopleByWhatIsKnown()
{
    const World world = smallWorld(5);
    const audience::Audience& people = *world->people.audience;
    const PeopleSample all = PeopleSample::everybody(people.size());
    const auto names = [&](const QString& words) {
        QStringList found;
        for (const FoundPerson& person : findPeople(people, all, words, 3, {})) {
            found.append(person.name);
        }
        return found;
    };
    QCOMPARE(names(u"ann"_s), QStringList{u"Anna"_s});
    QCOMPARE(names(u"C2"_s), QStringList{u"Ben"_s});
    QCOMPARE(names(u"c3@SHOP.example"_s), QStringList{u"c3@shop.example"_s});
    QCOMPARE(names(u"more"_s).size(), 3);
    QCOMPARE(names(u"zzz"_s), QStringList());
    QCOMPARE(names(QString()).size(), 3);
}

void TestTemplateReading::offersMembersOfASegment()
{
    const auto sample = segmentSample(smallWorld(), u"Americans"_s, {});
    QVERIFY(sample.has_value());
    QCOMPARE(sample->size(), std::size_t{2});
    QCOMPARE(sample->indexOf(1), std::optional<std::size_t>(1));
    QVERIFY(!sample->indexOf(2));
    QCOMPARE(segmentSample(smallWorld(), u"Gone"_s, {}).error().code, ErrorCode::NotFound);
}

void TestTemplateReading::completesFromTheWorld()
{
    KnownNames names;
    names.setWorld(smallWorld());
    names.setReading(readTemplate(u"t"_s, make("{% assign total = 1 %}{{ total }}"), smallWorld()));
    const auto offered = [&](const char* before) {
        QStringList texts;
        for (const editor::Completion& completion : names.completions(editor::completionContext(before))) {
            texts.append(completion.text);
        }
        return texts;
    };
    QVERIFY(offered("{{ customer.").contains(u"first_name"_s));
    QVERIFY(offered("{{ customer.").contains(u"segments"_s));
    QVERIFY(offered("{{ ").contains(u"total"_s));
    QVERIFY(offered("{{ x | ").contains(u"default"_s));
    QVERIFY(offered("{% ").contains(u"if"_s));
    QCOMPARE(offered("{% if customer.segments contains '"), QStringList{u"Americans"_s});
    QCOMPARE(offered("{% if customer.plan == '"), (QStringList{u"free"_s, u"pro"_s}));
    QVERIFY(offered("plain").isEmpty());
}

void TestTemplateReading::startersHaveNoProblems()
{
    for (const World& world : {smallWorld(), makeWorld({}, {}, {})}) {
        for (const StarterTemplate& starter : starterTemplates(*world)) {
            const TemplateReading reading = readTemplate(starter.name, make(starter.text), world);
            QVERIFY2(reading.findings.empty(),
                     reading.findings.empty() ? "" : reading.findings.front().diagnostic.message.c_str());
        }
    }
}

void TestTemplateReading::problemRowsChangePrecisely()
{
    ProblemListModel model;
    const QAbstractItemModelTester tester(&model);
    model.setProblems(readTemplate(u"t"_s, make("{{ customer.a }}{{ customer.b }}"), smallWorld()));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.count(Severity::Error), 2);
    QCOMPARE(model.index(0).data(ProblemListModel::PlaceRole).toString(), u"1:4"_s);
    model.setProblems(readTemplate(u"t"_s, make("{{ customer.a }}"), smallWorld()));
    QCOMPARE(model.rowCount(), 1);
    model.setProblems(readTemplate(u"t"_s, make("{{ customer.a }}{{ customer.b }}{{ customer.c }}"), smallWorld()));
    QCOMPARE(model.rowCount(), 3);
}

QTEST_APPLESS_MAIN(TestTemplateReading)
#include "tst_template_reading.moc"
