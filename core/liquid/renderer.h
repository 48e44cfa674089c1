// SPDX-License-Identifier: GPL-3.0-or-later
// Renderer: fills a template with values.
#pragma once

#include "core/base/error.h"
#include "core/base/time_zone.h"
#include "core/liquid/behaviour.h"
#include "core/liquid/template.h"
#include "core/liquid/value.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::liquid {

struct TraceLayout;

/// Raise: the first error ends the render. Inline: its message stands in the output where it happened, as
/// `Liquid error (line N): …`, and the render goes on.
enum class ErrorMode : std::uint8_t { Raise, Inline };

/// As Liquid::ResourceLimits; reaching one is an error that also Inline does not pass over.
struct RenderLimits {
    std::size_t outputBytes = std::size_t{64} << 20;
    /// Bytes for values made while rendering: assigned and captured texts, lists that filters build.
    std::size_t memoryBytes = std::size_t{64} << 20;
    /// Nodes rendered and items walked.
    std::uint64_t score = 50'000'000;
    int depth = 100; ///< of partials in partials and blocks in blocks, together
    /// Wall clock for one render, asked now and then; zero: none.
    std::chrono::steady_clock::duration time = std::chrono::seconds(10);
};

struct RenderOptions {
    Instant now;   ///< what `now`, `today` and relative times mean
    TimeZone zone; ///< where texts without an offset are read, and moments print
    ErrorMode errorMode = ErrorMode::Raise;
    bool strictVariables = false; ///< a variable or property that is not there is an error
    bool strictFilters = false;   ///< an unknown filter is an error; else it does nothing
    RenderLimits limits;
    const Behaviour* behaviour = nullptr; ///< null: member of no segment, did nothing
};

/// What a render did, for the window's block list and the export's columns. Reused from render to render.
struct RenderTrace {
    struct Block {
        int branch = -1;         ///< of the block's first run: 1 is the first branch, 0 none, −1 it was not reached
        std::uint64_t taken = 0; ///< over all its runs: bit 0 none, bit n branch n (63: that or a later one)
        auto operator<=>(const Block&) const = default;
    };
    std::vector<Block> blocks; ///< by the number of the block in analyse(template).blocks
    /// The template's Analysis::layout: then blocks in its partials are traced too. Null: its own alone.
    std::shared_ptr<const TraceLayout> layout;
};

enum class RenderStatus : std::uint8_t {
    Done,
    Aborted, ///< by {% abort "reason" %}
    Failed,
};

struct RenderError {
    ErrorCode code = ErrorCode::InvalidInput;
    std::string message; ///< one line, without place; limits say which one
    std::string partial; ///< name of the partial it happened in; empty: the template itself
    int line = 0;        ///< from 1
    int column = 0;      ///< from 1, in characters
    std::size_t offset = 0;
    bool operator==(const RenderError&) const = default;
};

struct RenderResult {
    RenderStatus status = RenderStatus::Done;
    std::string abortReason;
    /// Raise: at most one. Inline: each that was written into the output, at most the first 1,000.
    std::vector<RenderError> errors;
    [[nodiscard]] bool ok() const { return status == RenderStatus::Done && errors.empty(); }
};

/// Renders one message after another without taking new memory for each. One thread at a time.
class Renderer {
public:
    Renderer();
    ~Renderer();
    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;

    /// Appends to `out` (which keeps what was written before a failure). `globals` is a Hash or an Object: the names a
    /// template starts from. `trace` may be null. What render() made is gone with the next render().
    RenderResult render(const Template& parsed, const Value& globals, const RenderOptions& options, std::string& out,
                        RenderTrace* trace = nullptr);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// As a `{{ value }}` prints it: Ruby's words for numbers, `true`, nothing for nil, arrays joined, hashes inspected.
void appendText(std::string& out, const Value& value, const TimeZone& zone);

} // namespace postweave::liquid
