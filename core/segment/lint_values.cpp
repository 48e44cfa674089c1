// SPDX-License-Identifier: GPL-3.0-or-later
// Findings that depend on the people there are: values nobody has, windows without events, people without a value.
#include "core/base/json.h"
#include "core/segment/lint_rules.h"

#include "core/audience/column_summary.h"
#include "core/base/text.h"
#include "core/segment/event_selection.h"
#include "core/segment/test_types.h"
#include "core/segment/value_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace postweave::segment {

namespace {

using audience::CodedColumn;

/// Literals of one test that are looked up, and findings told of one node.
constexpr std::size_t kMaxLiterals = 1000;
constexpr std::size_t kMaxFindings = 10;
/// Texts that misspelt ones are compared with, all in all: about a second.
constexpr std::size_t kMaxCompared = 2'000'000;

bool namesValues(Operator op)
{
    switch (positiveOf(op)) {
    case Operator::Equal:
    case Operator::In:
    case Operator::Has:
    case Operator::HasAny:
    case Operator::HasAll:
        return true;
    default:
        return false;
    }
}

std::string wordsOf(const Literal& literal)
{
    struct Visitor {
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return formatNumber(number); }
        std::string operator()(const std::string& text) const { return text; }
    };
    return std::visit(Visitor{}, literal);
}

