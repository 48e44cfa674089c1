// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/profile/profile_fixture.h"

#include "core/profile/profile_lookup.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>

using namespace postweave;
using namespace postweave::profile;

namespace {

std::string text(const Value& value)
{
    return std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : "?";
}

} // namespace

class TestProfileStore : public QObject {
    Q_OBJECT

private slots:
    void everyTypeReadsBackAsWritten();
    void upsertCountsCreatedUpdatedUnchanged();
    void missingValueClearsAndAbsentColumnStays();
    void addressFindsProfileWithoutCaseWhereOneAloneHasIt();
    void changedAddressFindsNoMore();
    void addressChangedWithinABatchFindsNoMore();
    void knownKeysAmongNewOnesAreUpdated();
    void keyBeatsAddress();
    void valueThatDoesNotFitNamesRowAndAttribute();
    void unknownColumnIsNotFound();
    void integerWidensToNumberWithItsHistory();
    void awkwardAttributeNamesKeepTheirColumns();
    void impossibleNamesAreRefused_data();
    void impossibleNamesAreRefused();
    void blocksHoldAllProfilesInOrder();
    void blockReadingStopsWhenCancelled();
    void damagedListIsReportedNotRead();
    void lookupFindsKeysAndSharedAddresses();
    void numberedKeysAreFoundByTheirExactText();
    void erasedProfileIsGoneAndItsIdNotReused();
    void generationGrowsWithChangesOnly();
    void checkFindsContradictions();
    void categoriesAreGuessedFromTheName_data();
    void categoriesAreGuessedFromTheName();
};

void TestProfileStore::everyTypeReadsBackAsWritten()
{
    ProfileFixture f;
    const std::vector<std::pair<std::string, Value>> values{
        {"active", true},
        {"visits", std::int64_t{-9'223'372'036'854'775'807 - 1}},
        {"spend", 0.1},
        {"born", Date{-1}},
        {"seen", Instant{1'700'000'000'123'456}},
        {"name", std::string("Zoë \"Q\" \n\\")},
        {"tags", TextList{"a", "b\"c", "back\\slash", "tab\t", "é", ""}}};
    for (const auto& [key, value] : values) {
        f.add(key, *typeOf(value));
    }
    QCOMPARE(f.put("k", values).created, 1U);
    const Result<std::optional<Profile>> profile = f.store.find("k");
    VERIFY_RESULT(profile);
    QVERIFY(profile->has_value());
    QVERIFY((*profile)->attributes == values);
}

void TestProfileStore::upsertCountsCreatedUpdatedUnchanged()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    const std::vector<std::string> columns{"city"};
    const std::vector<ProfileRow> rows{
        {"a", {"Rome"}, {}}, {"b", {"Oslo"}, {}}, {"a", {"Paris"}, {}}, {"b", {"Oslo"}, {}}};
    const Result<UpsertCounts> counts = f.store.upsert(columns, rows, day(1), {1});
    VERIFY_RESULT(counts);
    QVERIFY((*counts == UpsertCounts{2, 1, 1}));
    QCOMPARE(text(f.value("a", "city")), std::string("Paris"));
}

void TestProfileStore::missingValueClearsAndAbsentColumnStays()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.add("plan", ValueType::Text);
    f.put("a", {{"city", "Rome"}, {"plan", "pro"}});
    QCOMPARE(f.put("a", {{"city", Value()}}, day(2)).updated, 1U);
    QVERIFY(isMissing(f.value("a", "city")));
    QCOMPARE(text(f.value("a", "plan")), std::string("pro"));

    const std::vector<std::string> columns{"city", "plan"};
    const std::vector<ProfileRow> rows{{"a", {"Oslo", Value()}, {true, false}}};
    VERIFY_RESULT(f.store.upsert(columns, rows, day(3), {1}));
    QCOMPARE(text(f.value("a", "city")), std::string("Oslo"));
    QCOMPARE(text(f.value("a", "plan")), std::string("pro"));
}

