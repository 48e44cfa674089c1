// SPDX-License-Identifier: GPL-3.0-or-later
// ValueMatcher: a test made ready for values of one type.
#pragma once

#include "core/audience/bitset.h"
#include "core/audience/value_dictionary.h"
#include "core/base/error.h"
#include "core/base/time_zone.h"
#include "core/base/value.h"
#include "core/segment/filter_tree.h"
#include "core/segment/number_set.h"
#include "core/segment/text_pattern.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace postweave::segment {

/// What "now" and "day" mean in one evaluation.
struct TimeFrame {
    Instant now;
    TimeZone zone;
    std::optional<Instant> horizon = std::nullopt; ///< events after it are not seen either

    /// The last moment of which events are seen.
    [[nodiscard]] Instant lastSeen() const { return horizon && *horizon < now ? *horizon : now; }
};

/// Month and day pairs that an anniversary may fall on.
class AnniversaryDays {
public:
    /// Days from `first` to `last`, both included; 29 February falls on the 28th in common years.
    AnniversaryDays(Date first, Date last);
    [[nodiscard]] bool contains(Date date) const;

private:
    std::array<bool, 13 * 32> m_days{};
};

class ObjectMatcher;

/// Immutable; safe to use from several threads. A missing value satisfies exactly the negative operators.
class ValueMatcher {
public:
    /// InvalidInput if the operator or a value does not go with the type.
    [[nodiscard]] static Result<ValueMatcher> compile(const ValueTest& test, ValueType type, const TimeFrame& frame);
    /// For values that no such test applies to: holds for none, or for all where the operator is negative.
    [[nodiscard]] static ValueMatcher forOtherTypes(Operator op);

    /// The value is missing or of the type it was compiled for.
    [[nodiscard]] bool matches(const Value& value) const;
    /// For numbers that are no column: counts, sums, scores. Compiled for ValueType::Number.
    [[nodiscard]] bool matchesNumber(double number) const;
    /// The same as a set.
    [[nodiscard]] RealSet acceptedNumbers() const;
    /// The set values that the positive form of the test accepts; nothing where that is no set of numbers.
    [[nodiscard]] const IntegerSet* integersAccepted() const { return std::get_if<IntegerSet>(&m_accepted); }
    [[nodiscard]] const RealSet* realsAccepted() const { return std::get_if<RealSet>(&m_accepted); }
    /// Whether a missing value satisfies the test.
    [[nodiscard]] bool acceptsMissing() const { return m_negative; }
    /// The accepted codes; bit 0 is the missing value. The dictionary is of the type it was compiled for.
    [[nodiscard]] audience::Bitset matchingCodes(const audience::ValueDictionary& dictionary) const;

private:
    struct Nothing {};  ///< no value
    struct Anything {}; ///< every set value
    struct Text {
        Operator op;
        bool ignoreCase;
        std::vector<std::string> wanted; ///< folded with ignoreCase; sorted for In
        std::optional<TextPattern> pattern;
        [[nodiscard]] bool accepts(std::string_view text) const;
        /// Whether it is the part from a text's only `mark` on that decides.
        [[nodiscard]] bool looksFrom(char mark) const;
    };
    struct List {
        Operator op;
        bool ignoreCase;
        std::vector<std::string> wanted;
        [[nodiscard]] bool accepts(const std::vector<std::string_view>& items) const;
    };
    struct Objects {
        std::shared_ptr<const ObjectMatcher> matcher;
        [[nodiscard]] bool accepts(const std::vector<std::string_view>& items) const;
    };
    struct SomeDays {
        std::variant<AnniversaryDays, Weekdays> days;
        bool ofMoments;
        TimeZone zone;
        [[nodiscard]] bool accepts(std::int64_t number) const;
    };
    using Accepted = std::variant<Nothing, Anything, IntegerSet, RealSet, Text, List, Objects, SomeDays>;
    friend class MatcherCompiler;
    struct CodeMarker;

    [[nodiscard]] bool acceptsSet(const Value& value) const;

    Accepted m_accepted;
    bool m_negative = false;
};

} // namespace postweave::segment
