// SPDX-License-Identifier: GPL-3.0-or-later
// Lists that tests tell apart: what each test would add or take away, for each choice of tests that shall hold.
#include "core/segment/fact_candidates.h"
#include "core/segment/object_matcher.h"
#include "core/segment/test_types.h"
#include "core/segment/value_list.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxTests = 6; ///< of which every choice is tried

TextList itemsOf(const Value& value)
{
    const auto* list = std::get_if<TextList>(&value);
    return list == nullptr ? TextList() : *list;
}

std::vector<ValueType> typesReadAs(const ValueTest& test)
{
    const FieldKind kind = fieldKindOf(test).value_or(FieldKind::Any);
    return kind == FieldKind::Any ? std::vector{ValueType::Boolean, ValueType::Text} : typesOf(kind);
}

void setField(Json& object, std::string_view field, Json value)
{
    Json* at = &object;
    for (const std::string_view key : split(field, '.')) {
        at = &(*at)[std::string(key)];
    }
    *at = std::move(value);
}

/// An object that passes the tests of one field, `object` being what the others have led to; nothing if none is known.
std::optional<Json> withField(const Json& object, const std::string& field, const std::vector<FieldTest>& tests,
                              const TimeFrame& frame)
{
    const auto matcher = ObjectMatcher::compile({tests, 1}, frame);
    if (!matcher) {
        return std::nullopt;
    }
    if (matcher->acceptsItem(toText(object))) {
        return object;
    }
    std::vector<const ValueTest*> values;
    for (const FieldTest& test : tests) {
        values.push_back(&test.test);
    }
    for (const FieldTest& test : tests) {
        for (const ValueType type : typesReadAs(test.test)) {
            for (const Value& value : candidateValues(values, type, {}, nullptr, frame)) {
                Json next = object;
                if (!isMissing(value)) {
                    setField(next, field, toJson(value, frame.zone));
                }
                if (matcher->acceptsItem(toText(next))) {
                    return next;
                }
            }
        }
    }
    return std::nullopt;
}

/// The text of an object that passes every test; nothing if none is known.
std::optional<std::string> objectPassing(const ObjectTests& tests, const TimeFrame& frame)
{
    // Longer names first: what they lead into may be all that the shorter ones ask for.
    std::map<std::string, std::vector<FieldTest>, std::greater<>> byField;
    for (const FieldTest& test : tests.where) {
        byField[test.field].push_back(test);
    }
    Json object = Json::object();
    try {
        for (const auto& [field, ofField] : byField) {
            auto next = withField(object, field, ofField, frame);
            if (!next) {
                return std::nullopt;
            }
            object = std::move(*next);
        }
    } catch (const Json::exception&) {
        return std::nullopt; // a field would have to be an object and something else
    }
    return toText(object);
}

/// What a test on a list looks for.
class ListWish {
public:
    ListWish(const ValueTest& test, const TimeFrame& frame) : m_op(positiveOf(test.op)), m_ignoreCase(test.ignoreCase)
    {
        m_negative = m_op != test.op;
        if (const auto* objects = std::get_if<ObjectTests>(&test.operand)) {
            m_times = objects->atLeast;
            m_object = objectPassing(*objects, frame);
            if (auto matcher = ObjectMatcher::compile(*objects, frame)) {
                m_matcher = std::move(*matcher);
            }
            return;
        }
        for (const Literal& literal : literalsOf(test)) {
            if (const auto* text = std::get_if<std::string>(&literal)) {
                m_items.push_back(*text);
            }
        }
    }

    [[nodiscard]] bool isLookedFor(const std::string& item) const
    {
        return (m_matcher && m_matcher->acceptsItem(item)) ||
               std::any_of(m_items.begin(), m_items.end(), [&](const std::string& wanted) {
                   return m_ignoreCase ? foldCase(wanted) == foldCase(item) : wanted == item;
               });
    }
    /// Whether the test holds by items being there, or by their absence.
    [[nodiscard]] bool isNegative() const { return m_negative; }
    void takeFrom(TextList& list) const
    {
        std::erase_if(list, [&](const std::string& item) { return isLookedFor(item); });
    }
    /// Items that `isUnwanted` says another test forbids are left out where there is a choice.
    template <typename IsUnwanted>
    void addTo(TextList& list, const IsUnwanted& isUnwanted) const
    {
        constexpr std::uint32_t kMost = 100;
        for (std::uint32_t i = 0; m_object && i < std::min(m_times, kMost); ++i) {
            list.push_back(*m_object);
        }
        for (const std::string& item : m_items) {
            const bool isThere = std::find(list.begin(), list.end(), item) != list.end();
            if (m_op != Operator::HasAll && isUnwanted(item)) {
                continue;
            }
            if (!isThere) {
                list.push_back(item);
            }
            if (m_op != Operator::HasAll) {
                return;
            }
        }
    }

private:
    Operator m_op;
    bool m_ignoreCase;
    bool m_negative = false;
    std::uint32_t m_times = 1;
    TextList m_items;
    std::optional<std::string> m_object;
    std::optional<ObjectMatcher> m_matcher;
};

/// The list after some wishes are fulfilled, by bits of `chosen`, and the others are not.
TextList fulfilled(const std::vector<ListWish>& wishes, std::size_t chosen, TextList list)
{
    const auto isAdded = [&](std::size_t i) { return ((chosen >> i & 1U) != 0) != wishes[i].isNegative(); };
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        if (!isAdded(i)) {
            wishes[i].takeFrom(list);
        }
    }
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        if (isAdded(i)) {
            wishes[i].addTo(list, [&](const std::string& item) {
                for (std::size_t other = 0; other < wishes.size(); ++other) {
                    if (!isAdded(other) && wishes[other].isLookedFor(item)) {
                        return true;
                    }
                }
                return false;
            });
        }
    }
    return list;
}

} // namespace

std::vector<Value> candidateLists(const std::vector<const ValueTest*>& tests, const Value& standing,
                                  const TimeFrame& frame)
{
    std::vector<ListWish> wishes;
    for (const ValueTest* test : tests) {
        if (test->op != Operator::IsSet && test->op != Operator::IsNotSet) {
            wishes.emplace_back(*test, frame);
        }
    }
    ValueList list;
    for (const TextList& base : {itemsOf(standing), TextList()}) {
        for (std::size_t i = 0; i < wishes.size(); ++i) {
            list.add(fulfilled({wishes[i]}, 1, base));
            list.add(fulfilled({wishes[i]}, 0, base));
        }
        const std::vector<ListWish> few(
            wishes.begin(), wishes.begin() + static_cast<std::ptrdiff_t>(std::min(wishes.size(), kMaxTests)));
        for (std::size_t chosen = 0; chosen < std::size_t{1} << few.size(); ++chosen) {
            list.add(fulfilled(few, chosen, base));
        }
    }
    for (const ValueTest* test : tests) {
        constexpr std::size_t kMaxItems = 100;
        LiteralList literals = literalsOf(*test);
        literals.resize(std::min(literals.size(), kMaxItems));
        for (const Literal& literal : literals) {
            if (const auto* text = std::get_if<std::string>(&literal)) {
                list.add(TextList{*text});
            }
        }
    }
    list.add(TextList{"another"}); // set, and nothing that is looked for
    return std::move(list.values());
}

} // namespace postweave::segment
