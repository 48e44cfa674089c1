// SPDX-License-Identifier: GPL-3.0-or-later
// The second opinion: SQLite, asked with the compiler's SQL over plain row tables, finds the same profiles.
#include "audience_from_json.h"
#include "random_scene.h"
#include "sqlite_judge.h"

#include "core/base/file.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/segment/sql.h"
#include "core/segment/validation.h"

#include <QDir>
#include <QTest>

#include <rapidcheck.h>

using namespace postweave;
using namespace postweave::segment;

namespace {

QByteArray joined(const std::vector<std::string>& keys)
{
    QByteArray text;
    for (const std::string& key : keys) {
        text += QByteArray::fromStdString(key) + ' ';
    }
    return text;
}

std::vector<std::string> evaluated(const testing::Scene& scene, const FilterTree& tree)
{
    Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
    const auto members = evaluator.members(tree);
    if (!members) {
        return {toLine(members.error())};
    }
    const auto keys = scene.audience->sortedKeys(*members);
    return {keys.begin(), keys.end()};
}

/// What two ways of asking found; nothing if the segment has no SQL.
struct Agreement {
    std::vector<std::string> evaluator;
    std::vector<std::string> judge;
    std::string sql;
};

std::optional<Agreement> compare(const testing::Scene& scene, const FilterTree& tree, bool withTypes)
{
    const Catalog catalog = catalogOf(*scene.audience);
    const SqlContext context{withTypes ? &catalog : nullptr, scene.definitions.get(), scene.now, scene.zone};
    const auto sql = toSql(tree, SqlDialect::Sqlite, context);
    if (!sql) {
        return std::nullopt;
    }
    try {
        return Agreement{evaluated(scene, tree), testing::SqliteJudge(*scene.audience).keys(*sql), *sql};
    } catch (const std::exception& error) {
        return Agreement{evaluated(scene, tree), {error.what()}, *sql};
    }
}

} // namespace

class TestSqlAgreement : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void namedCasesAgree_data();
    void namedCasesAgree();
    void randomSegmentsAgree();
    void explanationsOfRandomSegmentsAgree();
    void oneCacheServesManySegments();
    void postgresqlIsWrittenForEverything();

private:
    std::vector<std::pair<Json, Json>> m_cases; // file, case
};

void TestSqlAgreement::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("RC_PARAMS")) {
        qputenv("RC_PARAMS", "max_success=2500");
    }
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
    const auto agreement = compare(scene, tree, true);
    if (!agreement) {
        QVERIFY2(one.contains("no_sql") || file.value("no_sql", false), "this case should have SQL");
        return;
    }
    QCOMPARE(joined(agreement->judge), joined(agreement->evaluator));
}

void TestSqlAgreement::randomSegmentsAgree()
{
    int refused = 0;
    int asked = 0;
    const bool agreed = rc::check("SQLite and the evaluator find the same", [&] {
        const Json json = testing::randomScene();
        const Json node = testing::randomNode(json);
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree(readNode(node, "$.where").node.value());
        RC_ASSERT(!hasErrors(validate("", tree, catalogOf(*scene.audience), *scene.definitions)));
        const auto agreement = compare(scene, tree, true);
        ++asked;
        refused += agreement ? 0 : 1;
        if (agreement && agreement->evaluator != agreement->judge) {
            RC_LOG() << toText(json) << "\n" << toText(node, 1) << "\n" << agreement->sql << std::endl;
            RC_ASSERT(agreement->evaluator == agreement->judge);
        }
    });
    QVERIFY(agreed);
    QVERIFY2(refused * 5 < asked, "too many segments had no SQL to compare with");
}

void TestSqlAgreement::explanationsOfRandomSegmentsAgree()
{
    const bool agreed = rc::check("what is explained is what is found, at every node", [] {
        const Json json = testing::randomScene();
        const Json node = testing::randomNode(json);
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree(readNode(node, "$.where").node.value());
        Evaluator evaluator(scene.audience, scene.definitions, scene.now, scene.zone);
        const auto evaluation = evaluator.evaluate(tree).value();
        std::vector<std::uint64_t> finds(evaluation.nodes.size());
        for (audience::Ordinal profile = 0; profile < scene.audience->size(); ++profile) {
            const auto explanation = evaluator.explain(tree, profile).value();
            RC_ASSERT(explanation.nodes.size() == finds.size());
            RC_ASSERT(explanation.member == evaluation.members.test(profile));
            for (std::size_t i = 0; i < finds.size(); ++i) {
                finds[i] += explanation.nodes[i].value ? 1 : 0;
            }
        }
        for (std::size_t i = 0; i < finds.size(); ++i) {
            if (finds[i] != evaluation.nodes[i].finds) {
                RC_LOG() << toText(json) << "\n" << toText(node, 1) << "\nnode " << i << std::endl;
            }
            RC_ASSERT(finds[i] == evaluation.nodes[i].finds);
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
        const FilterTree tree(readNode(testing::randomNode(json), "$.where").node.value());
        for (const std::int64_t hours : {0, -12, 1, 0, -24 * 30, 24 * 2}) {
            const Instant now{scene.now.microseconds + hours * 3'600'000'000};
            Evaluator cached(scene.audience, scene.definitions, now, scene.zone, cache);
            Evaluator fresh(scene.audience, scene.definitions, now, scene.zone);
            RC_ASSERT(cached.members(tree).value() == fresh.members(tree).value());
        }
    });
    QVERIFY(agreed);
}

void TestSqlAgreement::postgresqlIsWrittenForEverything()
{
    const bool written = rc::check("PostgreSQL's dialect knows every node", [] {
        const Json json = testing::randomScene();
        const testing::Scene scene = testing::sceneFromJson(json);
        const FilterTree tree(readNode(testing::randomNode(json), "$.where").node.value());
        const Catalog catalog = catalogOf(*scene.audience);
        const auto sql =
            toSql(tree, SqlDialect::PostgreSql, {&catalog, scene.definitions.get(), scene.now, scene.zone});
        RC_ASSERT(sql.has_value());
        RC_ASSERT(sql->find("casefold") == std::string::npos && sql->find("json_extract") == std::string::npos);
    });
    QVERIFY(written);
}

QTEST_APPLESS_MAIN(TestSqlAgreement)
#include "tst_sql_agreement.moc"
