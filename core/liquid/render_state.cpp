// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/render_state.h"

#include "core/base/text.h"
#include "core/liquid/lookup.h"
#include "core/liquid/number.h"
#include "core/liquid/print.h"
#include "core/liquid/trace_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postweave::liquid {

namespace {

constexpr std::uint64_t kStepsBetweenChecks = 1024;
constexpr int kDeepestBlocks = 800;       // on the native stack
constexpr std::size_t kMostArguments = 8; // more than any filter takes

/// Liquid's `self`: the variables in reach, by name.
class SelfObject final : public Object {
public:
    explicit SelfObject(RenderState& state) : m_state(state) {}
    std::optional<Value> lookup(const Key& key, Arena&) const override { return m_state.variable(key, false); }

private:
    RenderState& m_state;
};

/// The next of a pool, which keeps its addresses.
template <typename T>
T& lend(std::deque<T>& pool, std::size_t& used)
{
    if (used == pool.size()) {
        pool.emplace_back();
    }
    return pool[used++];
}

/// As Ruby words it, which counts the input.
std::string wrongArgumentCount(const Filter& filter, std::size_t given)
{
    const std::string expected = filter.fewest == filter.most
                                     ? fmt::format("{}", filter.fewest + 1)
                                     : fmt::format("{}..{}", filter.fewest + 1, filter.most + 1);
    return fmt::format("wrong number of arguments (given {}, expected {})", given + 1, expected);
}

std::int64_t rangeEnd(const Value& value, Arena& arena)
{
    return value.isText() || value.isNil() ? toIndex(value, arena) : toInteger(value, arena);
}

} // namespace

RenderState::RenderState() : m_self(std::make_unique<SelfObject>(*this)) {}

RenderState::Level::Level(RenderState& state) : m_state(state)
{
    if (state.m_level >= kDeepestBlocks) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
    ++state.m_level;
}

RenderState::Scope::Scope(RenderState& state) : m_frame(*state.m_frame)
{
    if (m_frame.baseDepth + m_frame.scopes + 1 > state.m_options->limits.depth) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
    ++m_frame.scopes;
}

RenderState::Loop::Loop(RenderState& state, std::string_view name, std::int64_t length, Place place)
    : m_state(state), m_frame(*state.m_frame), m_object(lend(state.m_loops, state.m_loopsUsed)), m_outer(m_frame.loop)
{
    m_object.begin(name, length, place == Nested ? m_outer : nullptr);
    if (place == Nested) {
        m_frame.loop = &m_object;
    }
}

RenderState::Loop::~Loop()
{
    m_frame.loop = m_outer;
    --m_state.m_loopsUsed;
}

RenderState::RowLoop::RowLoop(RenderState& state, std::int64_t length, std::int64_t columns)
    : m_state(state), m_object(lend(state.m_rowLoops, state.m_rowLoopsUsed))
{
    m_object.begin(length, columns);
}

std::string_view RenderState::text(const Value& value)
{
    return toText(value, m_arena, zone(), m_options->limits.memoryBytes);
}

Value RenderState::evaluate(const Expression& expression)
{
    switch (expression.type) {
    case Expression::Type::Literal:
        return expression.literal;
    case Expression::Type::Path:
        return evaluatePath(*expression.path);
    case Expression::Type::Range:
        break;
    }
    const std::int64_t first = rangeEnd(evaluate(expression.first), m_arena);
    const std::int64_t last = rangeEnd(evaluate(expression.last), m_arena);
    return Value::range(*m_arena.make<Range>(Range{first, last}));
}

Value RenderState::evaluatePath(const Path& path)
{
    Value value;
    if (path.dynamicName != nullptr) {
        value = variable(Key(text(evaluate(*path.dynamicName))), true);
    } else {
        value = slotValue(m_frame->indexOf(path.slot), path.name.text);
    }
    for (const PathStep& next : path.steps) {
        value = step(value, next);
    }
    return value;
}

Value RenderState::step(const Value& value, const PathStep& next)
{
    if (next.dynamic == nullptr && !next.isIndex) {
        if (value.isHash()) {
            if (const Value* const found = value.asHash().find(next.name)) {
                return *found;
            }
        }
        if (const auto found = stepInto(value, next.name, next.command, m_arena)) {
            return *found;
        }
        if (m_options->strictVariables) {
            reportUndefined(next.name.text, value);
        }
        return {};
    }
    const Value key = next.isIndex ? Value::integer(next.index) : evaluate(*next.dynamic);
    if (const auto found = stepInto(value, key, m_arena)) {
        return *found;
    }
    if (m_options->strictVariables) {
        reportUndefined(text(key), value);
    }
    return {};
}

Value RenderState::slotValue(std::uint32_t index, std::string_view requiredName)
{
    Slot& slot = m_frame->slots[index];
    if (slot.isScoped) {
        return slot.scoped;
    }
    if (slot.isAssigned) {
        return slot.assigned;
    }
    if (slot.isCounted) {
        return Value::integer(slot.counter);
    }
    if (slot.globalState == Slot::Global::NotAsked) {
        askGlobals(slot, m_frame->names[index]);
    }
    if (slot.globalState == Slot::Global::Missing && m_options->strictVariables && !requiredName.empty()) {
        reportUndefined(requiredName, m_globals);
    }
    return slot.global;
}

void RenderState::askGlobals(Slot& slot, const Key& name)
{
    const auto found = stepInto(m_globals, name, PathStep::Command::None, m_lasting);
    slot.globalState = found ? Slot::Global::Found : Slot::Global::Missing;
    slot.global = found.value_or(Value());
    if (!found && name.text == "self") {
        slot.globalState = Slot::Global::Found;
        slot.global = Value::object(*m_self);
    }
}

