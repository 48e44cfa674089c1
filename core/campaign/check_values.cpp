// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons of attributes with values of a type that never matches, or that no profile has; behaviour that no event
// shows.
#include "core/campaign/checks.h"

#include "core/base/text.h"
#include "core/campaign/customer_object.h"
#include "core/segment/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace postweave::campaign {

namespace {

using audience::AttributeColumn;
using audience::CodedColumn;
using audience::ValueDictionary;
using liquid::Comparison;
using liquid::ConstantComparison;
using liquid::Kind;

/// Among more distinct texts than these no nearest one is looked for; it would take too long while somebody writes.
constexpr std::size_t kMostTexts = 20'000;

enum class Order : std::uint8_t { None, Equality, Order, Contains };

Order orderOf(Comparison comparison)
{
    switch (comparison) {
    case Comparison::Equal:
    case Comparison::NotEqual:
        return Order::Equality;
    case Comparison::Contains:
        return Order::Contains;
    default:
        return Order::Order;
    }
}

bool isNumber(Kind kind)
{
    return kind == Kind::Integer || kind == Kind::BigInteger || kind == Kind::Float;
}

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

std::string_view wordsOf(ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
        return "true or false";
    case ValueType::Integer:
    case ValueType::Number:
        return "a number";
    case ValueType::Date:
        return "a date";
    case ValueType::DateTime:
        return "a time";
    case ValueType::List:
        return "a list";
    case ValueType::Text:
        break;
    }
    return "a text";
}

bool readsAsNumber(const std::string& text)
{
    return !text.empty() && text.find_first_not_of("0123456789.-") == std::string::npos;
}

/// How it should be written instead.
std::string mendFor(ValueType type, const ConstantComparison& asked)
{
    if (type == ValueType::List) {
        return fmt::format("write {} contains '{}'", asked.use.path, asked.text);
    }
    if (type == ValueType::Text) {
        return fmt::format("write '{}' in quotes", asked.text);
    }
    if (isNumeric(type) && readsAsNumber(asked.text)) {
        return fmt::format("write {} without quotes", asked.text);
    }
    if (type == ValueType::Boolean && (asked.text == "true" || asked.text == "false")) {
        return fmt::format("write {} without quotes", asked.text);
    }
    if (type == ValueType::Date) {
        return "write the day as '2026-07-01'";
    }
    return type == ValueType::DateTime ? "compare it with before, after, or '30 days ago'"
                                       : "compare it with a value of its own type";
}

/// Whether a value of the type and the constant can be equal, or stand in order, at all.
bool canMatch(ValueType type, const ConstantComparison& asked)
{
    const bool isText = asked.kind == Kind::Text;
    const Order order = orderOf(asked.comparison);
    if (asked.kind == Kind::Nil || asked.kind == Kind::Empty || asked.kind == Kind::Blank) {
        return true;
    }
    if (order == Order::Contains) {
        return asked.isMirrored || (type == ValueType::List && isText) || type == ValueType::Text;
    }
    switch (type) {
    case ValueType::Boolean:
        return order == Order::Equality && asked.kind == Kind::Boolean;
    case ValueType::Integer:
    case ValueType::Number:
        return isNumber(asked.kind);
    case ValueType::Date:
        return isText && (parseDate(asked.text) || (order == Order::Order && parseDateTime(asked.text)));
    case ValueType::DateTime:
        return isText && order == Order::Order && (parseDate(asked.text) || parseDateTime(asked.text));
    case ValueType::List:
        return false;
    case ValueType::Text:
        break;
    }
    return isText;
}

/// An order that Ruby refuses ends the message of whoever has a value.
bool failsToCompare(ValueType type, const ConstantComparison& asked)
{
    const bool hasOrder = type != ValueType::Boolean && type != ValueType::List;
    return orderOf(asked.comparison) == Order::Order && hasOrder && (isNumber(asked.kind) || asked.kind == Kind::Text);
}

