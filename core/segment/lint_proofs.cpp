// SPDX-License-Identifier: GPL-3.0-or-later
// Findings that are true of every audience.
#include "core/base/json.h"
#include "core/segment/lint_rules.h"
#include "core/segment/possible_worlds.h"
#include "core/segment/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace postweave::segment {

namespace {

using Term = Formula::Term;

/// Trees beyond it are not searched for conditions that change nothing.
constexpr std::size_t kMaxNodes = 500;
/// What references may unfold to.
constexpr std::size_t kMaxUnfolded = 20'000;

struct LintNode {
    const Node* node = nullptr;
    NodePath path;
    std::vector<std::size_t> children; ///< those that count
    Term term = 0;                     ///< with all of its children
    bool isFlagged = false;            ///< itself or something below: told of already
    bool isOut = false;                ///< found to change nothing, and left out from then on
};

bool isNegativeCondition(const Node& node)
{
    if (const auto* test = std::get_if<AttributeTest>(&node.body)) {
        return isNegative(test->test.op);
    }
    const auto* group = std::get_if<Group>(&node.body);
    return group != nullptr && (group->kind == GroupKind::Not || group->kind == GroupKind::None);
}

class ProofLint {
public:
    explicit ProofLint(const LintScope& scope) : m_scope(scope), m_worlds(scope.catalog, scope.frame) {}

    LintFindings run(const LintFindings& known)
    {
        add(m_scope.tree.root(), {});
        m_worlds.settle();
        for (const LintFinding& finding : known) {
            const bool isNever = finding.diagnostic.rule == "never";
            for (LintNode& each : m_nodes) {
                each.isFlagged = each.isFlagged || (isNever && each.path == finding.node);
            }
        }
        judge(0);
        if (m_nodes.size() <= kMaxNodes) {
            findIdle(0);
        }
        return std::move(m_findings);
    }

private:
    std::size_t add(const Node& node, const NodePath& path)
    {
        const std::size_t place = m_nodes.size();
        m_nodes.push_back({&node, path, {}, 0, false, false});
        const std::vector<Node>* children = childrenOf(node);
        for (std::uint32_t i = 0; children != nullptr && i < children->size(); ++i) {
            if (!isIgnored((*children)[i])) {
                NodePath childPath = path;
                childPath.push_back(i);
                const std::size_t child = add((*children)[i], childPath);
                m_nodes[place].children.push_back(child);
            }
        }
        const Term term = children != nullptr ? groupOf(m_nodes[place]) : termOf(node);
        m_nodes[place].term = term;
        return place;
    }

    Term groupOf(const LintNode& entry)
    {
        std::vector<Term> terms;
        for (const std::size_t child : entry.children) {
            terms.push_back(m_nodes[child].term);
        }
        const Group& group = std::get<Group>(entry.node->body);
        return m_formula.group(group.kind, group.atLeast, std::move(terms));
    }

    /// A reference is what the segment says.
    Term termOf(const Node& node)
    {
        ++m_unfolded;
        if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
            const auto found = m_scope.definitions.segments.find(reference->segment);
            if (found != m_scope.definitions.segments.end() && m_unfolded < kMaxUnfolded) {
                return termOf(found->second.root());
            }
        }
        const auto* group = std::get_if<Group>(&node.body);
        if (group == nullptr) {
            return m_formula.leaf(m_worlds.leafOf(node));
        }
        std::vector<Term> terms;
        for (const Node& child : group->children) {
            if (!isIgnored(child)) {
                terms.push_back(termOf(child));
            }
        }
        return m_formula.group(group->kind, group->atLeast, std::move(terms));
    }

    bool isImpossible(Term term) { return !m_scope.cancel.isCancelled() && m_worlds.isImpossible(m_formula, term); }
    bool isCertain(Term term) { return isImpossible(m_formula.negation(term)); }
    /// Whoever satisfies the first satisfies the second.
    bool implies(Term first, Term second) { return isImpossible(m_formula.both(first, m_formula.negation(second))); }

    /// The innermost nodes that hold for nobody or for everybody.
    void judge(std::size_t place)
    {
        bool below = m_nodes[place].isFlagged;
        for (const std::size_t child : std::vector<std::size_t>(m_nodes[place].children)) {
            judge(child);
            below = below || m_nodes[child].isFlagged;
        }
        LintNode& entry = m_nodes[place];
        const auto* group = std::get_if<Group>(&entry.node->body);
        const bool isEverybody =
            place == 0 && group != nullptr && group->kind == GroupKind::All && entry.children.empty();
        if (!below && !isEverybody) {
            if (isImpossible(entry.term)) {
                tellContradiction(entry);
                below = true;
            } else if (isCertain(entry.term)) {
                tellTautology(entry);
                below = true;
            }
        }
        entry.isFlagged = below;
    }

    [[nodiscard]] std::string words(std::size_t place) const
    {
        const LintNode& entry = m_nodes[place];
        return childrenOf(*entry.node) == nullptr ? describe(*entry.node, m_scope.catalog)
                                                  : m_scope.tree.jsonPath(entry.path);
    }

