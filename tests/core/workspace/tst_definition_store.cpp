// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/workspace/workspace_fixture.h"

using namespace postweave;
using namespace postweave::workspace;

namespace {

Instant later(int seconds)
{
    return {kNow.microseconds + seconds * kMicrosecondsPerSecond};
}

} // namespace

class TestDefinitionStore : public QObject {
    Q_OBJECT

private slots:
    void savedTextReadsBackByKindAndName();
    void savingAgainReplacesAndKeepsVersions();
    void sameTextMakesNoNewVersion();
    void listIsSortedByBytes();
    void renameKeepsVersionsAndNeverReplaces();
    void removeTakesVersionsAlong();
    void usersAreKnownByTheNamesTheyUse();
    void impossibleNamesAndTextsAreRefused();
    void exportRunsTellWhetherTheyEnded();
};

void TestDefinitionStore::savedTextReadsBackByKindAndName()
{
    WorkspaceFixture f;
    const std::string text = "{{ caf\xc3\xa9 }}\r\n\0end";
    {
        Workspace workspace = f.create();
        VERIFY_RESULT(workspace.definitions().save(DefinitionKind::Template, "a", text, kNow));
        VERIFY_RESULT(workspace.definitions().save(DefinitionKind::Segment, "a", "other", kNow));
    }
    Workspace workspace = f.open(Mode::ReadOnly);
    QCOMPARE((*workspace.definitions().load(DefinitionKind::Template, "a"))->text, text);
    QCOMPARE((*workspace.definitions().load(DefinitionKind::Segment, "a"))->text, std::string("other"));
    QVERIFY(!workspace.definitions().load(DefinitionKind::Score, "a")->has_value());
    QVERIFY(!workspace.definitions().load(DefinitionKind::Segment, "A")->has_value());
}

void TestDefinitionStore::savingAgainReplacesAndKeepsVersions()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    QCOMPARE(*store.save(DefinitionKind::Template, "a", "one", later(0)), 1);
    QCOMPARE(*store.save(DefinitionKind::Template, "a", "two", later(5)), 2);
    const Definition standing = **store.load(DefinitionKind::Template, "a");
    QCOMPARE(standing.text, std::string("two"));
    QVERIFY(standing.summary.createdAt == later(0) && standing.summary.updatedAt == later(5));
    QCOMPARE(store.versions(DefinitionKind::Template, "a")->size(), std::size_t{2});
    QCOMPARE(store.versions(DefinitionKind::Template, "a")->front().version, 2);
    QVERIFY(*store.loadVersion(DefinitionKind::Template, "a", 1) == "one");
    QVERIFY(!store.loadVersion(DefinitionKind::Template, "a", 3)->has_value());
    QCOMPARE(store.loadAll(DefinitionKind::Template)->size(), std::size_t{1});
}

void TestDefinitionStore::sameTextMakesNoNewVersion()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    QCOMPARE(*store.save(DefinitionKind::Segment, "a", "one", later(0)), 1);
    QCOMPARE(*store.save(DefinitionKind::Segment, "a", "one", later(9)), 1);
    QVERIFY((*store.load(DefinitionKind::Segment, "a"))->summary.updatedAt == later(0));
}

void TestDefinitionStore::listIsSortedByBytes()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    for (const char* name : {"b", "B", "\xc3\xa9", "a b", "a"}) {
        VERIFY_RESULT(workspace.definitions().save(DefinitionKind::Segment, name, "{}", kNow));
    }
    std::string names;
    const Result<std::vector<DefinitionSummary>> list = workspace.definitions().list(DefinitionKind::Segment);
    VERIFY_RESULT(list);
    for (const DefinitionSummary& summary : *list) {
        names += summary.name + ",";
    }
    QCOMPARE(names, std::string("B,a,a b,b,\xc3\xa9,"));
}