void TestProfileStore::addressFindsProfileWithoutCaseWhereOneAloneHasIt()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    f.put("1", {{"email", "Ann@Example.com"}});
    f.put("2", {{"email", "ÉVA@example.com"}});
    f.put("3", {{"email", "shared@example.com"}});
    f.put("4", {{"email", "SHARED@example.com"}});
    QCOMPARE((*f.store.find("ann@EXAMPLE.com"))->key, std::string("1"));
    QCOMPARE((*f.store.find("éva@example.com"))->key, std::string("2"));
    QCOMPARE(*(*f.store.find("1"))->email, std::string("Ann@Example.com"));
    QVERIFY(!f.store.find("shared@example.com")->has_value());
    QVERIFY(!f.store.find("nobody@example.com")->has_value());
}

void TestProfileStore::changedAddressFindsNoMore()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    f.put("1", {{"email", "old@example.com"}});
    f.put("1", {{"email", "new@example.com"}}, day(2));
    QVERIFY(!f.store.find("old@example.com")->has_value());
    QVERIFY(f.store.find("new@example.com")->has_value());
    f.put("1", {{"email", Value()}}, day(3));
    QVERIFY(!f.store.find("new@example.com")->has_value());
    QVERIFY(!(*f.store.find("1"))->email);
}

void TestProfileStore::addressChangedWithinABatchFindsNoMore()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    const std::vector<ProfileRow> rows{{"a", {std::string("old@example.com")}, {}},
                                       {"b", {std::string("b@example.com")}, {}},
                                       {"a", {std::string("new@example.com")}, {}}};
    const std::vector<std::string> columns{"email"};
    const Result<UpsertCounts> counts = f.store.upsert(columns, rows, day(1), {1});
    VERIFY_RESULT(counts);
    QCOMPARE(*counts, (UpsertCounts{2, 1, 0}));
    QVERIFY(!f.store.find("old@example.com")->has_value());
    QCOMPARE(f.store.find("new@example.com")->value().id.value, 1);
    QCOMPARE(f.store.find("b@example.com")->value().id.value, 2);
}

void TestProfileStore::knownKeysAmongNewOnesAreUpdated()
{
    ProfileFixture f;
    f.add("n", ValueType::Integer);
    std::map<std::string, std::int64_t> expected;
    std::mt19937 random(8);
    std::uint64_t created = 0;
    for (int batch = 0; batch < 20; ++batch) {
        std::vector<ProfileRow> rows;
        for (int i = 0; i < 50; ++i) {
            const std::string key = std::to_string(random() % 300);
            const auto number = static_cast<std::int64_t>(random() % 5);
            rows.push_back({key, {number}, {}});
            expected[key] = number;
        }
        const std::vector<std::string> columns{"n"};
        const Result<UpsertCounts> counts = f.store.upsert(columns, rows, day(1 + batch), {1});
        VERIFY_RESULT(counts);
        created += counts->created;
        QCOMPARE(counts->created + counts->updated + counts->unchanged, 50U);
    }
    QCOMPARE(created, expected.size());
    QCOMPARE(*f.store.count(), expected.size());
    for (const auto& [key, number] : expected) {
        const auto profile = f.store.find(key);
        QVERIFY(profile && profile->has_value());
        QCOMPARE(std::get<std::int64_t>((*profile)->attributes.front().second), number);
    }
}

void TestProfileStore::keyBeatsAddress()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    f.put("a@example.com", {{"email", "b@example.com"}});
    f.put("b@example.com", {{"email", "a@example.com"}});
    QCOMPARE((*f.store.find("a@example.com"))->id.value, 1);
}

void TestProfileStore::valueThatDoesNotFitNamesRowAndAttribute()
{
    ProfileFixture f;
    f.add("visits", ValueType::Integer);
    const std::vector<std::string> columns{"visits"};
    const std::vector<ProfileRow> rows{{"ann", {"many"}, {}}};
    const Result<UpsertCounts> counts = f.store.upsert(columns, rows, day(1), {1});
    QVERIFY(!counts);
    QCOMPARE(counts.error().code, ErrorCode::InvalidInput);
    QVERIFY(counts.error().message.find("ann") != std::string::npos);
    QVERIFY(counts.error().message.find("visits") != std::string::npos);
}

