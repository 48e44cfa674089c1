// SPDX-License-Identifier: GPL-3.0-or-later
// A table whose pages were written directly is, to SQLite, the table that INSERT makes.
#include "core/sqlite/database.h"
#include "core/sqlite/table_image.h"
#include "core/sqlite/transaction.h"
#include "tests/core/verify_result.h"

#include <QtTest/QtTest>

#include <cmath>
#include <limits>
#include <random>
#include <variant>

using namespace postweave;
using namespace postweave::sqlite;

namespace {

const std::string kTable =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT NOT NULL, b INTEGER, c REAL, d TEXT, e REAL) STRICT";

using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;
struct Row {
    std::int64_t id = 0;
    std::vector<Cell> cells;
};

std::string textOf(std::size_t size, unsigned seed)
{
    std::string text(size, '\0');
    for (std::size_t i = 0; i < size; ++i) {
        text[i] = static_cast<char>('a' + (i * 7 + seed) % 26);
    }
    return text;
}

const std::vector<std::int64_t> kIntegers{0,
                                          1,
                                          -1,
                                          2,
                                          127,
                                          128,
                                          -128,
                                          -129,
                                          32'767,
                                          32'768,
                                          -32'768,
                                          -32'769,
                                          8'388'607,
                                          8'388'608,
                                          -8'388'608,
                                          -8'388'609,
                                          2'147'483'647,
                                          2'147'483'648,
                                          -2'147'483'648,
                                          -2'147'483'649,
                                          140'737'488'355'327,
                                          140'737'488'355'328,
                                          -140'737'488'355'328,
                                          -140'737'488'355'329,
                                          std::numeric_limits<std::int64_t>::max(),
                                          std::numeric_limits<std::int64_t>::min()};
const std::vector<double> kNumbers{0.0,
                                   -0.0,
                                   1.0,
                                   -1.0,
                                   0.1,
                                   -2.5,
                                   255.0,
                                   1e10,
                                   140'737'488'355'327.0,
                                   140'737'488'355'328.0,
                                   -140'737'488'355'328.0,
                                   -140'737'488'355'330.0,
                                   9.0071992547409935e15,
                                   1e300,
                                   -1e300,
                                   5e-324,
                                   std::numeric_limits<double>::max(),
                                   std::numeric_limits<double>::lowest()};

Result<void> insertInto(Database& database, const std::vector<Row>& rows)
{
    auto transaction = Transaction::begin(database);
    auto insert = database.prepare("INSERT INTO t VALUES(?, ?, ?, ?, ?, ?)");
    if (!transaction || !insert) {
        return fail(ErrorCode::Internal, "cannot insert");
    }
    for (const Row& row : rows) {
        insert->bind(1, row.id);
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const int place = static_cast<int>(i) + 2;
            if (const auto* integer = std::get_if<std::int64_t>(&row.cells[i])) {
                insert->bind(place, *integer);
            } else if (const auto* number = std::get_if<double>(&row.cells[i])) {
                insert->bind(place, *number);
            } else if (const auto* text = std::get_if<std::string>(&row.cells[i])) {
                insert->bind(place, std::string_view(*text));
            } else {
                insert->bindNull(place);
            }
        }
        if (Result<void> done = insert->run(); !done) {
            return done;
        }
    }
    return transaction->commit();
}

Result<DatabaseImage> imageOf(const std::vector<Row>& rows)
{
    Result<TableImage> image = TableImage::create(kTable);
    if (!image) {
        return fail(image.error());
    }
    for (const Row& row : rows) {
        image->begin(row.id);
        for (const Cell& cell : row.cells) {
            if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
                image->addInteger(*integer);
            } else if (const auto* number = std::get_if<double>(&cell)) {
                image->addNumber(*number);
            } else if (const auto* text = std::get_if<std::string>(&cell)) {
                image->addText(*text);
            } else {
                image->addNull();
            }
        }
        image->end();
    }
    return std::move(*image).finish();
}

