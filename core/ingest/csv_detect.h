// SPDX-License-Identifier: GPL-3.0-or-later
// Finding how a delimited file is written, from its first rows.
#pragma once

#include "core/ingest/record_reader.h"

#include <string_view>

namespace postweave::ingest {

/// What the first line `sep=;`, which Excel writes and reads, says; NUL where there is none, or where it is a
/// line end, a quote or no ASCII.
[[nodiscard]] char announcedDelimiter(std::string_view text);

/// Delimiter: the one of `,` `;` TAB `|` that splits the first row, and by which the most of the other rows have as
/// many fields as the first; of equals the one that gives more fields, then the first in this order. None: a comma.
/// With `preferTab` a tab wins wherever the first row has one.
/// Quote: `'` if all names of the first row stand in such; none if fields are split by tabs, two or more of them start
/// with `"` and none ends with it, and all rows fit without quoting but not with it; else `"`.
/// `text` is UTF-8 with kScanPadding readable bytes behind it; `complete`: it is the whole file.
[[nodiscard]] CsvDialect detectDialect(std::string_view text, bool complete, bool preferTab);

} // namespace postweave::ingest