void TestProfileStore::unknownColumnIsNotFound()
{
    ProfileFixture f;
    const std::vector<std::string> columns{"nothing"};
    const std::vector<ProfileRow> rows{{"a", {Value()}, {}}};
    QCOMPARE(f.store.upsert(columns, rows, day(1), {1}).error().code, ErrorCode::NotFound);
}

void TestProfileStore::integerWidensToNumberWithItsHistory()
{
    ProfileFixture f;
    f.add("spend", ValueType::Integer);
    f.add("city", ValueType::Text);
    f.put("a", {{"spend", std::int64_t{1}}, {"city", "Rome"}}, day(1));
    f.put("a", {{"spend", std::int64_t{2}}}, day(2));
    VERIFY_RESULT(f.store.widenToNumber("spend"));
    VERIFY_RESULT(f.store.widenToNumber("spend"));
    QVERIFY(f.value("a", "spend") == Value(2.0));
    QVERIFY(f.value("a", "spend", day(1)) == Value(1.0));
    QCOMPARE(f.put("a", {{"spend", std::int64_t{2}}}, day(3)).unchanged, 1U);
    f.put("a", {{"spend", 2.5}}, day(4));
    QVERIFY(f.value("a", "spend") == Value(2.5));
    QCOMPARE(text(f.value("a", "city")), std::string("Rome"));
    QCOMPARE(f.store.schema()->attributes()[0].definition.type, ValueType::Number);
    QCOMPARE(f.store.widenToNumber("city").error().code, ErrorCode::InvalidInput);
    QVERIFY(f.store.check()->empty());
}

void TestProfileStore::awkwardAttributeNamesKeepTheirColumns()
{
    ProfileFixture f;
    const std::vector<std::string> names{"id",   "_id",  "_key",         "rowid", "ROWID",
                                         "Name", "name", "NAME",         "a\"b",  "drop table x; --",
                                         "über", "Über", "address.city", "order", "value"};
    std::vector<std::pair<std::string, Value>> values;
    for (const std::string& name : names) {
        f.add(name, ValueType::Text);
        values.emplace_back(name, "v:" + name);
    }
    f.put("k", values);
    for (const std::string& name : names) {
        QCOMPARE(text(f.value("k", name)), "v:" + name);
    }
}

void TestProfileStore::impossibleNamesAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("control character") << QByteArray("a\nb");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("not UTF-8") << QByteArray("\xff");
    QTest::newRow("too long") << QByteArray(201, 'x');
}

void TestProfileStore::impossibleNamesAreRefused()
{
    QFETCH(QByteArray, name);
    ProfileFixture f;
    const Result<void> added = f.store.addAttribute(attribute(name.toStdString(), ValueType::Text));
    QCOMPARE(added.error().code, ErrorCode::InvalidInput);
}

