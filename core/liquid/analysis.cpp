// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/analysis.h"

#include "core/base/text.h"
#include "core/liquid/html_state.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/lookup.h"
#include "core/liquid/parsed_blocks.h"
#include "core/liquid/program.h"
#include "core/liquid/renderer.h"
#include "core/liquid/visitor.h"
#include "core/liquid/wording.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

namespace postweave::liquid {

namespace {

/// Line and column of many offsets of one text.
class LineTable {
public:
    explicit LineTable(std::string_view source) : m_source(source)
    {
        for (std::size_t at = source.find('\n'); at != std::string_view::npos; at = source.find('\n', at + 1)) {
            m_starts.push_back(at + 1);
        }
    }
    [[nodiscard]] SourcePosition at(std::size_t offset) const
    {
        const auto next = std::ranges::upper_bound(m_starts, offset);
        const std::size_t start = *(next - 1);
        return {static_cast<int>(next - m_starts.begin()),
                1 + static_cast<int>(countCodePoints(m_source.substr(start, offset - start)))};
    }

private:
    std::string_view m_source;
    std::vector<std::size_t> m_starts{0};
};

template <typename T>
void addOnce(std::vector<T>& list, const T& item)
{
    if (std::ranges::find(list, item) == list.end()) {
        list.push_back(item);
    }
}

bool isText(const Expression* expression)
{
    return expression != nullptr && expression->isLiteral() && expression->literal.isText();
}

/// What is found once for a template and all its partials.
struct Gathered {
    Analysis analysis;
    ParsedBlocks parsed; // filled beside analysis.blocks
    std::set<const Template*> seen;
    std::map<std::string, std::uint32_t> firstBlocks; // of partials, by name
    TraceLayout layout;
};

/// Where something stands in the tree of dynamic blocks.
struct TreePlace {
    int parent = -1;
    int branch = 0;
    int depth = 0;
};

/// A partial to go into, and how it is used first.
struct PartialVisit {
    std::shared_ptr<const Template> parsed;
    std::string name;
    std::set<std::string> locals;
    TreePlace place;
};

class Analyser final : public NodeVisitor {
public:
    Analyser(const Template& parsed, PartialVisit visit, Gathered& gathered)
        : m_program(parsed.program()),
          m_partial(std::move(visit.name)),
          m_locals(std::move(visit.locals)),
          m_place(visit.place),
          m_gathered(gathered),
          m_lines(m_program.source)
    {
    }

    void run()
    {
        const auto [first, isNew] = m_gathered.firstBlocks.try_emplace(m_partial, m_gathered.layout.blocks);
        m_firstBlock = first->second;
        m_isAgain = !isNew;
        m_gathered.layout.firstBlocks.emplace(&m_program, m_firstBlock);
        if (isNew) {
            m_gathered.layout.blocks += m_program.dynamicBlocks;
            analysis().blocks.resize(m_gathered.layout.blocks);
            m_gathered.parsed.blocks.resize(m_gathered.layout.blocks);
        }
        m_program.root.visit(*this);
    }

    void onExpression(const Expression* expression) override
    {
        if (expression == nullptr || expression->isLiteral()) {
            return;
        }
        if (expression->type == Expression::Type::Range) {
            onExpression(expression->first);
            onExpression(expression->last);
            return;
        }
        addVariable(*expression);
        m_gathered.analysis.hasComputedNames = m_gathered.analysis.hasComputedNames ||
                                               expression->path->dynamicName != nullptr ||
                                               expression->path->name.text == "self";
        onExpression(expression->path->dynamicName);
        for (const PathStep& step : expression->path->steps) {
            onExpression(step.dynamic);
        }
    }

    void onFiltered(const FilteredExpression& filtered) override
    {
        onExpression(filtered.base);
        for (const FilterCall& call : filtered.filters) {
            const SourcePosition at = m_lines.at(call.range.begin);
            analysis().filters.push_back(
                {std::string(call.name), call.filter != nullptr, call.range, at.line, at.column, m_partial});
            for (const Expression* const argument : call.arguments) {
                onExpression(argument);
            }
            for (const NamedArgument& argument : call.named) {
                onExpression(argument.value);
            }
        }
    }

    void onCondition(const Condition& condition) override
    {
        const Condition* rest = &condition;
        while (rest->type == Condition::Type::And || rest->type == Condition::Type::Or) {
            onCondition(*rest->one);
            rest = rest->two;
        }
        if (rest->one != nullptr) {
            onCondition(*rest->one);
        }
        if (rest->type == Condition::Type::Segment) {
            if (isText(rest->right)) {
                const std::string name(rest->right->literal.asText());
                addOnce(analysis().segments, name);
                analysis().segmentUses.push_back({name, placeOf(*rest->right)});
            }
        } else {
            onExpression(rest->left);
        }
        onExpression(rest->right);
        if (rest->type == Condition::Type::Compare) {
            addComparison(*rest->left, rest->comparison, *rest->right);
        }
        if (rest->query != nullptr) {
            addOnce(analysis().behaviours, *rest->query);
            analysis().behaviourUses.push_back({*rest->query, placeAt(rest->range)});
        }
    }