std::vector<Row> rowsOf(std::size_t count, std::size_t textBytes)
{
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) {
        rows.push_back({static_cast<std::int64_t>(3 * i + 1),
                        {textOf(textBytes, static_cast<unsigned>(i)), static_cast<std::int64_t>(i), {}, {}, 0.5}});
    }
    return rows;
}

/// What SQLite finds wrong with the table, and where it differs from the one that INSERT makes.
QString differencesOf(const std::vector<Row>& rows)
{
    Result<Database> database = Database::inMemory();
    if (!database || !database->execute("PRAGMA page_size = 8192; " + kTable) || !insertInto(*database, rows)) {
        return "the judge failed";
    }
    Result<DatabaseImage> image = imageOf(rows);
    if (!image || !std::move(*image).attachTo(*database, "written")) {
        return "not written";
    }
    const auto integrity = database->queryText("PRAGMA written.integrity_check");
    if (!integrity || *integrity != "ok") {
        return integrity ? QString::fromStdString(*integrity) : "cannot be checked";
    }
    QString differences;
    // The bytes too: 5 and 5.0 are equal, and numbers that are whole are kept as integers.
    const std::string columns = "SELECT id, a, typeof(a), b, typeof(b), c, typeof(c), hex(printf('%!.17g', c)), d, "
                                "typeof(d), e, typeof(e) FROM ";
    for (const auto& [left, right] : {std::pair{"main", "written"}, std::pair{"written", "main"}}) {
        auto select = database->prepare(columns + left + ".t EXCEPT " + columns + right + ".t");
        if (!select) {
            return QString::fromStdString(toLine(select.error()));
        }
        while (*select->step()) {
            differences += QString("%1 alone: row %2\n").arg(left).arg(select->integer(0));
        }
    }
    const auto pages = [&](const char* schema) {
        return *database->queryInteger(std::string("PRAGMA ") + schema + ".page_count");
    };
    // INSERT at the end leaves pages as full as here.
    if (pages("written") > pages("main") + 3) { // inner pages are not quite as full
        differences += "larger than what INSERT makes\n";
    }
    const auto moved = database->execute("DELETE FROM main.t")
                           .and_then([&] { return database->execute("INSERT INTO main.t SELECT * FROM written.t"); })
                           .and_then([&] { return database->queryText("PRAGMA main.integrity_check"); });
    return moved && *moved == "ok" ? differences : differences + "what was moved is not sound";
}

} // namespace

class TestTableImage : public QObject {
    Q_OBJECT

private slots:
    void rowsAreWhatInsertMakes_data();
    void rowsAreWhatInsertMakes();
    void edgesOfIntegersAndNumbers();
    void textsOfEveryLengthAroundOverflow();
    void randomRows();
    void manyColumns();
    void moreThanOneTableIsRefused();
};

void TestTableImage::rowsAreWhatInsertMakes_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("textBytes");
    QTest::newRow("none") << 0 << 0;
    QTest::newRow("one") << 1 << 10;
    QTest::newRow("a leaf") << 100 << 10;
    QTest::newRow("some leaves") << 5000 << 20;
    QTest::newRow("one row with overflow") << 1 << 100'000;
    QTest::newRow("a row a leaf, three levels") << 1200 << 8000;
    QTest::newRow("one more child than fits a page") << 547 << 8000;
    QTest::newRow("as many children as fit a page") << 546 << 8000;
    QTest::newRow("two pages of children and one") << 1093 << 8000;
    QTest::newRow("rows with overflow pages each") << 900 << 20'000;
}

void TestTableImage::rowsAreWhatInsertMakes()
{
    QFETCH(int, count);
    QFETCH(int, textBytes);
    const auto rows = rowsOf(static_cast<std::size_t>(count), static_cast<std::size_t>(textBytes));
    QCOMPARE(differencesOf(rows), QString());
}

