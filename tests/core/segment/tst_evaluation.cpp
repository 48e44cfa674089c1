// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the cases of cases/*.json: what a tree finds in a tiny audience. A new case needs no code.
#include "audience_from_json.h"
#include "core/base/json.h"

#include "core/base/file.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"

#include <QDir>
#include <QTest>

using namespace postweave;
using namespace postweave::segment;

namespace {

struct Case {
    Json file;
    Json json;
};

std::vector<std::pair<std::string, Case>> allCases()
{
    std::vector<std::pair<std::string, Case>> cases;
    const QDir folder(QStringLiteral(POSTWEAVE_SOURCE_DIR "/tests/core/segment/cases"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const Json file = parseJson(readFile(folder.filePath(name).toStdString()).value()).value();
        for (const Json& one : file.at("cases")) {
            cases.emplace_back(name.toStdString() + ": " + one.at("name").get<std::string>(), Case{file, one});
        }
    }
    return cases;
}

QByteArray joined(const std::vector<std::string_view>& keys)
{
    QByteArray text;
    for (const std::string_view key : keys) {
        text += QByteArray(key.data(), static_cast<qsizetype>(key.size())) + ' ';
    }
    return text;
}

class Prepared {
public:
    explicit Prepared(const Case& one) : m_scene(testing::sceneFromJson(one.file))
    {
        if (one.json.contains("now")) {
            m_scene.now = testing::instantFromText(one.json["now"], m_scene.zone);
        }
        NodeReading reading = readNode(one.json.at("where"), "$.where");
        if (const auto error = firstError(reading.diagnostics)) {
            m_error = toLine(*error);
            return;
        }
        m_tree = FilterTree(std::move(*reading.node));
    }

    [[nodiscard]] const std::string& error() const { return m_error; }
    [[nodiscard]] const FilterTree& tree() const { return m_tree; }
    [[nodiscard]] const testing::Scene& scene() const { return m_scene; }
    [[nodiscard]] Evaluator evaluator() const
    {
        return {m_scene.audience, m_scene.definitions, m_scene.now, m_scene.zone};
    }

private:
    testing::Scene m_scene;
    FilterTree m_tree;
    std::string m_error;
};

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT

private slots:
    void findsTheMembers_data();
    void findsTheMembers();
    void explanationsAgree_data() { findsTheMembers_data(); }
    void explanationsAgree();
    void countsAgreeWithMembers_data() { findsTheMembers_data(); }
    void countsAgreeWithMembers();
    void canonicalTextFindsTheSame_data() { findsTheMembers_data(); }
    void canonicalTextFindsTheSame();

private:
    std::vector<std::pair<std::string, Case>> m_cases = allCases();
};

void TestEvaluation::findsTheMembers_data()
{
    QTest::addColumn<int>("index");
    QVERIFY(m_cases.size() > 100);
    for (std::size_t i = 0; i < m_cases.size(); ++i) {
        QTest::newRow(m_cases[i].first.c_str()) << static_cast<int>(i);
    }
}

void TestEvaluation::findsTheMembers()
{
    QFETCH(int, index);
    const Case& one = m_cases[static_cast<std::size_t>(index)].second;
    const Prepared prepared(one);
    QVERIFY2(prepared.error().empty(), prepared.error().c_str());
    Evaluator evaluator = prepared.evaluator();
    const auto members = evaluator.members(prepared.tree());
    QVERIFY2(members, members ? "" : toLine(members.error()).c_str());
    const auto expected = one.json.at("members").get<std::vector<std::string>>();
    QCOMPARE(joined(evaluator.audience().sortedKeys(*members)), joined({expected.begin(), expected.end()}));
}

void TestEvaluation::explanationsAgree()
{
    QFETCH(int, index);
    const Prepared prepared(m_cases[static_cast<std::size_t>(index)].second);
    Evaluator evaluator = prepared.evaluator();
    const auto members = evaluator.members(prepared.tree()).value();
    for (audience::Ordinal profile = 0; profile < members.size(); ++profile) {
        const auto explanation = evaluator.explain(prepared.tree(), profile);
        QVERIFY2(explanation, explanation ? "" : toLine(explanation.error()).c_str());
        QCOMPARE(explanation->member, members.test(profile));
        for (const ExplainedNode& node : explanation->nodes) {
            QVERIFY2(!node.because.empty(), node.jsonPath.c_str());
        }
    }
}

void TestEvaluation::countsAgreeWithMembers()
{
    QFETCH(int, index);
    const Prepared prepared(m_cases[static_cast<std::size_t>(index)].second);
    Evaluator evaluator = prepared.evaluator();
    const auto members = evaluator.members(prepared.tree()).value();
    const auto evaluation = evaluator.evaluate(prepared.tree()).value();
    QVERIFY(evaluation.members == members);
    QCOMPARE(evaluation.nodes.size(), prepared.tree().nodeCount());
    QCOMPARE(evaluation.nodes.front().finds, members.count());
    for (const NodeCount& node : evaluation.nodes) {
        QVERIFY(node.inSegment <= node.finds && node.inSegment <= members.count());
        const auto alone = evaluator.members(FilterTree(*prepared.tree().find(node.path))).value();
        QCOMPARE(node.finds, alone.count());
    }
}

void TestEvaluation::canonicalTextFindsTheSame()
{
    QFETCH(int, index);
    const Prepared prepared(m_cases[static_cast<std::size_t>(index)].second);
    const std::string text = canonicalText(prepared.tree().root());
    const NodeReading again = readNode(parseJson(text).value(), "$.where");
    QVERIFY(again.node.has_value());
    QVERIFY(FilterTree(*again.node) == prepared.tree());
    QCOMPARE(QByteArray::fromStdString(canonicalText(*again.node)), QByteArray::fromStdString(text));
}

QTEST_APPLESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