    /// Two children that are enough to see it; nothing where it takes more.
    template <typename Shows>
    std::optional<std::pair<std::size_t, std::size_t>> pairOf(const LintNode& entry, const Shows& shows)
    {
        for (std::size_t i = 0; i < entry.children.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                if (shows(m_nodes[entry.children[j]].term, m_nodes[entry.children[i]].term)) {
                    return std::pair(entry.children[j], entry.children[i]);
                }
            }
        }
        return std::nullopt;
    }

    void tellContradiction(const LintNode& entry)
    {
        const auto* group = std::get_if<Group>(&entry.node->body);
        std::string message = "nobody can satisfy this";
        std::string mend = "change its values, or take it out";
        if (group != nullptr && entry.children.empty()) {
            message = "an empty group of this kind holds for nobody";
            mend = "add a condition, or take the group out";
        } else if (group != nullptr && group->kind == GroupKind::All) {
            const auto clash = pairOf(entry, [&](Term a, Term b) { return isImpossible(m_formula.both(a, b)); });
            message = clash
                          ? fmt::format("‘{}’ and ‘{}’ cannot hold together", words(clash->first), words(clash->second))
                          : "these conditions cannot hold together";
            mend = "take one of them out, or let one be enough with 'any'";
        }
        m_findings.push_back(m_scope.finding(Severity::Error, "contradiction", entry.path, std::move(message),
                                             std::move(mend), m_scope.findsAt(entry.path)));
    }

    void tellTautology(const LintNode& entry)
    {
        const auto* group = std::get_if<Group>(&entry.node->body);
        std::string rule = "tautology";
        std::string message = "everybody satisfies this";
        std::string mend = "change its values, or take it out";
        if (group != nullptr && entry.children.empty()) {
            message = "an empty group of this kind holds for everybody";
            mend = "add a condition, or take the group out";
        } else if (group != nullptr && group->kind == GroupKind::Any) {
            const auto cover = pairOf(entry, [&](Term a, Term b) {
                return isImpossible(m_formula.group(GroupKind::None, 1, {a, b}));
            });
            message = cover ? fmt::format("everybody satisfies ‘{}’ or ‘{}’", words(cover->first), words(cover->second))
                            : "everybody satisfies one of these conditions";
            if (cover && isNegativeCondition(*m_nodes[cover->first].node) &&
                isNegativeCondition(*m_nodes[cover->second].node)) {
                rule = "any-of-negatives";
                mend = "use 'all', or one 'not_in' with every value: whoever has one value does not have the other";
            }
        }
        m_findings.push_back(m_scope.finding(Severity::Warning, std::move(rule), entry.path, std::move(message),
                                             std::move(mend), m_scope.audience.size()));
    }

    /// The tree as it stands without what is out, and without one more.
    Term termWithout(std::size_t place, std::size_t left, bool withOut)
    {
        const LintNode& entry = m_nodes[place];
        const auto* group = std::get_if<Group>(&entry.node->body);
        if (group == nullptr) {
            return entry.term;
        }
        std::vector<Term> terms;
        for (const std::size_t child : std::vector<std::size_t>(entry.children)) {
            if (child != left && (withOut || !m_nodes[child].isOut)) {
                terms.push_back(termWithout(child, left, withOut));
            }
        }
        return m_formula.group(group->kind, group->atLeast, std::move(terms));
    }

    bool areEqual(Term first, Term second) { return implies(first, second) && implies(second, first); }

    /// Conditions whose taking out changes nobody: each by itself, and all that were found together.
    void findIdle(std::size_t place)
    {
        const LintNode& entry = m_nodes[place];
        const auto* group = std::get_if<Group>(&entry.node->body);
        if (group == nullptr) {
            return;
        }
        const std::vector<std::size_t> children = entry.children;
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
            const bool removable = group->kind != GroupKind::Not && !m_nodes[*child].isFlagged && !m_nodes[0].isFlagged;
            if (removable && areEqual(m_nodes[0].term, termWithout(0, *child, true)) &&
                areEqual(m_nodes[0].term, termWithout(0, *child, false))) {
                m_nodes[*child].isOut = true;
                tellIdle(place, *child);
            } else {
                findIdle(*child);
            }
        }
    }

    void tellIdle(std::size_t parent, std::size_t child)
    {
        const auto kind = std::get<Group>(m_nodes[parent].node->body).kind;
        const Term own = m_nodes[child].term;
        std::string rule = "redundant-condition";
        std::string message = "taking this out changes nobody: the other conditions already say as much";
        for (const std::size_t sibling : m_nodes[parent].children) {
            const Term other = m_nodes[sibling].term;
            const bool says = kind == GroupKind::All                              ? implies(other, own)
                              : kind == GroupKind::Any || kind == GroupKind::None ? implies(own, other)
                                                                                  : false;
            if (sibling != child && !m_nodes[sibling].isOut && says) {
                rule = "subsumed-condition";
                message = kind == GroupKind::All
                              ? fmt::format("whoever satisfies ‘{}’ satisfies this too", words(sibling))
                              : fmt::format("whoever satisfies this satisfies ‘{}’ too", words(sibling));
                break;
            }
        }
        const NodePath& path = m_nodes[child].path;
        m_findings.push_back(m_scope.finding(Severity::Warning, std::move(rule), path, std::move(message),
                                             "take it out, or say what else was meant", m_scope.findsAt(path)));
    }

    const LintScope& m_scope;
    PossibleWorlds m_worlds;
    Formula m_formula;
    std::vector<LintNode> m_nodes; ///< parents first
    std::size_t m_unfolded = 0;
    LintFindings m_findings;
};

} // namespace

LintFindings lintByProof(const LintScope& scope, const LintFindings& known)
{
    return ProofLint(scope).run(known);
}

} // namespace postweave::segment
