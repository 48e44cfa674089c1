// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/column_summary.h"
#include "core/segment/fact_candidates.h"
#include "core/segment/test_types.h"

#include <algorithm>
#include <cmath>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxKnownValues = 200;
constexpr std::size_t kMaxLiterals = 200;

/// Collects values, each once, in order.
class ValueList {
public:
    void add(Value value)
    {
        const bool isEmptyList = std::holds_alternative<TextList>(value) && std::get<TextList>(value).empty();
        if (!isEmptyList && std::find(m_values.begin(), m_values.end(), value) == m_values.end()) {
            m_values.push_back(std::move(value));
        }
    }
    std::vector<Value>& values() { return m_values; }

private:
    std::vector<Value> m_values;
};

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

void addIntegers(const IntegerSet& set, ValueType type, ValueList& list)
{
    const auto add = [&](std::int64_t number) {
        constexpr std::int64_t kFirstDay = -719'162; // 0001-01-01
        constexpr std::int64_t kLastDay = 2'932'896; // 9999-12-31
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

void addNumeric(const std::vector<ValueMatcher>& matchers, ValueType type, const Value& standing,
                const TimeFrame& frame, ValueList& list)
{
    const auto now = numberOf(standing);
    for (const ValueMatcher& matcher : matchers) {
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

void addLists(const std::vector<std::string>& named, const Value& standing, ValueList& list)
{
    const auto* now = std::get_if<TextList>(&standing);
    TextList all = now == nullptr ? TextList() : *now;
    TextList rest = all;
    for (const std::string& item : named) {
        TextList one = now == nullptr ? TextList() : *now;
        if (std::find(one.begin(), one.end(), item) == one.end()) {
            one.push_back(item);
            all.push_back(item);
        }
        list.add(one);
        std::erase(rest, item);
    }
    list.add(all);
    list.add(rest);
    for (const std::string& item : named) {
        TextList without = now == nullptr ? TextList() : *now;
        std::erase(without, item);
        list.add(without);
        list.add(TextList{item});
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

std::vector<Value> candidateValues(const std::vector<const ValueTest*>& tests, ValueType type, const Value& standing,
                                   const audience::CodedColumn* column, const TimeFrame& frame)
{
    std::vector<ValueMatcher> matchers;
    for (const ValueTest* test : tests) {
        if (auto matcher = ValueMatcher::compile(*test, type, frame)) {
            matchers.push_back(std::move(*matcher));
        }
    }
    ValueList list;
    if (type == ValueType::Boolean) {
        list.add(true);
        list.add(false);
    } else if (type == ValueType::Text) {
        for (std::string& text : textsNamed(tests)) {
            list.add(std::move(text));
        }
    } else if (type == ValueType::List) {
        addLists(textsNamed(tests), standing, list);
    } else {
        addNumeric(matchers, type, standing, frame, list);
    }
    if (column != nullptr && column->type() == type) {
        for (audience::ValueCount& known : audience::topValues(*column, kMaxKnownValues)) {
            const bool isItem = type == ValueType::List;
            list.add(isItem ? Value(TextList{std::get<std::string>(known.value)}) : std::move(known.value));
        }
    }
    list.add(Value());
    return std::move(list.values());
}

} // namespace postweave::segment
