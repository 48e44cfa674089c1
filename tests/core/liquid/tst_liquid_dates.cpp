// SPDX-License-Identifier: GPL-3.0-or-later
// The filter date, judged by what Ruby does: the tables beside this file were written by Ruby itself.
#include "render_case.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/liquid/strftime.h"
#include "core/liquid/time_text.h"

#include <QTest>

using namespace postweave::liquid;
using postweave::TimeZone;

namespace {

std::vector<std::vector<std::string>> readTable(const char* name)
{
    const auto read = postweave::readFile(std::string(POSTWEAVE_SOURCE_DIR) + "/tests/core/liquid/" + name);
    const std::string text = read.value_or("");
    std::vector<std::vector<std::string>> rows;
    for (const std::string_view line : postweave::split(text, '\n')) {
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        std::vector<std::string> row;
        for (const std::string_view cell : postweave::split(line, '\t')) {
            row.emplace_back(cell);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string formatted(const CivilTime& time, std::string_view format)
{
    std::string out;
    appendFormattedTime(out, time, format);
    return out;
}

} // namespace

class LiquidDates : public QObject {
    Q_OBJECT

private slots:
    void textsAreReadAsRubyReadsThem_data() { addRows("ruby_times.tsv", 0, 1); }
    void textsAreReadAsRubyReadsThem()
    {
        QFETCH(QString, given);
        QFETCH(QString, expected);
        const std::string text = given.toStdString();
        const auto time = timeOf(Value::text(text), kTestNow, TimeZone());
        const std::string found = time ? formatted(*time, "%Y-%m-%dT%H:%M:%S.%N %z %Z") : "-";
        QCOMPARE(QString::fromStdString(found), expected);
    }

    void formatsAreThoseOfRuby_data()
    {
        QTest::addColumn<int>("time");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("expected");
        for (const auto& row : readTable("ruby_formats.tsv")) {
            QTest::addRow("%s %s", row[0].c_str(), row[1].c_str())
                << std::stoi(row[0]) << QString::fromStdString(row[1]) << QString::fromStdString(row[2]);
        }
    }
    void formatsAreThoseOfRuby()
    {
        QFETCH(int, time);
        QFETCH(QString, format);
        QFETCH(QString, expected);
        CivilTime first = CivilTime::at(1'704'438'489, 62'500'000, 0, "UTC");
        first.isUtc = true;
        const CivilTime second = CivilTime::at(1'136'086'198, 0, -12'600, "");
        std::string inspected = formatted(time == 0 ? first : second, format.toStdString());
        // The table holds Ruby's #inspect.
        inspected = QString::fromStdString(inspected).replace("\n", "\\n").replace("\t", "\\t").toStdString();
        QCOMPARE('"' + QString::fromStdString(inspected) + '"', expected);
    }

    void timesArePrintedInTheRendersZone()
    {
        RenderCase test("{{ 'now' | date: '%Y-%m-%d %H:%M %Z' }} {{ 0 | date: '%H:%M %z' }}");
        test.options.zone = TimeZone::byName("Europe/Berlin").value();
        QCOMPARE(test.output(), std::string("2026-07-01 14:00 CEST 01:00 +0100"));
    }

    void textsWithoutOffsetAreReadInTheRendersZone()
    {
        RenderCase test("{{ '2026-01-15 10:30' | date: '%s %Z' }} {{ '2026-01-15' | date: '%s' }} {{ '2026-07-15 10:30 "
                        "cest' | date: '%s %Z' }}");
        test.options.zone = TimeZone::byName("Europe/Berlin").value();
        QCOMPARE(test.output(), std::string("1768469400 CET 1768431600 1784104200 CEST"));
    }

    void whatIsNoTimePassesThrough()
    {
        QCOMPARE(RenderCase("{{ 'soon' | date: '%Y' }}|{{ nil | date: '%Y' }}|{{ '' | date: '%Y' }}|{{ x | date: '%Y' "
                            "}}|{{ '2026-01-01' | date: '' }}")
                     .with(R"({"x": [1]})")
                     .output(),
                 std::string("soon|||1|2026-01-01"));
    }

    void hugeWidthsAndNumbersEndSoon()
    {
        QCOMPARE(RenderCase("{{ 0 | date: '%99999999999Y' }}").output(), std::string("%99999999999Y"));
        QCOMPARE(RenderCase("{{ 99999999999999999 | date: '%Y' }}").output(), std::string("99999999999999999"));
        QCOMPARE(RenderCase("{{ 253402300800 | date: '%Y-%m-%d' }}").output(), std::string("10000-01-01"));
    }

private:
    static void addRows(const char* table, std::size_t given, std::size_t expected)
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("expected");
        for (const auto& row : readTable(table)) {
            QTest::addRow("%s", row[given].c_str())
                << QString::fromStdString(row[given]) << QString::fromStdString(row[expected]);
        }
    }
};

QTEST_APPLESS_MAIN(LiquidDates)
#include "tst_liquid_dates.moc"
