// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/change_options.h"

#include "core/audience/column_summary.h"
#include "core/segment/event_selection.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/value_list.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxTiedValues = 400;

const ValueTest* testOf(const Node& leaf)
{
    const auto* test = std::get_if<AttributeTest>(&leaf.body);
    return test == nullptr ? nullptr : &test->test;
}

/// Makes the options of attributes that are tied to each other.
class OptionsMaker {
public:
    OptionsMaker(const OptionsRequest& request, const PersonFacts& standing, const FactScope& scope)
        : m_request(request), m_standing(standing), m_scope(scope)
    {
    }

    AttributeOptions make(std::vector<std::string> attributes, std::vector<std::size_t> leaves)
    {
        m_options = {};
        m_options.attributes = std::move(attributes);
        m_options.leaves = std::move(leaves);
        collectValues();
        addChoices();
        for (const std::size_t leaf : m_options.leaves) {
            m_options.truth.push_back(truthOf(leaf));
        }
        return std::move(m_options);
    }

private:
    [[nodiscard]] std::size_t placeOf(const std::string& attribute) const
    {
        const auto& all = m_options.attributes;
        return static_cast<std::size_t>(std::find(all.begin(), all.end(), attribute) - all.begin());
    }
    [[nodiscard]] bool isFixed(const std::string& attribute) const
    {
        return std::find(m_request.fixed.begin(), m_request.fixed.end(), attribute) != m_request.fixed.end();
    }
    [[nodiscard]] const audience::CodedColumn& columnOf(const std::string& attribute) const
    {
        return m_scope.people.attribute(attribute)->column;
    }

    /// Values that a condition would have beside each that the other attribute could have.
    void addTied(std::vector<ValueList>& lists)
    {
        std::vector<ValueList> more = lists;
        for (const std::size_t leaf : m_options.leaves) {
            const Node& node = *m_request.leaves[leaf];
            const std::vector<std::string> both = attributesOf(node);
            for (std::size_t side = 0; both.size() == 2 && side < 2; ++side) {
                const std::size_t own = placeOf(both[side]);
                for (const Value& other : lists[placeOf(both[1 - side])].values()) {
                    if (more[own].values().size() >= kMaxTiedValues || isFixed(both[side])) {
                        break;
                    }
                    const TiedValue tied{both[side], columnOf(both[side]).type(), lists[own].values().front(), other};
                    const auto* comparison = std::get_if<AttributeComparison>(&node.body);
                    more[own].add(comparison != nullptr
                                      ? candidatesForComparison(*comparison, tied, m_scope.frame)
                                      : candidatesForDistance(std::get<DistanceTest>(node.body), tied, m_scope.frame));
                }
            }
        }
        lists = std::move(more);
    }

    /// Where nothing stands, what others have, or a plain number, to begin with.
    void addPlain(std::vector<ValueList>& lists) const
    {
        for (std::size_t i = 0; i < lists.size(); ++i) {
            const audience::CodedColumn& column = columnOf(m_options.attributes[i]);
            const ValueType type = column.type();
            if (isFixed(m_options.attributes[i]) || !isMissing(lists[i].values().front())) {
                continue;
            }
            constexpr std::size_t kFew = 8;
            for (audience::ValueCount& known : audience::topValues(column, type == ValueType::List ? 0 : kFew)) {
                lists[i].add(std::move(known.value));
            }
            if (type == ValueType::Integer) {
                lists[i].add(std::int64_t{0});
            } else if (type == ValueType::Number) {
                lists[i].add(0.0);
            }
        }
    }

    [[nodiscard]] std::vector<const ValueTest*> testsOn(const std::string& attribute) const
    {
        std::vector<const ValueTest*> tests;
        for (const std::size_t leaf : m_options.leaves) {
            const Node& node = *m_request.leaves[leaf];
            if (testOf(node) != nullptr && attributesOf(node).front() == attribute) {
                tests.push_back(testOf(node));
            }
        }
        return tests;
    }

    void addTested(std::vector<ValueList>& lists, bool withKnown) const
    {
        for (std::size_t i = 0; i < lists.size(); ++i) {
            const std::string& attribute = m_options.attributes[i];
            if (isFixed(attribute)) {
                continue;
            }
            const audience::CodedColumn& column = columnOf(attribute);
            lists[i].add(candidateValues(testsOn(attribute), column.type(), m_standing.value(attribute),
                                         withKnown ? &column : nullptr, m_scope.frame));
        }
    }