Value RenderState::variable(const Key& name, bool isRequired)
{
    const Key kept = m_frame->find(name) ? name : Key(m_lasting.copy(name.text));
    return slotValue(m_frame->indexOf(kept), isRequired ? name.text : std::string_view());
}

Value RenderState::evaluate(const FilteredExpression& expression)
{
    Value value = evaluate(expression.base);
    for (const FilterCall& filter : expression.filters) {
        value = call(filter, value);
    }
    return value;
}

Value RenderState::call(const FilterCall& called, const Value& input)
{
    if (called.filter == nullptr) {
        if (m_options->strictFilters) {
            const std::string nearest = nearestOf(called.name, filterNames());
            throw RenderFailure{fmt::format("undefined filter {}{}", called.name,
                                            nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)),
                                ErrorCode::InvalidInput, true};
        }
        return input;
    }
    const Filter& filter = *called.filter;
    std::array<Value, kMostArguments + 1> arguments;
    std::size_t count = 0;
    for (const Expression* const argument : called.arguments) {
        arguments[std::min(count++, kMostArguments)] = evaluate(*argument);
    }
    if (!called.named.empty()) {
        arguments[std::min(count++, kMostArguments)] = namedArguments(called.named);
    }
    if (count < filter.fewest || count > filter.most) {
        throw RenderFailure{wrongArgumentCount(filter, count)};
    }
    countBytes(input.isText() ? input.asText().size() : input.isArray() ? input.asArray().size() * 16 : 0);
    FilterCallContext context{*this,
                              m_arena,
                              m_options->zone,
                              m_options->now,
                              m_options->limits.memoryBytes,
                              m_program->options.autoescape == Autoescape::Html};
    return filter.function(context, input, {arguments.data(), count});
}

Value RenderState::namedArguments(std::span<const NamedArgument> named)
{
    std::vector<Hash::Entry> entries;
    for (const NamedArgument& argument : named) {
        entries.push_back({argument.name, evaluate(*argument.value)});
    }
    return Value::hash(*Hash::make(m_arena, entries));
}

void RenderState::reportUndefined(std::string_view name, const Value& container)
{
    const std::string nearest = nearestOf(name, namesOf(container));
    throw RenderFailure{
        fmt::format("undefined variable {}{}", name, nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)),
        ErrorCode::InvalidInput, true};
}

std::vector<std::string> RenderState::namesOf(const Value& container) const
{
    std::vector<std::string> names;
    if (container.isHash()) {
        for (const Hash::Entry& entry : container.asHash().entries()) {
            names.emplace_back(entry.name);
        }
    } else if (container.kind() == Kind::Object) {
        names = container.asObject().names();
    }
    for (std::size_t i = 0; &container == &m_globals && i < m_frame->slots.size(); ++i) {
        if (m_frame->slots[i].isScoped || m_frame->slots[i].isAssigned) {
            names.emplace_back(m_frame->names[i].text);
        }
    }
    return names;
}

void RenderState::assign(std::uint32_t programSlot, const Value& value)
{
    Slot& target = slot(programSlot);
    target.assigned = value;
    target.isAssigned = true;
}

std::string_view RenderState::capture(const Block& body)
{
    if (m_capturesUsed == m_captures.size()) {
        m_captures.push_back(std::make_unique<std::string>());
    }
    std::string& buffer = *m_captures[m_capturesUsed++];
    buffer.clear();
    std::string* const outer = std::exchange(m_out, &buffer);
    const std::size_t outerLimit = std::exchange(m_outputLimit, m_options->limits.memoryBytes);
    const auto restore = [&] {
        m_out = outer;
        m_outputLimit = outerLimit;
        --m_capturesUsed;
    };
    try {
        body.render(*this);
    } catch (...) {
        restore();
        throw;
    }
    restore();
    return m_arena.copy(buffer);
}

void RenderState::takeBranch(std::uint32_t block, std::size_t branch)
{
    if (m_trace == nullptr) {
        return;
    }
    const bool isOwn = m_program == &m_template->program();
    const auto first = isOwn             ? std::optional(0U)
                       : m_trace->layout ? m_trace->layout->firstBlockOf(*m_program)
                                         : std::nullopt;
    if (!first) {
        return;
    }
    RenderTrace::Block& traced = m_trace->blocks[*first + block];
    if (traced.branch < 0) {
        traced.branch = static_cast<int>(branch);
    }
    traced.taken |= std::uint64_t{1} << std::min<std::size_t>(branch, 63);
}

void RenderState::checkLimits()
{
    m_nextCheck = m_steps + kStepsBetweenChecks;
    if (m_steps > m_options->limits.score) {
        throw LimitFailure{fmt::format("this template does more than {} steps for one message; make its loops shorter",
                                       groupedDigits(m_options->limits.score))};
    }
    if (m_hasDeadline && std::chrono::steady_clock::now() > m_deadline) {
        throw LimitFailure{"this template takes too long for one message; make its loops shorter"};
    }
}

void RenderState::outputTooLong()
{
    throw LimitFailure{fmt::format("this template writes more than {} bytes for one message; make its loops shorter",
                                   groupedDigits(m_outputLimit))};
}

void RenderState::abort(std::string reason)
{
    m_result.status = RenderStatus::Aborted;
    m_result.abortReason = std::move(reason);
    throw Stop{};
}

} // namespace postweave::liquid