    void onName(std::string_view name, const Block* block) override
    {
        m_gathered.parsed.boundNames.emplace(name);
        if (block == nullptr) {
            m_locals.emplace(name);
        } else {
            m_boundIn[block].emplace_back(name);
        }
    }

    void onAssignment(const Node& node, std::string_view name, bool isCapture) override
    {
        const SourcePosition at = m_lines.at(node.range().begin);
        analysis().assignments.push_back({std::string(name), isCapture, node.range(), at.line, at.column, m_partial});
    }

    void onBlock(const Block& block) override
    {
        const auto bound = m_boundIn.find(&block);
        if (bound == m_boundIn.end()) {
            block.visit(*this);
            return;
        }
        const std::set<std::string> before = m_locals;
        m_locals.insert(bound->second.begin(), bound->second.end());
        ++m_place.depth;
        block.visit(*this);
        --m_place.depth;
        for (const std::string& name : bound->second) {
            if (!before.contains(name)) {
                m_locals.erase(name);
            }
        }
    }

    void onBranches(const BranchesView& view, std::span<const BranchView> branches) override
    {
        const std::size_t number = m_firstBlock + view.number;
        if (!m_isAgain) {
            analysis().blocks[number] = blockOf(view, branches);
            m_gathered.parsed.blocks[number] = parsedOf(view, branches);
        }
        const TreePlace outer = std::exchange(m_place, {static_cast<int>(number), 0, m_place.depth + 1});
        for (const BranchView& branch : branches) {
            ++m_place.branch;
            if (branch.parsed != nullptr) {
                onCondition(*branch.parsed);
            }
            for (const Expression* const candidate : branch.candidates) {
                onExpression(candidate);
                if (view.subject != nullptr) {
                    addComparison(*view.subject, Comparison::Equal, *candidate);
                }
            }
            onBlock(*branch.body);
        }
        m_place = outer;
    }

    void onPartial(const Node& node, const PartialView& view) override
    {
        PartialUse use;
        use.range = node.range();
        use.line = node.line();
        for (const std::string_view name : view.bound) {
            m_gathered.parsed.boundNames.emplace(name);
        }
        if (!isText(view.name)) {
            analysis().partials.push_back(use);
            analysis().hasComputedNames = true;
            return;
        }
        use.name = std::string(view.name->literal.asText());
        const PartialCache::Found& found = m_program.partials->find(use.name, view.start);
        use.isFound = found.parsed != nullptr;
        analysis().partials.push_back(use);
        if (use.isFound && m_gathered.seen.insert(found.parsed.get()).second) {
            std::set<std::string> locals = view.isIsolated ? std::set<std::string>() : m_locals;
            locals.insert(view.bound.begin(), view.bound.end());
            m_later.push_back({found.parsed, use.name, std::move(locals), m_place});
        }
    }

    void onAbort(const FilteredExpression& reason) override
    {
        if (isText(reason.base) && reason.filters.empty()) {
            addOnce(analysis().abortReasons, std::string(reason.base->literal.asText()));
        }
    }

    [[nodiscard]] std::vector<PartialVisit>& later() { return m_later; }

private:
    Analysis& analysis() { return m_gathered.analysis; }

    [[nodiscard]] AnalysisPlace placeAt(SourceRange range) const
    {
        const SourcePosition at = m_lines.at(range.begin);
        return {range, at.line, at.column, m_partial};
    }

    [[nodiscard]] AnalysisPlace placeOf(const Expression& literal) const
    {
        SourceRange range = literal.range;
        if (isText(&literal) && range.end >= range.begin + 2) {
            ++range.begin;
            --range.end;
        }
        return placeAt(range);
    }

    void addComparison(const Expression& left, Comparison comparison, const Expression& right)
    {
        const bool isMirrored = left.isLiteral();
        const Expression& path = isMirrored ? right : left;
        const Expression& constant = isMirrored ? left : right;
        if (!constant.isLiteral() || path.type != Expression::Type::Path) {
            return;
        }
        ConstantComparison found{useOf(path), comparison, isMirrored, constant.literal.kind(), {}, placeOf(constant)};
        appendText(found.text, constant.literal, TimeZone());
        analysis().comparisons.push_back(std::move(found));
    }

    void addVariable(const Expression& expression) { analysis().variables.push_back(useOf(expression)); }

