// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/wording.h"

#include "core/base/text.h"
#include "core/base/value.h"
#include "core/segment/format_parts.h"
#include "core/segment/random_share.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace postweave::segment {

namespace {

constexpr auto kOperatorWords = std::to_array<std::string_view>({
    "is",
    "is not",
    "is one of",
    "is none of",
    "is less than",
    "is at most",
    "is more than",
    "is at least",
    "is between",
    "contains",
    "does not contain",
    "starts with",
    "ends with",
    "matches",
    "is before",
    "is after",
    "is on",
    "is in the last",
    "is not in the last",
    "is in the next",
    "has its day in the next",
    "falls in",
    "does not fall in",
    "falls on",
    "has",
    "has any of",
    "has all of",
    "has none of",
    "has an object where",
    "has no object where",
    "is set",
    "is not set",
});

constexpr std::array<std::string_view, 9> kCountWords{"exactly", "not exactly", "one of",   "none of", "fewer than",
                                                      "at most", "more than",   "at least", "between"};

constexpr std::array<std::string_view, 5> kFunctionWords{"sum of", "average of", "smallest", "largest",
                                                         "different values of"};

std::string plural(std::int64_t count, std::string_view unit)
{
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

std::string literalText(const Literal& literal)
{
    struct Visitor {
        std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return formatNumber(number); }
        std::string operator()(const std::string& text) const { return text.empty() ? "\"\"" : text; }
    };
    return std::visit(Visitor{}, literal);
}

std::string periodText(CalendarPeriod period)
{
    std::string text(nameOf(period));
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::vector<std::string> dayTexts(Weekdays days)
{
    std::vector<std::string> texts;
    for (int day = 0; day < Weekdays::kCount; ++day) {
        if (days.contains(day)) {
            texts.push_back(readableName(weekdayNames()[static_cast<std::size_t>(day)]));
        }
    }
    return texts;
}

/// The built-in ones have words of their own.
std::string scoreWords(const std::string& name)
{
    constexpr std::string_view kPrefix = "rfm_";
    const std::vector<Score>& known = builtInScores();
    const bool isBuiltIn =
        std::any_of(known.begin(), known.end(), [&](const Score& each) { return each.name == name; });
    return !isBuiltIn ? name : name == "rfm" ? "RFM" : fmt::format("RFM {}", name.substr(kPrefix.size()));
}

/// Puts the spans of one node together.
class SpanWriter {
public:
    explicit SpanWriter(const Catalog& catalog) : m_catalog(catalog) {}

    void operator()(const Group& group)
    {
        constexpr std::array<std::string_view, 5> kKinds{"ALL of", "ANY of", "NONE of", "AT LEAST", "NOT"};
        constexpr std::array<std::string_view, 5> kHints{"every one must hold", "one is enough", "none may hold", "of",
                                                         "the opposite holds"};
        const auto kind = static_cast<std::size_t>(group.kind);
        add(SpanRole::Subject, std::string(kKinds[kind]));
        if (group.kind == GroupKind::AtLeast) {
            add(SpanRole::Count, fmt::format("{}", group.atLeast));
        }
        add(SpanRole::Plain, std::string(kHints[kind]));
    }

    void operator()(const AttributeTest& leaf)
    {
        add(SpanRole::Subject, label(leaf.attribute));
        addTest(leaf.test);
        if (leaf.held) {
            const char* bound = leaf.held->bound == Held::Bound::AtLeast ? "at least" : "less than";
            add(SpanRole::Plain, fmt::format("for {}", bound));
            add(SpanRole::Held, describe(leaf.held->duration));
        }
    }

    void operator()(const EventCount& leaf)
    {
        addFilter(leaf.events);
        if (leaf.count) {
            addCount(*leaf.count);
        }
        addWindow(leaf.within);
    }

    void operator()(const EventAggregate& leaf)
    {
        addFilter(leaf.events);
        add(SpanRole::Function, std::string(kFunctionWords[static_cast<std::size_t>(leaf.function)]));
        add(SpanRole::Property, leaf.property);
        addTest(leaf.test);
        addWindow(leaf.within);
    }

    void operator()(const EventBoundary& leaf)
    {
        add(SpanRole::Function, leaf.which == EventBoundary::Which::First ? "First" : "Last");
        addFilter(leaf.events);
        addWindow(leaf.within);
    }

    void operator()(const EventSequence& leaf)
    {
        for (std::size_t i = 0; i < leaf.steps.size(); ++i) {
            const SequenceStep& step = leaf.steps[i];
            m_step = static_cast<int>(i);
            if (i > 0) {
                add(SpanRole::Operator, step.occurs ? "then" : "then not");
            }
            addFilter(step.events);
            if (step.within) {
                add(SpanRole::Plain, "within");
                add(SpanRole::Window, describe(*step.within));
            }
        }
        m_step = -1;
        addWindow(leaf.within);
    }

    void operator()(const ScoreTest& leaf)
    {
        add(SpanRole::Subject, scoreWords(leaf.score));
        if (const auto* test = std::get_if<ValueTest>(&leaf.test)) {
            addTest(*test);
            return;
        }
        const auto& band = std::get<PercentileBand>(leaf.test);
        if (band.to >= 100) {
            add(SpanRole::Operator, "is in the top");
            add(SpanRole::Value, fmt::format("{} %", formatNumber(100 - band.from)));
            return;
        }
        add(SpanRole::Operator, "is between percentiles");
        addValue(formatNumber(band.from), 0);
        add(SpanRole::Plain, "and");
        addValue(formatNumber(band.to), 1);
    }

    void operator()(const AttributeComparison& leaf)
    {
        add(SpanRole::Subject, label(leaf.attribute));
        add(SpanRole::Operator, std::string(describe(leaf.op)));
        add(SpanRole::Plain, "their");
        add(SpanRole::Other, label(leaf.other));
        if (leaf.ignoreCase) {
            add(SpanRole::Plain, "(in any case)");
        }
    }

    void operator()(const BucketTest& leaf)
    {
        const std::optional<ValueTest> share = shareOfPeople(leaf.test);
        add(SpanRole::Subject, share ? "Random share" : "Random bucket");
        add(SpanRole::Plain, "of");
        add(SpanRole::Seed, fmt::format("'{}'", leaf.seed));
        addTest(share.value_or(leaf.test));
    }

    void operator()(const DistanceTest& leaf)
    {
        add(SpanRole::Subject, "Distance in km");
        add(SpanRole::Plain, "from");
        add(SpanRole::Place,
            fmt::format("{}, {}", formatNumber(leaf.from.latitude), formatNumber(leaf.from.longitude)));
        add(SpanRole::Plain, "to");
        add(SpanRole::Place, fmt::format("{}, {}", label(leaf.latitude), label(leaf.longitude)));
        addTest(leaf.test);
    }

    void operator()(const SegmentReference& leaf)
    {
        add(SpanRole::Plain, "In segment");
        add(SpanRole::Subject, leaf.segment);
    }

    Wording take() { return std::move(m_spans); }

private:
    [[nodiscard]] std::string label(const std::string& attribute) const
    {
        const CatalogEntry* entry = m_catalog.attribute(attribute);
        const bool labelled = entry != nullptr && !entry->label.empty() && entry->label != attribute;
        return labelled ? entry->label : readableName(attribute);
    }

    void add(SpanRole role, std::string text)
    {
        m_spans.push_back({role, std::move(text), m_step, m_test, -1, m_field});
    }

    void addValue(std::string text, int index, SpanRole role = SpanRole::Value)
    {
        add(role, std::move(text));
        m_spans.back().value = index;
    }

    void addTest(const ValueTest& test)
    {
        if (const auto* objects = std::get_if<ObjectTests>(&test.operand)) {
            addObjects(test.op, *objects);
            return;
        }
        add(SpanRole::Operator, std::string(describe(test.op)));
        addOperand(test);
        if (test.ignoreCase) {
            add(SpanRole::Plain, "(in any case)");
        }
    }

    /// `has an object where sku is A`, `has at least 2 objects where …`.
    void addObjects(Operator op, const ObjectTests& tests)
    {
        const bool isOne = tests.atLeast == 1;
        add(SpanRole::Operator, std::string(isOne                         ? describe(op)
                                            : op == Operator::HasNoObject ? "has fewer than"
                                                                          : "has at least"));
        if (!isOne) {
            add(SpanRole::Count, plural(tests.atLeast, "object"));
        }
        for (std::size_t i = 0; i < tests.where.size(); ++i) {
            m_field = static_cast<int>(i);
            if (i > 0 || !isOne) {
                add(SpanRole::Plain, i > 0 ? "and" : "where");
            }
            add(SpanRole::Property, tests.where[i].field);
            addTest(tests.where[i].test);
        }
        m_field = -1;
        if (tests.where.empty()) {
            add(SpanRole::Plain, "nothing is asked");
        }
    }

    void addOperand(const ValueTest& test)
    {
        if (const auto* literal = std::get_if<Literal>(&test.operand)) {
            addValue(literalText(*literal), 0);
        } else if (const auto* duration = std::get_if<Duration>(&test.operand)) {
            addValue(describe(*duration), 0);
        } else if (const auto* period = std::get_if<CalendarPeriod>(&test.operand)) {
            addValue(periodText(*period), 0, SpanRole::Calendar);
        } else if (const auto* days = std::get_if<Weekdays>(&test.operand)) {
            addDays(*days);
        } else if (const auto* list = std::get_if<LiteralList>(&test.operand)) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                if (i > 0 && test.op == Operator::Between) {
                    add(SpanRole::Plain, "and");
                }
                addValue(literalText((*list)[i]), static_cast<int>(i));
            }
            if (list->empty()) {
                add(SpanRole::Plain, "nothing");
            }
        }
    }

