// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a Liquid template: parsing, analysis and rendering end, within their limits, and say the same twice.
#include "core/base/time_zone.h"
#include "core/liquid/analysis.h"
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
constexpr std::size_t kLongestOutput = std::size_t{1} << 20;

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
    options.mode = (flags & 1U) != 0 ? Mode::Lax : Mode::Strict;
    options.campaignDialect = (flags & 2U) != 0;
    options.autoescape = (flags & 4U) != 0 ? Autoescape::Html : Autoescape::Off;
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
    options.errorMode = (flags & 8U) != 0 ? ErrorMode::Inline : ErrorMode::Raise;
    options.strictVariables = options.strictFilters = (flags & 16U) != 0;
    options.limits.outputBytes = kLongestOutput;
    options.limits.memoryBytes = std::size_t{8} << 20;
    options.limits.score = 20'000;
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

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    if (size == 0) {
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
    require(first.size() <= kLongestOutput, "more output than allowed\n");
    std::string second;
    const RenderResult two = renderer.render(*parsed.parsed, globals, options, second);
    require(first == second && one.status == two.status && one.errors == two.errors, "two renders differ\n");
    return 0;
}
