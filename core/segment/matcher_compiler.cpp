// SPDX-License-Identifier: GPL-3.0-or-later
// What each operator accepts, by type.
#include "core/base/json.h"
#include "core/segment/value_matcher.h"

#include "core/base/text.h"
#include "core/segment/format_parts.h"
#include "core/segment/object_matcher.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace postweave::segment {

namespace {

/// The numbers from a literal upwards, and those up to it.
template <typename Set>
struct Bounds {
    Set atLeast;
    Set atMost;
};

constexpr double kTwoTo63 = 9223372036854775808.0;

/// int64's exact place among doubles.
bool isAbove(double number, std::int64_t integer)
{
    return number >= kTwoTo63 || (number >= -kTwoTo63 && static_cast<std::int64_t>(number) > integer);
}

bool isBelow(double number, std::int64_t integer)
{
    return number < -kTwoTo63 || (number < kTwoTo63 && static_cast<std::int64_t>(number) < integer);
}

Bounds<IntegerSet> integerBounds(double number)
{
    const auto upTo = [](double limit) {
        return limit >= kTwoTo63   ? IntegerSet::everything()
               : limit < -kTwoTo63 ? IntegerSet()
                                   : IntegerSet(IntegerSet::smallest(), static_cast<std::int64_t>(limit));
    };
    return {upTo(std::ceil(number) - 1).complement(), upTo(std::floor(number))};
}

Bounds<IntegerSet> integerBounds(const Literal& literal)
{
    if (const auto* number = std::get_if<double>(&literal)) {
        // Past 2^53 `ceil − 1` would not move; such numbers are whole.
        constexpr double kTwoTo53 = 9007199254740992.0;
        if (std::fabs(*number) >= kTwoTo53 && *number >= -kTwoTo63 && *number < kTwoTo63) {
            return integerBounds(Literal(static_cast<std::int64_t>(*number)));
        }
        return integerBounds(*number);
    }
    const std::int64_t integer = std::get<std::int64_t>(literal);
    return {{integer, IntegerSet::largest()}, {IntegerSet::smallest(), integer}};
}

Bounds<RealSet> realBounds(const Literal& literal)
{
    if (const auto* number = std::get_if<double>(&literal)) {
        return {{*number, RealSet::largest()}, {RealSet::smallest(), *number}};
    }
    const std::int64_t integer = std::get<std::int64_t>(literal);
    const auto near = static_cast<double>(integer);
    const double above = isBelow(near, integer) ? std::nextafter(near, RealSet::largest()) : near;
    const double below = isAbove(near, integer) ? std::nextafter(near, RealSet::smallest()) : near;
    return {{above, RealSet::largest()}, {RealSet::smallest(), below}};
}

Date dayOf(const TimePoint& point, const TimeZone& zone)
{
    return point.isDay ? point.local.date : zone.dayOf(point.resolve(zone));
}

Bounds<IntegerSet> dayBounds(Date day)
{
    return {{day.days, IntegerSet::largest()}, {IntegerSet::smallest(), day.days}};
}

Bounds<IntegerSet> momentBoundsOfDay(Date day, const TimeZone& zone)
{
    return {momentsFrom(day, zone), momentsFrom({day.days + 1}, zone).complement()};
}

} // namespace

/// Compiles one test.
class MatcherCompiler {
public:
    MatcherCompiler(const ValueTest& test, ValueType type, const TimeFrame& frame)
        : m_test(test), m_op(positiveOf(test.op)), m_type(type), m_frame(frame)
    {
    }

    Result<ValueMatcher> compile()
    {
        if (!appliesTo(m_test.op, m_type)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("'{}' does not go with {}", nameOf(m_test.op), nameOf(m_type)));
        }
        ValueMatcher matcher;
        matcher.m_negative = isNegative(m_test.op);
        auto accepted = compileAccepted();
        if (!accepted) {
            return fail(std::move(accepted.error()));
        }
        matcher.m_accepted = std::move(*accepted);
        return matcher;
    }