std::optional<double> placeOf(const Value& value)
{
    if (const auto* date = std::get_if<Date>(&value)) {
        return date->days;
    }
    if (const auto* instant = std::get_if<Instant>(&value)) {
        return static_cast<double>(instant->microseconds);
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::nullopt : std::optional(*number);
}

/// The values that some rows of columns of one type hold. Made once for all tests that ask about these columns.
class KnownValues {
public:
    KnownValues(const std::vector<const CodedColumn*>& columns, ValueType type, const TimeFrame& frame)
        : m_type(type), m_frame(frame)
    {
        for (const CodedColumn* column : columns) {
            for (audience::ValueCount& each : audience::topValues(*column, std::numeric_limits<std::uint32_t>::max())) {
                if (auto* text = std::get_if<std::string>(&each.value)) {
                    m_texts.push_back(std::move(*text));
                } else {
                    m_values.push_back({segment::placeOf(each.value).value_or(0), std::move(each.value)});
                }
            }
        }
        std::sort(m_texts.begin(), m_texts.end());
        std::stable_sort(m_values.begin(), m_values.end(),
                         [](const Placed& a, const Placed& b) { return a.place < b.place; });
    }

    [[nodiscard]] std::size_t textCount() const { return m_texts.size(); }

    [[nodiscard]] bool has(const Literal& literal, bool ignoreCase)
    {
        const auto* text = std::get_if<std::string>(&literal);
        if (m_type != ValueType::Text && m_type != ValueType::List) {
            return hasPlaced(literal);
        }
        if (!ignoreCase) {
            return std::binary_search(m_texts.begin(), m_texts.end(), *text);
        }
        if (m_folds.empty()) {
            for (const std::string& known : m_texts) {
                m_folds.push_back(foldCase(known));
            }
            std::sort(m_folds.begin(), m_folds.end());
        }
        return std::binary_search(m_folds.begin(), m_folds.end(), foldCase(*text));
    }

    /// Missing where none is near.
    [[nodiscard]] Value nearest(const Literal& literal) const
    {
        if (const auto* text = std::get_if<std::string>(&literal); !m_texts.empty() && text != nullptr) {
            const std::string near = nearestOf(*text, m_texts);
            return near.empty() ? Value() : Value(near);
        }
        const auto wanted = rangeOf(literal);
        if (!wanted || m_values.empty() || m_type == ValueType::Boolean) {
            return {};
        }
        const auto above = firstFrom(wanted->low);
        const bool isBelowNearer =
            above == m_values.end() ||
            (above != m_values.begin() && wanted->low - std::prev(above)->place < above->place - wanted->low);
        return (isBelowNearer ? std::prev(above) : above)->value;
    }

private:
    struct Placed {
        double place = 0;
        Value value;
    };

    [[nodiscard]] std::vector<Placed>::const_iterator firstFrom(double place) const
    {
        return std::lower_bound(m_values.begin(), m_values.end(), place,
                                [](const Placed& each, double wanted) { return each.place < wanted; });
    }

    [[nodiscard]] Result<ValueMatcher> equalTo(const Literal& literal) const
    {
        return ValueMatcher::compile({Operator::Equal, literal, false}, m_type, m_frame);
    }

    /// From the first place that equals it to the last: the moments of a day are many.
    [[nodiscard]] std::optional<RealSet::Range> rangeOf(const Literal& literal) const
    {
        const auto matcher = equalTo(literal);
        if (!matcher) {
            return std::nullopt;
        }
        if (const IntegerSet* set = matcher->integersAccepted(); set != nullptr && !set->ranges().empty()) {
            return RealSet::Range{static_cast<double>(set->ranges().front().low),
                                  static_cast<double>(set->ranges().back().high)};
        }
        const RealSet* set = matcher->realsAccepted();
        return set != nullptr && !set->ranges().empty()
                   ? std::optional(RealSet::Range{set->ranges().front().low, set->ranges().back().high})
                   : std::nullopt;
    }

    [[nodiscard]] bool hasPlaced(const Literal& literal) const
    {
        const auto matcher = equalTo(literal);
        const auto range = m_type == ValueType::Boolean ? std::nullopt : rangeOf(literal);
        const auto end = m_values.end();
        for (auto each = range ? firstFrom(range->low) : m_values.begin();
             matcher && each != end && (!range || each->place <= range->high); ++each) {
            if (matcher->matches(each->value)) {
                return true;
            }
        }
        return !matcher;
    }

    ValueType m_type;
    const TimeFrame& m_frame;
    std::vector<std::string> m_texts;
    std::vector<std::string> m_folds;
    std::vector<Placed> m_values; ///< ascending
};

/// The value as it is written in a test.
std::optional<Literal> literalOf(const Value& value, const TimeZone& zone)
{
    const Json json = toJson(value, zone);
    if (json.is_string()) {
        return Literal(json.get<std::string>());
    }
    if (json.is_boolean()) {
        return Literal(json.get<bool>());
    }
    if (json.is_number_integer()) {
        return Literal(json.get<std::int64_t>());
    }
    return json.is_number() ? std::optional(Literal(json.get<double>())) : std::nullopt;
}

class ValueLint {
public:
    explicit ValueLint(const LintScope& scope) : m_scope(scope) {}

    LintFindings run()
    {
        forEachCountedNode(m_scope.tree, [this](const Node& node, const NodePath& path) {
            m_path = path;
            m_told = 0;
            if (m_scope.cancel.isCancelled()) {
                return;
            }
            if (const auto* test = std::get_if<AttributeTest>(&node.body)) {
                lookAt(*test);
            }
            for (const EventFilter* filter : filtersOf(node)) {
                for (const PropertyTest& where : filter->where) {
                    lookAt(*filter, where);
                }
            }
        });
        return std::move(m_findings);
    }

private:
    static std::vector<const EventFilter*> filtersOf(const Node& node)
    {
        std::vector<const EventFilter*> filters;
        if (const auto* count = std::get_if<EventCount>(&node.body)) {
            filters.push_back(&count->events);
        } else if (const auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
            filters.push_back(&aggregate->events);
        } else if (const auto* boundary = std::get_if<EventBoundary>(&node.body)) {
            filters.push_back(&boundary->events);
        } else if (const auto* sequence = std::get_if<EventSequence>(&node.body)) {
            for (const SequenceStep& step : sequence->steps) {
                filters.push_back(&step.events);
            }
        }
        return filters;
    }

    void lookAt(const AttributeTest& leaf)
    {
        const audience::AttributeColumn* attribute = m_scope.audience.attribute(leaf.attribute);
        if (attribute == nullptr || !namesValues(leaf.test.op)) {
            return;
        }
        const ValueType type = attribute->column.type();
        lookFor(leaf.test, {&attribute->column}, type, fmt::format("'{}'", leaf.attribute), "profile",
                [&](const Literal& nearest) {
                    const Operator op = type == ValueType::List ? Operator::Has : Operator::Equal;
                    return m_scope.countOf(Node{AttributeTest{leaf.attribute, {op, nearest, false}, {}}, false});
                });
    }

    void lookAt(const EventFilter& filter, const PropertyTest& where)
    {
        std::vector<const CodedColumn*> columns;
        for (const auto& table : m_scope.audience.events()) {
            const CodedColumn* column =
                matchesType(filter.type, table->type()) ? table->property(where.property) : nullptr;
            if (column != nullptr && goesWith(where.test, column->type())) {
                columns.push_back(column);
            }
        }
        const bool oneType = std::all_of(columns.begin(), columns.end(), [&](const CodedColumn* column) {
            return column->type() == columns.front()->type();
        });
        if (columns.empty() || !oneType || !namesValues(where.test.op)) {
            return;
        }
        const ValueType type = columns.front()->type();
        lookFor(where.test, columns, type, fmt::format("the property '{}' of '{}'", where.property, filter.type),
                "event", [&](const Literal& nearest) {
                    const Operator op = type == ValueType::List ? Operator::Has : Operator::Equal;
                    const EventFilter having{filter.type, {{where.property, {op, nearest, false}}}};
                    return m_scope.countOf(Node{EventCount{having, std::nullopt, std::nullopt}, false});
                });
    }

    template <typename CountOf>
    void lookFor(const ValueTest& test, const std::vector<const CodedColumn*>& columns, ValueType type,
                 const std::string& what, std::string_view bearer, const CountOf& countOf)
    {
        const LiteralList literals = literalsOf(test);
        KnownValues& known = m_known.try_emplace(columns, columns, type, m_scope.frame).first->second;
        for (std::size_t i = 0; i < std::min(literals.size(), kMaxLiterals) && m_told < kMaxFindings; ++i) {
            if (known.has(literals[i], test.ignoreCase)) {
                continue;
            }
            ++m_told;
            const Value near = nearestTo(literals[i], known);
            const auto literal = literalOf(near, m_scope.frame.zone);
            m_findings.push_back(m_scope.finding(
                Severity::Warning, "unknown-value", m_path,
                fmt::format("no {} has {} for {}", bearer, quoted(wordsOf(literals[i])), what),
                literal ? fmt::format("did you mean {}?", quoted(segment::wordsOf(near, m_scope.frame.zone)))
                        : "check how it is written",
                literal ? countOf(*literal) : 0));
        }
    }

    /// Missing where none is near, or looking for it would take too long.
    Value nearestTo(const Literal& literal, const KnownValues& known)
    {
        if (m_compared + known.textCount() > kMaxCompared) {
            return {};
        }
        m_compared += known.textCount();
        return known.nearest(literal);
    }

    static std::string quoted(const std::string& text) { return fmt::format("'{}'", text); }

    const LintScope& m_scope;
    NodePath m_path;
    std::size_t m_told = 0;
    std::size_t m_compared = 0;
    std::map<std::vector<const CodedColumn*>, KnownValues> m_known;
    LintFindings m_findings;
};

struct WindowedFilter {
    const EventFilter* events;
    const Window* within;
};

/// The filters that look at events of a window, each with it.
std::vector<WindowedFilter> windowsOf(const Node& node)
{
    const auto one = [](const EventFilter& events, const std::optional<Window>& within) {
        return within ? std::vector<WindowedFilter>{{&events, &*within}} : std::vector<WindowedFilter>();
    };
    if (const auto* count = std::get_if<EventCount>(&node.body)) {
        return one(count->events, count->within);
    }
    if (const auto* aggregate = std::get_if<EventAggregate>(&node.body)) {
        return one(aggregate->events, aggregate->within);
    }
    if (const auto* boundary = std::get_if<EventBoundary>(&node.body)) {
        return {{&boundary->events, &boundary->within}};
    }
    std::vector<WindowedFilter> all;
    if (const auto* sequence = std::get_if<EventSequence>(&node.body)) {
        for (const SequenceStep& step : sequence->steps) {
            const std::vector<WindowedFilter> its = one(step.events, sequence->within);
            all.insert(all.end(), its.begin(), its.end());
        }
    }
    return all;
}

struct SeenEvents {
    std::uint64_t inWindow = 0;
    std::uint64_t total = 0;
    Instant first;
    Instant last;
};

SeenEvents seenOf(const std::string& type, TimeSpan window, const LintScope& scope)
{
    const TimeSpan all = resolveWindow(std::nullopt, scope.frame);
    SeenEvents seen;
    for (const auto& table : scope.audience.events()) {
        const audience::RowRange rows = table->rowsBetween(all.from, all.to);
        if (!matchesType(type, table->type()) || rows.size() == 0) {
            continue;
        }
        seen.inWindow += window.from < window.to ? table->rowsBetween(window.from, window.to).size() : 0;
        seen.first = seen.total == 0 ? table->time(rows.begin) : std::min(seen.first, table->time(rows.begin));
        seen.last = seen.total == 0 ? table->time(rows.end - 1) : std::max(seen.last, table->time(rows.end - 1));
        seen.total += rows.size();
    }
    return seen;
}

} // namespace

