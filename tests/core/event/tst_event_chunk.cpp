// SPDX-License-Identifier: GPL-3.0-or-later
// The judge of the round trip is equality with what went in; values come from rapidcheck.
#include "core/event/event_chunk.h"
#include "core/event/integer_packing.h"

#include <rapidcheck.h>

#include <QtTest/QtTest>

#include <algorithm>
#include <array>
#include <limits>
#include <random>

using namespace postweave;
using namespace postweave::event;

namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

std::vector<std::int64_t> repacked(const std::vector<std::int64_t>& values)
{
    ByteWriter out;
    packIntegers(values, out);
    ByteReader in(out.bytes());
    std::vector<std::int64_t> back(values.size(), 42);
    unpackIntegers(in, back);
    return in.ok() && in.remaining() == 0 ? back : std::vector<std::int64_t>{-1};
}

rc::Gen<std::int64_t> anyInteger()
{
    return rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(-5, 5),
                          rc::gen::elementOf(std::vector<std::int64_t>{kLeast, kMost, 0, 1'700'000'000'000'000}));
}

std::size_t rowsOf(const EventChunk& chunk)
{
    return chunk.columns.size();
}

/// The place of one of four texts in a dictionary that holds only those in use.
std::uint32_t randomText(std::mt19937_64& random, std::vector<std::string>& dictionary)
{
    constexpr std::array<const char*, 4> kTexts{"", "shoes", "caf\xc3\xa9", "a|b"};
    const std::string text = kTexts[random() % kTexts.size()];
    const auto found = std::find(dictionary.begin(), dictionary.end(), text);
    const auto place = static_cast<std::uint32_t>(found - dictionary.begin());
    if (found == dictionary.end()) {
        dictionary.push_back(text);
    }
    return place;
}

PropertyColumn randomColumn(std::mt19937_64& random, std::size_t rows, ValueType type)
{
    PropertyColumn column;
    column.type = type;
    const unsigned gaps = static_cast<unsigned>(random() % 3);
    for (std::size_t row = 0; row < rows; ++row) {
        const bool present = gaps == 0 || random() % 4 < gaps + 1;
        column.present.push_back(present ? 1 : 0);
        switch (type) {
        case ValueType::Number:
            column.numbers.push_back(!present            ? 0
                                     : random() % 8 == 0 ? 0.1 * static_cast<double>(random() % 97)
                                                         : static_cast<double>(random() % 10'000) / 100);
            break;
        case ValueType::Text:
            column.codes.push_back(present ? randomText(random, column.dictionary) : 0);
            break;
        case ValueType::List:
            for (std::uint64_t item = present ? random() % 4 : 0; item > 0; --item) {
                column.codes.push_back(randomText(random, column.dictionary));
            }
            column.itemEnds.push_back(column.codes.size());
            break;
        default:
            column.integers.push_back(present ? static_cast<std::int64_t>(random() % 2) : 0);
        }
    }
    return column;
}

EventChunk randomChunk(std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    EventChunk chunk;
    const std::size_t rows = 1 + random() % 3000;
    const std::uint64_t ids = random() % 3;
    std::int64_t time = static_cast<std::int64_t>(random() % 1'000) - 500;
    for (std::size_t row = 0; row < rows; ++row) {
        chunk.columns.profiles.push_back(1 + static_cast<std::uint32_t>(random() % 0xFFFF'FFFFU));
        chunk.columns.times.push_back(time += static_cast<std::int64_t>(random() % 3) * 1'000'000);
        chunk.sources.push_back(static_cast<std::int64_t>(random() % 2));
        const bool plain = ids == 1 || (ids == 2 && random() % 2 == 0);
        chunk.columns.idBytes += ids == 0 ? "" : plain ? std::to_string(random() % 9999) : "e-" + std::to_string(row);
        chunk.columns.idEnds.push_back(chunk.columns.idBytes.size());
    }
    for (int type = 0; type < 7; ++type) {
        chunk.columns.properties.push_back(randomColumn(random, rows, static_cast<ValueType>(type)));
        chunk.propertyIds.push_back(type * 3 + 1);
    }
    return chunk;
}

bool isSame(const PropertyColumn& a, const PropertyColumn& b)
{
    return a.type == b.type && a.present == b.present && a.integers == b.integers && a.numbers == b.numbers &&
           a.codes == b.codes && a.itemEnds == b.itemEnds && a.dictionary == b.dictionary;
}

bool isSame(const EventChunk& a, const EventChunk& b)
{
    return a.columns.profiles == b.columns.profiles && a.columns.times == b.columns.times && a.sources == b.sources &&
           a.columns.idBytes == b.columns.idBytes && a.columns.idEnds == b.columns.idEnds &&
           a.propertyIds == b.propertyIds &&
           std::equal(a.columns.properties.begin(), a.columns.properties.end(), b.columns.properties.begin(),
                      b.columns.properties.end(),
                      [](const PropertyColumn& one, const PropertyColumn& two) { return isSame(one, two); });
}

} // namespace

class TestEventChunk : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void integersOfAnyKindReadBack();
    void integersOfAwkwardKindsReadBack_data();
    void integersOfAwkwardKindsReadBack();
    void timesInWholeSecondsTakeFewBits();
    void chunksReadBack();
    void numbersReadBackToTheBit();
    void cutChunksAreRefused();
    void changedBytesNeverCrashAndStayInBounds();
    void chunkThatClaimsMoreThanItHoldsIsRefused();
    void presenceThatCannotBeReadIsRefused_data();
    void presenceThatCannotBeReadIsRefused();
    void checksumDiffersForAnyChangedByte();
};

/// The same cases at every run; RC_PARAMS=seed=… tries others.
void TestEventChunk::initTestCase()
{
    if (!qEnvironmentVariableIsSet("RC_PARAMS")) {
        qputenv("RC_PARAMS", "seed=20240501");
    }
}

void TestEventChunk::integersOfAnyKindReadBack()
{
    QVERIFY(rc::check("integers", [] {
        const auto values = *rc::gen::container<std::vector<std::int64_t>>(anyInteger());
        RC_ASSERT(repacked(values) == values);
    }));
}

void TestEventChunk::integersOfAwkwardKindsReadBack_data()
{
    QTest::addColumn<QList<qint64>>("pattern");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QList<qint64>{} << 0;
    QTest::newRow("one") << QList<qint64>{7} << 1;
    QTest::newRow("constant") << QList<qint64>{7} << 5000;
    QTest::newRow("full range") << QList<qint64>{kLeast, kMost} << 1023;
    QTest::newRow("a block") << QList<qint64>{1, 2, 3} << 1024;
    QTest::newRow("a block and one") << QList<qint64>{1, 2, 3} << 1025;
    QTest::newRow("58 bits") << QList<qint64>{0, (qint64{1} << 58) - 1} << 2000;
    QTest::newRow("63 bits") << QList<qint64>{0, kMost, 1} << 2000;
    QTest::newRow("steps") << QList<qint64>{0, 1000, 5000} << 2000;
}

void TestEventChunk::integersOfAwkwardKindsReadBack()
{
    QFETCH(QList<qint64>, pattern);
    QFETCH(int, count);
    std::vector<std::int64_t> values;
    for (int i = 0; i < count; ++i) {
        values.push_back(pattern[i % pattern.size()]);
    }
    QVERIFY(repacked(values) == values);
}

void TestEventChunk::timesInWholeSecondsTakeFewBits()
{
    std::vector<std::int64_t> times;
    for (std::int64_t i = 0; i < 10'000; ++i) {
        times.push_back(1'700'000'000'000'000 + i * i % 977 * 1'000'000 + i * 60'000'000);
    }
    std::sort(times.begin(), times.end());
    ByteWriter out;
    packIntegers(times, out);
    QVERIFY2(out.bytes().size() < 16'000, qPrintable(QString::number(out.bytes().size())));
}

void TestEventChunk::chunksReadBack()
{
    QVERIFY(rc::check("chunks", [](std::uint64_t seed) {
        const EventChunk chunk = randomChunk(seed);
        const std::optional<EventChunk> back = decodeChunk(encodeChunk(chunk));
        RC_ASSERT(back.has_value());
        RC_ASSERT(isSame(chunk, *back));
    }));
}

void TestEventChunk::numbersReadBackToTheBit()
{
    QVERIFY(rc::check("numbers", [](std::vector<double> numbers) {
        for (const double special : {0.0, -0.0, 1e300, 5e-324, 0.1, 9'007'199'254'740'993.0, -1.5}) {
            numbers.push_back(special);
        }
        std::erase_if(numbers, [](double number) { return !std::isfinite(number); });
        EventChunk chunk = randomChunk(1);
        PropertyColumn column;
        column.type = ValueType::Number;
        for (std::size_t row = 0; row < rowsOf(chunk); ++row) {
            column.numbers.push_back(numbers[row % numbers.size()]);
            column.present.push_back(1);
        }
        chunk.columns.properties = {column};
        chunk.propertyIds = {1};
        const std::optional<EventChunk> back = decodeChunk(encodeChunk(chunk));
        RC_ASSERT(back.has_value());
        for (std::size_t row = 0; row < rowsOf(chunk); ++row) {
            RC_ASSERT(std::bit_cast<std::uint64_t>(back->columns.properties[0].numbers[row]) ==
                      std::bit_cast<std::uint64_t>(column.numbers[row]));
        }
    }));
}

void TestEventChunk::cutChunksAreRefused()
{
    const std::vector<std::byte> bytes = encodeChunk(randomChunk(11));
    // Behind the three columns that must be there a cut between two others is a chunk of fewer columns; checksums catch
    // it.
    std::size_t accepted = 0;
    for (std::size_t size = 0; size < bytes.size(); size += size < 200 ? 1 : 37) {
        accepted += decodeChunk(std::span(bytes).first(size)) ? 1 : 0;
    }
    QVERIFY(accepted <= 9);
    QVERIFY(!decodeChunk({}));
}

void TestEventChunk::changedBytesNeverCrashAndStayInBounds()
{
    std::mt19937_64 random(99);
    for (std::uint64_t round = 0; round < 400; ++round) {
        std::vector<std::byte> bytes = encodeChunk(randomChunk(round % 7));
        for (std::uint64_t change = 0; change <= round % 5; ++change) {
            const std::size_t reach = round % 2 == 0 ? bytes.size() : std::min<std::size_t>(bytes.size(), 64);
            bytes[random() % reach] = static_cast<std::byte>(random());
        }
        const std::optional<EventChunk> chunk = decodeChunk(bytes);
        if (!chunk) {
            continue;
        }
        for (const PropertyColumn& column : chunk->columns.properties) {
            QCOMPARE(column.present.size(), rowsOf(*chunk));
            for (std::size_t row = 0; row < rowsOf(*chunk); ++row) {
                static_cast<void>(chunk->columns.value(column, row));
            }
        }
    }
}

void TestEventChunk::chunkThatClaimsMoreThanItHoldsIsRefused()
{
    ByteWriter out;
    out.raw("PWEC", 4);
    out.byte(1);
    out.number(kMaxChunkRows + 1);
    QVERIFY(!decodeChunk(out.bytes()));

    // Many columns that unpack from little: the account of memory ends it.
    EventChunk wide;
    wide.columns.profiles.assign(kMaxChunkRows, 1);
    wide.columns.times.assign(kMaxChunkRows, 0);
    wide.columns.idEnds.assign(kMaxChunkRows, 0);
    wide.sources.assign(kMaxChunkRows, 1);
    PropertyColumn column;
    column.type = ValueType::Integer;
    column.present.assign(kMaxChunkRows, 1);
    column.integers.assign(kMaxChunkRows, 7);
    const std::size_t columns = kMaxChunkMemory / (kMaxChunkRows * 16) + 2;
    wide.columns.properties.assign(1, column);
    wide.propertyIds = {0};
    const std::vector<std::byte> one = encodeChunk(wide);
    wide.columns.properties.clear();
    wide.propertyIds.clear();
    const std::vector<std::byte> none = encodeChunk(wide);
    std::vector<std::byte> many(none);
    for (std::size_t id = 0; id < columns; ++id) {
        std::vector<std::byte> next(one.begin() + static_cast<std::ptrdiff_t>(none.size()), one.end());
        if (id >= 128) {
            next[1] = static_cast<std::byte>((id & 0x7F) | 0x80);
            next.insert(next.begin() + 2, static_cast<std::byte>(id >> 7U));
        } else {
            next[1] = static_cast<std::byte>(id);
        }
        many.insert(many.end(), next.begin(), next.end());
    }
    QVERIFY(many.size() < std::size_t{1} << 20);
    QVERIFY(!decodeChunk(many));
}

void TestEventChunk::presenceThatCannotBeReadIsRefused_data()
{
    QTest::addColumn<ValueType>("type");
    QTest::newRow("integers") << ValueType::Integer;
    QTest::newRow("numbers") << ValueType::Number;
    QTest::newRow("texts") << ValueType::Text;
    QTest::newRow("lists") << ValueType::List;
}

void TestEventChunk::presenceThatCannotBeReadIsRefused()
{
    QFETCH(ValueType, type);
    EventChunk chunk;
    chunk.columns.profiles = {1, 2};
    chunk.columns.times = {5, 6};
    chunk.columns.idEnds = {0, 0};
    chunk.sources = {1, 1};
    const std::size_t header = encodeChunk(chunk).size() + 4; // kind, number and type of the property, size
    std::mt19937_64 random(5);
    chunk.columns.properties.push_back(randomColumn(random, 2, type));
    chunk.propertyIds = {1};
    std::vector<std::byte> bytes = encodeChunk(chunk);
    QVERIFY(decodeChunk(bytes));
    bytes[header] = std::byte{2};
    QVERIFY(!decodeChunk(bytes));
    // A bit a row is to follow, and the column ends.
    bytes.resize(header + 1);
    bytes[header - 1] = std::byte{1};
    bytes[header] = std::byte{1};
    QVERIFY(!decodeChunk(bytes));
}

void TestEventChunk::checksumDiffersForAnyChangedByte()
{
    const std::vector<std::byte> bytes = encodeChunk(randomChunk(3));
    const std::uint64_t checksum = checksumOf(bytes);
    for (std::size_t index = 0; index < bytes.size(); index += 101) {
        std::vector<std::byte> changed = bytes;
        changed[index] ^= std::byte{1};
        QVERIFY(checksumOf(changed) != checksum);
    }
}

QTEST_APPLESS_MAIN(TestEventChunk)
#include "tst_event_chunk.moc"
