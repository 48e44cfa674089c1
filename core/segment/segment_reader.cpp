// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include "core/base/text.h"
#include "core/segment/format_parts.h"
#include "core/segment/json_fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace postweave::segment {

namespace {

/// Reads nodes; a node with an error gives nothing, its siblings are still read.
class NodeReader {
public:
    NodeReader(Diagnostics& diagnostics, bool rootMayBeOff) : m_diagnostics(diagnostics), m_rootMayBeOff(rootMayBeOff)
    {
    }

    std::optional<Node> read(const Json& json, const std::string& path, int depth)
    {
        if (depth > kMaxDepth) {
            reportAt(m_diagnostics, path, "too-deep", fmt::format("nested deeper than {} nodes", kMaxDepth),
                     "flatten it, or save a part as a segment of its own");
            return std::nullopt;
        }
        if (!json.is_object()) {
            reportAt(m_diagnostics, path, "wrong-json-type", fmt::format("this is {}, not a node", kindOf(json)),
                     "write {…} here, such as {\"attribute\": …, \"op\": …, \"value\": …}");
            return std::nullopt;
        }
        const std::optional<std::string> kind = kindKeyOf(json, path);
        auto body = kind ? readBody(*kind, json, path, depth) : std::nullopt;
        const bool off = readOff(json, path, depth);
        return body ? std::optional(Node{std::move(*body), off}) : std::nullopt;
    }

private:
    using Body = std::optional<Node::Body>;

    /// The one key that says what kind of node this is.
    std::optional<std::string> kindKeyOf(const Json& json, const std::string& path)
    {
        static constexpr std::array<std::string_view, 12> kKinds{"all",   "any",       "none",   "at_least",
                                                                 "not",   "attribute", "event",  "sequence",
                                                                 "score", "segment",   "bucket", "distance"};
        std::vector<std::string> found;
        for (const std::string_view kind : kKinds) {
            if (json.contains(std::string(kind))) {
                found.emplace_back(kind);
            }
        }
        if (found.size() == 1) {
            return found.front();
        }
        if (found.size() > 1) {
            reportAt(m_diagnostics, path, "two-nodes",
                     fmt::format("a node is one of {}, not several", fmt::join(found, ", ")),
                     "put them into a list of \"all\" or \"any\"");
            return std::nullopt;
        }
        reportNoKind(json, path, {kKinds.begin(), kKinds.end()});
        return std::nullopt;
    }

    void reportNoKind(const Json& json, const std::string& path, const std::vector<std::string>& kinds)
    {
        for (const auto& [key, value] : json.items()) {
            const std::string hint = nearestHint(key, kinds);
            if (!hint.empty() && key != "off" && key != "of") {
                reportAt(m_diagnostics, childPath(path, key), "unknown-key",
                         fmt::format("the key '{}' is unknown here", key), hint);
                return;
            }
        }
        reportAt(m_diagnostics, path, "no-node", "this node says nothing to test",
                 fmt::format("it needs one of the keys {}", fmt::join(kinds, ", ")));
    }

    bool readOff(const Json& json, const std::string& path, int depth)
    {
        const auto found = json.find("off");
        if (found == json.end()) {
            return false;
        }
        if (!found->is_boolean()) {
            reportAt(m_diagnostics, childPath(path, "off"), "wrong-json-type",
                     fmt::format("'off' is {}", kindOf(*found)), "write true or false");
            return false;
        }
        if (*found && depth == 1 && !m_rootMayBeOff) {
            reportAt(m_diagnostics, childPath(path, "off"), "root-off", "the whole segment cannot be switched off",
                     "switch off what is below it");
        }
        return *found;
    }

    Body readBody(const std::string& kind, const Json& json, const std::string& path, int depth)
    {
        if (kind == "attribute") {
            return json.contains("other") ? readComparison(json, path, m_diagnostics) : readAttribute(json, path);
        }
        if (kind == "bucket") {
            return readBucket(json, path, m_diagnostics);
        }
        if (kind == "distance") {
            return readDistance(json, path, m_diagnostics);
        }
        if (kind == "event") {
            return readEvent(json, path);
        }
        if (kind == "sequence") {
            return readSequence(json, path);
        }
        if (kind == "score") {
            return readScoreTest(json, path);
        }
        if (kind == "segment") {
            JsonFields fields(json, path, {"segment", "off"}, m_diagnostics);
            auto name = fields.requireText("segment", "name a saved segment");
            return name ? Body(SegmentReference{std::move(*name)}) : std::nullopt;
        }
        return readGroup(kind, json, path, depth);
    }

