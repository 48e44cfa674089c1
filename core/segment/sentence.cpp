// SPDX-License-Identifier: GPL-3.0-or-later
// A tree as one sentence.
#include "core/segment/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace postweave::segment {

namespace {

/// `US, CA or GB`.
std::string listed(const std::vector<std::string>& parts, std::string_view joint)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool isLast = i + 1 == parts.size();
        // An exception joins by its own word.
        const bool joins = parts[i].starts_with("but ");
        text += i == 0 ? "" : isLast && !joins ? fmt::format(" {} ", joint) : ", ";
        text += parts[i];
    }
    return text;
}

/// Spans from `first` on, with values joined by `or`.
std::string phrase(const Wording& wording, std::size_t first)
{
    std::string text;
    for (std::size_t i = first; i < wording.size();) {
        std::vector<std::string> values;
        while (i < wording.size() && isListed(wording[i].role)) {
            values.push_back(wording[i++].text);
        }
        text += text.empty() ? "" : " ";
        text += values.empty() ? wording[i++].text : listed(values, "or");
    }
    return text;
}

class SentenceWriter {
public:
    explicit SentenceWriter(const Catalog& catalog) : m_catalog(catalog) {}

    /// `whose Country is US`, `who did Purchase in the last 30 days`.
    std::string clause(const Node& node)
    {
        if (const auto* group = std::get_if<Group>(&node.body)) {
            return groupClause(*group);
        }
        const Wording wording = describeNode(node, m_catalog);
        const bool ofProfile = std::holds_alternative<AttributeTest>(node.body) ||
                               std::holds_alternative<AttributeComparison>(node.body) ||
                               std::holds_alternative<BucketTest>(node.body) ||
                               std::holds_alternative<DistanceTest>(node.body);
        if (ofProfile || std::holds_alternative<ScoreTest>(node.body)) {
            return "whose " + phrase(wording, 0);
        }
        if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
            return fmt::format("who are in the segment {}", reference->segment);
        }
        if (const auto* boundary = std::get_if<EventBoundary>(&node.body)) {
            const bool first = boundary->which == EventBoundary::Which::First;
            return fmt::format("whose {} {}", first ? "first" : "last", phrase(wording, 1));
        }
        if (std::holds_alternative<EventAggregate>(node.body)) {
            return "with " + phrase(wording, 0);
        }
        if (const auto* count = std::get_if<EventCount>(&node.body); count != nullptr && isNever(*count)) {
            EventCount rest = *count;
            rest.count.reset();
            return "who never did " + phrase(describeNode(Node{rest, false}, m_catalog), 0);
        }
        return "who did " + phrase(wording, 0);
    }

private:
    static bool isNever(const EventCount& leaf)
    {
        return leaf.count && leaf.count->op == Operator::Equal &&
               leaf.count->operand == Operand(Literal(std::int64_t{0}));
    }

    std::string groupClause(const Group& group)
    {
        std::vector<std::string> parts;
        for (const Node& child : group.children) {
            if (!isIgnored(child)) {
                const auto* inner = std::get_if<Group>(&child.body);
                const bool several = inner != nullptr && inner->children.size() > 1 && group.children.size() > 1;
                parts.push_back(several ? fmt::format("({})", clause(child)) : clause(child));
            }
        }
        switch (group.kind) {
        case GroupKind::All:
            return parts.empty() ? "whoever they are" : listed(parts, "and");
        case GroupKind::Any:
            return parts.empty() ? "of whom there are none" : listed(parts, "or");
        case GroupKind::None:
            return parts.empty() ? "whoever they are" : fmt::format("but not those {}", listed(parts, "or"));
        case GroupKind::AtLeast:
            return fmt::format("of whom at least {} hold: {}", group.atLeast, listed(parts, "and"));
        case GroupKind::Not:
            break;
        }
        return parts.empty() ? "whoever they are" : fmt::format("but not those {}", parts.front());
    }

    const Catalog& m_catalog;
};

} // namespace

std::string describeSentence(const FilterTree& tree, const Catalog& catalog)
{
    return fmt::format("People {}", SentenceWriter(catalog).clause(tree.root()));
}

} // namespace postweave::segment
