// SPDX-License-Identifier: GPL-3.0-or-later
// How a render begins and ends, goes into partials, and what it does about errors.
#include "core/liquid/failure.h"
#include "core/liquid/filters/filter.h"
#include "core/liquid/render_state.h"
#include "core/liquid/trace_layout.h"

#include "core/base/source_range.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

namespace postweave::liquid {

namespace {

constexpr std::size_t kMostErrors = 1000;
constexpr const char* kNoMemory = "there is not enough memory for this message";

/// What is written into the output in Inline mode.
std::string inlineMessage(const RenderError& error, bool isSyntax)
{
    const std::string partial = error.partial.empty() ? "" : error.partial + ' ';
    return fmt::format("Liquid {}error ({}line {}): {}", isSyntax ? "syntax " : "", partial, error.line, error.message);
}

/// Restores a value when a partial is left, also by an error.
template <typename T>
class Restore {
public:
    Restore(T& place, T value) : m_place(place), m_before(std::exchange(place, std::move(value))) {}
    ~Restore() { m_place = std::move(m_before); }
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;

private:
    T& m_place;
    T m_before;
};

} // namespace

RenderResult RenderState::run(const Template& parsed, const Value& globals, const RenderOptions& options,
                              std::string& out, RenderTrace* trace)
{
    m_template = &parsed;
    m_program = &parsed.program();
    m_partialName = {};
    m_options = &options;
    m_globals = globals;
    m_out.begin(options.limits.outputBytes);
    m_trace = trace;
    m_result = {};
    m_arena.reset();
    m_arena.setLimit(options.limits.memoryBytes);
    m_lasting.reset();
    m_lasting.setLimit(options.limits.memoryBytes);
    m_framesUsed = 0;
    m_loopsUsed = 0;
    m_rowLoopsUsed = 0;
    m_interrupt = Interrupt::None;
    m_steps = 0;
    m_nextCheck = 0;
    m_level = 0;
    m_isolation = 0;
    m_limitAt = nullptr;
    m_hasDeadline = options.limits.time.count() > 0;
    if (m_hasDeadline) {
        m_deadline = std::chrono::steady_clock::now() + options.limits.time;
    }
    if (trace != nullptr) {
        trace->blocks.assign(trace->layout ? trace->layout->blocks : m_program->dynamicBlocks, {});
    }
    m_filterCall.emplace(FilterCallContext{this, m_arena, options.zone, options.now, options.limits.memoryBytes,
                                           m_program->options.autoescape == Autoescape::Html, m_scratch});
    m_lookups.begin();
    m_caches = m_lookups.of(*m_program);
    m_frame = &pushFrame(*m_program, 0);
    runGuarded();
    try {
        out.append(m_out.view());
    } catch (const std::bad_alloc&) {
        failAtLimit(kNoMemory);
    }
    return std::move(m_result);
}

void RenderState::runGuarded()
{
    try {
        m_program->root.render(*this);
    } catch (const Stop&) {
        // Its reason is recorded already.
    } catch (const LimitFailure& failure) {
        failAtLimit(failure.message);
    } catch (const Arena::Exhausted&) {
        failAtLimit("this template keeps more in memory than one message may; assign and capture less");
    } catch (const std::bad_alloc&) {
        failAtLimit(kNoMemory);
    }
}

void RenderState::failAtLimit(std::string message)
{
    RenderError error;
    error.code = ErrorCode::LimitExceeded;
    error.message = std::move(message);
    if (m_limitAt != nullptr) {
        error.partial = m_limitPartial;
        error.line = m_limitAt->line();
        error.offset = m_limitAt->range().begin;
        error.column = m_limitColumn;
    }
    m_result.status = RenderStatus::Failed;
    m_result.errors.push_back(std::move(error));
}

Frame& RenderState::pushFrame(const Program& program, int depth)
{
    if (m_framesUsed == m_frames.size()) {
        m_frames.push_back(std::make_unique<Frame>());
    }
    Frame& frame = *m_frames[m_framesUsed++];
    frame.begin(program, depth);
    frame.globalCaches = m_lookups.of(program) + program.lookupCaches;
    return frame;
}

void RenderState::noteLimitAt(const Node& node)
{
    if (m_limitAt == nullptr) {
        m_limitAt = &node;
        m_limitPartial = m_partialName;
        m_limitColumn = positionOf(m_program->source, node.range().begin).column;
    }
}

RenderError RenderState::located(const RenderFailure& failure, const Node& node) const
{
    RenderError error;
    error.code = failure.code;
    error.message = failure.message;
    error.partial = std::string(m_partialName);
    error.offset = node.range().begin;
    error.line = node.line();
    error.column = positionOf(m_program->source, error.offset).column;
    if (failure.place) {
        error.partial = failure.place->partial;
        error.line = failure.place->line;
        error.column = failure.place->column;
        error.offset = failure.place->offset;
    }
    return error;
}

void RenderState::handle(const RenderFailure& failure, const Node& node)
{
    RenderError error = located(failure, node);
    const bool isRaised = m_options->errorMode == ErrorMode::Raise;
    if (isRaised) {
        m_result.status = RenderStatus::Failed;
    } else if (!failure.isUndefined && !node.isBlank()) {
        write(inlineMessage(error, failure.isSyntax));
    }
    if (m_result.errors.size() < kMostErrors) {
        m_result.errors.push_back(std::move(error));
    }
    if (isRaised) {
        throw Stop{};
    }
}

const Template& RenderState::partial(std::string_view name, const HtmlState& start)
{
    const PartialCache::Found& found = m_program->partials->find(name, start);
    if (!found.parsed) {
        throw RenderFailure{fmt::format("Could not find partial '{}'", name)};
    }
    for (const Diagnostic& diagnostic : found.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            const SourcePosition at = positionOf(found.parsed->source(), diagnostic.range.begin);
            throw RenderFailure{diagnostic.message, ErrorCode::InvalidInput, false, true,
                                FailurePlace{std::string(name), at.line, at.column, diagnostic.range.begin}};
        }
    }
    return *found.parsed;
}

void RenderState::renderIncluded(const Template& partial, std::string_view name)
{
    const Restore program(m_program, &partial.program());
    const Restore caches(m_caches, m_lookups.of(partial.program()));
    const Restore partialName(m_partialName, name);
    const Restore map(m_frame->map, m_frame->mapOf(partial.program()));
    m_program->root.render(*this);
}

void RenderState::renderIsolated(const Template& partial, std::string_view name, std::span<const Argument> arguments)
{
    if (m_frame->baseDepth + m_frame->scopes > m_options->limits.depth) {
        throw RenderFailure{"Nesting too deep", ErrorCode::LimitExceeded};
    }
    const Restore used(m_framesUsed, m_framesUsed);
    Frame& inner = pushFrame(partial.program(), m_frame->baseDepth + 1);
    for (const Argument& argument : arguments) {
        inner.slots[inner.indexOf(Key(argument.name))].assign(argument.value);
    }
    const Restore frame(m_frame, &inner);
    const Restore program(m_program, &partial.program());
    const Restore caches(m_caches, m_lookups.of(partial.program()));
    const Restore partialName(m_partialName, name);
    const Restore isolation(m_isolation, m_isolation + 1);
    m_program->root.render(*this);
    m_interrupt = Interrupt::None;
}

} // namespace postweave::liquid
