// SPDX-License-Identifier: GPL-3.0-or-later
// Liquid on the peer lab's e-mail (shared/bench/liquid): a template of 24.4 kB, 2,000 recipients. One thread.
#include "core/base/file.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace {

using namespace postweave::liquid;
namespace fs = std::filesystem;

/// The lab's own generator writes them, once.
fs::path dataFolder()
{
    const fs::path folder = POSTWEAVE_BENCH_FOLDER "/liquid";
    const fs::path generator = POSTWEAVE_SHARED_BENCH "/liquid/make_data.js";
    if (!fs::exists(folder / "contexts.json") && fs::exists(generator)) {
        fs::create_directories(folder);
        static_cast<void>(
            std::system(("node '" + generator.string() + "' '" + folder.string() + "' 2000 >/dev/null").c_str()));
    }
    return folder;
}

struct Mailing {
    std::string source;
    Arena arena;
    Value contexts;
};

const Mailing* mailing()
{
    static const Mailing* const kLoaded = []() -> const Mailing* {
        auto* const made = new Mailing();
        const auto source = postweave::readFile(dataFolder() / "email.liquid");
        const auto contexts = postweave::readFile(dataFolder() / "contexts.json");
        if (!source || !contexts) {
            return nullptr;
        }
        made->source = *source;
        made->contexts = parseJsonValue(*contexts, made->arena).value();
        return made;
    }();
    return kLoaded;
}

void parseMailing(benchmark::State& state)
{
    if (mailing() == nullptr) {
        state.SkipWithError("the lab's generator or node is not here");
        return;
    }
    for (auto _ : state) {
        benchmark::DoNotOptimize(parse(mailing()->source));
    }
}

void renderMailing(benchmark::State& state, Autoescape autoescape)
{
    if (mailing() == nullptr) {
        state.SkipWithError("the lab's generator or node is not here");
        return;
    }
    ParseOptions parseOptions;
    parseOptions.autoescape = autoescape;
    const ParseResult parsed = parse(mailing()->source, parseOptions);
    const auto contexts = mailing()->contexts.asArray();
    RenderOptions options;
    options.now = {1'782'864'000'000'000};
    Renderer renderer;
    std::string out;
    std::size_t next = 0;
    std::size_t bytes = 0;
    for (auto _ : state) {
        out.clear();
        benchmark::DoNotOptimize(renderer.render(*parsed.parsed, contexts[next], options, out));
        next = next + 1 == contexts.size() ? 0 : next + 1;
        bytes += out.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

BENCHMARK(parseMailing)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(renderMailing, plain, Autoescape::Off)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(renderMailing, html, Autoescape::Html)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
