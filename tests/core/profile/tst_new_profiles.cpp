// SPDX-License-Identifier: GPL-3.0-or-later
// Rows written beforehand leave the same behind as rows taken one by one, whether they fit or not.
#include "core/profile/new_profiles.h"
#include "core/profile/stored_value.h"
#include "core/sqlite/transaction.h"
#include "tests/core/profile/profile_fixture.h"

using namespace postweave;
using namespace postweave::profile;

namespace {

const std::vector<std::string> kColumns{"email", "city", "score", "tags"};

ProfileBatch batchOf(int from, int to)
{
    ProfileBatch batch({ValueType::Text, ValueType::Text, ValueType::Integer, ValueType::List});
    for (int i = from; i < to; ++i) {
        const std::string number = std::to_string(i);
        batch.add("key-" + number);
        batch.setText(0, "P" + number + "@Shop.example");
        if (i % 3 != 0) {
            batch.setText(1, i % 2 == 0 ? "Oslo" : "Rome \"42\"");
        }
        const bool fits = batch.set(2, Value(std::int64_t{i})) && batch.set(3, Value(TextList{"a", "b\"" + number}));
        if (!fits) {
            qFatal("a value does not fit");
        }
    }
    return batch;
}

void write(const ProfileBatch& batch, NewProfiles& profiles)
{
    for (std::size_t row = 0; row < batch.size(); ++row) {
        profiles.begin(batch.key(row));
        for (const std::size_t source : profiles.sources()) {
            const StoredValue value = source == NewProfiles::kNone ? StoredValue{} : batch.value(row, source);
            const ValueType type = source == NewProfiles::kNone ? ValueType::Text : batch.types()[source];
            if (!profiles.add(fromStored(value, type))) {
                qFatal("a value does not fit");
            }
        }
        profiles.end();
    }
}

Result<NewProfiles> newProfilesOf(const ProfileBatch& batch, const ProfileLayout& layout, std::int64_t first,
                                  Instant at)
{
    Result<NewProfiles> profiles = NewProfiles::create(kColumns, layout, {first}, at);
    if (!profiles) {
        return profiles;
    }
    write(batch, *profiles);
    return profiles->finish().map([&] { return *std::move(profiles); });
}

/// A workspace's profiles as text.
QString dump(ProfileFixture& f)
{
    QString text;
    for (const char* sql : {"SELECT _id || '|' || _key || '|' || _since || '|' || ifnull(email, '-') || '|' || "
                            "ifnull(city, '-') || '|' || "
                            "score || typeof(score) || '|' || ifnull(tags, '-') FROM profile ORDER BY _id",
                            "SELECT hex(profiles) || '|' || hex(attributes) || at FROM sighting ORDER BY id",
                            "SELECT name || value FROM counter WHERE name = 'last_profile'"}) {
        auto select = f.database.prepare(sql);
        while (*select->step()) {
            text += QString::fromStdString(select->string(0)) + "\n";
        }
    }
    for (int i = 0; i < 40; ++i) {
        const auto byKey = f.store.find("key-" + std::to_string(i));
        const auto byAddress = f.store.find("p" + std::to_string(i) + "@shop.example");
        text += QString::number(byKey->has_value() ? (*byKey)->id.value : 0) + " " +
                QString::number(byAddress->has_value() ? (*byAddress)->id.value : 0) + "\n";
    }
    const auto findings = f.store.check();
    for (const std::string& finding : *findings) {
        text += QString::fromStdString(finding) + "\n";
    }
    return text;
}

} // namespace

class TestNewProfiles : public QObject {
    Q_OBJECT

private slots:
    void stagedRowsLeaveTheSameBehind_data();
    void stagedRowsLeaveTheSameBehind();
    void rolledBackRowsAreGone();
    void takenBackRowsAreTheSame();
};

void TestNewProfiles::stagedRowsLeaveTheSameBehind_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("first");
    QTest::addColumn<QString>("twin");
    QTest::addColumn<bool>("lateAttribute");
    QTest::addColumn<bool>("moved");
    QTest::newRow("all new") << 10 << 11 << "" << false << true;
    QTest::newRow("other ids") << 10 << 12 << "" << false << false;
    QTest::newRow("one stands already") << 9 << 11 << "" << false << false;
    QTest::newRow("a key twice") << 10 << 11 << "key-12" << false << false;
    QTest::newRow("an attribute came in between") << 10 << 11 << "" << true << false;
}

