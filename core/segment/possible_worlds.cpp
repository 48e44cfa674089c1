// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/possible_worlds.h"

#include "core/segment/leaf_cells.h"
#include "core/segment/segment_format.h"

#include <algorithm>
#include <set>

namespace postweave::segment {

using Truth = Formula::Truth;

namespace {

/// Of all proofs over one tree, and of one, in terms visited.
constexpr std::uint64_t kMaxSteps = 40'000'000;
constexpr std::uint64_t kMaxStepsOfOne = 2'000'000;

Truth opposite(Truth truth)
{
    return truth == Truth::Open ? truth : truth == Truth::Yes ? Truth::No : Truth::Yes;
}

} // namespace

Formula::Term Formula::leaf(std::size_t leaf)
{
    m_entries.push_back({leaf, GroupKind::All, 1, {}});
    return static_cast<Term>(m_entries.size() - 1);
}

Formula::Term Formula::group(GroupKind kind, std::uint32_t atLeast, std::vector<Term> children)
{
    m_entries.push_back({kNoLeaf, kind, atLeast, std::move(children)});
    return static_cast<Term>(m_entries.size() - 1);
}

Truth Formula::evaluate(Term term, const std::vector<Truth>& leaves, std::uint64_t& steps) const
{
    ++steps;
    const Entry& entry = m_entries[term];
    if (entry.leaf != kNoLeaf) {
        return leaves[entry.leaf];
    }
    std::size_t holding = 0;
    std::size_t open = 0;
    for (const Term child : entry.children) {
        const Truth truth = evaluate(child, leaves, steps);
        holding += truth == Truth::Yes ? 1 : 0;
        open += truth == Truth::Open ? 1 : 0;
    }
    const bool all = entry.kind == GroupKind::All;
    const std::size_t wanted = all ? entry.children.size() : entry.kind == GroupKind::AtLeast ? entry.atLeast : 1;
    const Truth reached = holding >= wanted ? Truth::Yes : holding + open < wanted ? Truth::No : Truth::Open;
    const bool inverted = entry.kind == GroupKind::None || entry.kind == GroupKind::Not;
    return inverted ? opposite(reached) : reached;
}

std::vector<std::size_t> Formula::leavesOf(Term term) const
{
    std::vector<std::size_t> leaves;
    std::set<std::size_t> seen;
    std::vector<Term> open{term};
    while (!open.empty()) {
        const Entry& entry = m_entries[open.back()];
        open.pop_back();
        if (entry.leaf != kNoLeaf && seen.insert(entry.leaf).second) {
            leaves.push_back(entry.leaf);
        }
        open.insert(open.end(), entry.children.rbegin(), entry.children.rend());
    }
    return leaves;
}

std::size_t PossibleWorlds::leafOf(const Node& node)
{
    Node bare = node;
    bare.off = false;
    const auto [place, isNew] = m_byText.emplace(canonicalText(bare), m_leaves.size());
    if (isNew) {
        m_leaves.push_back(std::move(bare));
    }
    return place->second;
}

void PossibleWorlds::settle()
{
    m_stepsLeft = kMaxSteps;
    m_groupOf.assign(m_leaves.size(), m_groupOf.max_size());
    addGroupsOfAttributes();
    addGroupsOfEvents();
    addGroupsOfScores();
    addOpenGroups();
}

void PossibleWorlds::addGroup(LeafGroup group)
{
    for (const std::size_t leaf : group.leaves) {
        m_groupOf[leaf] = m_groups.size();
    }
    m_groups.push_back(std::move(group));
}

void PossibleWorlds::addGroupsOfAttributes()
{
    std::map<std::string, std::vector<std::size_t>> byAttribute;
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        if (const auto* test = std::get_if<AttributeTest>(&m_leaves[leaf].body)) {
            byAttribute[test->attribute].push_back(leaf);
        }
    }
    for (const auto& [name, leaves] : byAttribute) {
        const CatalogEntry* entry = m_catalog.attribute(name);
        std::vector<const AttributeTest*> tests;
        for (const std::size_t leaf : leaves) {
            tests.push_back(&std::get<AttributeTest>(m_leaves[leaf].body));
        }
        auto cells = entry == nullptr ? std::nullopt : cellsOfAttribute(tests, entry->type, m_frame);
        if (cells) {
            addGroup({leaves, std::move(*cells)});
        }
    }
}