Diagnostic mismatch(ValueType type, const ConstantComparison& asked)
{
    const std::string constant = asked.kind == Kind::Text ? fmt::format("'{}'", asked.text) : asked.text;
    const bool fails = failsToCompare(type, asked);
    const std::string message =
        fails ? fmt::format("{} is {} and cannot be compared with {}: the message fails for whoever has one",
                            asked.use.path, wordsOf(type), constant)
              : fmt::format("{} is {}, so this never matches {}", asked.use.path, wordsOf(type), constant);
    return {fails ? Severity::Error : Severity::Warning, "type-mismatch", message, mendFor(type, asked), {}, {}};
}

/// The texts of a column, the items of its lists.
std::vector<std::string_view> textsOf(const ValueDictionary& dictionary)
{
    std::vector<std::string_view> texts;
    const bool isList = dictionary.type() == ValueType::List;
    const std::size_t count = isList ? dictionary.itemCount() : dictionary.size();
    texts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        texts.push_back(isList ? dictionary.item(i) : dictionary.text(static_cast<ValueDictionary::Code>(i + 1)));
    }
    return texts;
}

/// A text that a profile or an event has; the nearest that one has; nothing.
struct Nearest {
    bool isThere = false;
    std::string nearest;
};

Nearest nearestIn(const std::vector<std::string_view>& texts, const std::string& wanted)
{
    if (std::find(texts.begin(), texts.end(), wanted) != texts.end()) {
        return {true, {}};
    }
    if (texts.size() > kMostTexts) {
        return {};
    }
    return {false, nearestOf(wanted, std::vector<std::string>(texts.begin(), texts.end()))};
}

