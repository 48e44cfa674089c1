// SPDX-License-Identifier: GPL-3.0-or-later
// ValueCells: all values that one path can have, cut into cells so small that whatever the conditions at hand ask of it
// comes out the same all over a cell. Conditions over such paths can be decided by going through the cells.
//
// Numbers, texts and days are cut at each constant they are compared with: below it, at it, between it and the next.
// What a text or list may contain is a yes or no for each needle; times relative to now are cut at each bound. Where
// this knows too little it gives more cells or more outcomes than there are, never fewer.
#pragma once

#include "core/liquid/compare.h"
#include "core/liquid/condition.h"
#include "core/liquid/kind_set.h"
#include "core/liquid/outcomes.h"
#include "core/liquid/value.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace postweave::liquid {

/// A place on a line with n breakpoints: 2i + 1 is at the i-th, 2i before it, 2n behind all.
using LinePosition = std::size_t;

/// What is asked of one path. Constants are literals, which live as long as their template.
class PathQuestions {
public:
    void addConstant(const Value& constant);
    void addNeedle(const Value& needle);
    void addTime(const RelativeTime& time);
    /// Sorts; nothing may be added afterwards.
    void close();

    /// Months and years against weeks, days and hours: which is longer depends on the calendar.
    [[nodiscard]] bool hasMixedTimes() const { return m_hasExactTimes && m_hasCalendarTimes; }
    [[nodiscard]] const std::vector<Value>& numbers() const { return m_numbers; }
    [[nodiscard]] const std::vector<std::string>& texts() const { return m_texts; }
    [[nodiscard]] const std::vector<Date>& days() const { return m_days; }
    [[nodiscard]] const std::vector<Value>& needles() const { return m_needles; }
    /// How long ago, in hours or in months; what is to come is negative.
    [[nodiscard]] const std::vector<std::int64_t>& times() const { return m_times; }
    [[nodiscard]] bool asksBlank() const { return m_asksBlank; }

private:
    std::vector<Value> m_numbers;
    std::vector<std::string> m_texts;
    std::vector<Date> m_days;
    std::vector<Value> m_needles;
    std::vector<std::int64_t> m_times;
    bool m_asksBlank = false;
    bool m_hasExactTimes = false;
    bool m_hasCalendarTimes = false;
};

struct ValueCell {
    enum class Type : std::uint8_t {
        Exact,   ///< one value
        Number,  ///< position among numbers()
        Text,    ///< position among texts(), what it contains
        Day,     ///< a Date; position among days()
        Moment,  ///< position among days(), where each begins
        List,    ///< not empty; what it contains
        Anything ///< hashes, ranges, objects: true, and hardly more is known
    };
    Type type = Type::Exact;
    Value exact;
    LinePosition position = 0;
    unsigned contained = 0;           ///< bit i: needle i
    bool isBlank = false;             ///< a text between the constants that is white space alone
    std::optional<LinePosition> time; ///< among times(); nothing for what is no time
};

/// `questions` must be closed.
[[nodiscard]] std::vector<ValueCell> cellsOf(const PathQuestions& questions, KindSet kinds);

/// Of the path alone.
[[nodiscard]] Outcomes truthOf(const ValueCell& cell);
/// Of `path comparison constant`; `isMirrored`: of `constant comparison path`.
[[nodiscard]] Outcomes compareCell(const ValueCell& cell, Comparison comparison, const Value& constant, bool isMirrored,
                                   const PathQuestions& questions);
/// Of `path relation time`; the questions' times must not be mixed.
[[nodiscard]] Outcomes relateCell(const ValueCell& cell, TimeRelation relation, const RelativeTime& time,
                                  const PathQuestions& questions);

} // namespace postweave::liquid