std::size_t PossibleWorlds::kindOf(const EventFilter& events, const std::optional<Window>& window)
{
    const TimeSpan span = resolveWindow(window, m_frame);
    for (std::size_t i = 0; i < m_kinds.size(); ++i) {
        if (m_kinds[i].events == events && m_kinds[i].span.from == span.from && m_kinds[i].span.to == span.to) {
            return i;
        }
    }
    m_kinds.push_back({events, span});
    return m_kinds.size() - 1;
}

void PossibleWorlds::addGroupsOfEvents()
{
    std::map<std::string, std::vector<std::size_t>> together; // leaves that ask one number
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        if (const auto* count = std::get_if<EventCount>(&m_leaves[leaf].body)) {
            together["count " + std::to_string(kindOf(count->events, count->within))].push_back(leaf);
        } else if (const auto* aggregate = std::get_if<EventAggregate>(&m_leaves[leaf].body)) {
            together["aggregate " + std::to_string(static_cast<int>(aggregate->function)) + " " +
                     std::to_string(kindOf(aggregate->events, aggregate->within)) + " " + aggregate->property]
                .push_back(leaf);
        } else if (const auto* boundary = std::get_if<EventBoundary>(&m_leaves[leaf].body)) {
            const std::size_t kind = kindOf(boundary->events, boundary->within);
            addGroup({{leaf}, cellsOfOccurrence({kind}, isNever(m_kinds[kind].span))});
        } else if (const auto* sequence = std::get_if<EventSequence>(&m_leaves[leaf].body)) {
            std::vector<std::size_t> kinds;
            bool never = false;
            for (const SequenceStep& step : sequence->steps) {
                if (step.occurs) {
                    kinds.push_back(kindOf(step.events, sequence->within));
                    never = never || isNever(m_kinds[kinds.back()].span);
                }
            }
            addGroup({{leaf}, cellsOfOccurrence(kinds, never)});
        }
    }
    for (const auto& [text, leaves] : together) {
        std::vector<const Node*> nodes;
        for (const std::size_t leaf : leaves) {
            nodes.push_back(&m_leaves[leaf]);
        }
        const auto* count = std::get_if<EventCount>(&nodes.front()->body);
        const auto* aggregate = std::get_if<EventAggregate>(&nodes.front()->body);
        const std::size_t kind =
            count != nullptr ? kindOf(count->events, count->within) : kindOf(aggregate->events, aggregate->within);
        addGroup({leaves, count != nullptr ? cellsOfCounts(nodes, kind, isNever(m_kinds[kind].span), m_frame)
                                           : cellsOfAggregates(nodes, kind, isNever(m_kinds[kind].span), m_frame)});
    }
}

void PossibleWorlds::addGroupsOfScores()
{
    std::map<std::pair<std::string, bool>, std::vector<std::size_t>> byScore;
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        if (const auto* test = std::get_if<ScoreTest>(&m_leaves[leaf].body)) {
            byScore[{test->score, std::holds_alternative<PercentileBand>(test->test)}].push_back(leaf);
        }
    }
    for (const auto& [score, leaves] : byScore) {
        std::vector<const ScoreTest*> tests;
        for (const std::size_t leaf : leaves) {
            tests.push_back(&std::get<ScoreTest>(m_leaves[leaf].body));
        }
        addGroup({leaves, cellsOfScore(tests, m_frame)});
    }
}

/// What is not understood may hold or not.
void PossibleWorlds::addOpenGroups()
{
    for (std::size_t leaf = 0; leaf < m_leaves.size(); ++leaf) {
        if (m_groupOf[leaf] == m_groupOf.max_size()) {
            addGroup({{leaf}, {{{false}, {}}, {{true}, {}}}});
        }
    }
}

