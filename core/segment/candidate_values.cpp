// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/column_summary.h"
#include "core/base/text.h"
#include "core/segment/event_selection.h"
#include "core/segment/fact_candidates.h"
#include "core/segment/test_types.h"
#include "core/segment/value_list.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxKnownValues = 200;
constexpr std::size_t kMaxLiterals = 200;
constexpr std::int32_t kFirstDay = -719'162; // 0001-01-01
constexpr std::int32_t kLastDay = 2'932'896; // 9999-12-31

std::optional<double> numberOf(const Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    if (const auto* date = std::get_if<Date>(&value)) {
        return date->days;
    }
    if (const auto* instant = std::get_if<Instant>(&value)) {
        return static_cast<double>(instant->microseconds);
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

std::optional<Value> dayAs(ValueType type, Date day, const TimeFrame& frame)
{
    if (day.days < kFirstDay || day.days > kLastDay) {
        return std::nullopt;
    }
    return type == ValueType::Date ? Value(day) : Value(frame.zone.startOfDay(day));
}

void addIntegers(const IntegerSet& set, ValueType type, ValueList& list)
{
    const auto add = [&](std::int64_t number) {
        if (type == ValueType::Integer) {
            list.add(number);
        } else if (type == ValueType::Date && number >= kFirstDay && number <= kLastDay) {
            list.add(Date{static_cast<std::int32_t>(number)});
        } else if (type == ValueType::DateTime && number / kMicrosecondsPerDay >= kFirstDay &&
                   number / kMicrosecondsPerDay <= kLastDay) {
            list.add(Instant{number});
        }
    };
    for (const IntegerSet::Range& range : set.ranges()) {
        if (range.low != IntegerSet::smallest()) {
            add(range.low);
            add(range.low - 1);
        }
        if (range.high != IntegerSet::largest()) {
            add(range.high);
            add(range.high + 1);
        }
    }
}

/// A date or a moment moved by whole days.
std::optional<Value> movedBy(int days, const Value& value)
{
    if (const auto* date = std::get_if<Date>(&value)) {
        const Date moved{date->days + days};
        return moved.days < kFirstDay || moved.days > kLastDay ? std::nullopt : std::optional(Value(moved));
    }
    const auto* instant = std::get_if<Instant>(&value);
    return instant == nullptr ? std::nullopt
                              : std::optional(Value(Instant{instant->microseconds + days * kMicrosecondsPerDay}));
}

/// The day of the year that today is, in a year beside a value's.
std::optional<Value> anniversaryNear(const Value& value, int years, ValueType type, const TimeFrame& frame)
{
    const auto* date = std::get_if<Date>(&value);
    const auto* instant = std::get_if<Instant>(&value);
    if (date == nullptr && instant == nullptr) {
        return std::nullopt;
    }
    YearMonthDay ymd = toYearMonthDay(frame.zone.dayOf(frame.now));
    ymd.year = toYearMonthDay(date != nullptr ? *date : frame.zone.dayOf(*instant)).year + years;
    const auto day = toDate(ymd);
    return day ? dayAs(type, *day, frame) : std::nullopt;
}

/// As candidatesNear(), of what stands and of values that the tests name.
void addRecurring(const std::vector<const ValueTest*>& tests, ValueType type, const Value& standing,
                  const TimeFrame& frame, ValueList& list)
{
    std::vector<Value> bases = list.values();
    if (!isMissing(standing)) {
        bases.insert(bases.begin(), standing);
    }
    list.add(candidatesNear(tests, type, bases, frame));
}

void addNumeric(const std::vector<const ValueTest*>& tests, ValueType type, const Value& standing,
                const TimeFrame& frame, ValueList& list)
{
    const auto now = numberOf(standing);
    for (const ValueTest* test : tests) {
        const ValueMatcher matcher = matcherFor(*test, type, frame);
        if (const IntegerSet* set = matcher.integersAccepted()) {
            addIntegers(*set, type, list);
        }
        if (const RealSet* set = matcher.realsAccepted()) {
            for (const RealSet& side : {*set, set->complement()}) {
                for (const double number : targetsIn(side, now.value_or(0))) {
                    list.add(number);
                }
            }
        }
    }
    if (type == ValueType::Date) {
        list.add(frame.zone.dayOf(frame.now));
    } else if (type == ValueType::DateTime) {
        list.add(frame.now);
    }
    addRecurring(tests, type, standing, frame, list);
    if (now) {
        const auto distance = [&](const Value& value) { return std::abs(numberOf(value).value_or(0) - *now); };
        const auto isRound = [](const Value& value) {
            const auto* number = std::get_if<double>(&value);
            return number == nullptr || *number == std::floor(*number);
        };
        std::stable_sort(list.values().begin(), list.values().end(), [&](const Value& a, const Value& b) {
            return isRound(a) != isRound(b) ? isRound(a) : distance(a) < distance(b);
        });
    }
}

std::vector<std::string> textsNamed(const std::vector<const ValueTest*>& tests)
{
    std::vector<std::string> named;
    for (const ValueTest* test : tests) {
        for (const Literal& literal : literalsOf(*test)) {
            const auto* text = std::get_if<std::string>(&literal);
            if (text != nullptr && named.size() < kMaxLiterals &&
                std::find(named.begin(), named.end(), *text) == named.end()) {
                named.push_back(*text);
            }
        }
    }
    return named;
}

} // namespace

std::vector<double> targetsIn(const RealSet& set, double from)
{
    std::vector<double> targets;
    const auto add = [&](double number) {
        if (std::isfinite(number) && set.contains(number) &&
            std::find(targets.begin(), targets.end(), number) == targets.end()) {
            targets.push_back(number);
        }
    };
    for (const RealSet::Range& range : set.ranges()) {
        for (const double number : {std::ceil(range.low), std::floor(range.low) + 1, std::floor(range.high),
                                    std::ceil(range.high) - 1, range.low, range.high}) {
            add(number);
        }
    }
    std::stable_sort(targets.begin(), targets.end(), [&](double a, double b) {
        const bool whole = a == std::floor(a);
        return whole != (b == std::floor(b)) ? whole : std::abs(a - from) < std::abs(b - from);
    });
    return targets;
}

namespace {

/// A text that begins, ends and goes on as tests ask.
std::string composedText(const std::vector<const ValueTest*>& tests)
{
    std::string start;
    std::string middle;
    std::string end;
    for (const ValueTest* test : tests) {
        for (const Literal& literal : literalsOf(*test)) {
            const auto* text = std::get_if<std::string>(&literal);
            if (text == nullptr) {
                continue;
            }
            if (test->op == Operator::StartsWith && text->size() > start.size()) {
                start = *text;
            } else if (test->op == Operator::EndsWith && text->size() > end.size()) {
                end = *text;
            } else if (test->op == Operator::Contains) {
                middle += *text;
            }
        }
    }
    return start + middle + end;
}

/// Texts that nobody named, around those that a test names.
void addInvented(const std::vector<std::string>& named, ValueList& list)
{
    constexpr std::size_t kMaxBases = 40;
    for (std::size_t i = 0; i < std::min(named.size(), kMaxBases); ++i) {
        list.add(neighboursOf(named[i], ValueType::Text, {}));
    }
    list.add(Value("another"));
}

/// The text itself first; then a shorter one, longer ones, and some before and behind it that do not start with it.
std::vector<Value> textNeighbours(const std::string& text)
{
    std::vector<Value> near{text, text + "a"};
    std::size_t last = text.size();
    while (last > 0 && isContinuationByte(text[last - 1])) {
        --last;
    }
    if (last > 1) {
        near.insert(near.begin() + 1, text.substr(0, last - 1));
    }
    if (last == text.size() && last > 0 && text.back() < '~') {
        near.emplace_back(text.substr(0, last - 1) + static_cast<char>(text.back() + 1));
    }
    near.emplace_back("0");
    return near;
}

std::vector<Value> numberNeighbours(double number, ValueType type)
{
    std::vector<Value> near;
    constexpr double kEnd = 9.2e18; // of whole numbers in 64 bits
    const double infinity = std::numeric_limits<double>::infinity();
    for (const double each :
         {number, std::floor(number), std::ceil(number), std::floor(number) + 1, std::ceil(number) - 1,
          std::nextafter(number, -infinity), std::nextafter(number, infinity)}) {
        if (!std::isfinite(each)) {
            continue;
        }
        if (type == ValueType::Number) {
            near.emplace_back(each);
        } else if (each == std::floor(each) && std::abs(each) < kEnd) {
            near.emplace_back(static_cast<std::int64_t>(each));
        }
    }
    return near;
}

std::vector<Value> integerNeighbours(std::int64_t number)
{
    std::vector<Value> near{number};
    if (number > IntegerSet::smallest()) {
        near.emplace_back(number - 1);
    }
    if (number < IntegerSet::largest()) {
        near.emplace_back(number + 1);
    }
    return near;
}

std::vector<Value> timeNeighbours(const Value& of, ValueType type, const TimeFrame& frame)
{
    const auto* instant = std::get_if<Instant>(&of);
    const Date day = instant != nullptr ? frame.zone.dayOf(*instant) : std::get<Date>(of);
    ValueList near;
    if (instant != nullptr && type == ValueType::DateTime) {
        for (const std::int64_t moved : {0, -1, 1}) {
            near.add(Instant{instant->microseconds + moved});
        }
    }
    for (const int days : {0, -1, 1}) {
        if (auto value = dayAs(type, {day.days + days}, frame)) {
            near.add(std::move(*value));
        }
    }
    return std::move(near.values());
}

} // namespace

std::vector<Value> neighboursOf(const Value& of, ValueType type, const TimeFrame& frame)
{
    if (const auto* text = std::get_if<std::string>(&of)) {
        return type == ValueType::Text ? textNeighbours(*text) : std::vector<Value>();
    }
    if (std::holds_alternative<bool>(of)) {
        return {true, false};
    }
    const bool toTime = type == ValueType::Date || type == ValueType::DateTime;
    if (std::holds_alternative<Date>(of) || std::holds_alternative<Instant>(of)) {
        return toTime ? timeNeighbours(of, type, frame) : std::vector<Value>();
    }
    const auto* integer = std::get_if<std::int64_t>(&of);
    if (integer != nullptr && type == ValueType::Integer) {
        return integerNeighbours(*integer);
    }
    const auto number = numberOf(of);
    const bool toNumber = type == ValueType::Integer || type == ValueType::Number;
    return number && toNumber ? numberNeighbours(*number, type) : std::vector<Value>();
}

std::vector<Value> candidatesNear(const std::vector<const ValueTest*>& tests, ValueType type,
                                  std::span<const Value> bases, const TimeFrame& frame)
{
    constexpr std::size_t kMaxBases = 40;
    ValueList list;
    const auto add = [&](std::optional<Value> value) {
        if (value) {
            list.add(std::move(*value));
        }
    };
    for (const ValueTest* test : tests) {
        for (const Value& base : bases.first(std::min(bases.size(), kMaxBases))) {
            for (int days = 1; test->op == Operator::DayOfWeek && days < Weekdays::kCount; ++days) {
                add(movedBy(-days, base));
                add(movedBy(days, base));
            }
            for (int years = -1; test->op == Operator::AnniversaryInNext && years <= 1; ++years) {
                add(anniversaryNear(base, years, type, frame));
            }
        }
    }
    return std::move(list.values());
}

std::vector<Value> candidateValues(const std::vector<const ValueTest*>& tests, ValueType type, const Value& standing,
                                   const audience::CodedColumn* column, const TimeFrame& frame)
{
    ValueList list;
    const std::vector<std::string> named = type == ValueType::Text ? textsNamed(tests) : std::vector<std::string>();
    if (type == ValueType::Boolean) {
        list.add(std::vector<Value>{true, false});
    } else if (type == ValueType::Text) {
        list.add(std::vector<Value>(named.begin(), named.end()));
        if (std::string composed = composedText(tests); !composed.empty()) {
            list.add(std::move(composed));
        }
    } else if (type == ValueType::List) {
        list.add(candidateLists(tests, standing, frame));
    } else {
        addNumeric(tests, type, standing, frame, list);
    }
    if (column != nullptr && column->type() == type) {
        for (audience::ValueCount& known : audience::topValues(*column, kMaxKnownValues)) {
            const bool isItem = type == ValueType::List;
            list.add(isItem ? Value(TextList{std::get<std::string>(known.value)}) : std::move(known.value));
        }
    }
    list.add(Value());
    if (type == ValueType::Text) {
        addInvented(named, list);
    }
    return std::move(list.values());
}

} // namespace postweave::segment