void TestNewProfiles::stagedRowsLeaveTheSameBehind()
{
    QFETCH(int, from);
    QFETCH(int, first);
    QFETCH(QString, twin);
    QFETCH(bool, lateAttribute);
    QFETCH(bool, moved);
    // The third time what was written beforehand is marked, which tells whether it was moved.
    QString dumps[3];
    for (int round = 0; round < 3; ++round) {
        ProfileFixture f;
        f.add("email", ValueType::Text);
        f.add("city", ValueType::Text);
        f.add("age", ValueType::Integer); // that the batch does not have
        f.add("score", ValueType::Number);
        f.add("tags", ValueType::List);
        ProfileBatch before = batchOf(0, 10);
        VERIFY_RESULT(f.store.upsert(kColumns, before, profile::day(1), {1}));
        ProfileBatch batch = batchOf(from, 30);
        if (!twin.isEmpty()) {
            batch.add(twin.toStdString());
            QVERIFY(batch.set(2, Value(std::int64_t{99})));
        }
        auto rows = newProfilesOf(batch, *f.store.layout(), first, profile::day(2));
        VERIFY_RESULT(rows);
        if (lateAttribute) {
            f.add("late", ValueType::Text);
        }
        if (round > 0) {
            VERIFY_RESULT(f.store.stage(*std::move(rows)));
        }
        if (round == 2) {
            VERIFY_RESULT(f.database.execute("UPDATE staged.profile SET _since = 7"));
        }
        auto transaction = sqlite::Transaction::begin(f.database);
        VERIFY_RESULT(transaction);
        VERIFY_RESULT(round > 0 ? f.store.upsertStaged({1}) : f.store.upsert(kColumns, batch, profile::day(2), {1}));
        VERIFY_RESULT(transaction->commit());
        VERIFY_RESULT(f.store.unstage());
        dumps[round] = dump(f);
    }
    QCOMPARE(dumps[1], dumps[0]);
    QCOMPARE(dumps[2] != dumps[0], moved);
}

void TestNewProfiles::rolledBackRowsAreGone()
{
    ProfileFixture f;
    for (const std::string& column : kColumns) {
        f.add(column, column == "score" ? ValueType::Number : column == "tags" ? ValueType::List : ValueType::Text);
    }
    ProfileBatch batch = batchOf(0, 10);
    auto rows = newProfilesOf(batch, *f.store.layout(), 1, day(2));
    VERIFY_RESULT(rows);
    VERIFY_RESULT(f.store.stage(*std::move(rows)));
    {
        auto transaction = sqlite::Transaction::begin(f.database);
        VERIFY_RESULT(transaction);
        VERIFY_RESULT(f.store.upsertStaged({1}));
        QCOMPARE(*f.store.count(), std::uint64_t{10});
    }
    VERIFY_RESULT(f.store.unstage());
    QCOMPARE(*f.store.count(), std::uint64_t{0});
    QVERIFY(!f.store.find("key-3")->has_value());
    ProfileBatch again = batchOf(0, 10);
    VERIFY_RESULT(f.store.upsert(kColumns, again, day(2), {1}));
    QCOMPARE(f.store.find("key-3")->value().id.value, 4);
}

void TestNewProfiles::takenBackRowsAreTheSame()
{
    ProfileFixture f;
    f.add("tags", ValueType::List);
    f.add("age", ValueType::Integer); // that the batch does not have
    f.add("score", ValueType::Number);
    f.add("city", ValueType::Text);
    f.add("email", ValueType::Text);
    const ProfileBatch batch = batchOf(0, 300);
    auto rows = NewProfiles::create(kColumns, *f.store.layout(), {7}, day(2));
    VERIFY_RESULT(rows);
    write(batch, *rows);
    const auto back = (*std::move(rows)).takeBack();
    VERIFY_RESULT(back);
    QCOMPARE(back->size(), batch.size());
    QVERIFY(back->isWhole());
    for (std::size_t row = 0; row < batch.size(); ++row) {
        QCOMPARE(back->key(row), batch.key(row));
        for (std::size_t column = 0; column < kColumns.size(); ++column) {
            QVERIFY(back->value(row, column) == storedAs(batch.value(row, column), back->types()[column]));
        }
    }
}

QTEST_APPLESS_MAIN(TestNewProfiles)
#include "tst_new_profiles.moc"
