// SPDX-License-Identifier: GPL-3.0-or-later
// Looking profiles up by key and by address, of so many that several threads load them.
#include "core/profile/profile_lookup.h"
#include "core/sqlite/transaction.h"
#include "tests/core/profile/profile_fixture.h"

#include <QTemporaryDir>

using namespace postweave;
using namespace postweave::profile;

namespace {

constexpr int kProfiles = 210'000;

std::string keyOf(int i)
{
    return i % 3 == 0 ? "customer-" + std::to_string(i) : i % 3 == 1 ? std::to_string(i) : "0" + std::to_string(i);
}

/// Every thousandth shares that of the thousandth from the end.
std::string addressOf(int i)
{
    const int who = i % 1000 == 0 && i > kProfiles / 2 ? kProfiles - i : i;
    return "P" + std::to_string(who) + "@Shop.example";
}

} // namespace

class TestProfileLookup : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void keysAreFoundOneByOneAndTogether();
    void addressesAreFoundWhereOneProfileAloneHasThem();
    void whatIsWrittenInATransactionIsFoundWithinIt();

private:
    QTemporaryDir m_folder;
    std::optional<sqlite::Database> m_database;
};

void TestProfileLookup::initTestCase()
{
    const std::string path = m_folder.filePath("ws.pw").toStdString();
    const Result<void> made = sqlite::createFile(path, [](sqlite::Database& database) {
        return database.execute(profileSchema()).and_then([&] { return indexIdentities(database); });
    });
    VERIFY_RESULT(made);
    auto database = sqlite::Database::open(path, sqlite::OpenMode::ReadWrite);
    VERIFY_RESULT(database);
    m_database = *std::move(database);
    ProfileStore store(*m_database);
    auto transaction = sqlite::Transaction::begin(*m_database);
    VERIFY_RESULT(transaction);
    VERIFY_RESULT(store.addAttribute(attribute("email", ValueType::Text)));
    ProfileBatch batch({ValueType::Text});
    for (int i = 1; i <= kProfiles; ++i) {
        batch.add(keyOf(i));
        batch.setText(0, addressOf(i));
    }
    const std::vector<std::string> columns{"email"};
    VERIFY_RESULT(store.upsert(columns, batch, day(1), {1}));
    VERIFY_RESULT(transaction->commit());
}

void TestProfileLookup::keysAreFoundOneByOneAndTogether()
{
    const auto lookup = ProfileLookup::load(*m_database, LookupBy::Key);
    VERIFY_RESULT(lookup);
    QCOMPARE(lookup->size(), static_cast<std::size_t>(kProfiles));
    std::vector<std::string> keys;
    for (int i = 1; i <= kProfiles; ++i) {
        keys.push_back(keyOf(i));
        QCOMPARE(lookup->find(keys.back()), std::optional(ProfileId{i}));
    }
    for (const char* nobody : {"", "0", "customer-1", "210001", "99999999999", "1 "}) {
        QVERIFY(!lookup->find(nobody));
        keys.emplace_back(nobody);
    }
    const std::vector<std::string_view> texts(keys.begin(), keys.end());
    std::vector<ProfileId> ids(texts.size(), ProfileId{7});
    lookup->find(texts, ids);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        QCOMPARE(ids[i].value, i < std::size_t{kProfiles} ? static_cast<std::int64_t>(i) + 1 : 0);
    }
}

void TestProfileLookup::addressesAreFoundWhereOneProfileAloneHasThem()
{
    const auto lookup = ProfileLookup::load(*m_database, LookupBy::Email);
    VERIFY_RESULT(lookup);
    QCOMPARE(lookup->find("p123@shop.EXAMPLE"), std::optional(ProfileId{123}));
    QVERIFY(!lookup->find("P1000@shop.example"));
    QVERIFY(lookup->isAmbiguous("p1000@Shop.example"));
    QVERIFY(!lookup->isAmbiguous("nobody@shop.example"));
}

void TestProfileLookup::whatIsWrittenInATransactionIsFoundWithinIt()
{
    ProfileStore store(*m_database);
    auto transaction = sqlite::Transaction::begin(*m_database);
    VERIFY_RESULT(transaction);
    const ProfileRow row{"late", {Value(std::string("late@shop.example"))}, {}};
    const std::vector<std::string> columns{"email"};
    VERIFY_RESULT(store.upsert(columns, std::span(&row, 1), day(2), {1}));
    const auto lookup = ProfileLookup::load(*m_database, LookupBy::Key);
    VERIFY_RESULT(lookup);
    QCOMPARE(lookup->find("late"), std::optional(ProfileId{kProfiles + 1}));
}

QTEST_APPLESS_MAIN(TestProfileLookup)
#include "tst_profile_lookup.moc"
