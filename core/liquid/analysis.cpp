// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/analysis.h"

#include "core/base/text.h"
#include "core/liquid/html_state.h"
#include "core/liquid/lax_parser.h"
#include "core/liquid/lookup.h"
#include "core/liquid/program.h"
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
    std::vector<const Template*> open; // the partials around, so that recursion ends
    std::set<const Template*> seen;
};

class Analyser final : public NodeVisitor {
public:
    Analyser(const Template& parsed, std::string partial, std::set<std::string> locals, Gathered& gathered)
        : m_program(parsed.program()),
          m_partial(std::move(partial)),
          m_locals(std::move(locals)),
          m_gathered(gathered),
          m_lines(m_program.source)
    {
    }

    void run() { m_program.root.visit(*this); }

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
        onExpression(expression->path->dynamicName);
        for (const PathStep& step : expression->path->steps) {
            onExpression(step.dynamic);
        }
    }

    void onFiltered(const FilteredExpression& filtered) override
    {
        onExpression(filtered.base);
        for (const FilterCall& call : filtered.filters) {
            analysis().filters.push_back(
                {std::string(call.name), call.filter != nullptr, call.range, m_lines.at(call.range.begin).line});
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
                addOnce(analysis().segments, std::string(rest->right->literal.asText()));
            }
        } else {
            onExpression(rest->left);
        }
        onExpression(rest->right);
        if (rest->query != nullptr) {
            addOnce(analysis().behaviours, *rest->query);
        }
    }

    void onName(std::string_view name, const Block* block) override
    {
        if (block == nullptr) {
            m_locals.emplace(name);
        } else {
            m_boundIn[block].emplace_back(name);
        }
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
        ++m_depth;
        block.visit(*this);
        --m_depth;
        for (const std::string& name : bound->second) {
            if (!before.contains(name)) {
                m_locals.erase(name);
            }
        }
    }

    void onBranches(const BranchesView& view, std::span<const BranchView> branches) override
    {
        const bool isOwn = m_partial.empty();
        const int outer = std::exchange(m_parent, isOwn ? static_cast<int>(view.number) : m_parent);
        if (isOwn) {
            analysis().blocks[view.number] = blockOf(view, branches, outer);
        }
        ++m_depth;
        for (const BranchView& branch : branches) {
            if (branch.parsed != nullptr) {
                onCondition(*branch.parsed);
            }
            for (const Expression* const candidate : branch.candidates) {
                onExpression(candidate);
            }
            onBlock(*branch.body);
        }
        --m_depth;
        m_parent = outer;
    }

    void onPartial(const Node& node, const PartialView& view) override
    {
        PartialUse use;
        use.range = node.range();
        use.line = node.line();
        if (!isText(view.name)) {
            analysis().partials.push_back(use);
            return;
        }
        use.name = std::string(view.name->literal.asText());
        const PartialCache::Found& found = m_program.partials->find(use.name, view.start);
        use.isFound = found.parsed != nullptr;
        analysis().partials.push_back(use);
        if (use.isFound && m_gathered.seen.insert(found.parsed.get()).second) {
            std::set<std::string> locals = view.isIsolated ? std::set<std::string>() : m_locals;
            locals.insert(view.bound.begin(), view.bound.end());
            m_later.push_back({found.parsed, use.name, std::move(locals)});
        }
    }

    void onAbort(const FilteredExpression& reason) override
    {
        if (isText(reason.base) && reason.filters.empty()) {
            addOnce(analysis().abortReasons, std::string(reason.base->literal.asText()));
        }
    }

    struct Later {
        std::shared_ptr<const Template> parsed;
        std::string name;
        std::set<std::string> locals;
    };
    [[nodiscard]] std::vector<Later>& later() { return m_later; }

private:
    Analysis& analysis() { return m_gathered.analysis; }

    void addVariable(const Expression& expression)
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
        analysis().variables.push_back(std::move(use));
    }

    DynamicBlock blockOf(const BranchesView& view, std::span<const BranchView> branches, int parent)
    {
        DynamicBlock block;
        block.tag = std::string(view.tag);
        block.line = view.node.line();
        block.range = view.node.range();
        block.depth = m_depth;
        block.parent = parent;
        for (const BranchView& branch : branches) {
            BlockBranch made;
            made.tag = std::string(branch.tag);
            made.condition = branch.tag == "else" ? "" : std::string(branch.condition);
            made.wording = wordingOf(view, branch);
            made.line = branch.line;
            made.tagRange = branch.tagRange;
            made.bodyRange = branch.body->range;
            block.branches.push_back(std::move(made));
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
    std::map<const Block*, std::vector<std::string>> m_boundIn;
    Gathered& m_gathered;
    LineTable m_lines;
    std::vector<Later> m_later;
    int m_depth = 0;
    int m_parent = -1;
};

std::optional<std::int64_t> indexIn(std::string_view segment)
{
    std::int64_t index = 0;
    const auto [end, error] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
    return error == std::errc{} && end == segment.data() + segment.size() ? std::optional(index) : std::nullopt;
}

} // namespace

Analysis analyse(const Template& parsed)
{
    Gathered gathered;
    gathered.analysis.blocks.resize(parsed.program().dynamicBlocks);
    Analyser own(parsed, "", {}, gathered);
    own.run();
    std::vector<Analyser::Later> waiting = std::move(own.later());
    // Partials one after the other, not one inside the other: however they use each other, the stack stays flat.
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const Analyser::Later next = waiting[i];
        Analyser partial(*next.parsed, next.name, next.locals, gathered);
        partial.run();
        waiting.insert(waiting.end(), partial.later().begin(), partial.later().end());
    }
    return std::move(gathered.analysis);
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
