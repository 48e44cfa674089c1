// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/validation.h"

#include "core/base/text.h"
#include "core/segment/json_fields.h"
#include "core/segment/segment_format.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>

namespace postweave::segment {

namespace {

std::string joinedNames(const std::vector<Operator>& operators)
{
    std::string text;
    for (const Operator op : operators) {
        text += text.empty() ? "" : ", ";
        text += nameOf(op);
    }
    return text;
}

std::string joinedTypes(const std::vector<ValueType>& types)
{
    std::string text;
    for (const ValueType type : types) {
        text += text.empty() ? "" : " or ";
        text += nameOf(type);
    }
    return text;
}

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

std::string_view howToWrite(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "write true or false";
    case ValueType::Integer:
    case ValueType::Number:
        return "write a number without quotes";
    case ValueType::Date:
    case ValueType::DateTime:
        return "write it as \"2026-06-30\" or \"2026-06-30T09:00:00Z\"";
    case ValueType::Text:
    case ValueType::List:
        break;
    }
    return "write it in quotes";
}

/// Every value of an operand with its place below `value`.
std::vector<std::pair<const Literal*, std::string>> literalsOf(const Operand& operand, const std::string& path)
{
    std::vector<std::pair<const Literal*, std::string>> literals;
    if (const auto* one = std::get_if<Literal>(&operand)) {
        literals.emplace_back(one, path);
    } else if (const auto* list = std::get_if<LiteralList>(&operand)) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            literals.emplace_back(&(*list)[i], childPath(path, i));
        }
    }
    return literals;
}

double asNumber(const Literal& literal)
{
    const auto* integer = std::get_if<std::int64_t>(&literal);
    return integer != nullptr ? static_cast<double>(*integer) : std::get<double>(literal);
}

} // namespace

/// Checks one node's own parts.
class NodeValidator {
public:
    /// `name`: of the tree the nodes belong to; a reference to itself is a cycle, not an unknown name.
    NodeValidator(std::string_view name, const Catalog& catalog, const Definitions& definitions,
                  Diagnostics& diagnostics)
        : m_name(name), m_catalog(catalog), m_definitions(definitions), m_diagnostics(diagnostics)
    {
    }

    void check(const Node& node, const std::string& path)
    {
        m_path = path;
        std::visit([this](const auto& body) { checkBody(body); }, node.body);
    }

    void checkFilter(const EventFilter& events, const std::string& path)
    {
        if (m_catalog.eventsOf(events.type).empty()) {
            std::vector<std::string> names;
            for (const CatalogEvent& event : m_catalog.events) {
                names.push_back(event.type);
            }
            warn(childPath(path, "event"), "unknown-event-type",
                 fmt::format("no event '{}' has been seen", events.type), nearestHint(events.type, names));
            return;
        }
        for (std::size_t i = 0; i < events.where.size(); ++i) {
            const PropertyTest& where = events.where[i];
            const std::string place = childPath(childPath(path, "where"), i);
            const std::vector<ValueType> types = knownTypes(events, where.property, childPath(place, "property"));
            checkTest(where.test, types, fmt::format("the property '{}'", where.property), place);
        }
    }

    /// Empty, with a warning, for a property that no event has.
    std::vector<ValueType> knownTypes(const EventFilter& events, const std::string& property, const std::string& path)
    {
        std::vector<ValueType> types = m_catalog.propertyTypes(events.type, property);
        if (types.empty() && !m_catalog.eventsOf(events.type).empty()) {
            std::vector<std::string> names;
            for (const CatalogEvent* event : m_catalog.eventsOf(events.type)) {
                for (const CatalogEntry& entry : event->properties) {
                    names.push_back(entry.name);
                }
            }
            warn(path, "unknown-property", fmt::format("no event '{}' has the property '{}'", events.type, property),
                 nearestHint(property, names));
        }
        return types;
    }

    void checkNumericProperty(const EventFilter& events, const std::string& property, const std::string& path)
    {
        const std::vector<ValueType> types = knownTypes(events, property, path);
        if (!types.empty() && std::none_of(types.begin(), types.end(), isNumeric)) {
            error(path, "not-a-number",
                  fmt::format("the property '{}' is {}, not a number", property, joinedTypes(types)),
                  "choose a property that holds numbers");
        }
    }