void TestProfileStore::blocksHoldAllProfilesInOrder()
{
    ProfileFixture f;
    f.add("n", ValueType::Integer);
    f.add("tags", ValueType::List);
    const std::vector<std::string> columns{"n", "tags"};
    std::vector<ProfileRow> rows;
    const std::int64_t count = static_cast<std::int64_t>(kBlockRows) + 5;
    for (std::int64_t i = 1; i <= count; ++i) {
        const Value tags = i % 3 == 0 ? Value() : Value(TextList{"t" + std::to_string(i), "q\"uote"});
        rows.push_back({"key" + std::to_string(i), {i % 2 == 0 ? Value(i) : Value(), tags}, {}});
    }
    VERIFY_RESULT(f.store.upsert(columns, rows, day(1), {1}));
    std::int64_t next = 1;
    bool sound = true;
    VERIFY_RESULT(f.store.forEachBlock([&](const ProfileBlock& block) -> Result<void> {
        std::uint32_t begin = 0;
        for (std::size_t row = 0; row < block.ids.size(); ++row, ++next) {
            const BlockColumn& n = block.columns[0];
            const BlockColumn& tags = block.columns[1];
            sound = sound && block.ids[row].value == next && block.keys[row] == "key" + std::to_string(next);
            sound = sound && n.present[row] == (next % 2 == 0) && n.integers[row] == (next % 2 == 0 ? next : 0);
            const std::uint32_t items = tags.itemEnds[row] - begin;
            sound = sound && items == (next % 3 == 0 ? 0U : 2U) && tags.present[row] == (next % 3 != 0);
            if (items == 2) {
                sound = sound && tags.items[begin] == "t" + std::to_string(next) && tags.items[begin + 1] == "q\"uote";
            }
            begin = tags.itemEnds[row];
        }
        return {};
    }));
    QVERIFY(sound);
    QCOMPARE(next, count + 1);
}

void TestProfileStore::blockReadingStopsWhenCancelled()
{
    ProfileFixture f;
    f.put("a", {});
    CancelToken cancel;
    cancel.cancel();
    const Result<void> read = f.store.forEachBlock([](const ProfileBlock&) { return Result<void>(); }, cancel);
    QCOMPARE(read.error().code, ErrorCode::Cancelled);
}

void TestProfileStore::damagedListIsReportedNotRead()
{
    for (const char* damaged : {"[", "[\"a\"", "[\"a\",]", "[\"a\" \"b\"]", "[1]", "{}", "[\"\\", "x", "[[]]"}) {
        ProfileFixture f;
        f.add("tags", ValueType::List);
        f.put("a", {{"tags", TextList{"x"}}});
        sqlite::Statement update = std::move(*f.database.prepare("UPDATE profile SET tags = ?"));
        update.bind(1, std::string_view(damaged));
        VERIFY_RESULT(update.run());
        const Result<void> read = f.store.forEachBlock([](const ProfileBlock&) { return Result<void>(); });
        QVERIFY2(!read && read.error().code == ErrorCode::WorkspaceDamaged, damaged);
    }
}

void TestProfileStore::lookupFindsKeysAndSharedAddresses()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    for (int i = 1; i <= 1000; ++i) {
        f.put("k" + std::to_string(i), {{"email", "M" + std::to_string(i % 999) + "@example.com"}});
    }
    const Result<ProfileLookup> keys = ProfileLookup::load(f.database, LookupBy::Key);
    VERIFY_RESULT(keys);
    QCOMPARE(keys->size(), std::size_t{1000});
    for (int i = 1; i <= 1000; ++i) {
        QCOMPARE(keys->find("k" + std::to_string(i))->value, i);
    }
    QVERIFY(!keys->find("k0"));
    QVERIFY(!keys->find("K1"));
    const Result<ProfileLookup> mails = ProfileLookup::load(f.database, LookupBy::Email);
    VERIFY_RESULT(mails);
    QCOMPARE(mails->find(" m2@EXAMPLE.com")->value, 2);
    QVERIFY(!mails->find("m1@example.com"));
    QVERIFY(mails->isAmbiguous("m1@example.com"));
    QVERIFY(!mails->isAmbiguous("m2@example.com"));
}