private:
    using Accepted = Result<ValueMatcher::Accepted>;

    Accepted compileAccepted()
    {
        if (m_op == Operator::IsSet) {
            return ValueMatcher::Anything{};
        }
        switch (m_type) {
        case ValueType::Text:
            return compileText();
        case ValueType::List:
            return compileList();
        case ValueType::Number:
            return fromLiterals<RealSet>([](const Literal& literal) { return realBounds(literal); });
        case ValueType::Boolean:
            return fromLiterals<IntegerSet>(&booleanBounds);
        case ValueType::Integer:
            return fromLiterals<IntegerSet>([](const Literal& literal) { return integerBounds(literal); });
        case ValueType::Date:
        case ValueType::DateTime:
            break;
        }
        switch (operandShapeOf(m_op)) {
        case OperandShape::Duration:
            return compileSpan();
        case OperandShape::Period:
            return compilePeriod();
        case OperandShape::Weekdays:
            return compileWeekdays();
        default:
            return compileTimes();
        }
    }

    static Bounds<IntegerSet> booleanBounds(const Literal& literal)
    {
        return dayBounds({std::get<bool>(literal) ? 1 : 0});
    }

    /// The literals, each of them one that goes with the type.
    Result<LiteralList> fittingLiterals() const
    {
        LiteralList list = literalsOf(m_test);
        const std::size_t wanted = operandShapeOf(m_op) == OperandShape::Pair ? 2 : 1;
        if (operandShapeOf(m_op) != OperandShape::Many && list.size() != wanted) {
            return fail(ErrorCode::InvalidInput, fmt::format("'{}' wants {} values", nameOf(m_op), wanted));
        }
        for (const Literal& literal : list) {
            if (!goesWith(literal, m_type)) {
                return fail(ErrorCode::InvalidInput,
                            fmt::format("{} is no {}", canonicalLiteral(literal), nameOf(m_type)));
            }
        }
        return list;
    }

    static std::string canonicalLiteral(const Literal& literal)
    {
        return std::visit([](const auto& value) { return toText(Json(value)); }, literal);
    }

    template <typename Set, typename BoundsOf>
    Accepted fromLiterals(const BoundsOf& boundsOf)
    {
        const auto list = fittingLiterals();
        if (!list) {
            return fail(list.error());
        }
        std::vector<typename Set::Range> accepted;
        for (const Literal& literal : *list) {
            const Bounds<Set> bounds = boundsOf(literal);
            switch (m_op) {
            case Operator::Less:
            case Operator::Before:
                return ValueMatcher::Accepted(bounds.atLeast.complement());
            case Operator::Greater:
            case Operator::After:
                return ValueMatcher::Accepted(bounds.atMost.complement());
            case Operator::LessOrEqual:
                return ValueMatcher::Accepted(bounds.atMost);
            case Operator::GreaterOrEqual:
                return ValueMatcher::Accepted(bounds.atLeast);
            case Operator::Between: {
                const Bounds<Set> upper = boundsOf(list->back());
                return ValueMatcher::Accepted(bounds.atLeast.intersection(upper.atMost));
            }
            default: {
                const Set equal = bounds.atLeast.intersection(bounds.atMost);
                accepted.insert(accepted.end(), equal.ranges().begin(), equal.ranges().end());
            }
            }
        }
        return ValueMatcher::Accepted(Set::unionOf(std::move(accepted)));
    }

    /// Where either side is a date, days are compared.
    Accepted compileTimes()
    {
        const TimeZone& zone = m_frame.zone;
        return fromLiterals<IntegerSet>([&](const Literal& literal) -> Bounds<IntegerSet> {
            const TimePoint point = *parseTimePoint(std::get<std::string>(literal));
            if (m_type == ValueType::Date) {
                return dayBounds(dayOf(point, zone));
            }
            if (point.isDay || m_op == Operator::On) {
                return momentBoundsOfDay(dayOf(point, zone), zone);
            }
            const std::int64_t moment = point.resolve(zone).microseconds;
            return {{moment, IntegerSet::largest()}, {IntegerSet::smallest(), moment}};
        });
    }

    Accepted compileSpan()
    {
        const auto* duration = std::get_if<Duration>(&m_test.operand);
        if (duration == nullptr) {
            return wrongOperand("a duration");
        }
        const TimeZone& zone = m_frame.zone;
        const bool ofMoments = m_type == ValueType::DateTime;
        const Instant from = m_op == Operator::InLast ? subtract(m_frame.now, *duration, zone) : m_frame.now;
        const Instant to = m_op == Operator::InLast ? m_frame.now : add(m_frame.now, *duration, zone);
        if (m_op == Operator::AnniversaryInNext) {
            return ValueMatcher::SomeDays{AnniversaryDays(zone.dayOf(from), zone.dayOf(to)), ofMoments, zone};
        }
        if (ofMoments) {
            return ValueMatcher::Accepted(IntegerSet(from.microseconds, to.microseconds));
        }
        return ValueMatcher::Accepted(IntegerSet(zone.dayOf(from).days, zone.dayOf(to).days));
    }

    Accepted compilePeriod() const
    {
        const auto* period = std::get_if<CalendarPeriod>(&m_test.operand);
        if (period == nullptr) {
            return wrongOperand("a period of the calendar");
        }
        const DayRange days = daysOf(*period, m_frame.zone.dayOf(m_frame.now));
        if (m_type == ValueType::DateTime) {
            return ValueMatcher::Accepted(momentsOfDays(days.first, days.last, m_frame.zone));
        }
        return ValueMatcher::Accepted(IntegerSet(days.first.days, days.last.days));
    }

    Accepted compileWeekdays() const
    {
        const auto* days = std::get_if<Weekdays>(&m_test.operand);
        if (days == nullptr) {
            return wrongOperand("days of the week");
        }
        return ValueMatcher::SomeDays{*days, m_type == ValueType::DateTime, m_frame.zone};
    }

    [[nodiscard]] tl::unexpected<Error> wrongOperand(std::string_view wanted) const
    {
        return fail(ErrorCode::InvalidInput, fmt::format("'{}' wants {}", nameOf(m_test.op), wanted));
    }

    Result<std::vector<std::string>> wantedTexts(bool fold) const
    {
        const auto list = fittingLiterals();
        if (!list) {
            return fail(list.error());
        }
        std::vector<std::string> wanted;
        for (const Literal& literal : *list) {
            const std::string& text = std::get<std::string>(literal);
            wanted.push_back(fold ? foldCase(text) : text);
        }
        return wanted;
    }

    Accepted compileText()
    {
        const bool fold = m_test.ignoreCase && m_op != Operator::Matches;
        auto wanted = wantedTexts(fold);
        if (!wanted) {
            return fail(std::move(wanted.error()));
        }
        ValueMatcher::Text text{m_op, fold, std::move(*wanted), std::nullopt};
        if (m_op == Operator::In) {
            std::sort(text.wanted.begin(), text.wanted.end());
        }
        if (m_op == Operator::Matches) {
            auto pattern = TextPattern::compile(text.wanted.front(), m_test.ignoreCase);
            if (!pattern) {
                return fail(std::move(pattern.error()));
            }
            text.pattern = std::move(*pattern);
        }
        return ValueMatcher::Accepted(std::move(text));
    }

    Accepted compileObjects() const
    {
        const auto* tests = std::get_if<ObjectTests>(&m_test.operand);
        if (tests == nullptr) {
            return wrongOperand("tests of objects");
        }
        auto matcher = ObjectMatcher::compile(*tests, m_frame);
        if (!matcher) {
            return fail(std::move(matcher.error()));
        }
        return ValueMatcher::Objects{std::make_shared<const ObjectMatcher>(std::move(*matcher))};
    }

    Accepted compileList()
    {
        if (operandShapeOf(m_op) == OperandShape::Objects) {
            return compileObjects();
        }
        auto wanted = wantedTexts(m_test.ignoreCase);
        if (!wanted) {
            return fail(std::move(wanted.error()));
        }
        return ValueMatcher::Accepted(ValueMatcher::List{m_op, m_test.ignoreCase, std::move(*wanted)});
    }

    const ValueTest& m_test;
    Operator m_op;
    ValueType m_type;
    const TimeFrame& m_frame;
};

Result<ValueMatcher> ValueMatcher::compile(const ValueTest& test, ValueType type, const TimeFrame& frame)
{
    return MatcherCompiler(test, type, frame).compile();
}

} // namespace postweave::segment
