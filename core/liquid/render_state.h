// SPDX-License-Identifier: GPL-3.0-or-later
// RenderState: everything one render knows: variables in their slots, the output, limits, errors.
#pragma once

#include "core/liquid/arena.h"
#include "core/liquid/expression.h"
#include "core/liquid/failure.h"
#include "core/liquid/filters/filter.h"
#include "core/liquid/frame.h"
#include "core/liquid/lookup_cache.h"
#include "core/liquid/output_buffer.h"
#include "core/liquid/program.h"
#include "core/liquid/renderer.h"
#include "core/liquid/tags/loop_object.h"

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

enum class Interrupt : std::uint8_t { None, Break, Continue };

/// Ends the render; its reason is in the result.
struct Stop {};

class RenderState {
public:
    RenderState();

    RenderResult run(const Template& parsed, const Value& globals, const RenderOptions& options, std::string& out,
                     RenderTrace* trace);

    // Values
    [[nodiscard]] Value evaluate(const Expression& expression);
    [[nodiscard]] Value evaluate(const Expression* expression) { return expression ? evaluate(*expression) : Value(); }
    [[nodiscard]] Value evaluate(const FilteredExpression& expression);
    /// A name, found as scopes go; `isRequired`: strict variables report it missing.
    [[nodiscard]] Value variable(const Key& name, bool isRequired);
    [[nodiscard]] std::string_view text(const Value& value);
    /// A copy that stays to the end of the render.
    [[nodiscard]] std::string_view keep(std::string_view text) { return m_lasting.copy(text); }

    // Names
    [[nodiscard]] Slot& slot(std::uint32_t programSlot) { return m_frame->slots[m_frame->indexOf(programSlot)]; }
    /// As `assign` does, in the outermost scope.
    void assign(std::uint32_t programSlot, const Value& value);
    [[nodiscard]] Frame& frame() { return *m_frame; }
    [[nodiscard]] const Value& globals() const { return m_globals; }

    // Output
    [[nodiscard]] OutputBuffer& out() { return m_out; }
    void write(std::string_view text) { m_out.append(text); }
    /// Runs `body` with its output kept apart, and gives that.
    [[nodiscard]] std::string_view capture(const Block& body);

    // Work
    /// Before each node and each item; LimitFailure.
    void countStep()
    {
        if (++m_steps >= m_nextCheck) {
            checkLimits();
        }
    }
    /// For work in proportion to the bytes gone through.
    void countBytes(std::size_t bytes)
    {
        m_steps += bytes / 256;
        if (m_steps >= m_nextCheck) {
            checkLimits();
        }
    }
    [[nodiscard]] Interrupt interrupt() const { return m_interrupt; }
    void setInterrupt(Interrupt interrupt) { m_interrupt = interrupt; }

    // Partials
    [[nodiscard]] const Template& partial(std::string_view name, const HtmlState& start);
    /// In the scope around it, as `include` does.
    void renderIncluded(const Template& partial, std::string_view name);
    /// Alone, as `render` does; `arguments` are assigned in it.
    struct Argument {
        std::string_view name;
        Value value;
    };
    void renderIsolated(const Template& partial, std::string_view name, std::span<const Argument> arguments);
    [[nodiscard]] bool isIncludeForbidden() const { return m_isolation > 0; }

    // Outcome
    void handle(const RenderFailure& failure, const Node& node);
    /// Where a limit was reached: the innermost node counts.
    void noteLimitAt(const Node& node);
    [[noreturn]] void abort(std::string reason);
    void takeBranch(std::uint32_t block, std::size_t branch)
    {
        if (m_trace != nullptr) {
            traceBranch(block, branch);
        }
    }

    [[nodiscard]] Arena& arena() { return m_arena; }
    [[nodiscard]] const RenderOptions& options() const { return *m_options; }
    [[nodiscard]] const TimeZone& zone() const { return m_options->zone; }