    [[nodiscard]] VariableUse useOf(const Expression& expression) const
    {
        const Path& path = *expression.path;
        VariableUse use;
        use.path = m_program.source.substr(expression.range.begin, expression.range.end - expression.range.begin);
        use.range = expression.range;
        use.partial = m_partial;
        const SourcePosition at = m_lines.at(expression.range.begin);
        use.line = at.line;
        use.column = at.column;
        use.isWhole = path.dynamicName == nullptr;
        if (use.isWhole) {
            use.segments.emplace_back(path.name.text);
            use.isLocal = m_locals.contains(use.segments.front());
            for (const PathStep& step : path.steps) {
                if (step.dynamic != nullptr) {
                    use.isWhole = false;
                    break;
                }
                use.segments.push_back(step.isIndex ? std::to_string(step.index) : std::string(step.name.text));
            }
        }
        return use;
    }

    DynamicBlock blockOf(const BranchesView& view, std::span<const BranchView> branches) const
    {
        DynamicBlock block;
        block.tag = std::string(view.tag);
        block.partial = m_partial;
        block.line = view.node.line();
        block.range = view.node.range();
        block.depth = m_place.depth;
        block.parent = m_place.parent;
        block.parentBranch = m_place.branch;
        for (const BranchView& branch : branches) {
            BlockBranch made;
            made.tag = std::string(branch.tag);
            made.condition = branch.tag == "else" ? "" : std::string(branch.condition);
            made.wording = wordingOf(view, branch);
            made.line = branch.line;
            made.column = m_lines.at(branch.tagRange.begin).column;
            made.tagRange = branch.tagRange;
            made.bodyRange = branch.body->range;
            block.branches.push_back(std::move(made));
        }
        return block;
    }

    ParsedBlock parsedOf(const BranchesView& view, std::span<const BranchView> branches) const
    {
        ParsedBlock block{view.subject, m_program.source, {}};
        for (const BranchView& branch : branches) {
            block.branches.push_back({branch.parsed,
                                      {branch.candidates.begin(), branch.candidates.end()},
                                      branch.tag == "else",
                                      branch.tag == "unless"});
        }
        return block;
    }

    std::string wordingOf(const BranchesView& view, const BranchView& branch) const
    {
        if (!branch.candidates.empty()) {
            return describeCase(*view.subject, branch.candidates, m_program.source);
        }
        if (branch.parsed == nullptr) {
            return {};
        }
        return branch.tag == "unless" ? describeNegation(*branch.parsed, m_program.source)
                                      : describeCondition(*branch.parsed, m_program.source);
    }

    const Program& m_program;
    std::string m_partial;
    std::set<std::string> m_locals;
    TreePlace m_place;
    std::map<const Block*, std::vector<std::string>> m_boundIn;
    Gathered& m_gathered;
    LineTable m_lines;
    std::vector<PartialVisit> m_later;
    std::uint32_t m_firstBlock = 0;
    bool m_isAgain = false; // the same partial, compiled for another place in the HTML
};

std::optional<std::int64_t> indexIn(std::string_view segment)
{
    std::int64_t index = 0;
    const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
    return error == std::errc{} && end == segment.data() + segment.size() ? std::optional(index) : std::nullopt;
}

Gathered gather(const Template& parsed)
{
    Gathered gathered;
    Analyser own(parsed, {}, gathered);
    own.run();
    std::vector<PartialVisit> waiting = std::move(own.later());
    // Partials one after the other, not one inside the other: however they use each other, the stack stays flat.
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const PartialVisit next = waiting[i];
        Analyser partial(*next.parsed, next, gathered);
        partial.run();
        waiting.insert(waiting.end(), partial.later().begin(), partial.later().end());
    }
    gathered.analysis.ownBlocks = parsed.program().dynamicBlocks;
    gathered.analysis.layout = std::make_shared<const TraceLayout>(std::move(gathered.layout));
    gathered.parsed.hasComputedNames = gathered.analysis.hasComputedNames;
    return gathered;
}

} // namespace

Analysis analyse(const Template& parsed)
{
    return gather(parsed).analysis;
}

ParsedBlocks parsedBlocks(const Template& parsed)
{
    return gather(parsed).parsed;
}

Value readPath(const Value& globals, const VariableUse& use, Arena& arena)
{
    Value value = globals;
    for (std::size_t i = 0; i < use.segments.size(); ++i) {
        const std::string& segment = use.segments[i];
        const auto index = i == 0 ? std::nullopt : indexIn(segment);
        const auto found =
            index && !value.isHash()
                ? stepInto(value, Value::integer(*index), arena)
                : stepInto(value, Key(segment), i == 0 ? PathStep::Command::None : nameStep(segment).command, arena);
        value = found.value_or(Value());
    }
    return use.segments.empty() ? Value() : value;
}

} // namespace postweave::liquid