void TestTableImage::edgesOfIntegersAndNumbers()
{
    std::vector<Row> rows;
    for (std::int64_t id : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-5}}) {
        rows.push_back({id, {std::string("x"), {}, {}, {}, {}}});
    }
    for (const std::int64_t integer : kIntegers) {
        rows.push_back(
            {static_cast<std::int64_t>(rows.size()), {std::string(), integer, {}, std::string("é\0ü", 5), {}}});
    }
    for (const double number : kNumbers) {
        rows.push_back({static_cast<std::int64_t>(rows.size()), {std::string("n"), {}, number, {}, number}});
    }
    for (const std::int64_t id : {std::int64_t{1} << 21, std::int64_t{1} << 35, (std::int64_t{1} << 56) - 1,
                                  std::int64_t{1} << 56, std::numeric_limits<std::int64_t>::max()}) {
        rows.push_back({id, {std::string("y"), {}, {}, {}, {}}});
    }
    QCOMPARE(differencesOf(rows), QString());
}

void TestTableImage::textsOfEveryLengthAroundOverflow()
{
    std::vector<Row> rows;
    const auto add = [&](std::size_t from, std::size_t to) {
        for (std::size_t size = from; size < to; ++size) {
            rows.push_back({static_cast<std::int64_t>(rows.size() + 1), {textOf(size, 3), {}, {}, {}, {}}});
        }
    };
    add(0, 260);               // one and two bytes of a varint
    add(8120, 8200);           // from a leaf alone to the first overflow page
    add(9000, 9010);           // where little stays in the leaf
    add(16'280, 16'400);       // one and two overflow pages
    add(2'097'100, 2'097'160); // three and four bytes of a varint
    QCOMPARE(differencesOf(rows), QString());
}

void TestTableImage::randomRows()
{
    std::mt19937_64 random(20'261'128);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    for (int round = 0; round < 60; ++round) {
        std::vector<Row> rows;
        std::int64_t id = 0;
        for (std::size_t count = below(400); count > 0; --count) {
            id += 1 + static_cast<std::int64_t>(below(round % 3 == 0 ? 1 : 1'000'000));
            const auto integer = [&]() -> Cell {
                return below(4) == 0 ? Cell() : Cell(static_cast<std::int64_t>(random()) >> below(64));
            };
            const auto number = [&]() -> Cell {
                return below(4) == 0   ? Cell()
                       : below(2) == 0 ? Cell(static_cast<double>(static_cast<std::int64_t>(random()) >> below(64)))
                                       : Cell(std::ldexp(static_cast<double>(random()), -static_cast<int>(below(90))));
            };
            const auto text = [&]() -> Cell {
                return textOf(below(below(10) == 0 ? 30'000 : 60), static_cast<unsigned>(id));
            };
            rows.push_back({id, {text(), integer(), number(), below(3) == 0 ? Cell() : text(), number()}});
        }
        QCOMPARE(differencesOf(rows), QString());
    }
}

void TestTableImage::manyColumns()
{
    // The table's definition takes more than a page.
    constexpr int kColumns = 1500;
    std::string table = "CREATE TABLE t(id INTEGER PRIMARY KEY";
    for (int i = 0; i < kColumns; ++i) {
        table += ", c" + std::to_string(i) + " INTEGER";
    }
    auto image = TableImage::create(table + ") STRICT");
    VERIFY_RESULT(image);
    for (int row = 1; row <= 100; ++row) {
        image->begin(row);
        for (int i = 0; i < kColumns; ++i) {
            image->addInteger(row * i);
        }
        image->end();
    }
    auto written = std::move(*image).finish();
    VERIFY_RESULT(written);
    auto database = Database::inMemory();
    VERIFY_RESULT(database);
    VERIFY_RESULT(std::move(*written).attachTo(*database, "written"));
    QCOMPARE(*database->queryText("PRAGMA written.integrity_check"), std::string("ok"));
    QCOMPARE(*database->queryInteger("SELECT sum(c1499) FROM written.t"), 1499 * 5050);
}

void TestTableImage::moreThanOneTableIsRefused()
{
    for (const char* table : {"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT UNIQUE) STRICT",
                              "CREATE TABLE t(id INTEGER PRIMARY KEY); CREATE TABLE u(id INTEGER PRIMARY KEY)", ""}) {
        const auto image = TableImage::create(table);
        QVERIFY(!image);
        QCOMPARE(image.error().code, ErrorCode::Internal);
    }
}

QTEST_APPLESS_MAIN(TestTableImage)
#include "tst_table_image.moc"
