// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/value_cells.h"

#include "core/base/text.h"
#include "core/liquid/failure.h"
#include "core/liquid/number.h"
#include "core/liquid/text_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace postweave::liquid {

namespace {

using Type = ValueCell::Type;

/// More needles than these are not told apart, which only loses proofs.
constexpr std::size_t kMostNeedles = 4;

bool isLess(const Value& one, const Value& two)
{
    return compareNumbers(one, two) < 0;
}

bool isSame(const Value& one, const Value& two)
{
    return compareNumbers(one, two) == 0;
}

bool isNan(const Value& number)
{
    return number.kind() == Kind::Float && std::isnan(number.asFloat());
}

bool isExactUnit(RelativeTime::Unit unit)
{
    return unit == RelativeTime::Unit::Hours || unit == RelativeTime::Unit::Days || unit == RelativeTime::Unit::Weeks;
}

/// Hours, or months; negative in the future.
std::int64_t lengthOf(const RelativeTime& time)
{
    static constexpr std::int64_t kLengths[] = {1, 24, 7 * 24, 1, 12};
    const std::int64_t length = time.count * kLengths[static_cast<std::size_t>(time.unit)];
    return time.isFuture ? -length : length;
}

template <typename T>
void sortOnce(std::vector<T>& list)
{
    std::ranges::sort(list);
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

template <typename T>
std::optional<LinePosition> positionIn(const std::vector<T>& sorted, const T& value)
{
    const auto found = std::ranges::lower_bound(sorted, value);
    return found == sorted.end() || *found != value
               ? std::nullopt
               : std::optional(2 * static_cast<std::size_t>(found - sorted.begin()) + 1);
}

/// Between two whole numbers that follow each other lies no third.
bool holdsWhole(const std::vector<Value>& numbers, LinePosition position)
{
    if (position % 2 == 1) {
        const Value& point = numbers[position / 2];
        return point.kind() != Kind::Float || std::trunc(point.asFloat()) == point.asFloat();
    }
    const std::size_t next = position / 2;
    if (next == 0 || next == numbers.size() || numbers[next - 1].kind() != Kind::Integer ||
        numbers[next].kind() != Kind::Integer) {
        return true;
    }
    return numbers[next].asInteger() - 1 > numbers[next - 1].asInteger();
}

class CellMaker {
public:
    CellMaker(const PathQuestions& questions, KindSet kinds) : m_questions(questions), m_kinds(kinds) {}

    std::vector<ValueCell> run()
    {
        addExact();
        if (m_kinds.has(Kind::Integer) || m_kinds.has(Kind::BigInteger) || m_kinds.has(Kind::Float)) {
            addNumbers();
        }
        if (m_kinds.has(Kind::Text)) {
            addTexts();
        }
        if (m_kinds.has(Kind::Date)) {
            addDays(Type::Day);
        }
        if (m_kinds.has(Kind::Moment)) {
            addDays(Type::Moment);
        }
        if (m_kinds.has(Kind::Array)) {
            addLists();
        }
        if (m_kinds.has(Kind::Hash) || m_kinds.has(Kind::Range) || m_kinds.has(Kind::Object)) {
            m_cells.push_back({Type::Anything, {}, 0, 0, false, std::nullopt});
        }
        return std::move(m_cells);
    }

private:
    void addExact()
    {
        const std::pair<Kind, Value> values[] = {{Kind::Nil, Value()},
                                                 {Kind::Boolean, Value::boolean(true)},
                                                 {Kind::Boolean, Value::boolean(false)},
                                                 {Kind::Float, Value::number(std::numeric_limits<double>::quiet_NaN())},
                                                 {Kind::Array, Value::array({})},
                                                 {Kind::Empty, Value::empty()},
                                                 {Kind::Blank, Value::blank()}};
        for (const auto& [kind, value] : values) {
            if (m_kinds.has(kind)) {
                m_cells.push_back({Type::Exact, value, 0, 0, false, std::nullopt});
            }
        }
    }

    void addNumbers()
    {
        const bool areWhole = !m_kinds.has(Kind::Float);
        for (LinePosition at = 0; at <= 2 * m_questions.numbers().size(); ++at) {
            if (!areWhole || holdsWhole(m_questions.numbers(), at)) {
                m_cells.push_back({Type::Number, {}, at, 0, false, std::nullopt});
            }
        }
    }

    void addTexts()
    {
        const std::vector<std::string>& texts = m_questions.texts();
        for (LinePosition at = 0; at <= 2 * texts.size(); ++at) {
            const bool isPoint = at % 2 == 1;
            if (at == 0 && !texts.empty() && texts.front().empty()) {
                continue; // nothing is before the empty text
            }
            for (unsigned contained = 0; contained < (isPoint ? 1U : needleSets()); ++contained) {
                if (isPoint || isConsistent(contained)) {
                    addTimed({Type::Text, {}, at, contained, false, std::nullopt}, true);
                    if (!isPoint && m_questions.asksBlank()) {
                        addTimed({Type::Text, {}, at, contained, true, std::nullopt}, true);
                    }
                }
            }
        }
    }

    void addDays(Type type)
    {
        for (LinePosition at = 0; at <= 2 * m_questions.days().size(); ++at) {
            addTimed({type, {}, at, 0, false, std::nullopt}, false);
        }
    }

    void addLists()
    {
        for (unsigned contained = 0; contained < needleSets(); ++contained) {
            m_cells.push_back({Type::List, {}, 0, contained, false, std::nullopt});
        }
    }

    /// Once for each place in time, and once as no time at all.
    void addTimed(ValueCell cell, bool mayBeNoTime)
    {
        if (m_questions.times().empty() || mayBeNoTime) {
            m_cells.push_back(cell);
        }
        for (LinePosition at = 0; !m_questions.times().empty() && at <= 2 * m_questions.times().size(); ++at) {
            cell.time = at;
            m_cells.push_back(cell);
        }
    }

    [[nodiscard]] unsigned needleSets() const { return 1U << std::min(m_questions.needles().size(), kMostNeedles); }

    /// A text that contains another one contains what that one contains.
    [[nodiscard]] bool isConsistent(unsigned contained) const
    {
        const std::vector<Value>& needles = m_questions.needles();
        for (std::size_t i = 0; i < std::min(needles.size(), kMostNeedles); ++i) {
            for (std::size_t j = 0; j < std::min(needles.size(), kMostNeedles); ++j) {
                const bool implies = needles[i].isText() && needles[j].isText() &&
                                     findText(needles[i].asText(), needles[j].asText()) != std::string_view::npos;
                if (implies && (contained >> i & 1U) != 0 && (contained >> j & 1U) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    const PathQuestions& m_questions;
    KindSet m_kinds;
    std::vector<ValueCell> m_cells;
};

Comparison mirrored(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Less:
        return Comparison::Greater;
    case Comparison::LessOrEqual:
        return Comparison::GreaterOrEqual;
    case Comparison::Greater:
        return Comparison::Less;
    case Comparison::GreaterOrEqual:
        return Comparison::LessOrEqual;
    default:
        return comparison;
    }
}

Outcomes compareOnLine(LinePosition value, Comparison comparison, LinePosition constant)
{
    switch (comparison) {
    case Comparison::Equal:
        return Outcomes::of(value == constant);
    case Comparison::NotEqual:
        return Outcomes::of(value != constant);
    case Comparison::Less:
        return Outcomes::of(value < constant);
    case Comparison::LessOrEqual:
        return Outcomes::of(value <= constant);
    case Comparison::Greater:
        return Outcomes::of(value > constant);
    case Comparison::GreaterOrEqual:
        return Outcomes::of(value >= constant);
    case Comparison::Contains:
        break;
    }
    return Outcomes::either();
}

bool isEquality(Comparison comparison)
{
    return comparison == Comparison::Equal || comparison == Comparison::NotEqual;
}

bool hasOrder(const Value& constant)
{
    return isNumber(constant) || constant.isText();
}

/// The values themselves are compared: as a render does it.
Outcomes compareExactly(const Value& left, Comparison comparison, const Value& right)
{
    try {
        Arena arena;
        return Outcomes::of(compare(comparison, left, right, TimeZone(), arena));
    } catch (const RenderFailure&) {
        return Outcomes::failure();
    }
}

/// Where the two are of kinds that are never equal: no order gives no, and an order that Ruby refuses ends the render.
Outcomes compareStrangers(Comparison comparison, bool isRefused)
{
    if (isEquality(comparison)) {
        return Outcomes::of(comparison == Comparison::NotEqual);
    }
    return isRefused ? Outcomes::failure() : Outcomes::no();
}

Outcomes compareNumber(const ValueCell& cell, Comparison comparison, const Value& constant,
                       const PathQuestions& questions)
{
    if (!isNumber(constant) || isNan(constant)) {
        return compareStrangers(comparison, constant.isText());
    }
    const auto found = std::ranges::lower_bound(questions.numbers(), constant, isLess);
    return compareOnLine(cell.position, comparison,
                         2 * static_cast<std::size_t>(found - questions.numbers().begin()) + 1);
}

Outcomes compareText(const ValueCell& cell, Comparison comparison, const Value& constant,
                     const PathQuestions& questions)
{
    if (cell.position % 2 == 1) {
        return compareExactly(Value::text(questions.texts()[cell.position / 2]), comparison, constant);
    }
    if (constant.isText()) {
        const auto at = positionIn(questions.texts(), std::string(constant.asText()));
        return at ? compareOnLine(cell.position, comparison, *at) : Outcomes::either();
    }
    if (isEquality(comparison) && constant.kind() == Kind::Blank) {
        return Outcomes::of(cell.isBlank == (comparison == Comparison::Equal));
    }
    return compareStrangers(comparison, isNumber(constant));
}

Outcomes compareTime(const ValueCell& cell, Comparison comparison, const Value& constant,
                     const PathQuestions& questions)
{
    const std::optional<Date> day = constant.isText() ? parseDate(constant.asText()) : std::nullopt;
    const bool neverEqual = cell.type == Type::Moment && isEquality(comparison);
    if (day && !neverEqual) {
        const auto at = positionIn(questions.days(), *day);
        return at ? compareOnLine(cell.position, comparison, *at) : Outcomes::either();
    }
    if (!isEquality(comparison) && constant.isText() && parseDateTime(constant.asText())) {
        return Outcomes::either();
    }
    return compareStrangers(comparison, hasOrder(constant));
}

Outcomes contains(const ValueCell& cell, const Value& needle, const PathQuestions& questions)
{
    if (cell.type == Type::Number || cell.type == Type::Day || cell.type == Type::Moment || !needle.isTruthy()) {
        return Outcomes::no();
    }
    if (cell.type == Type::Text && cell.position % 2 == 1) {
        return compareExactly(Value::text(questions.texts()[cell.position / 2]), Comparison::Contains, needle);
    }
    if (cell.type == Type::Text && needle.isText() && needle.asText().empty()) {
        return Outcomes::yes();
    }
    const std::vector<Value>& needles = questions.needles();
    const auto found = std::ranges::find_if(
        needles, [&](const Value& known) { return known.kind() == needle.kind() && areEqual(known, needle); });
    const auto number = static_cast<std::size_t>(found - needles.begin());
    if (cell.type == Type::Anything || number >= std::min(needles.size(), kMostNeedles)) {
        return Outcomes::either();
    }
    return Outcomes::of((cell.contained >> number & 1U) != 0);
}

} // namespace

void PathQuestions::addConstant(const Value& constant)
{
    if (isNumber(constant) && !isNan(constant)) {
        m_numbers.push_back(constant);
    } else if (constant.isText()) {
        m_texts.emplace_back(constant.asText());
        if (const auto day = parseDate(constant.asText())) {
            m_days.push_back(*day);
        }
    } else if (constant.kind() == Kind::Empty || constant.kind() == Kind::Blank) {
        m_texts.emplace_back();
        m_asksBlank = m_asksBlank || constant.kind() == Kind::Blank;
    }
}

void PathQuestions::addNeedle(const Value& needle)
{
    const bool isKnown = std::ranges::any_of(
        m_needles, [&](const Value& known) { return known.kind() == needle.kind() && areEqual(known, needle); });
    if (!isKnown) {
        m_needles.push_back(needle);
    }
}

void PathQuestions::addTime(const RelativeTime& time)
{
    (isExactUnit(time.unit) ? m_hasExactTimes : m_hasCalendarTimes) = true;
    m_times.push_back(lengthOf(time));
    m_times.push_back(0); // now
}

void PathQuestions::close()
{
    std::ranges::sort(m_numbers, isLess);
    m_numbers.erase(std::unique(m_numbers.begin(), m_numbers.end(), isSame), m_numbers.end());
    sortOnce(m_texts);
    sortOnce(m_days);
    sortOnce(m_times);
}

std::vector<ValueCell> cellsOf(const PathQuestions& questions, KindSet kinds)
{
    return CellMaker(questions, kinds).run();
}

Outcomes truthOf(const ValueCell& cell)
{
    return Outcomes::of(cell.type != Type::Exact || cell.exact.isTruthy());
}

Outcomes compareCell(const ValueCell& cell, Comparison comparison, const Value& constant, bool isMirrored,
                     const PathQuestions& questions)
{
    if (cell.type == Type::Exact) {
        return isMirrored ? compareExactly(constant, comparison, cell.exact)
                          : compareExactly(cell.exact, comparison, constant);
    }
    if (comparison == Comparison::Contains) {
        return isMirrored ? Outcomes::either() : contains(cell, constant, questions);
    }
    const Comparison seen = isMirrored ? mirrored(comparison) : comparison;
    switch (cell.type) {
    case Type::Number:
        return compareNumber(cell, seen, constant, questions);
    case Type::Text:
        return compareText(cell, seen, constant, questions);
    case Type::Day:
    case Type::Moment:
        return compareTime(cell, seen, constant, questions);
    case Type::List:
        return compareStrangers(seen, false);
    default:
        break;
    }
    const bool asksEmpty = constant.kind() == Kind::Empty || constant.kind() == Kind::Blank;
    return asksEmpty && isEquality(seen) ? Outcomes::either() : compareStrangers(seen, false);
}

Outcomes relateCell(const ValueCell& cell, TimeRelation relation, const RelativeTime& time,
                    const PathQuestions& questions)
{
    const auto now = positionIn(questions.times(), std::int64_t{0});
    const auto bound = positionIn(questions.times(), lengthOf(time));
    if (!cell.time) {
        return Outcomes::no();
    }
    if (!now || !bound) {
        return Outcomes::either();
    }
    // Seen from now towards the bound, past and future are mirror images.
    const auto ahead = [&](LinePosition from) {
        const auto distance = static_cast<std::int64_t>(*cell.time) - static_cast<std::int64_t>(from);
        return time.isFuture ? -distance : distance;
    };
    switch (relation) {
    case TimeRelation::Within:
        return Outcomes::of(ahead(*now) >= 0 && ahead(*bound) < 0);
    case TimeRelation::WithinOrAt:
        return Outcomes::of(ahead(*now) >= 0 && ahead(*bound) <= 0);
    case TimeRelation::Beyond:
        return Outcomes::of(ahead(*bound) > 0);
    case TimeRelation::BeyondOrAt:
        return Outcomes::of(ahead(*bound) >= 0);
    case TimeRelation::Before:
        return Outcomes::of(time.isFuture ? ahead(*bound) < 0 : ahead(*bound) > 0);
    case TimeRelation::After:
        return Outcomes::of(time.isFuture ? ahead(*bound) > 0 : ahead(*bound) < 0);
    }
    return Outcomes::either();
}

} // namespace postweave::liquid
