// SPDX-License-Identifier: GPL-3.0-or-later
// What one value of an attribute can make of several tests.
#include "core/segment/leaf_cells.h"

#include "core/base/text.h"
#include "core/segment/test_types.h"
#include "core/segment/value_matcher.h"

#include <algorithm>
#include <set>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxCells = 4096;
constexpr std::size_t kMaxOpenTests = 8;
constexpr std::size_t kMaxItems = 10;
constexpr std::int64_t kFirstDay = -719'162; // 0001-01-01
constexpr std::int64_t kLastDay = 2'932'896; // 9999-12-31

/// What a value makes of one test, before `held`.
enum class Outcome : std::uint8_t { No, Yes, Either };

/// A text that no test names: known is at most how it folds.
struct OtherText {
    std::string folded;
    bool isFoldKnown = false;
};

const std::string* textOf(const ValueTest& test)
{
    const auto* literal = std::get_if<Literal>(&test.operand);
    return literal == nullptr ? nullptr : std::get_if<std::string>(literal);
}

/// Whether a text that satisfies the first test's positive form must satisfy the second's.
bool follows(const ValueTest& from, const ValueTest& to)
{
    const std::string* given = textOf(from);
    const std::string* wanted = textOf(to);
    const Operator a = positiveOf(from.op);
    const Operator b = positiveOf(to.op);
    if (given == nullptr || wanted == nullptr || (from.ignoreCase && !to.ignoreCase)) {
        return false;
    }
    const std::string left = to.ignoreCase ? foldCase(*given) : *given;
    const std::string right = to.ignoreCase ? foldCase(*wanted) : *wanted;
    const bool partly = a == Operator::StartsWith || a == Operator::EndsWith || a == Operator::Contains;
    if (partly && b == Operator::Contains) {
        return left.find(right) != std::string::npos;
    }
    if (a == Operator::StartsWith && b == a) {
        return left.starts_with(right);
    }
    return a == Operator::EndsWith && b == a && left.ends_with(right);
}

/// Whether no text satisfies both positive forms.
bool excludes(const ValueTest& first, const ValueTest& second)
{
    const Operator op = positiveOf(first.op);
    const std::string* one = textOf(first);
    const std::string* two = textOf(second);
    if (op != positiveOf(second.op) || (op != Operator::StartsWith && op != Operator::EndsWith) || one == nullptr ||
        two == nullptr) {
        return false;
    }
    const std::string left = foldCase(*one);
    const std::string right = foldCase(*two);
    return op == Operator::StartsWith ? !left.starts_with(right) && !right.starts_with(left)
                                      : !left.ends_with(right) && !right.ends_with(left);
}

class AttributeCells {
public:
    AttributeCells(const std::vector<const AttributeTest*>& tests, ValueType type, const TimeFrame& frame)
        : m_tests(tests), m_type(type), m_frame(frame)
    {
    }

    std::optional<std::vector<LeafCell>> make()
    {
        for (const AttributeTest* test : m_tests) {
            auto matcher = ValueMatcher::compile(test->test, m_type, m_frame);
            if (!matcher) {
                return std::nullopt;
            }
            m_matchers.push_back(std::move(*matcher));
        }
        addOutcome([](const ValueMatcher& matcher, const ValueTest&) { return fixed(matcher.acceptsMissing()); });
        if (m_type == ValueType::Text) {
            addTexts();
        } else if (m_type == ValueType::List) {
            addLists();
        } else {
            addNumbers();
        }
        return m_tooMany ? std::nullopt : std::optional(std::move(m_cells));
    }

private:
    static Outcome fixed(bool holds) { return holds ? Outcome::Yes : Outcome::No; }

    template <typename OutcomeOf>
    void addOutcome(const OutcomeOf& outcomeOf)
    {
        std::vector<Outcome> outcomes;
        for (std::size_t i = 0; i < m_tests.size(); ++i) {
            outcomes.push_back(outcomeOf(m_matchers[i], m_tests[i]->test));
        }
        if (std::count(outcomes.begin(), outcomes.end(), Outcome::Either) > static_cast<int>(kMaxOpenTests)) {
            m_tooMany = true;
            return;
        }
        expand(outcomes, {});
    }