    /// Beside values that only a tie names, too.
    void addTestedBeside(std::vector<ValueList>& lists) const
    {
        for (std::size_t i = 0; i < lists.size(); ++i) {
            const std::string& attribute = m_options.attributes[i];
            if (!isFixed(attribute)) {
                const std::vector<Value> named = lists[i].values();
                lists[i].add(candidatesNear(testsOn(attribute), columnOf(attribute).type(), named, m_scope.frame));
            }
        }
    }

    void collectValues()
    {
        constexpr std::size_t kMaxRounds = 3; // along chains of conditions
        std::vector<ValueList> lists(m_options.attributes.size());
        for (std::size_t i = 0; i < lists.size(); ++i) {
            lists[i].add(m_standing.value(m_options.attributes[i]));
        }
        const bool areTied = std::any_of(m_options.leaves.begin(), m_options.leaves.end(),
                                         [&](std::size_t leaf) { return testOf(*m_request.leaves[leaf]) == nullptr; });
        if (areTied) {
            addPlain(lists);
            addTied(lists);
            addTested(lists, false);
        }
        for (std::size_t round = 1; areTied && round < std::min(lists.size(), kMaxRounds) + 1; ++round) {
            addTied(lists);
        }
        if (areTied) {
            addTestedBeside(lists);
        }
        addTested(lists, true);
        for (ValueList& list : lists) {
            m_options.values.push_back(std::move(list.values()));
        }
    }

    /// Every value of one attribute; of several together the first of each, and the missing one.
    void addChoices()
    {
        const std::size_t size = m_options.attributes.size();
        m_options.choices.emplace_back(size, 0);
        for (std::size_t place = 0; place < size; ++place) {
            for (std::uint32_t value = 1; value < m_options.values[place].size(); ++value) {
                m_options.choices.emplace_back(size, 0);
                m_options.choices.back()[place] = value;
            }
        }
        double sets = static_cast<double>(size);
        for (std::size_t changed = 2; changed <= size; ++changed) {
            sets *= static_cast<double>(size - changed + 1) / static_cast<double>(changed);
            const double room = static_cast<double>(kMaxJointOptions) / sets;
            const auto each = static_cast<std::size_t>(std::pow(room, 1 / static_cast<double>(changed)) + 1e-9);
            if (each < 2) {
                return;
            }
            std::vector<std::uint32_t> choice(size, 0);
            addJoint(choice, 0, changed, each);
        }
    }

    void addJoint(std::vector<std::uint32_t>& choice, std::size_t place, std::size_t changed, std::size_t each)
    {
        if (changed == 0) {
            m_options.choices.push_back(choice);
            return;
        }
        for (; place + changed <= choice.size(); ++place) {
            for (const std::uint32_t value : firstOf(place, each)) {
                choice[place] = value;
                addJoint(choice, place + 1, changed - 1, each);
            }
            choice[place] = 0;
        }
    }

    [[nodiscard]] std::vector<std::uint32_t> firstOf(std::size_t place, std::size_t count) const
    {
        const std::vector<Value>& values = m_options.values[place];
        std::vector<std::uint32_t> first;
        for (std::uint32_t value = 1; value < values.size(); ++value) {
            if (value <= count || isMissing(values[value])) {
                first.push_back(value);
            }
        }
        if (first.size() > count) {
            first.erase(first.end() - 2);
        }
        return first;
    }