    void addDays(Weekdays days)
    {
        int index = 0;
        for (std::string& day : dayTexts(days)) {
            addValue(std::move(day), index++, SpanRole::Calendar);
        }
    }

    void addFilter(const EventFilter& events)
    {
        add(SpanRole::Subject, events.type == "*" ? "Any event" : readableName(events.type));
        for (std::size_t i = 0; i < events.where.size(); ++i) {
            m_test = -1;
            add(SpanRole::Plain, i == 0 ? "where" : "and");
            m_test = static_cast<int>(i);
            add(SpanRole::Property, events.where[i].property);
            addTest(events.where[i].test);
        }
        m_test = -1;
        if (events.onDays) {
            add(SpanRole::Plain, "on");
            addDays(*events.onDays);
        }
    }

    void addCount(const ValueTest& count)
    {
        add(SpanRole::Operator, std::string(kCountWords[static_cast<std::size_t>(count.op)]));
        std::string text;
        if (const auto* literal = std::get_if<Literal>(&count.operand)) {
            const std::string number = literalText(*literal);
            add(SpanRole::Count, number == "1" ? "1 time" : number + " times");
            return;
        }
        for (const Literal& literal : std::get<LiteralList>(count.operand)) {
            text += text.empty() ? "" : count.op == Operator::Between ? " and " : ", ";
            text += literalText(literal);
        }
        add(SpanRole::Count, text + " times");
    }