    Body readGroup(const std::string& kind, const Json& json, const std::string& path, int depth)
    {
        if (kind == "not") {
            JsonFields fields(json, path, {"not", "off"}, m_diagnostics);
            auto child = read(*fields.find("not"), fields.pathOf("not"), depth + 1);
            if (!child) {
                return std::nullopt;
            }
            Group group{GroupKind::Not, 1, {}};
            group.children.push_back(std::move(*child));
            return group;
        }
        if (kind == "at_least") {
            return readAtLeast(json, path, depth);
        }
        JsonFields fields(json, path, {kind, "off"}, m_diagnostics);
        Group group;
        group.kind = kind == "all" ? GroupKind::All : kind == "any" ? GroupKind::Any : GroupKind::None;
        return readChildren(*fields.find(kind), fields.pathOf(kind), depth, group.children) ? Body(std::move(group))
                                                                                            : std::nullopt;
    }

    Body readAtLeast(const Json& json, const std::string& path, int depth)
    {
        JsonFields fields(json, path, {"at_least", "of", "off"}, m_diagnostics);
        Group group{GroupKind::AtLeast, 1, {}};
        bool good = true;
        const auto count = fields.number("at_least");
        if (count && (*count < 0 || *count > 1e6 || std::trunc(*count) != *count)) {
            fields.report("at_least", "wrong-value", "'at_least' counts children", "write a whole number, such as 2");
            good = false;
        } else if (count) {
            group.atLeast = static_cast<std::uint32_t>(*count);
        }
        const Json* children = fields.require("of", "list the nodes that count: \"of\": [...]");
        good =
            children != nullptr && readChildren(*children, fields.pathOf("of"), depth, group.children) && good && count;
        return good ? Body(std::move(group)) : std::nullopt;
    }

    bool readChildren(const Json& json, const std::string& path, int depth, std::vector<Node>& children)
    {
        if (!json.is_array()) {
            reportAt(m_diagnostics, path, "wrong-json-type",
                     fmt::format("this is {}, not a list of nodes", kindOf(json)), "write [{…}, {…}]");
            return false;
        }
        for (std::size_t i = 0; i < json.size(); ++i) {
            if (auto child = read(json[i], childPath(path, i), depth + 1)) {
                children.push_back(std::move(*child));
            }
        }
        return true;
    }

    Body readAttribute(const Json& json, const std::string& path)
    {
        JsonFields fields(json, path, {"attribute", "op", "value", "ignore_case", "held", "off"}, m_diagnostics);
        auto name = fields.requireText("attribute", "name the attribute");
        auto test = readTest(fields, TestSubject::Any, m_diagnostics);
        std::optional<Held> held;
        const bool heldGood = readHeld(fields, test, held);
        if (!name || !test || !heldGood) {
            return std::nullopt;
        }
        return AttributeTest{std::move(*name), std::move(*test), held};
    }

    bool readHeld(JsonFields& fields, const std::optional<ValueTest>& test, std::optional<Held>& held)
    {
        const Json* json = fields.find("held");
        if (json == nullptr) {
            return true;
        }
        if (test && dependsOnNow(test->op)) {
            fields.report("held", "wrong-key", fmt::format("'held' does not go with '{}'", nameOf(test->op)),
                          "leave one of them out");
            return false;
        }
        JsonFields bound(*json, fields.pathOf("held"), {"at_least", "less_than"}, m_diagnostics);
        if (!bound.isObject()) {
            return false;
        }
        if (bound.has("at_least") == bound.has("less_than")) {
            fields.report("held", "wrong-value", "'held' is one of 'at_least' and 'less_than'",
                          "write {\"at_least\": \"P30D\"}");
            return false;
        }
        const char* key = bound.has("at_least") ? "at_least" : "less_than";
        const auto duration = readDuration(*bound.find(key), bound.pathOf(key), m_diagnostics);
        if (!duration) {
            return false;
        }
        held = Held{bound.has("at_least") ? Held::Bound::AtLeast : Held::Bound::LessThan, *duration};
        return true;
    }

