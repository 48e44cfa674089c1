// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/identity_index.h"
#include "tests/core/profile/profile_fixture.h"

#include <array>
#include <map>
#include <random>
#include <set>

using namespace postweave;
using namespace postweave::profile;

namespace {

struct Fixture {
    sqlite::Database database = profileDatabase();
    IdentityIndex index{database};

    [[nodiscard]] std::set<std::int64_t> find(std::uint64_t hash, IdentityKind kind = IdentityKind::Key)
    {
        std::set<std::int64_t> found;
        const Result<void> done =
            index.find(kind, std::span(&hash, 1), [&](std::size_t, ProfileId profile) { found.insert(profile.value); });
        if (!done) {
            qFatal("%s", toLine(done.error()).c_str());
        }
        return found;
    }
    [[nodiscard]] std::int64_t runs() { return *database.queryInteger("SELECT count(DISTINCT run) FROM identity_run"); }
};

} // namespace

class TestIdentityIndex : public QObject {
    Q_OBJECT

private slots:
    void whatWasAddedIsFoundWhateverTheBatches();
    void kindsAreApart();
    void equalHashesAreFoundAcrossParts();
    void manySmallBatchesLeaveFewRuns();
    void removedProfileIsFoundNoMore();
    void damagedPartIsNamedAndMadeAnew();
    void addressesFoldAlikeWhateverTheirLength_data();
    void addressesFoldAlikeWhateverTheirLength();
    void keysOfTheSameHashAreToldApart();
};

void TestIdentityIndex::whatWasAddedIsFoundWhateverTheBatches()
{
    Fixture f;
    std::mt19937_64 random(5);
    std::multimap<std::uint64_t, std::uint32_t> expected;
    std::uint32_t profile = 0;
    for (int batch = 0; batch < 60; ++batch) {
        std::vector<IdentityEntry> entries;
        const std::size_t size = batch % 7 == 0 ? 20'000 : random() % 200;
        for (std::size_t i = 0; i < size; ++i) {
            entries.push_back({(random() >> 1U) % 50'000'000, ++profile});
            expected.emplace(entries.back().hash, profile);
        }
        VERIFY_RESULT(f.index.add(IdentityKind::Key, std::move(entries)));
    }
    for (const std::size_t every : {1, 997}) {
        std::vector<std::uint64_t> hashes;
        for (const auto& [hash, id] : expected) {
            if (hash % every == 0 && (hashes.empty() || hashes.back() != hash)) {
                hashes.push_back(hash);
            }
        }
        std::multimap<std::uint64_t, std::uint32_t> found;
        VERIFY_RESULT(f.index.find(IdentityKind::Key, hashes, [&](std::size_t position, ProfileId id) {
            found.emplace(hashes[position], static_cast<std::uint32_t>(id.value));
        }));
        std::set<std::pair<std::uint64_t, std::uint32_t>> wanted;
        for (const auto& [hash, id] : expected) {
            if (hash % every == 0) {
                wanted.emplace(hash, id);
            }
        }
        QVERIFY((std::set<std::pair<std::uint64_t, std::uint32_t>>(found.begin(), found.end()) == wanted));
    }
    QVERIFY(f.find(50'000'001).empty());
}

void TestIdentityIndex::kindsAreApart()
{
    Fixture f;
    VERIFY_RESULT(f.index.add(IdentityKind::Key, {{7, 1}}));
    VERIFY_RESULT(f.index.add(IdentityKind::Address, {{7, 2}}));
    QVERIFY(f.find(7) == std::set<std::int64_t>{1});
    QVERIFY(f.find(7, IdentityKind::Address) == std::set<std::int64_t>{2});
}