    void addWindow(const std::optional<Window>& window)
    {
        if (!window) {
            return;
        }
        if (const auto* last = std::get_if<Window::Last>(&window->span)) {
            add(SpanRole::Plain, "in the last");
            add(SpanRole::Window, describe(last->duration));
        } else if (const auto* older = std::get_if<Window::OlderThan>(&window->span)) {
            add(SpanRole::Plain, "more than");
            add(SpanRole::Window, describe(older->duration));
            add(SpanRole::Plain, "ago");
        } else if (const auto* calendar = std::get_if<Window::Calendar>(&window->span)) {
            add(SpanRole::Window, periodText(calendar->period));
        } else {
            addSpan(std::get<Window::Between>(window->span));
        }
    }

    void addSpan(const Window::Between& span)
    {
        if (span.from) {
            add(SpanRole::Plain, "from");
            add(SpanRole::Window, formatTimePoint(*span.from));
        }
        if (span.to) {
            add(SpanRole::Plain, "before");
            add(SpanRole::Window, formatTimePoint(*span.to));
        }
    }

    const Catalog& m_catalog;
    Wording m_spans;
    int m_step = -1;
    int m_test = -1;
    int m_field = -1;
};

void describeInto(std::string& text, const Node& node, const Catalog& catalog, std::size_t level)
{
    text.append(level * 2, ' ');
    text += describe(node, catalog);
    text += node.off ? " (switched off)\n" : "\n";
    if (const std::vector<Node>* children = childrenOf(node)) {
        for (const Node& child : *children) {
            describeInto(text, child, catalog, level + 1);
        }
    }
}

} // namespace

std::string readableName(std::string_view name)
{
    std::string text(name);
    std::replace(text.begin(), text.end(), '_', ' ');
    std::size_t next = 0;
    if (!text.empty()) {
        (void)nextCodePoint(text, next);
    }
    return toUpper(std::string_view(text).substr(0, next)) + text.substr(next);
}

std::string_view describe(Operator op)
{
    return kOperatorWords[static_cast<std::size_t>(op)];
}

std::string describe(Duration duration)
{
    constexpr std::int64_t kHour = 3600;
    std::string text;
    const auto addPart = [&](std::int64_t count, std::string_view unit) {
        if (count != 0) {
            text += (text.empty() ? "" : " ") + plural(count, unit);
        }
    };
    addPart(duration.months / 12, "year");
    addPart(duration.months % 12, "month");
    const std::int64_t seconds = duration.microseconds / kMicrosecondsPerSecond;
    if (seconds % (24 * kHour) == 0) {
        addPart(seconds / (24 * kHour), "day");
    } else {
        addPart(seconds / kHour, "hour");
        addPart(seconds / 60 % 60, "minute");
        addPart(seconds % 60, "second");
    }
    return text.empty() ? "0 days" : text;
}

Wording describeNode(const Node& node, const Catalog& catalog)
{
    SpanWriter writer(catalog);
    std::visit(writer, node.body);
    return writer.take();
}

std::string plainText(const Wording& wording)
{
    std::string text;
    const WordSpan* before = nullptr;
    for (const WordSpan& span : wording) {
        const bool listed = before != nullptr && before->role == span.role && isListed(span.role);
        text += before == nullptr ? "" : listed ? ", " : " ";
        text += span.text;
        before = &span;
    }
    return text;
}

std::string describe(const Node& node, const Catalog& catalog)
{
    return plainText(describeNode(node, catalog));
}

std::string describeTree(const FilterTree& tree, const Catalog& catalog)
{
    std::string text;
    describeInto(text, tree.root(), catalog, 0);
    return text;
}

} // namespace postweave::segment
