// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Liquid template: parsing, analysis, proofs and rendering end, within their limits, say the same twice,
// and no branch is rendered that was proved to be out of reach. The first byte says how: see Choice.
#include "core/base/json.h"
#include "core/base/time_zone.h"
#include "core/liquid/analysis.h"
#include "core/liquid/branch_proof.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

using namespace postweave::liquid;

constexpr std::string_view kGlobals =
    R"({"a": [3, 1, 2, [4], null], "h": {"k": "v", "n": {"m": 1.5}}, "s": "text äöü 日本 <b>&amp;", "n": 7,
  "f": 2.5, "big": 99999999999999999999, "t": "2024-01-15T10:30:00Z", "d": "2026-06-01", "e": [], "b": false,
  "customer": {"first_name": "Zoë", "items": [{"p": 1, "q": "x"}, {"p": 2}, {}]}, "list": [{"p": 3}, {"p": 1}, 5, "x"]})";
// Work is at most their product, and under sanitizers each unit is to take well under a second.
constexpr std::size_t kLongestSource = std::size_t{16} << 10;
constexpr std::size_t kLongestOutput = std::size_t{64} << 10;
constexpr std::size_t kMostMemory = std::size_t{128} << 10;
constexpr std::uint64_t kHighestScore = 2'000;
constexpr std::uint64_t kMostProofSteps = 200'000;

/// Bits of the first byte.
enum Choice : unsigned { Lax = 1, Dialect = 2, Html = 4, Inline = 8, Strict = 16, Proofs = 32 };

class FixedBehaviour final : public Behaviour {
public:
    bool isInSegment(std::string_view name) const override { return name.size() % 2 == 0; }
    bool did(const BehaviourQuery& query) const override { return query.times < 3; }
};

void require(bool holds, const char* what)
{
    if (!holds) {
        static_cast<void>(std::fputs(what, stderr));
        std::abort();
    }
}

ParseOptions parseOptionsOf(unsigned flags)
{
    ParseOptions options;
    options.mode = (flags & Choice::Lax) != 0 ? Mode::Lax : Mode::Strict;
    options.campaignDialect = (flags & Dialect) != 0;
    options.autoescape = (flags & Html) != 0 ? Autoescape::Html : Autoescape::Off;
    options.partials = std::make_shared<PartialMap>(
        std::map<std::string, std::string, std::less<>>{{"p", "{{ p }}{% assign x = 1 %}{{ forloop.index }}"},
                                                        {"again", "{% include 'again' %}"},
                                                        {"broken", "{% if %}"}});
    return options;
}

RenderOptions renderOptionsOf(unsigned flags, const Behaviour& behaviour)
{
    RenderOptions options;
    options.now = {1'782'907'200'000'000};
    options.errorMode = (flags & Choice::Inline) != 0 ? ErrorMode::Inline : ErrorMode::Raise;
    options.strictVariables = options.strictFilters = (flags & Choice::Strict) != 0;
    options.limits.outputBytes = kLongestOutput;
    options.limits.memoryBytes = kMostMemory;
    options.limits.score = kHighestScore;
    options.limits.time = std::chrono::seconds(0); // what ends by the clock does not end the same twice
    options.behaviour = &behaviour;
    return options;
}

void requireRanges(const ParseResult& parsed)
{
    const std::size_t size = parsed.parsed->source().size();
    for (const postweave::Diagnostic& diagnostic : parsed.diagnostics) {
        require(diagnostic.range.begin <= diagnostic.range.end, "a range ends before it begins\n");
        require(diagnostic.range.begin <= size + 1, "a range begins behind the source\n");
        require(!describe(diagnostic, parsed.parsed->source()).empty(), "nothing to say\n");
    }
}

/// Of any values, and so of those that were rendered.
void requireNotTaken(const std::vector<BranchProof>& proofs, const RenderTrace& trace)
{
    constexpr std::size_t kLastOwnBit = 62;
    for (const BranchProof& proof : proofs) {
        require(proof.block < trace.blocks.size(), "a proof is about no block\n");
        const bool isOutOfReach = proof.kind != BranchProof::Kind::RepeatedWhen &&
                                  proof.kind != BranchProof::Kind::AlwaysHere && proof.branch <= kLastOwnBit;
        require(!isOutOfReach || (trace.blocks[proof.block].taken >> proof.branch & 1U) == 0,
                "a branch that is out of reach was rendered\n");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0 || size > kLongestSource) {
        return 0;
    }
    static Arena arena;
    static const Value globals = parseJsonValue(kGlobals, arena).value();
    const FixedBehaviour behaviour;
    const unsigned flags = bytes[0];
    const std::string_view source(reinterpret_cast<const char*>(bytes) + 1, size - 1);
    const ParseResult parsed = parse(source, parseOptionsOf(flags));
    requireRanges(parsed);
    const Analysis analysis = analyse(*parsed.parsed);
    const RenderOptions options = renderOptionsOf(flags, behaviour);
    Renderer renderer;
    std::string first;
    RenderTrace trace;
    trace.layout = analysis.layout;
    const RenderResult one = renderer.render(*parsed.parsed, globals, options, first, &trace);
    require(trace.blocks.size() == analysis.blocks.size(), "trace and analysis count blocks differently\n");
    if ((flags & Proofs) != 0) {
        requireNotTaken(proveBranches(*parsed.parsed, analysis, {}, kMostProofSteps), trace);
    }
    require(first.size() <= kLongestOutput, "more output than allowed\n");
    std::string second;
    const RenderResult two = renderer.render(*parsed.parsed, globals, options, second);
    require(first == second && one.status == two.status && one.errors == two.errors, "two renders differ\n");
    return 0;
}
