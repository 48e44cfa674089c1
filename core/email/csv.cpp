// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/email/csv.h"

namespace postweave::email {

namespace {

bool looksLikeFormula(std::string_view field)
{
    return !field.empty() && std::string_view("=+-@\t\r").find(field.front()) != std::string_view::npos;
}

bool needsQuotes(std::string_view field)
{
    return field.find_first_of("\",\r\n") != std::string_view::npos ||
           (!field.empty() && (field.front() == ' ' || field.back() == ' '));
}

void appendQuoted(std::string& out, std::string_view field)
{
    for (const char c : field) {
        out.append(c == '"' ? 2 : 1, c);
    }
}

void appendField(std::string& out, std::string_view field, CsvSafety safety)
{
    const std::string_view guard = safety == CsvSafety::Spreadsheet && looksLikeFormula(field) ? "'" : "";
    if (!needsQuotes(field)) {
        out.append(guard).append(field);
        return;
    }
    out.append("\"").append(guard);
    appendQuoted(out, field);
    out += '"';
}

} // namespace

void appendCsvRow(std::string& out, std::span<const std::string> fields, CsvSafety safety)
{
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) {
            out += ',';
        }
        appendField(out, fields[i], safety);
    }
    // A lone empty field would be an empty line, which readers skip.
    out += fields.size() == 1 && fields[0].empty() ? "\"\"\r\n" : "\r\n";
}

} // namespace postweave::email