    Body readEvent(const Json& json, const std::string& path)
    {
        if (json.contains("aggregate")) {
            return readAggregate(json, path);
        }
        if (json.contains("which")) {
            return readBoundary(json, path);
        }
        JsonFields fields(json, path, {"event", "where", "day_of_week", "within", "count", "off"}, m_diagnostics);
        auto events = readEventFilter(fields, m_diagnostics);
        std::optional<Window> within;
        bool good = readOptionalWindow(fields, within, m_diagnostics);
        std::optional<ValueTest> count;
        if (const Json* test = fields.find("count")) {
            JsonFields countFields(*test, fields.pathOf("count"), {"op", "value"}, m_diagnostics);
            count = countFields.isObject() ? readTest(countFields, TestSubject::Number, m_diagnostics) : std::nullopt;
            good = good && count;
        }
        if (!events || !good) {
            return std::nullopt;
        }
        return EventCount{std::move(*events), within, std::move(count)};
    }

    Body readAggregate(const Json& json, const std::string& path)
    {
        JsonFields fields(json, path, {"event", "where", "day_of_week", "within", "aggregate", "op", "value", "off"},
                          m_diagnostics);
        auto events = readEventFilter(fields, m_diagnostics);
        EventAggregate node;
        bool good = readOptionalWindow(fields, node.within, m_diagnostics);
        JsonFields aggregate(*fields.find("aggregate"), fields.pathOf("aggregate"), {"fn", "property"}, m_diagnostics);
        good = readFunction(aggregate, node.function) && good;
        auto property = aggregate.requireText("property", "name the event's property");
        auto test = readTest(fields, TestSubject::Number, m_diagnostics);
        if (!events || !good || !property || !test) {
            return std::nullopt;
        }
        node.events = std::move(*events);
        node.property = std::move(*property);
        node.test = std::move(*test);
        return node;
    }

    bool readFunction(JsonFields& fields, AggregateFunction& function)
    {
        static const std::vector<std::string> kNames{"sum", "avg", "min", "max", "distinct"};
        const auto name = fields.requireText("fn", "choose one of sum, avg, min, max, distinct");
        if (!name) {
            return false;
        }
        const auto found = std::find(kNames.begin(), kNames.end(), *name);
        if (found == kNames.end()) {
            const std::string hint = nearestHint(*name, kNames);
            fields.report("fn", "unknown-function", fmt::format("there is no function '{}'", *name),
                          hint.empty() ? "choose one of sum, avg, min, max, distinct" : hint);
            return false;
        }
        function = static_cast<AggregateFunction>(found - kNames.begin());
        return true;
    }

    Body readBoundary(const Json& json, const std::string& path)
    {
        JsonFields fields(json, path, {"event", "where", "day_of_week", "which", "within", "off"}, m_diagnostics);
        auto events = readEventFilter(fields, m_diagnostics);
        const auto which = fields.requireText("which", "write first or last");
        bool good = which.has_value();
        if (which && *which != "first" && *which != "last") {
            fields.report("which", "wrong-value", fmt::format("'which' is '{}'", *which), "write first or last");
            good = false;
        }
        std::optional<Window> within;
        good = fields.require("within", "say when: \"within\": {\"last\": \"P30D\"}") != nullptr && good;
        good = readOptionalWindow(fields, within, m_diagnostics) && good;
        if (!events || !good) {
            return std::nullopt;
        }
        const auto boundary = *which == "first" ? EventBoundary::Which::First : EventBoundary::Which::Last;
        return EventBoundary{std::move(*events), boundary, *within};
    }

    Body readSequence(const Json& json, const std::string& path)
    {
        JsonFields fields(json, path, {"sequence", "within", "off"}, m_diagnostics);
        EventSequence node;
        bool good = readOptionalWindow(fields, node.within, m_diagnostics);
        const Json& steps = *fields.find("sequence");
        if (!steps.is_array() || steps.empty()) {
            fields.report("sequence", "wrong-json-type", "a sequence is a list of at least one step",
                          "write [{\"event\": …}, {\"event\": …}]");
            return std::nullopt;
        }
        for (std::size_t i = 0; i < steps.size(); ++i) {
            auto step = readStep(steps[i], childPath(fields.pathOf("sequence"), i), i == 0);
            good = good && step;
            if (step) {
                node.steps.push_back(std::move(*step));
            }
        }
        return good ? Body(std::move(node)) : std::nullopt;
    }

