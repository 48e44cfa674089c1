// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as RFC 4180 has it: comma, CRLF, quotes where needed.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace postweave::email {

enum class CsvSafety {
    Verbatim,
    Spreadsheet, ///< `'` before a leading `=` `+` `-` `@` TAB CR, which a spreadsheet would run as a formula
};

void appendCsvRow(std::string& out, std::span<const std::string> fields, CsvSafety safety = CsvSafety::Verbatim);

} // namespace postweave::email