    void checkNumericAttribute(const std::string& name, const std::string& path)
    {
        m_path = path;
        const CatalogEntry* entry = knownAttribute(name);
        if (entry != nullptr && !isNumeric(entry->type)) {
            error(childPath(path, "attribute"), "not-a-number",
                  fmt::format("the attribute '{}' is {}, not a number", name, nameOf(entry->type)),
                  "choose an attribute that holds numbers");
        }
    }

private:
    void checkBody(const Group& group)
    {
        const bool never = group.kind == GroupKind::AtLeast && group.atLeast > group.children.size();
        if (never) {
            warn(childPath(m_path, "at_least"), "never",
                 fmt::format("{} of {} can never hold", group.atLeast, group.children.size()), "lower the number");
        }
    }

    void checkBody(const AttributeTest& leaf)
    {
        if (const CatalogEntry* entry = knownAttribute(leaf.attribute)) {
            checkTest(leaf.test, {entry->type}, fmt::format("'{}'", leaf.attribute), m_path);
        }
    }

    /// Nothing, with an error, if there is none.
    const CatalogEntry* knownAttribute(const std::string& name)
    {
        const CatalogEntry* entry = m_catalog.attribute(name);
        if (entry == nullptr) {
            std::vector<std::string> names;
            for (const CatalogEntry& known : m_catalog.attributes) {
                names.push_back(known.name);
            }
            unknown("attribute", "unknown-attribute", name, names);
        }
        return entry;
    }

    void checkBody(const EventCount& leaf)
    {
        checkFilter(leaf.events, m_path);
        checkWindow(leaf.within);
        if (leaf.count) {
            checkOrder(*leaf.count, childPath(m_path, "count"));
        }
    }

    void checkBody(const EventAggregate& leaf)
    {
        checkFilter(leaf.events, m_path);
        checkWindow(leaf.within);
        checkOrder(leaf.test, m_path);
        const std::string path = childPath(childPath(m_path, "aggregate"), "property");
        if (leaf.function == AggregateFunction::Distinct) {
            (void)knownTypes(leaf.events, leaf.property, path);
        } else {
            checkNumericProperty(leaf.events, leaf.property, path);
        }
    }

    void checkBody(const EventBoundary& leaf)
    {
        checkFilter(leaf.events, m_path);
        checkWindow(leaf.within);
    }

    void checkBody(const EventSequence& leaf)
    {
        checkWindow(leaf.within);
        for (std::size_t i = 0; i < leaf.steps.size(); ++i) {
            checkFilter(leaf.steps[i].events, childPath(childPath(m_path, "sequence"), i));
        }
    }

    void checkBody(const ScoreTest& leaf)
    {
        const auto found = m_definitions.scores.find(leaf.score);
        if (found == m_definitions.scores.end()) {
            std::vector<std::string> names;
            for (const auto& [name, score] : m_definitions.scores) {
                names.push_back(name);
            }
            unknown("score", "unknown-score", leaf.score, names);
            return;
        }
        const auto broken = firstError(validate(found->second, m_catalog));
        if (broken) {
            error(childPath(m_path, "score"), "broken-score",
                  fmt::format("the score '{}' is wrong at {}: {}", leaf.score, broken->where.path, broken->message),
                  "");
        }
        if (const auto* test = std::get_if<ValueTest>(&leaf.test)) {
            checkOrder(*test, m_path);
        }
    }

    void checkBody(const SegmentReference& leaf)
    {
        if (leaf.segment != m_name && !m_definitions.segments.contains(leaf.segment)) {
            std::vector<std::string> names;
            for (const auto& [name, tree] : m_definitions.segments) {
                names.push_back(name);
            }
            unknown("segment", "unknown-segment", leaf.segment, names);
        }
    }