std::optional<double> numberIn(const ConstantComparison& asked)
{
    char* end = nullptr;
    const double number = std::strtod(asked.text.c_str(), &end);
    return end != nullptr && *end == '\0' && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

Nearest nearestNumber(const ValueDictionary& dictionary, const ConstantComparison& asked)
{
    const auto wanted = numberIn(asked);
    if (!wanted) {
        return {true, {}};
    }
    std::optional<double> nearest;
    for (std::size_t i = 1; i <= dictionary.size(); ++i) {
        const auto code = static_cast<ValueDictionary::Code>(i);
        const double known = dictionary.type() == ValueType::Integer ? static_cast<double>(dictionary.integer(code))
                                                                     : dictionary.number(code);
        if (!nearest || std::abs(known - *wanted) < std::abs(*nearest - *wanted)) {
            nearest = known;
        }
    }
    if (!nearest || *nearest == *wanted) {
        return {nearest.has_value(), {}};
    }
    return {false, fmt::format("{}", *nearest)};
}

/// Whether some profile has the value; also where that is not asked.
Nearest nearestValue(const CodedColumn& column, const ConstantComparison& asked)
{
    const ValueDictionary& dictionary = column.dictionary();
    const Order order = orderOf(asked.comparison);
    if (asked.kind == Kind::Text && order == Order::Equality && column.type() == ValueType::Text) {
        return nearestIn(textsOf(dictionary), asked.text);
    }
    if (asked.kind == Kind::Text && order == Order::Contains && column.type() == ValueType::List) {
        return nearestIn(textsOf(dictionary), asked.text);
    }
    if (asked.kind == Kind::Text && order == Order::Contains && column.type() == ValueType::Text) {
        const auto texts = textsOf(dictionary);
        return {std::any_of(texts.begin(), texts.end(),
                            [&](std::string_view text) { return text.find(asked.text) != text.npos; }),
                {}};
    }
    if (isNumber(asked.kind) && order == Order::Equality && isNumeric(column.type())) {
        return nearestNumber(dictionary, asked);
    }
    return {true, {}};
}

std::string mendOf(const Nearest& found)
{
    return found.nearest.empty() ? "look at the attribute's values on the Data page"
                                 : fmt::format("did you mean '{}'?", found.nearest);
}

void checkComparison(const CheckScope& scope, CampaignPart part, const AttributeTree& tree,
                     const ConstantComparison& asked, Findings& findings)
{
    bool isKnown = false;
    const bool isPlain = isCustomerUse(asked.use) && asked.use.isWhole;
    const AttributeColumn* const attribute = isPlain ? attributeOf(tree, asked.use, isKnown) : nullptr;
    // customer.tags.size asks for something else than the attribute.
    if (attribute == nullptr || !isKnown || "customer." + attribute->name != asked.use.path) {
        return;
    }
    if (!canMatch(attribute->column.type(), asked)) {
        findings.push_back(findingAt(scope, part, asked.place, mismatch(attribute->column.type(), asked)));
        return;
    }
    if (const Nearest found = nearestValue(attribute->column, asked); !found.isThere) {
        findings.push_back(findingAt(scope, part, asked.place,
                                     {Severity::Warning,
                                      "unknown-value",
                                      fmt::format("no profile has {} in {}", asked.text, asked.use.path),
                                      mendOf(found),
                                      {},
                                      {}}));
    }
}

/// The texts that events have in the properties that a verb looks at.
std::vector<std::string_view> eventTexts(const std::vector<const audience::EventTable*>& tables,
                                         const PredicateMeaning& meaning)
{
    std::set<std::string_view> texts;
    for (const audience::EventTable* const table : tables) {
        for (const std::string& name : meaning.properties) {
            const CodedColumn* const column = table->property(name);
            const bool hasTexts =
                column != nullptr && (column->type() == ValueType::Text || column->type() == ValueType::List);
            if (hasTexts) {
                const auto found = textsOf(column->dictionary());
                texts.insert(found.begin(), found.end());
            }
        }
    }
    return {texts.begin(), texts.end()};
}

void checkBehaviour(const CheckScope& scope, CampaignPart part, const liquid::BehaviourUse& asked, Findings& findings)
{
    const audience::Audience& audience = *scope.people->audience;
    const PredicateMeaning& meaning = scope.people->predicates.of(asked.query.verb);
    const bool isNamed = asked.query.verb == liquid::BehaviourVerb::Did;
    const std::string type = isNamed ? asked.query.value.value_or("*") : meaning.event;
    std::vector<const audience::EventTable*> tables;
    std::vector<std::string> types;
    for (const auto& table : audience.events()) {
        types.push_back(table->type());
        if (segment::matchesType(type, table->type())) {
            tables.push_back(table.get());
        }
    }
    if (tables.empty()) {
        const std::string nearest = nearestOf(type, types);
        findings.push_back(findingAt(
            scope, part, asked.place,
            {Severity::Warning,
             "unknown-event",
             fmt::format("there are no events '{}', so nobody did that", type),
             !nearest.empty() && isNamed ? fmt::format("did you mean {}?", nearest)
             : isNamed                   ? "import them, or name a type that there is"
                       : fmt::format("import them, or set what '{}' means in the workspace", nameOf(asked.query.verb)),
             {},
             {}}));
        return;
    }
    if (isNamed || !asked.query.value) {
        return;
    }
    const Nearest found = nearestIn(eventTexts(tables, meaning), *asked.query.value);
    // Numbers match by what they print: whoDid() knows.
    if (!found.isThere && whoDid({asked.query.verb, asked.query.value, std::nullopt, 1}, audience, scope.people->now,
                                 scope.people->predicates)
                                  .count() == 0) {
        findings.push_back(findingAt(scope, part, asked.place,
                                     {Severity::Warning,
                                      "unknown-value",
                                      fmt::format("no event '{}' has '{}' in {}", type, *asked.query.value,
                                                  fmt::join(meaning.properties, " or ")),
                                      found.nearest.empty() ? "look at the events' properties on the Data page"
                                                            : fmt::format("did you mean {}?", found.nearest),
                                      {},
                                      {}}));
    }
}

} // namespace

void checkValues(const CheckScope& scope, CampaignPart part, Findings& findings)
{
    if (scope.people == nullptr || scope.people->audience->size() == 0) {
        return;
    }
    const AttributeTree tree = makeAttributeTree(*scope.people->audience);
    const liquid::Analysis& analysis = scope.campaign.part(part).analysis;
    for (const ConstantComparison& asked : analysis.comparisons) {
        checkComparison(scope, part, tree, asked, findings);
    }
    // Before any events were imported, all of them are missing, and everybody knows.
    for (const liquid::BehaviourUse& asked : analysis.behaviourUses) {
        if (!scope.people->audience->events().empty()) {
            checkBehaviour(scope, part, asked, findings);
        }
    }
}

} // namespace postweave::campaign