    std::optional<SequenceStep> readStep(const Json& json, const std::string& path, bool first)
    {
        JsonFields fields(json, path, {"event", "where", "day_of_week", "within", "occurs"}, m_diagnostics);
        if (!fields.isObject()) {
            return std::nullopt;
        }
        for (const char* key : {"within", "occurs"}) {
            if (first && fields.has(key)) {
                fields.report(key, "wrong-key", fmt::format("the first step takes no '{}'", key),
                              "leave it out, or put it on a later step");
                return std::nullopt;
            }
        }
        auto events = readEventFilter(fields, m_diagnostics);
        SequenceStep step;
        bool good = true;
        if (const Json* within = fields.find("within")) {
            step.within = readDuration(*within, fields.pathOf("within"), m_diagnostics);
            good = step.within.has_value();
        }
        step.occurs = fields.flag("occurs", true);
        if (!events || !good) {
            return std::nullopt;
        }
        step.events = std::move(*events);
        return step;
    }

    Body readScoreTest(const Json& json, const std::string& path)
    {
        const bool percentile = json.contains("percentile");
        JsonFields fields(json, path,
                          percentile ? std::initializer_list<std::string_view>{"score", "percentile", "off"}
                                     : std::initializer_list<std::string_view>{"score", "op", "value", "off"},
                          m_diagnostics);
        auto name = fields.requireText("score", "name a saved score");
        if (percentile) {
            const auto band = readBand(*fields.find("percentile"), fields.pathOf("percentile"));
            return name && band ? Body(ScoreTest{std::move(*name), *band}) : std::nullopt;
        }
        auto test = readTest(fields, TestSubject::Number, m_diagnostics);
        return name && test ? Body(ScoreTest{std::move(*name), std::move(*test)}) : std::nullopt;
    }

    std::optional<PercentileBand> readBand(const Json& json, const std::string& path)
    {
        JsonFields fields(json, path, {"from", "to"}, m_diagnostics);
        if (!fields.isObject()) {
            return std::nullopt;
        }
        const std::size_t before = m_diagnostics.size();
        (void)fields.require("from", "write {\"from\": 75, \"to\": 100}");
        (void)fields.require("to", "write {\"from\": 75, \"to\": 100}");
        const PercentileBand band{fields.number("from").value_or(0), fields.number("to").value_or(100)};
        if (m_diagnostics.size() != before) {
            return std::nullopt;
        }
        if (band.from < 0 || band.to > 100 || band.from >= band.to) {
            reportAt(m_diagnostics, path, "wrong-value", "a band runs upwards between 0 and 100",
                     "write {\"from\": 75, \"to\": 100}");
            return std::nullopt;
        }
        return band;
    }

    Diagnostics& m_diagnostics;
    bool m_rootMayBeOff;
};

} // namespace

SegmentReading readSegment(const Json& json)
{
    SegmentReading reading;
    JsonFields fields(json, "$", {"format", "name", "where"}, reading.diagnostics);
    if (!fields.isObject()) {
        return reading;
    }
    checkFormat(fields, kSegmentFormat);
    reading.segment.name = fields.requireText("name", "name the segment").value_or("");
    if (const Json* where = fields.require("where", "say who belongs to it: \"where\": {\"all\": [...]}")) {
        if (auto root = NodeReader(reading.diagnostics, false).read(*where, "$.where", 1)) {
            reading.segment.tree = FilterTree(std::move(*root));
        }
    }
    return reading;
}

SegmentReading parseSegment(std::string_view text)
{
    const auto json = parseJson(text);
    if (!json) {
        return {{}, {diagnosticOf(json.error(), text)}};
    }
    return readSegment(*json);
}

NodeReading readNode(const Json& json, std::string_view path)
{
    NodeReading reading;
    reading.node = NodeReader(reading.diagnostics, true).read(json, std::string(path), 1);
    if (hasErrors(reading.diagnostics)) {
        reading.node.reset();
    }
    return reading;
}

std::optional<Error> firstError(const Diagnostics& diagnostics, std::string_view file, std::string_view text)
{
    const auto isError = [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; };
    const auto first = std::find_if(diagnostics.begin(), diagnostics.end(), isError);
    if (first == diagnostics.end()) {
        return std::nullopt;
    }
    Error error{ErrorCode::InvalidInput, first->message, {std::string(file), 0, 0, first->path}};
    if (!first->mend.empty()) {
        error.message += "; " + first->mend;
    }
    if (const auto more = std::count_if(first + 1, diagnostics.end(), isError); more > 0) {
        error.message += fmt::format(" (and {} more {})", more, more == 1 ? "error" : "errors");
    }
    if (first->path.empty() && !text.empty()) {
        const SourcePosition at = positionOf(text, first->range.begin);
        error.where.line = at.line;
        error.where.column = at.column;
    }
    return error;
}

} // namespace postweave::segment