void TestIdentityIndex::equalHashesAreFoundAcrossParts()
{
    Fixture f;
    std::vector<IdentityEntry> entries;
    std::set<std::int64_t> expected;
    for (std::uint32_t profile = 1; profile <= 20'000; ++profile) {
        entries.push_back({profile <= 5'000 ? std::uint64_t{1} : std::uint64_t{9}, profile});
        if (profile > 5'000) {
            expected.insert(profile);
        }
    }
    VERIFY_RESULT(f.index.add(IdentityKind::Key, std::move(entries)));
    QVERIFY(f.find(9) == expected);
    QCOMPARE(f.find(1).size(), std::size_t{5'000});
}

void TestIdentityIndex::manySmallBatchesLeaveFewRuns()
{
    Fixture f;
    for (std::uint32_t profile = 1; profile <= 3'000; ++profile) {
        VERIFY_RESULT(f.index.add(IdentityKind::Key, {{identityHash(std::to_string(profile)), profile}}));
    }
    QVERIFY(f.runs() <= 20);
    for (const std::uint32_t profile : {1U, 1'500U, 3'000U}) {
        QVERIFY(f.find(identityHash(std::to_string(profile))) == std::set<std::int64_t>{profile});
    }
}

void TestIdentityIndex::removedProfileIsFoundNoMore()
{
    Fixture f;
    VERIFY_RESULT(f.index.add(IdentityKind::Key, {{3, 1}, {3, 2}, {4, 1}, {6, 7}}));
    VERIFY_RESULT(f.index.add(IdentityKind::Address, {{5, 1}}));
    VERIFY_RESULT(f.index.remove(std::array{ProfileId{7}, ProfileId{1}}));
    QVERIFY(f.find(3) == std::set<std::int64_t>{2});
    QVERIFY(f.find(4).empty());
    QVERIFY(f.find(6).empty());
    QVERIFY(f.find(5, IdentityKind::Address).empty());
    QCOMPARE(*f.database.queryInteger("SELECT count(*) FROM identity_run WHERE kind = 2"), 0);
}

void TestIdentityIndex::damagedPartIsNamedAndMadeAnew()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    f.put("a", {{"email", "A@shop.example"}});
    VERIFY_RESULT(f.database.execute("UPDATE identity_run SET entries = zeroblob(length(entries))"));
    QCOMPARE(f.store.find("a").error().code, ErrorCode::WorkspaceDamaged);
    const auto findings = f.store.check();
    VERIFY_RESULT(findings);
    QCOMPARE(findings->size(), std::size_t{1});
    VERIFY_RESULT(IdentityIndex(f.database).rebuild());
    QVERIFY(f.store.check()->empty());
    QVERIFY(f.store.find("a")->has_value());
    QVERIFY(f.store.find("a@SHOP.example")->has_value());
}

void TestIdentityIndex::addressesFoldAlikeWhateverTheirLength_data()
{
    QTest::addColumn<QString>("address");
    QTest::newRow("plain") << " Ann@Shop.Example ";
    QTest::newRow("long") << QString(300, QChar('A')) + "@shop.example";
    QTest::newRow("beyond ASCII") << QStringLiteral("JÜRGEN@straße.example");
}

void TestIdentityIndex::addressesFoldAlikeWhateverTheirLength()
{
    QFETCH(QString, address);
    const std::string text = address.toStdString();
    QCOMPARE(addressHash(text), std::optional(identityHash(foldAddress(text))));
    QCOMPARE(addressHash("  "), std::nullopt);
}

/// Hashes that fall together are made, not found: entries that say so.
void TestIdentityIndex::keysOfTheSameHashAreToldApart()
{
    ProfileFixture f;
    f.add("n", ValueType::Integer);
    f.put("a", {{"n", std::int64_t{1}}});
    f.put("b", {{"n", std::int64_t{2}}});
    IdentityIndex index(f.database);
    VERIFY_RESULT(
        index.add(IdentityKind::Key, {{identityHash("a"), 2}, {identityHash("c"), 1}, {identityHash("c"), 2}}));
    QCOMPARE(f.store.find("a")->value().id.value, 1);
    QVERIFY(!f.store.find("c")->has_value());
    f.put("c", {{"n", std::int64_t{3}}});
    QCOMPARE(f.store.find("c")->value().id.value, 3);
    f.put("a", {{"n", std::int64_t{4}}});
    QCOMPARE(*f.database.queryInteger("SELECT count(*) FROM profile"), 3);
    QCOMPARE(std::get<std::int64_t>(f.store.find("a")->value().attributes.front().second), std::int64_t{4});
}

QTEST_APPLESS_MAIN(TestIdentityIndex)
#include "tst_identity_index.moc"