void TestDefinitionStore::renameKeepsVersionsAndNeverReplaces()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "a", "1", kNow));
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "a", "2", kNow));
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "b", "3", kNow));
    QCOMPARE(store.rename(DefinitionKind::Segment, "a", "b", kNow).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(store.rename(DefinitionKind::Segment, "x", "y", kNow).error().code, ErrorCode::NotFound);
    VERIFY_RESULT(store.rename(DefinitionKind::Segment, "a", "c", kNow));
    QCOMPARE(store.versions(DefinitionKind::Segment, "c")->size(), std::size_t{2});
    QVERIFY(!store.load(DefinitionKind::Segment, "a")->has_value());
}

void TestDefinitionStore::removeTakesVersionsAlong()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    const std::vector<DefinitionReference> uses{{DefinitionKind::Score, "s"}};
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "a", "1", kNow, uses));
    VERIFY_RESULT(store.remove(DefinitionKind::Segment, "a"));
    QCOMPARE(store.remove(DefinitionKind::Segment, "a").error().code, ErrorCode::NotFound);
    QCOMPARE(*workspace.database().queryInteger(
                 "SELECT (SELECT count(*) FROM definition_version) + count(*) FROM definition_use"),
             0);
    QCOMPARE(*store.save(DefinitionKind::Segment, "a", "1", kNow), 1);
}

void TestDefinitionStore::usersAreKnownByTheNamesTheyUse()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    const DefinitionReference base{DefinitionKind::Segment, "base"};
    const std::vector<DefinitionReference> uses{base, base, {DefinitionKind::Score, "s"}};
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "child", "1", kNow, uses));
    VERIFY_RESULT(store.save(DefinitionKind::Campaign, "spring", "1", kNow, std::span(uses).first(1)));
    const std::vector<DefinitionReference> expected{{DefinitionKind::Campaign, "spring"},
                                                    {DefinitionKind::Segment, "child"}};
    QVERIFY(*store.usersOf(DefinitionKind::Segment, "base") == expected);
    VERIFY_RESULT(store.save(DefinitionKind::Segment, "child", "1", kNow));
    QCOMPARE(store.usersOf(DefinitionKind::Segment, "base")->size(), std::size_t{1});
    QVERIFY(store.usersOf(DefinitionKind::Score, "s")->empty());
}

void TestDefinitionStore::impossibleNamesAndTextsAreRefused()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    DefinitionStore& store = workspace.definitions();
    for (const std::string& name :
         {std::string(), std::string("  "), std::string(kMaxDefinitionName + 1, 'x'), std::string("\xff")}) {
        QCOMPARE(store.save(DefinitionKind::Segment, name, "{}", kNow).error().code, ErrorCode::InvalidInput);
    }
    QCOMPARE(store.save(DefinitionKind::Segment, "a", std::string(kMaxDefinitionBytes + 1, 'x'), kNow).error().code,
             ErrorCode::LimitExceeded);
    QVERIFY(store.list(DefinitionKind::Segment)->empty());
}

void TestDefinitionStore::exportRunsTellWhetherTheyEnded()
{
    WorkspaceFixture f;
    Workspace workspace = f.create();
    ExportLedger& ledger = workspace.exports();
    const Result<std::int64_t> first = ledger.begin({0, "spring", "/out", "eml", kNow, later(1), {}, 0, 0, 0});
    VERIFY_RESULT(first);
    VERIFY_RESULT(ledger.begin({0, "summer", "/out2", "csv", kNow, later(2), {}, 0, 0, 0}));
    VERIFY_RESULT(ledger.finish(*first, later(3), 10, 8, 2));
    QCOMPARE(ledger.finish(99, later(3), 0, 0, 0).error().code, ErrorCode::NotFound);
    const std::vector<ExportRun> runs = *ledger.runs(10);
    QCOMPARE(runs.size(), std::size_t{2});
    QVERIFY(!runs[0].finishedAt);
    QVERIFY(runs[1].finishedAt == later(3));
    QCOMPARE(runs[1].exported, 8U);
    QCOMPARE(ledger.runs(1, 1)->front().campaign, std::string("spring"));
}

QTEST_APPLESS_MAIN(TestDefinitionStore)
#include "tst_definition_store.moc"
