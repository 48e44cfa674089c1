// SPDX-License-Identifier: GPL-3.0-or-later
// The second opinion: SQLite and PostgreSQL, asked with the compiler's SQL over plain row tables, find the same
// profiles. POSTWEAVE_AGREEMENT_CASES says how many random segments each judge is asked (20,000 if not set); rapidcheck
// prints the seed, and takes one from RC_PARAMS.
#include "agreement.h"
#include "core/base/json.h"
#include "random_scene.h"
#include "sqlite_judge.h"
#ifdef POSTWEAVE_LIBPQ
#include "postgres_judge.h"
#include "postgres_server.h"
#endif

#include "core/base/file.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/segment/validation.h"

#include <QDir>
#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace postweave;
using namespace postweave::segment;

namespace {

constexpr int kTreesOfOneScene = 40; // a scene costs more than a tree
constexpr int kTreesExplained = 2;
constexpr int kMismatchesShown = 10;
constexpr int kDeepest = 6; // levels of groups

QByteArray joined(const std::vector<std::string>& keys)
{
    QByteArray text;
    for (const std::string& key : keys) {
        text += QByteArray::fromStdString(key) + ' ';
    }
    return text;
}

int casesWanted()
{
    const int wanted = qEnvironmentVariableIntValue("POSTWEAVE_AGREEMENT_CASES");
    return wanted > 0 ? wanted : 20'000;
}

/// What was asked, and what came of it.
struct Tally {
    int compared = 0;
    int mismatches = 0;
    int refused = 0; ///< had no SQL
    std::map<int, int> byDepth;
    std::set<std::string> words; ///< kinds of nodes and windows, and operators
};

void count(const Json& json, Tally& tally)
{
    for (const auto& [key, value] : json.items()) {
        if (json.is_object()) {
            tally.words.insert(key);
        }
        if (value.is_string() && (key == "op" || key == "fn" || key == "which" || key == "quintile")) {
            tally.words.insert(value.get<std::string>());
        }
        if (value.is_structured()) {
            count(value, tally);
        }
    }
}

/// Nothing that segments can ask may be missing from the random ones; `held` has no SQL.
QStringList neverAsked(const Tally& tally)
{
    std::vector<std::string> wanted{"all",       "any",      "none",     "at_least",   "not",        "off",
                                    "attribute", "other",    "bucket",   "distance",   "event",      "aggregate",
                                    "sum",       "avg",      "min",      "max",        "distinct",   "first",
                                    "last",      "sequence", "occurs",   "score",      "percentile", "segment",
                                    "last",      "from",     "to",       "older_than", "calendar",   "day_of_week",
                                    "count",     "where",    "property", "field",      "ignore_case"};
    for (const Operator op : allOperators()) {
        wanted.emplace_back(nameOf(op));
    }
    QStringList missing;
    for (const std::string& word : wanted) {
        if (!tally.words.contains(word)) {
            missing += QString::fromStdString(word);
        }
    }
    return missing;
}

void report(const char* judge, const Tally& tally)
{
    QStringList depths;
    for (const auto& [depth, count] : tally.byDepth) {
        depths += QStringLiteral("%1: %2").arg(depth).arg(count);
    }
    qInfo("%s: %d random segments compared, %d mismatches (by depth %s)", judge, tally.compared, tally.mismatches,
          qPrintable(depths.join(QStringLiteral(", "))));
}

/// Asks about many random segments of one random scene.
template <typename MakeJudge>
void askOneScene(SqlDialect dialect, int trees, const MakeJudge& makeJudge, Tally& tally)
{
    const Json json = testing::randomScene();
    const testing::Scene scene = testing::sceneFromJson(json);
    const Catalog catalog = catalogOf(*scene.audience);
    const auto& judge = makeJudge(*scene.audience);
    for (int i = 0; i < trees; ++i) {
        const Json node = testing::randomNode(json);
        const FilterTree tree(readNode(node, "$.where").node.value());
        RC_ASSERT(!hasErrors(validate("", tree, catalog, *scene.definitions)));
        const auto agreement = testing::compare(scene, catalog, tree, judge, dialect, i % 2 == 0);
        tally.refused += agreement ? 0 : 1;
        tally.compared += agreement ? 1 : 0;
        ++tally.byDepth[tree.depth()];
        count(node, tally);
        if (agreement && !agreement->stands()) {
            ++tally.mismatches;
            if (tally.mismatches <= kMismatchesShown) {
                qWarning("mismatch\n%s\n%s\n%s\nevaluator: %s\ndatabase: %s", toText(json).c_str(),
                         toText(node, 1).c_str(), agreement->sql.text.c_str(), joined(agreement->evaluator).constData(),
                         joined(agreement->judge).constData());
            }
        }
    }
}

/// Asked of the tally of a judge.
void requireWhole(const char* judge, const Tally& tally)
{
    report(judge, tally);
    QCOMPARE(tally.mismatches, 0);
    QVERIFY2(tally.refused == 0, "some segments had no SQL to compare with");
    const bool isLong = tally.compared >= 10'000; // fewer may leave out what is rare
    const QStringList missing = isLong ? neverAsked(tally) : QStringList();
    QVERIFY2(missing.isEmpty(), qPrintable("never asked: " + missing.join(QStringLiteral(" "))));
    QVERIFY2(!isLong || tally.byDepth.rbegin()->first > kDeepest, "no segment was nested deeply enough");
}

/// At every node.
bool explanationsAgree(const testing::Scene& scene, const FilterTree& tree)
{
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const auto evaluation = evaluator.evaluate(tree).value();
    std::vector<std::uint64_t> finds(evaluation.nodes.size());
    for (audience::Ordinal profile = 0; profile < scene.audience->size(); ++profile) {
        const auto explanation = evaluator.explain(tree, profile).value();
        if (explanation.nodes.size() != finds.size() || explanation.member != evaluation.members.test(profile)) {
            return false;
        }
        for (std::size_t i = 0; i < finds.size(); ++i) {
            finds[i] += explanation.nodes[i].value ? 1 : 0;
        }
    }
    return std::equal(finds.begin(), finds.end(), evaluation.nodes.begin(),
                      [](std::uint64_t count, const NodeCount& node) { return count == node.finds; });
}

} // namespace