    [[nodiscard]] audience::Bitset truthOf(std::size_t leaf) const
    {
        const Node& node = *m_request.leaves[leaf];
        audience::Bitset truth(m_options.choices.size());
        const std::vector<std::string> names = attributesOf(node);
        const std::size_t first = placeOf(names.front());
        const std::size_t second = placeOf(names.back());
        const std::vector<bool> alone = testOf(node) == nullptr ? std::vector<bool>() : truthByValue(leaf, first);
        const auto* comparison = std::get_if<AttributeComparison>(&node.body);
        const auto* distance = std::get_if<DistanceTest>(&node.body);
        const auto within = distance == nullptr ? std::nullopt : std::optional(matcherOf(*distance));
        for (std::size_t option = 0; option < m_options.choices.size(); ++option) {
            const std::vector<std::uint32_t>& choice = m_options.choices[option];
            if (!alone.empty()) {
                truth.assign(option, alone[choice[first]]);
                continue;
            }
            const Value& left = m_options.values[first][choice[first]];
            const Value& right = m_options.values[second][choice[second]];
            if (comparison != nullptr) {
                truth.assign(option, comparisonHolds(*comparison, left, right, m_scope.frame.zone));
            } else if (const auto point = pointOf(left, right)) {
                truth.assign(option, within->matchesNumber(distanceBetween(distance->from, *point)));
            } else {
                truth.assign(option, within->acceptsMissing());
            }
        }
        return truth;
    }

    [[nodiscard]] ValueMatcher matcherOf(const DistanceTest& test) const
    {
        return numberMatcher(test.test, m_scope.frame);
    }

    [[nodiscard]] std::vector<bool> truthByValue(std::size_t leaf, std::size_t place) const
    {
        const auto& test = std::get<AttributeTest>(m_request.leaves[leaf]->body);
        const ValueMatcher matcher = matcherFor(test.test, columnOf(test.attribute).type(), m_scope.frame);
        std::vector<bool> truth;
        for (const Value& value : m_options.values[place]) {
            if (!test.held) {
                truth.push_back(matcher.matches(value));
                continue;
            }
            PersonFacts changed = m_standing;
            changed.set(test.attribute, value);
            truth.push_back(m_request.holds(changed, leaf));
        }
        return truth;
    }

    const OptionsRequest& m_request;
    const PersonFacts& m_standing;
    const FactScope& m_scope;
    AttributeOptions m_options;
};

} // namespace

std::size_t AttributeOptions::cost(std::size_t option) const
{
    const std::vector<std::uint32_t>& choice = choices[option];
    return choice.size() - static_cast<std::size_t>(std::count(choice.begin(), choice.end(), 0U));
}

void AttributeOptions::apply(std::size_t option, PersonFacts& facts) const
{
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        facts.set(attributes[i], values[i][choices[option][i]]);
    }
}

std::vector<std::string> attributesOf(const Node& leaf)
{
    if (const auto* test = std::get_if<AttributeTest>(&leaf.body)) {
        return {test->attribute};
    }
    if (const auto* comparison = std::get_if<AttributeComparison>(&leaf.body)) {
        return {comparison->attribute, comparison->other};
    }
    const auto* distance = std::get_if<DistanceTest>(&leaf.body);
    return distance == nullptr ? std::vector<std::string>() : std::vector{distance->latitude, distance->longitude};
}

std::vector<AttributeOptions> optionsFor(const OptionsRequest& request, const PersonFacts& standing,
                                         const FactScope& scope)
{
    std::map<std::string, std::size_t> groupOf;
    std::vector<std::vector<std::string>> groups;
    for (const Node* leaf : request.leaves) {
        for (const std::string& attribute : attributesOf(*leaf)) {
            if (groupOf.emplace(attribute, groups.size()).second) {
                groups.push_back({attribute});
            }
            // Whatever one condition is about belongs together.
            const std::size_t to = groupOf[attributesOf(*leaf).front()];
            const std::size_t from = groupOf[attribute];
            if (from != to) {
                for (std::string& moved : std::exchange(groups[from], {})) {
                    groupOf[moved] = to;
                    groups[to].push_back(std::move(moved));
                }
            }
        }
    }
    std::vector<AttributeOptions> all;
    OptionsMaker maker(request, standing, scope);
    for (std::size_t group = 0; group < groups.size(); ++group) {
        std::vector<std::size_t> leaves;
        for (std::size_t leaf = 0; leaf < request.leaves.size(); ++leaf) {
            const std::vector<std::string> names = attributesOf(*request.leaves[leaf]);
            if (!names.empty() && groupOf[names.front()] == group) {
                leaves.push_back(leaf);
            }
        }
        if (!leaves.empty()) {
            all.push_back(maker.make(groups[group], leaves));
        }
    }
    return all;
}

} // namespace postweave::segment