    /// `types`: what the tested value can be; empty if nothing is known of it.
    void checkTest(const ValueTest& test, const std::vector<ValueType>& types, const std::string& what,
                   const std::string& path)
    {
        if (types.empty()) {
            return;
        }
        std::vector<ValueType> fitting;
        std::copy_if(types.begin(), types.end(), std::back_inserter(fitting),
                     [&](ValueType type) { return appliesTo(test.op, type); });
        if (fitting.empty()) {
            error(childPath(path, "op"), "wrong-operator",
                  fmt::format("'{}' does not go with {}, which is {}", nameOf(test.op), what, joinedTypes(types)),
                  fmt::format("use one of {}", joinedNames(operatorsOf(types.front()))));
            return;
        }
        // One of the types must take them all: the test is about values of one kind.
        const auto literals = literalsOf(test.operand, childPath(path, "value"));
        const auto takesAll = [&](ValueType type) {
            return std::all_of(literals.begin(), literals.end(),
                               [&](const auto& literal) { return goesWith(*literal.first, type); });
        };
        if (std::any_of(fitting.begin(), fitting.end(), takesAll)) {
            if (isNumeric(fitting.front())) {
                checkOrder(test, path);
            }
            return;
        }
        for (const auto& [literal, place] : literals) {
            if (!goesWith(*literal, fitting.front())) {
                error(place, "wrong-value", fmt::format("{} is {}, and this value is not", what, joinedTypes(fitting)),
                      std::string(howToWrite(fitting.front())));
            }
        }
    }

    /// Bounds the wrong way round hold for nobody.
    void checkOrder(const ValueTest& test, const std::string& path)
    {
        const auto* list = std::get_if<LiteralList>(&test.operand);
        if (test.op == Operator::Between && list != nullptr && list->size() == 2 &&
            goesWith(list->front(), ValueType::Number) && goesWith(list->back(), ValueType::Number) &&
            asNumber(list->front()) > asNumber(list->back())) {
            warn(childPath(path, "value"), "never", "the first value is larger than the second: this never holds",
                 "swap them");
        }
    }

    void checkWindow(const std::optional<Window>& window)
    {
        const auto* span = window ? std::get_if<Window::Between>(&window->span) : nullptr;
        if (span != nullptr && span->from && span->to && span->from->resolve({}) >= span->to->resolve({})) {
            warn(childPath(m_path, "within"), "never", "the window ends before it begins: no event lies in it",
                 "swap 'from' and 'to'");
        }
    }

    void unknown(std::string_view key, std::string rule, const std::string& name, const std::vector<std::string>& known)
    {
        const std::string hint = nearestHint(name, known);
        error(childPath(m_path, key), std::move(rule), fmt::format("there is no {} '{}'", key, name),
              !hint.empty()   ? hint
              : known.empty() ? fmt::format("there is no {} yet", key)
                              : fmt::format("choose one such as '{}'", known.front()));
    }

    void error(std::string path, std::string rule, std::string message, std::string mend)
    {
        reportAt(m_diagnostics, std::move(path), std::move(rule), std::move(message), std::move(mend));
    }

    void warn(std::string path, std::string rule, std::string message, std::string mend)
    {
        error(std::move(path), std::move(rule), std::move(message), std::move(mend));
        m_diagnostics.back().severity = Severity::Warning;
    }

    std::string_view m_name;
    const Catalog& m_catalog;
    const Definitions& m_definitions;
    Diagnostics& m_diagnostics;
    std::string m_path;
};

namespace {

/// Follows references from one tree to saved ones.
class ReferenceValidator {
public:
    ReferenceValidator(std::string_view name, const FilterTree& tree, const Catalog& catalog,
                       const Definitions& definitions, Diagnostics& diagnostics)
        : m_name(name), m_tree(tree), m_catalog(catalog), m_definitions(definitions), m_diagnostics(diagnostics)
    {
    }

    void run()
    {
        m_tree.forEach([&](const Node& node, const NodePath& path) {
            if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
                check(*reference, childPath(m_tree.jsonPath(path), "segment"));
            }
        });
    }

private:
    enum class State : std::uint8_t { Sound, Broken };