    /// One level deeper in blocks; RenderFailure "Nesting too deep" where that is too far.
    class Level {
    public:
        explicit Level(RenderState& state);
        ~Level() { --m_state.m_level; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        RenderState& m_state;
    };
    /// A scope of loops and includes, counted as Shopify counts them.
    class Scope {
    public:
        explicit Scope(RenderState& state);
        ~Scope() { --m_frame.scopes; }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;

    private:
        Frame& m_frame;
    };

    /// A loop while it runs: lends its `forloop`, which outlives it, so that a template may keep it in a variable.
    class Loop {
    public:
        enum Place : std::uint8_t { Nested, Outermost };
        Loop(RenderState& state, std::string_view name, std::int64_t length, Place place = Nested);
        ~Loop();
        Loop(const Loop&) = delete;
        Loop& operator=(const Loop&) = delete;
        [[nodiscard]] LoopObject& object() const { return m_object; }

    private:
        RenderState& m_state;
        Frame& m_frame;
        LoopObject& m_object;
        const LoopObject* m_outer;
    };
    class RowLoop {
    public:
        RowLoop(RenderState& state, std::int64_t length, std::int64_t columns);
        ~RowLoop() { --m_state.m_rowLoopsUsed; }
        RowLoop(const RowLoop&) = delete;
        RowLoop& operator=(const RowLoop&) = delete;
        [[nodiscard]] RowLoopObject& object() const { return m_object; }

    private:
        RenderState& m_state;
        RowLoopObject& m_object;
    };

private:
    void traceBranch(std::uint32_t block, std::size_t branch);
    [[nodiscard]] Value evaluatePath(const Path& path);
    [[nodiscard]] Value evaluateRange(const Expression& range);
    [[nodiscard]] Value call(const FilterCall& called, const Value& input);
    [[nodiscard]] Value callEvaluating(const FilterCall& called, const Value& input);
    [[nodiscard]] Value passUnknown(const FilterCall& called, const Value& input) const;
    [[nodiscard]] Value namedArguments(std::span<const NamedArgument> named);
    /// Of a slot, asking the globals if need be. With a name, strict variables report it missing.
    [[nodiscard]] Value askedValue(std::uint32_t index, std::string_view requiredName);
    [[nodiscard]] Value step(const Value& value, const PathStep& next, LookupCache& cache);
    [[nodiscard]] Value searchingStep(const Value& value, const PathStep& next);
    void askGlobals(std::uint32_t index);
    [[noreturn]] void reportUndefined(std::string_view name, const Value& container);
    [[nodiscard]] std::vector<std::string> namesOf(const Value& container) const;
    void checkLimits();
    void runGuarded();
    void failAtLimit(std::string message);
    [[nodiscard]] RenderError located(const RenderFailure& failure, const Node& node) const;
    Frame& pushFrame(const Program& program, int depth);

    const Template* m_template = nullptr;
    const Program* m_program = nullptr;
    std::string_view m_partialName;
    const RenderOptions* m_options = nullptr;
    std::optional<FilterCallContext> m_filterCall;
    std::string m_scratch;
    LookupCaches m_lookups;
    LookupCache* m_caches = nullptr; // of the program that runs
    Value m_globals;
    OutputBuffer m_out;
    RenderTrace* m_trace = nullptr;
    RenderResult m_result;
    std::unique_ptr<Object> m_self;

    Arena m_arena;   // for results; an output gives back what it used
    Arena m_lasting; // for what stays in slots: globals and computed names
    std::vector<std::unique_ptr<Frame>> m_frames;
    std::size_t m_framesUsed = 0;
    Frame* m_frame = nullptr;
    std::deque<LoopObject> m_loops;
    std::size_t m_loopsUsed = 0;
    std::deque<RowLoopObject> m_rowLoops;
    std::size_t m_rowLoopsUsed = 0;

    Interrupt m_interrupt = Interrupt::None;
    std::uint64_t m_steps = 0;
    std::uint64_t m_nextCheck = 0;
    std::chrono::steady_clock::time_point m_deadline;
    bool m_hasDeadline = false;
    int m_level = 0;
    const Node* m_limitAt = nullptr;
    std::string m_limitPartial;
    int m_limitColumn = 0;
    int m_isolation = 0;
};

} // namespace postweave::liquid