    void addValue(const Value& value)
    {
        addOutcome([&](const ValueMatcher& matcher, const ValueTest& test) {
            return standsForMany(matcher, test) ? fixed(matcher.matches(value)) : Outcome::Either;
        });
    }

    /// Whether what one value makes of the test holds for all that the value stands for. Of numbers only sets of them
    /// are told apart; an anniversary, say, is not.
    [[nodiscard]] bool standsForMany(const ValueMatcher& matcher, const ValueTest& test) const
    {
        if (m_type == ValueType::Text || m_type == ValueType::List || m_type == ValueType::Boolean) {
            return true;
        }
        return matcher.integersAccepted() != nullptr || matcher.realsAccepted() != nullptr ||
               positiveOf(test.op) == Operator::IsSet;
    }

    [[nodiscard]] static bool asksForItems(Operator op)
    {
        const Operator positive = positiveOf(op);
        return positive == Operator::Has || positive == Operator::HasAny || positive == Operator::HasAll ||
               positive == Operator::IsSet;
    }

    /// Writes out what is open; `held` may take away what the value gives.
    void expand(const std::vector<Outcome>& outcomes, std::vector<bool> truth)
    {
        if (m_tooMany || !isPossible(outcomes, truth)) {
            return;
        }
        const std::size_t next = truth.size();
        if (next == outcomes.size()) {
            addHeld(truth, {});
            return;
        }
        for (const bool holds : {false, true}) {
            if (outcomes[next] == Outcome::Either || outcomes[next] == fixed(holds)) {
                truth.push_back(holds);
                expand(outcomes, truth);
                truth.pop_back();
            }
        }
    }

    void addHeld(const std::vector<bool>& base, std::vector<bool> truth)
    {
        const std::size_t next = truth.size();
        if (next == base.size()) {
            if (m_known.insert(truth).second) {
                m_cells.push_back({std::move(truth), {}});
            }
            m_tooMany = m_tooMany || m_cells.size() > kMaxCells;
            return;
        }
        truth.push_back(base[next]);
        addHeld(base, truth);
        if (base[next] && m_tests[next]->held && !m_tooMany) {
            truth.back() = false;
            addHeld(base, truth);
        }
    }

    /// What the latest outcome of an open test leaves of those before it.
    [[nodiscard]] bool isPossible(const std::vector<Outcome>& outcomes, const std::vector<bool>& truth) const
    {
        if (m_type != ValueType::Text || truth.empty() || outcomes[truth.size() - 1] != Outcome::Either) {
            return true;
        }
        const std::size_t last = truth.size() - 1;
        for (std::size_t i = 0; i < last; ++i) {
            if (outcomes[i] != Outcome::Either) {
                continue;
            }
            const ValueTest& one = m_tests[i]->test;
            const ValueTest& two = m_tests[last]->test;
            const bool first = truth[i] != isNegative(one.op);
            const bool second = truth[last] != isNegative(two.op);
            if ((first && !second && follows(one, two)) || (second && !first && follows(two, one)) ||
                (first && second && excludes(one, two))) {
                return false;
            }
        }
        return true;
    }

    void addNumbers()
    {
        if (m_type == ValueType::Boolean) {
            addValue(false);
            addValue(true);
        } else if (m_type == ValueType::Number) {
            addReals();
        } else {
            addIntegers();
        }
    }

    void addReals()
    {
        std::set<double> points{RealSet::smallest()};
        for (const ValueMatcher& matcher : m_matchers) {
            if (const RealSet* set = matcher.realsAccepted()) {
                for (const RealSet::Range& range : set->ranges()) {
                    points.insert({range.low, std::nextafter(range.high, RealSet::largest())});
                }
            }
        }
        for (const double point : points) {
            addValue(point);
        }
    }

