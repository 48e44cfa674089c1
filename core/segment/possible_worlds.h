// SPDX-License-Identifier: GPL-3.0-or-later
// PossibleWorlds: which truth values the leaves of a tree can take together, and proofs over them.
//
// The worlds are never fewer than those that data could show: tests of one attribute share its values, conditions on
// events share their numbers, and whatever is not understood may hold or not. So a statement proven here is true of
// every audience; one that is not proven may still be true.
#pragma once

#include "core/segment/catalog.h"
#include "core/segment/event_selection.h"
#include "core/segment/filter_tree.h"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postweave::segment {

/// A formula over leaves, as positions in an arena.
class Formula {
public:
    using Term = std::uint32_t;

    [[nodiscard]] Term leaf(std::size_t leaf);
    [[nodiscard]] Term group(GroupKind kind, std::uint32_t atLeast, std::vector<Term> children);
    [[nodiscard]] Term both(Term left, Term right) { return group(GroupKind::All, 1, {left, right}); }
    [[nodiscard]] Term negation(Term term) { return group(GroupKind::Not, 1, {term}); }

    enum class Truth : std::uint8_t { No, Yes, Open };
    /// `leaves`: what is known of each.
    [[nodiscard]] Truth evaluate(Term term, const std::vector<Truth>& leaves, std::uint64_t& steps) const;
    /// In order of first appearance.
    [[nodiscard]] std::vector<std::size_t> leavesOf(Term term) const;

private:
    static constexpr std::size_t kNoLeaf = std::numeric_limits<std::size_t>::max();
    struct Entry {
        std::size_t leaf = kNoLeaf;
        GroupKind kind = GroupKind::All;
        std::uint32_t atLeast = 1;
        std::vector<Term> children;
    };
    std::vector<Entry> m_entries;
};

/// How many events there are of a kind, in one world.
struct EventClaim {
    std::size_t kind = 0; ///< position among the kinds
    double low = 0;
    double high = std::numeric_limits<double>::infinity();
};

/// One way in which leaves that hang together can turn out.
struct LeafCell {
    std::vector<bool> truth; ///< by position of the group's leaves
    std::vector<EventClaim> claims;
};

struct LeafGroup {
    std::vector<std::size_t> leaves;
    std::vector<LeafCell> cells;
};

/// Events of a filter in a span of time.
struct EventKind {
    EventFilter events;
    TimeSpan span;
};

class PossibleWorlds {
public:
    /// Trees must be valid against the catalog.
    PossibleWorlds(const Catalog& catalog, TimeFrame frame) : m_catalog(catalog), m_frame(std::move(frame)) {}

    /// The position of a leaf; equal leaves have one. Groups and references are no leaves.
    [[nodiscard]] std::size_t leafOf(const Node& node);
    /// To be called when every leaf is known, before the first proof.
    void settle();

    /// True: no audience whatever can have a profile for which the term holds. False: not proven, be it that the proof
    /// would take too long.
    [[nodiscard]] bool isImpossible(const Formula& formula, Formula::Term term);

private:
    void addGroupsOfAttributes();
    void addGroupsOfEvents();
    void addGroupsOfScores();
    void addOpenGroups();
    void addGroup(LeafGroup group);
    [[nodiscard]] std::size_t kindOf(const EventFilter& events, const std::optional<Window>& window);
    [[nodiscard]] bool contains(std::size_t outer, std::size_t inner) const;
    [[nodiscard]] bool goTogether(const LeafCell& left, const LeafCell& right) const;

    friend class WorldSearch;

    const Catalog& m_catalog;
    TimeFrame m_frame;
    std::vector<Node> m_leaves;
    std::map<std::string, std::size_t> m_byText;
    std::vector<EventKind> m_kinds;
    std::vector<LeafGroup> m_groups;
    std::vector<std::size_t> m_groupOf; ///< by leaf
    std::uint64_t m_stepsLeft = 0;
};

} // namespace postweave::segment