    void check(const SegmentReference& reference, const std::string& path)
    {
        std::vector<std::string> chain;
        if (!m_name.empty()) {
            chain.emplace_back(m_name);
        }
        follow(reference.segment, chain, path);
    }

    /// False if something is wrong there; told at `path`, once a reference.
    bool follow(const std::string& name, std::vector<std::string>& chain, const std::string& path)
    {
        constexpr std::size_t kMaxChain = 100;
        if (const auto again = std::find(chain.begin(), chain.end(), name); again != chain.end()) {
            reportAt(m_diagnostics, path, "cycle",
                     fmt::format("these segments refer to each other in a circle: {} → {}",
                                 fmt::join(again, chain.end(), " → "), name),
                     "take one of the references out");
            return false;
        }
        const auto found = m_definitions.segments.find(name);
        if (found == m_definitions.segments.end()) {
            return false; // told of where the reference stands
        }
        if (const auto known = m_states.find(name); known != m_states.end()) {
            if (known->second == State::Broken) {
                reportAt(m_diagnostics, path, "broken-segment", fmt::format("the segment '{}' is wrong itself", name),
                         "");
            }
            return known->second == State::Sound;
        }
        if (chain.size() >= kMaxChain) {
            reportAt(m_diagnostics, path, "too-deep", fmt::format("a chain of more than {} segments", kMaxChain),
                     "join some of them");
            return false;
        }
        chain.push_back(name);
        const bool sound = checkOwn(name, found->second, path) && followAll(found->second, chain, path);
        chain.pop_back();
        m_states[name] = sound ? State::Sound : State::Broken;
        return sound;
    }

    bool followAll(const FilterTree& tree, std::vector<std::string>& chain, const std::string& path)
    {
        const std::vector<std::string> names = referencedSegments(tree);
        return std::all_of(names.begin(), names.end(),
                           [&](const std::string& name) { return follow(name, chain, path); });
    }

    bool checkOwn(const std::string& name, const FilterTree& tree, const std::string& path)
    {
        Diagnostics own;
        NodeValidator validator(name, m_catalog, m_definitions, own);
        tree.forEach([&](const Node& node, const NodePath& place) { validator.check(node, tree.jsonPath(place)); });
        const auto broken = firstError(own);
        if (broken) {
            reportAt(m_diagnostics, path, "broken-segment",
                     fmt::format("the segment '{}' is wrong at {}: {}", name, broken->where.path, broken->message), "");
        }
        return !broken;
    }

    std::string_view m_name;
    const FilterTree& m_tree;
    const Catalog& m_catalog;
    const Definitions& m_definitions;
    Diagnostics& m_diagnostics;
    std::map<std::string, State> m_states;
};

} // namespace

Diagnostics validate(std::string_view name, const FilterTree& tree, const Catalog& catalog,
                     const Definitions& definitions)
{
    Diagnostics diagnostics;
    NodeValidator validator(name, catalog, definitions, diagnostics);
    tree.forEach([&](const Node& node, const NodePath& path) { validator.check(node, tree.jsonPath(path)); });
    ReferenceValidator(name, tree, catalog, definitions, diagnostics).run();
    return diagnostics;
}

Diagnostics validateNode(const Node& node, std::string_view path, const Catalog& catalog,
                         const Definitions& definitions)
{
    Diagnostics diagnostics;
    NodeValidator({}, catalog, definitions, diagnostics).check(node, std::string(path));
    return diagnostics;
}

Diagnostics validate(const Score& score, const Catalog& catalog)
{
    Diagnostics diagnostics;
    const Definitions none;
    NodeValidator validator({}, catalog, none, diagnostics);
    for (std::size_t i = 0; i < score.terms.size(); ++i) {
        const std::string path = childPath("$.terms", i);
        if (const auto* event = std::get_if<EventTerm>(&score.terms[i])) {
            validator.checkFilter(event->events, path);
            if (!event->per.empty()) {
                validator.checkNumericProperty(event->events, event->per, childPath(path, "per"));
            }
            continue;
        }
        validator.checkNumericAttribute(std::get<AttributeTerm>(score.terms[i]).attribute, path);
    }
    return diagnostics;
}

} // namespace postweave::segment