void TestProfileStore::numberedKeysAreFoundByTheirExactText()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    std::map<std::string, std::int64_t> ids;
    std::vector<std::string> keys{"0", "007", "0123", "12a4", "1234/", "1:34", "-123", "+123", "00001234", "1234567:"};
    for (int i = 1; i <= 3000; ++i) {
        keys.push_back(std::to_string(i * 4 - 3)); // of one to five digits
    }
    std::mt19937 random(7);
    std::shuffle(keys.begin(), keys.end(), random);
    for (const std::string& key : keys) {
        f.put(key, {{"city", "Rome"}});
        ids.emplace(key, static_cast<std::int64_t>(ids.size()) + 1);
    }
    const Result<ProfileLookup> lookup = ProfileLookup::load(f.database, LookupBy::Key);
    VERIFY_RESULT(lookup);
    constexpr std::string_view kLetters = "0123456789:/a \xB0";
    for (int round = 0; round < 50'000; ++round) {
        std::string text = round % 2 == 0 ? keys[random() % keys.size()] : std::to_string(random() % 100'000'000);
        if (round % 3 == 0) {
            text[random() % text.size()] = kLetters[random() % kLetters.size()];
        }
        const auto known = ids.find(text);
        const std::int64_t found = lookup->find(text).value_or(ProfileId{}).value;
        QVERIFY2(found == (known == ids.end() ? 0 : known->second), text.c_str());
    }
}

void TestProfileStore::erasedProfileIsGoneAndItsIdNotReused()
{
    ProfileFixture f;
    f.add("email", ValueType::Text);
    f.put("a", {{"email", "a@example.com"}}, day(1));
    f.put("a", {{"email", "b@example.com"}}, day(2));
    VERIFY_RESULT(f.store.erase(std::array{ProfileId{1}}));
    QCOMPARE(*f.store.count(), 0U);
    QVERIFY(!f.store.find("b@example.com")->has_value());
    QCOMPARE(*f.database.queryInteger("SELECT count(*) FROM attribute_history"), 0);
    f.put("a", {{"email", "c@example.com"}}, day(3));
    QCOMPARE((*f.store.find("a"))->id.value, 2);
    QCOMPARE(f.store.erase(std::array{ProfileId{1}}).error().code, ErrorCode::NotFound);
}

void TestProfileStore::generationGrowsWithChangesOnly()
{
    ProfileFixture f;
    f.add("city", ValueType::Text);
    f.put("a", {{"city", "Rome"}});
    const std::int64_t before = *sqlite::readCounter(f.database, sqlite::kGeneration);
    f.put("a", {{"city", "Rome"}}, day(2));
    QCOMPARE(*sqlite::readCounter(f.database, sqlite::kGeneration), before);
    f.put("a", {{"city", "Oslo"}}, day(3));
    QVERIFY(*sqlite::readCounter(f.database, sqlite::kGeneration) > before);
}

void TestProfileStore::checkFindsContradictions()
{
    ProfileFixture f;
    f.add("active", ValueType::Boolean);
    f.add("tags", ValueType::List);
    f.put("a", {{"active", true}, {"tags", TextList{"x"}}});
    QVERIFY(f.store.check()->empty());
    VERIFY_RESULT(f.database.execute("UPDATE profile SET active = 7, tags = 'x'"));
    VERIFY_RESULT(f.database.execute("INSERT INTO attribute_history VALUES(1, 99, 0, 1)"));
    VERIFY_RESULT(f.database.execute("DELETE FROM identity_run"));
    QCOMPARE(f.store.check()->size(), std::size_t{4});
}

void TestProfileStore::categoriesAreGuessedFromTheName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("category");
    QTest::newRow("country") << "country"
                             << "demographic";
    QTest::newRow("last name") << "last_name"
                               << "demographic";
    QTest::newRow("last login") << "last_login"
                                << "behavioural";
    QTest::newRow("opens") << "email_opens"
                           << "behavioural";
    QTest::newRow("total spend") << "total_spend"
                                 << "transactional";
    QTest::newRow("dotted") << "order.count"
                            << "transactional";
    QTest::newRow("consent") << "email_consent"
                             << "preference";
    QTest::newRow("unknown") << "xyzzy"
                             << "demographic";
}

void TestProfileStore::categoriesAreGuessedFromTheName()
{
    QFETCH(QString, name);
    QFETCH(QString, category);
    QCOMPARE(std::string(nameOf(guessCategory(name.toStdString()))), category.toStdString());
}

QTEST_APPLESS_MAIN(TestProfileStore)
#include "tst_profile_store.moc"