LintFindings lintValues(const LintScope& scope)
{
    return ValueLint(scope).run();
}

LintFindings lintWindows(const LintScope& scope)
{
    LintFindings findings;
    forEachCountedNode(scope.tree, [&](const Node& node, const NodePath& path) {
        for (const WindowedFilter& asked : windowsOf(node)) {
            const SeenEvents seen = seenOf(asked.events->type, resolveWindow(*asked.within, scope.frame), scope);
            if (seen.total == 0 || seen.inWindow > 0) {
                continue;
            }
            const Node any{EventCount{{asked.events->type, {}}, std::nullopt, std::nullopt}, false};
            findings.push_back(
                scope.finding(Severity::Warning, "window-without-data", path,
                              fmt::format("no event '{}' lies in this window; those there are range from {} to {}",
                                          asked.events->type, scope.frame.zone.format(seen.first),
                                          scope.frame.zone.format(seen.last)),
                              "choose a window that holds some, or import the missing events", scope.countOf(any)));
            return;
        }
    });
    return findings;
}

LintFindings lintMissing(const LintScope& scope)
{
    LintFindings findings;
    forEachCountedNode(scope.tree, [&](const Node& node, const NodePath& path) {
        const auto* leaf = std::get_if<AttributeTest>(&node.body);
        const audience::AttributeColumn* attribute =
            leaf == nullptr ? nullptr : scope.audience.attribute(leaf->attribute);
        if (attribute == nullptr || positiveOf(leaf->test.op) == Operator::IsSet) {
            return;
        }
        bool negative = isNegative(leaf->test.op);
        for (std::size_t depth = 0; depth < path.size(); ++depth) {
            const Node* above =
                scope.tree.find(NodePath(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth)));
            const GroupKind kind = std::get<Group>(above->body).kind;
            negative = negative != (kind == GroupKind::Not || kind == GroupKind::None);
        }
        if (!negative) {
            return;
        }
        std::uint64_t people = 0;
        scope.evaluation.members.forEach(
            [&](audience::Ordinal profile) { people += attribute->column.isSet(profile) ? 0 : 1; });
        if (people > 0) {
            findings.push_back(scope.finding(
                Severity::Note, "negative-includes-missing", path,
                fmt::format("{} members have no value for '{}' and are in all the same", people, leaf->attribute),
                fmt::format(R"(add {{"attribute": "{}", "op": "is_set"}} if they should not be)", leaf->attribute),
                people));
        }
    });
    return findings;
}

} // namespace postweave::segment
