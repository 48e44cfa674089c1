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
    return evaluateRange(expression);
}

Value RenderState::evaluateRange(const Expression& range)
{
    const std::int64_t first = rangeEnd(evaluate(range.first), m_arena);
    const std::int64_t last = rangeEnd(evaluate(range.last), m_arena);
    return Value::range(*m_arena.make<Range>(Range{first, last}));
}

Value RenderState::evaluatePath(const Path& path)
{
    Value made;
    const Value* value = &made;
    if (path.dynamicName == nullptr) {
        const std::uint32_t index = m_frame->indexOf(path.slot);
        const Slot& slot = m_frame->slots[index];
        if (slot.isKnown()) {
            value = &slot.value();
        } else {
            made = askedValue(index, path.name.text);
        }
    } else {
        made = variable(Key(text(evaluate(*path.dynamicName))), true);
    }
    LookupCache* cache = m_caches + path.firstCache;
    for (const PathStep& next : path.steps) {
        if (value->isHash() && value->asHash().schema() == cache->schema) {
            value = &value->asHash().at(cache->slot);
        } else {
            made = step(*value, next, *cache);
            value = &made;
        }
        ++cache;
    }
    return *value;
}

Value RenderState::step(const Value& value, const PathStep& next, LookupCache& cache)
{
    if (next.isIndex && value.isArray() && next.index >= 0) {
        const auto items = value.asArray();
        return static_cast<std::uint64_t>(next.index) < items.size() ? items[static_cast<std::size_t>(next.index)]
                                                                     : Value();
    }
    if (next.isIndex || next.dynamic != nullptr) {
        return searchingStep(value, next);
    }
    if (value.isHash()) {
        const Hash& hash = value.asHash();
        if (const std::uint32_t slot = hash.shape().find(next.name); slot != Shape::kNone) {
            cache = {hash.schema(), slot};
            return hash.at(slot);
        }
    } else if (value.kind() == Kind::Object && value.asObject().schema() != 0) {
        const Object& object = value.asObject();
        if (object.schema() == cache.schema) {
            return object.at(cache.slot, m_arena);
        }
        if (const std::uint32_t slot = object.slotOf(next.name); slot != Shape::kNone) {
            cache = {object.schema(), slot};
            return object.at(slot, m_arena);
        }
    }
    return searchingStep(value, next);
}

Value RenderState::searchingStep(const Value& value, const PathStep& next)
{
    if (next.dynamic == nullptr && !next.isIndex) {
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

Value RenderState::askedValue(std::uint32_t index, std::string_view requiredName)
{
    const Slot& slot = m_frame->slots[index];
    if (slot.isKnown()) {
        return slot.value();
    }
    if (slot.globalState() == Slot::Global::NotAsked) {
        askGlobals(index);
    }
    if (slot.globalState() == Slot::Global::Missing && m_options->strictVariables && !requiredName.empty()) {
        reportUndefined(requiredName, m_globals);
    }
    return slot.value();
}

void RenderState::askGlobals(std::uint32_t index)
{
    Slot& slot = m_frame->slots[index];
    const Key& name = m_frame->names[index];
    const bool isCached = m_globals.isHash() && index < m_frame->ownNames;
    LookupCache* const cache = isCached ? m_frame->globalCaches + index : nullptr;
    if (isCached && m_globals.asHash().schema() == cache->schema) {
        slot.setGlobal(m_globals.asHash().at(cache->slot));
        return;
    }
    const auto found = stepInto(m_globals, name, PathStep::Command::None, m_lasting);
    if (found) {
        slot.setGlobal(*found);
    } else if (name.text == "self") {
        slot.setGlobal(Value::object(*m_self));
    } else {
        slot.setMissing();
    }
    if (found && isCached) {
        *cache = {m_globals.asHash().schema(), m_globals.asHash().shape().find(name)};
    }
}

Value RenderState::variable(const Key& name, bool isRequired)
{
    const Key kept = m_frame->find(name) ? name : Key(m_lasting.copy(name.text));
    return askedValue(m_frame->indexOf(kept), isRequired ? name.text : std::string_view());
}

Value RenderState::evaluate(const FilteredExpression& expression)
{
    if (expression.folded != nullptr) {
        return *expression.folded;
    }
    Value value = evaluate(expression.base);
    for (const FilterCall& filter : expression.filters) {
        value = call(filter, value);
    }
    return value;
}

Value RenderState::call(const FilterCall& called, const Value& input)
{
    if (called.filter == nullptr || !called.hasConstantArguments) {
        return callEvaluating(called, input);
    }
    countBytes(input.isText() ? input.asText().size() : input.isArray() ? input.asArray().size() * 16 : 0);
    return called.filter->function(*m_filterCall, input, called.constants);
}

Value RenderState::callEvaluating(const FilterCall& called, const Value& input)
{
    if (called.filter == nullptr) {
        return passUnknown(called, input);
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
    return filter.function(*m_filterCall, input, {arguments.data(), count});
}

Value RenderState::passUnknown(const FilterCall& called, const Value& input) const
{
    if (m_options->strictFilters) {
        const std::string nearest = nearestOf(called.name, filterNames());
        throw RenderFailure{fmt::format("undefined filter {}{}", called.name,
                                        nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)),
                            ErrorCode::InvalidInput, true};
    }
    return input;
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
        if (m_frame->slots[i].isScopedOrAssigned()) {
            names.emplace_back(m_frame->names[i].text);
        }
    }
    return names;
}

void RenderState::assign(std::uint32_t programSlot, const Value& value)
{
    slot(programSlot).assign(value);
}

std::string_view RenderState::capture(const Block& body)
{
    const std::size_t start = m_out.size();
    const std::size_t limit = m_out.limit();
    const std::size_t memory = m_options->limits.memoryBytes;
    m_out.setLimit(memory > SIZE_MAX - start ? SIZE_MAX : start + memory);
    const auto restore = [&] {
        m_out.cut(start);
        m_out.setLimit(limit);
    };
    try {
        body.render(*this);
        const std::string_view text = m_arena.copy(m_out.view(start));
        restore();
        return text;
    } catch (...) {
        restore();
        throw;
    }
}

void RenderState::traceBranch(std::uint32_t block, std::size_t branch)
{
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

void RenderState::abort(std::string reason)
{
    m_result.status = RenderStatus::Aborted;
    m_result.abortReason = std::move(reason);
    throw Stop{};
}

} // namespace postweave::liquid