bool PossibleWorlds::contains(std::size_t outer, std::size_t inner) const
{
    const EventKind& large = m_kinds[outer];
    const EventKind& small = m_kinds[inner];
    const std::string& type = small.events.type;
    const bool typeFits = large.events.type == type || (!type.ends_with('*') && matchesType(large.events.type, type)) ||
                          (large.events.type.ends_with('*') && type.ends_with('*') &&
                           type.starts_with(large.events.type.substr(0, large.events.type.size() - 1)));
    const bool testsFit = std::all_of(large.events.where.begin(), large.events.where.end(), [&](const auto& test) {
        return std::find(small.events.where.begin(), small.events.where.end(), test) != small.events.where.end();
    });
    // Whatever else a filter asks must be asked alike.
    EventFilter alike = large.events;
    alike.type = small.events.type;
    alike.where = small.events.where;
    return typeFits && testsFit && alike == small.events && large.span.from <= small.span.from &&
           small.span.to <= large.span.to;
}

bool PossibleWorlds::goTogether(const LeafCell& left, const LeafCell& right) const
{
    for (const EventClaim& a : left.claims) {
        for (const EventClaim& b : right.claims) {
            if ((a.low > b.high && contains(b.kind, a.kind)) || (b.low > a.high && contains(a.kind, b.kind))) {
                return false;
            }
        }
    }
    return true;
}

/// Looks for a world in which a term holds, a group of leaves at a time.
class WorldSearch {
public:
    WorldSearch(const PossibleWorlds& worlds, const Formula& formula, Formula::Term term)
        : m_worlds(worlds),
          m_formula(formula),
          m_term(term),
          m_truth(worlds.m_leaves.size(), Truth::Open),
          m_steps(worlds.m_leaves.size())
    {
        std::set<std::size_t> seen;
        for (const std::size_t leaf : formula.leavesOf(term)) {
            if (seen.insert(worlds.m_groupOf[leaf]).second) {
                m_order.push_back(&worlds.m_groups[worlds.m_groupOf[leaf]]);
            }
        }
    }

    /// Also true where the search was given up.
    bool finds(std::size_t next = 0)
    {
        const Truth truth = m_formula.evaluate(m_term, m_truth, m_steps);
        if (truth != Truth::Open || m_steps > kMaxStepsOfOne) {
            return truth != Truth::No;
        }
        const LeafGroup& group = *m_order[next];
        for (const LeafCell& cell : group.cells) {
            m_steps += m_chosen.size();
            const bool fits = std::all_of(m_chosen.begin(), m_chosen.end(),
                                          [&](const LeafCell* chosen) { return m_worlds.goTogether(*chosen, cell); });
            if (fits && findsWith(group, cell, next)) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::uint64_t steps() const { return m_steps; }

private:
    bool findsWith(const LeafGroup& group, const LeafCell& cell, std::size_t next)
    {
        m_steps += group.leaves.size();
        for (std::size_t i = 0; i < group.leaves.size(); ++i) {
            m_truth[group.leaves[i]] = cell.truth[i] ? Truth::Yes : Truth::No;
        }
        m_chosen.push_back(&cell);
        const bool found = finds(next + 1);
        m_chosen.pop_back();
        for (const std::size_t leaf : group.leaves) {
            m_truth[leaf] = Truth::Open;
        }
        return found;
    }

    const PossibleWorlds& m_worlds;
    const Formula& m_formula;
    Formula::Term m_term;
    std::vector<Truth> m_truth;
    std::vector<const LeafGroup*> m_order;
    std::vector<const LeafCell*> m_chosen;
    std::uint64_t m_steps; ///< making ready is work too
};

bool PossibleWorlds::isImpossible(const Formula& formula, Formula::Term term)
{
    if (m_stepsLeft == 0) {
        return false;
    }
    WorldSearch search(*this, formula, term);
    const bool found = search.finds();
    m_stepsLeft -= std::min(m_stepsLeft, search.steps());
    return !found;
}

} // namespace postweave::segment