class TestSqlAgreement : public QObject {
    Q_OBJECT

public:
    /// A million segments take longer than Qt lets a test function run.
    static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "86400000"); }

private slots:
    void initTestCase();
    void namedCasesAgree_data();
    void namedCasesAgree();
    void randomSegmentsAgreeInSqlite();
    void randomSegmentsAgreeInPostgres();
    void explanationsOfRandomSegmentsAgree();
    void oneCacheServesManySegments();

private:
    std::vector<std::pair<Json, Json>> m_cases; // file, case
#ifdef POSTWEAVE_LIBPQ
    std::unique_ptr<testing::PostgresServer> m_server;
    std::unique_ptr<testing::PostgresJudge> m_postgres;
#endif
};

void TestSqlAgreement::initTestCase()
{
    // Failures are single segments of a scene: making the scene smaller would say no more. rapidcheck reads this once.
    const int scenes = std::max(1, casesWanted() / kTreesOfOneScene);
    qputenv("RC_PARAMS", "noshrink=1 max_success=" + QByteArray::number(scenes) + ' ' + qgetenv("RC_PARAMS"));
#ifdef POSTWEAVE_LIBPQ
    m_server = std::make_unique<testing::PostgresServer>();
    if (m_server->isRunning()) {
        m_postgres = std::make_unique<testing::PostgresJudge>(m_server->connectionText());
    }
#endif
}

