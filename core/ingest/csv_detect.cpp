// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/csv_detect.h"

#include "core/ingest/csv_scan.h"

#include <algorithm>
#include <cstddef>

namespace postweave::ingest {

namespace {

constexpr std::size_t kMaxRows = 1000;

/// How well a dialect explains the sample.
struct Fit {
    std::size_t columns = 0;
    std::size_t rows = 0;
    std::size_t fitting = 0;
    std::size_t textAfterQuote = 0;
    std::size_t startQuoted = 0; ///< fields that start with `"` as a character
    std::size_t endQuoted = 0;
    bool headerQuoted = false;

    [[nodiscard]] bool betterThan(const Fit& other) const
    {
        const std::size_t mine = fitting * std::max<std::size_t>(other.rows, 1);
        const std::size_t theirs = other.fitting * std::max<std::size_t>(rows, 1);
        return mine != theirs ? mine > theirs : columns > other.columns;
    }
};

bool isBlank(const ScannedRow& row)
{
    return row.length == 0;
}

void countQuotes(std::string_view row, const std::vector<FieldSpan>& fields, Fit& fit)
{
    for (const FieldSpan& field : fields) {
        const std::string_view text = row.substr(field.begin, field.end - field.begin);
        fit.startQuoted += text.starts_with('"') ? 1 : 0;
        fit.endQuoted += text.ends_with('"') ? 1 : 0;
    }
}

Fit fitOf(std::string_view text, bool complete, CsvDialect dialect)
{
    Fit fit;
    ScannedRow row;
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end && fit.rows < kMaxRows;) {
        scanRow(at, end, complete, dialect, row);
        if (row.end == RowEnd::NeedsMore) {
            break;
        }
        if (isBlank(row)) {
            at += row.next;
            continue;
        }
        if (fit.columns == 0) {
            fit.columns = row.fields.size();
            fit.headerQuoted =
                std::all_of(row.fields.begin(), row.fields.end(), [](const FieldSpan& f) { return f.quoted; });
        } else {
            ++fit.rows;
            fit.fitting +=
                row.fields.size() == fit.columns && row.end == RowEnd::Complete && row.textAfterQuote == 0 ? 1 : 0;
        }
        fit.textAfterQuote += row.textAfterQuote != 0 ? 1 : 0;
        countQuotes({at, row.length}, row.fields, fit);
        at += row.next;
    }
    return fit;
}

bool isUnquotedTabs(std::string_view text, bool complete)
{
    const Fit quoted = fitOf(text, complete, {'\t', '"'});
    const Fit plain = fitOf(text, complete, {'\t', '\0'});
    return quoted.textAfterQuote > 0 && plain.startQuoted >= 2 && plain.endQuoted == 0 && plain.fitting == plain.rows;
}

char bestDelimiter(std::string_view text, bool complete, bool preferTab)
{
    char best = ',';
    Fit bestFit;
    for (const char delimiter : {',', ';', '\t', '|'}) {
        const Fit fit = fitOf(text, complete, {delimiter, '"'});
        if (fit.columns < 2) {
            continue;
        }
        if (delimiter == '\t' && preferTab) {
            return delimiter;
        }
        if (bestFit.columns == 0 || fit.betterThan(bestFit)) {
            best = delimiter;
            bestFit = fit;
        }
    }
    return best;
}

} // namespace

char announcedDelimiter(std::string_view text)
{
    const bool announced = text.size() > 5 && text.starts_with("sep=") && (text[5] == '\n' || text[5] == '\r');
    const char delimiter = announced ? text[4] : '\0';
    const bool canSplit = delimiter == '\t' || (delimiter >= ' ' && delimiter < '\x7F' && delimiter != '"');
    return canSplit ? delimiter : '\0';
}

CsvDialect detectDialect(std::string_view text, bool complete, bool preferTab)
{
    const char delimiter = bestDelimiter(text, complete, preferTab);
    if (fitOf(text, complete, {delimiter, '\''}).headerQuoted) {
        return {delimiter, '\''};
    }
    const bool unquoted = delimiter == '\t' && isUnquotedTabs(text, complete);
    return {delimiter, unquoted ? '\0' : '"'};
}

} // namespace postweave::ingest