    void addIntegers()
    {
        const bool days = m_type == ValueType::Date;
        const std::int64_t first = days ? kFirstDay : IntegerSet::smallest();
        const std::int64_t last = days ? kLastDay : IntegerSet::largest();
        std::set<std::int64_t> points{first};
        const auto add = [&](std::int64_t point) {
            if (point >= first && point <= last) {
                points.insert(point);
            }
        };
        for (const ValueMatcher& matcher : m_matchers) {
            if (const IntegerSet* set = matcher.integersAccepted()) {
                for (const IntegerSet::Range& range : set->ranges()) {
                    add(range.low);
                    if (range.high < last) {
                        add(range.high + 1);
                    }
                }
            }
        }
        for (const std::int64_t point : points) {
            addValue(days                            ? Value(Date{static_cast<std::int32_t>(point)})
                     : m_type == ValueType::DateTime ? Value(Instant{point})
                                                     : Value(point));
        }
    }

    void addTexts()
    {
        std::set<std::string> named;
        std::set<std::string> folds;
        for (const AttributeTest* test : m_tests) {
            for (const Literal& literal : literalsOf(test->test)) {
                named.insert(std::get<std::string>(literal));
                if (test->test.ignoreCase) {
                    folds.insert(foldCase(std::get<std::string>(literal)));
                }
            }
        }
        if (named.size() > kMaxCells) {
            m_tooMany = true;
            return;
        }
        for (const std::string& text : named) {
            addValue(text);
        }
        for (const std::string& fold : folds) {
            addOtherText({fold, true});
        }
        addOtherText({});
    }

    void addOtherText(const OtherText& other)
    {
        addOutcome([&](const ValueMatcher&, const ValueTest& test) {
            const Operator op = positiveOf(test.op);
            if (op == Operator::IsSet) {
                return fixed(!isNegative(test.op));
            }
            if (op != Operator::Equal && op != Operator::In) {
                return Outcome::Either;
            }
            bool holds = false;
            for (const Literal& literal : literalsOf(test)) {
                holds = holds || (test.ignoreCase && other.isFoldKnown &&
                                  foldCase(std::get<std::string>(literal)) == other.folded);
            }
            return fixed(holds != isNegative(test.op));
        });
    }

    void addLists()
    {
        std::set<std::string> named;
        bool exact = true;
        for (const AttributeTest* test : m_tests) {
            exact = exact && !test->test.ignoreCase && asksForItems(test->test.op);
            for (const Literal& literal : literalsOf(test->test)) {
                named.insert(std::get<std::string>(literal));
            }
        }
        if (!exact || named.size() > kMaxItems) {
            addOutcome([](const ValueMatcher&, const ValueTest& test) {
                return positiveOf(test.op) == Operator::IsSet ? fixed(!isNegative(test.op)) : Outcome::Either;
            });
            return;
        }
        const std::vector<std::string> items(named.begin(), named.end());
        std::string other;
        while (named.contains(other)) {
            other += 'x';
        }
        for (std::size_t subset = 0; subset < std::size_t{1} << items.size() && !m_tooMany; ++subset) {
            TextList list{other};
            for (std::size_t i = 0; i < items.size(); ++i) {
                if ((subset >> i & 1U) != 0) {
                    list.push_back(items[i]);
                }
            }
            addValue(list);
        }
    }

    const std::vector<const AttributeTest*>& m_tests;
    ValueType m_type;
    const TimeFrame& m_frame;
    std::vector<ValueMatcher> m_matchers;
    std::vector<LeafCell> m_cells;
    std::set<std::vector<bool>> m_known;
    bool m_tooMany = false;
};

} // namespace

std::optional<std::vector<LeafCell>> cellsOfAttribute(const std::vector<const AttributeTest*>& tests, ValueType type,
                                                      const TimeFrame& frame)
{
    return AttributeCells(tests, type, frame).make();
}

} // namespace postweave::segment
