// SPDX-License-Identifier: GPL-3.0-or-later
// Wording: nodes in plain English, in parts that a window can show as chips and edit.
#pragma once

#include "core/segment/catalog.h"
#include "core/segment/filter_tree.h"
#include "core/segment/score.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::segment {

/// What a span stands for, and so what a click on it edits.
enum class SpanRole : std::uint8_t {
    Plain,    ///< glue between the others
    Subject,  ///< attribute, event type, score, segment, a group's kind
    Property, ///< a property's name (of `where`, `aggregate`)
    Operator, ///< a comparison's operator, count's and aggregate's too
    Value,    ///< one value of it
    Window,   ///< `within`, a sequence step's too
    Count,    ///< how often; N of `at_least`, of a list's objects too
    Function, ///< sum, average… and first, last
    Held,     ///< `held`
    Calendar, ///< a period of the calendar, or one day of the week, of a test or of an event's time
    Other,    ///< the attribute that another one is compared with
    Seed,     ///< of a random bucket
    Place,    ///< of a distance: the point, the attributes
};

struct WordSpan {
    SpanRole role = SpanRole::Plain;
    std::string text;
    int step = -1;  ///< index of the sequence step it belongs to
    int test = -1;  ///< index into `where`
    int value = -1; ///< index of the value among several
    int field = -1; ///< index into the tests of a list's objects
    bool operator==(const WordSpan&) const = default;
};

using Wording = std::vector<WordSpan>;

/// Neighbours of these are read as a list: `US, CA`.
[[nodiscard]] constexpr bool isListed(SpanRole role)
{
    return role == SpanRole::Value || role == SpanRole::Calendar;
}

/// One node in one line, children not included: `Country` `is one of` `US` `CA`. Labels come from the catalog.
[[nodiscard]] Wording describeNode(const Node& node, const Catalog& catalog);
/// The spans joined: `Country is one of US, CA`.
[[nodiscard]] std::string plainText(const Wording& wording);
[[nodiscard]] std::string describe(const Node& node, const Catalog& catalog);

/// The whole tree as indented lines, two blanks a level, switched-off nodes marked.
[[nodiscard]] std::string describeTree(const FilterTree& tree, const Catalog& catalog);
/// The whole tree as one sentence: `People whose Country is one of US, CA, and who …`. Switched-off nodes left out.
[[nodiscard]] std::string describeSentence(const FilterTree& tree, const Catalog& catalog);
/// One line a term.
[[nodiscard]] std::string describeScore(const Score& score, const Catalog& catalog);

/// `product_view` → `Product view`.
[[nodiscard]] std::string readableName(std::string_view name);
/// `P7D` → `7 days`, `P1M` → `1 month`, `PT36H` → `36 hours`.
[[nodiscard]] std::string describe(Duration duration);
/// `is one of`, `is before`…
[[nodiscard]] std::string_view describe(Operator op);

} // namespace postweave::segment