void TestSqlAgreement::namedCasesAgree_data()
{
    QTest::addColumn<int>("index");
    const QDir folder(QStringLiteral(POSTWEAVE_SOURCE_DIR "/tests/core/segment/cases"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const Json file = parseJson(readFile(folder.filePath(name).toStdString()).value()).value();
        for (const Json& one : file.at("cases")) {
            const std::string title = name.toStdString() + ": " + one.at("name").get<std::string>();
            QTest::newRow(title.c_str()) << static_cast<int>(m_cases.size());
            m_cases.emplace_back(file, one);
        }
    }
    QVERIFY(m_cases.size() > 100);
}

void TestSqlAgreement::namedCasesAgree()
{
    QFETCH(int, index);
    const auto& [file, one] = m_cases[static_cast<std::size_t>(index)];
    testing::Scene scene = testing::sceneFromJson(file);
    if (one.contains("now")) {
        scene.now = testing::instantFromText(one["now"], scene.zone);
    }
    const FilterTree tree(readNode(one.at("where"), "$.where").node.value());
    const Catalog catalog = catalogOf(*scene.audience);
    const testing::SqliteJudge sqlite(*scene.audience);
    for (const bool bound : {false, true}) {
        const auto agreement = testing::compare(scene, catalog, tree, sqlite, SqlDialect::Sqlite, bound);
        if (!agreement) {
            QVERIFY2(one.contains("no_sql") || file.value("no_sql", false), "this case should have SQL");
            return;
        }
        QCOMPARE(joined(agreement->judge), joined(agreement->evaluator));
    }
#ifdef POSTWEAVE_LIBPQ
    if (m_postgres && !one.contains("not_postgresql")) {
        m_postgres->fill(*scene.audience);
        for (const bool bound : {false, true}) {
            const auto agreement = testing::compare(scene, catalog, tree, *m_postgres, SqlDialect::PostgreSql, bound);
            QCOMPARE(joined(agreement.value().judge), joined(agreement->evaluator));
        }
    }
#endif
}

void TestSqlAgreement::randomSegmentsAgreeInSqlite()
{
    Tally tally;
    std::unique_ptr<testing::SqliteJudge> judge;
    const bool agreed = rc::check("SQLite and the evaluator find the same", [&] {
        askOneScene(
            SqlDialect::Sqlite, kTreesOfOneScene,
            [&](const audience::Audience& audience) -> const testing::SqlJudge& {
                judge = std::make_unique<testing::SqliteJudge>(audience);
                return *judge;
            },
            tally);
    });
    requireWhole("SQLite", tally);
    QVERIFY(agreed);
}

void TestSqlAgreement::randomSegmentsAgreeInPostgres()
{
#ifdef POSTWEAVE_LIBPQ
    if (!m_postgres) {
        QSKIP(qPrintable(m_server->reason()));
    }
    Tally tally;
    const bool agreed = rc::check("PostgreSQL and the evaluator find the same", [&] {
        askOneScene(
            SqlDialect::PostgreSql, kTreesOfOneScene,
            [&](const audience::Audience& audience) -> const testing::SqlJudge& {
                m_postgres->fill(audience);
                return *m_postgres;
            },
            tally);
    });
    requireWhole("PostgreSQL", tally);
    QVERIFY(agreed);
#else
    QSKIP("built without libpq");
#endif
}

void TestSqlAgreement::explanationsOfRandomSegmentsAgree()
{
    const bool agreed = rc::check("what is explained is what is found, at every node", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        for (int i = 0; i < kTreesExplained; ++i) {
            const Json node = testing::randomNode(json);
            const bool same = explanationsAgree(scene, FilterTree(readNode(node, "$.where").node.value()));
            if (!same) {
                RC_LOG() << toText(json) << "\n" << toText(node, 1) << std::endl;
            }
            RC_ASSERT(same);
        }
    });
    QVERIFY(agreed);
}

void TestSqlAgreement::oneCacheServesManySegments()
{
    const bool agreed = rc::check("a shared cache changes nothing, whatever now is", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        const auto cache = std::make_shared<LeafCache>();
        const Json node = testing::randomNode(json);
        const FilterTree tree(readNode(node, "$.where").node.value());
        for (const std::int64_t hours : {0, -12, 1, 0, -24 * 30, 24 * 2}) {
            const Instant now{scene.now.microseconds + hours * 3'600'000'000};
            Evaluator cached(scene.audience, scene.definitions, now, scene.zone, cache);
            Evaluator fresh(scene.audience, scene.definitions, now, scene.zone);
            const bool same = cached.members(tree).value() == fresh.members(tree).value();
            if (!same) {
                RC_LOG() << toText(json) << "\n" << toText(node, 1) << "\nhours " << hours << std::endl;
            }
            RC_ASSERT(same);
        }
    });
    QVERIFY(agreed);
}

QTEST_GUILESS_MAIN(TestSqlAgreement)
#include "tst_sql_agreement.moc"
