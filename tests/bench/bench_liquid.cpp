// SPDX-License-Identifier: GPL-3.0-or-later
// Liquid on the peer lab's e-mail (shared/bench/liquid): a template of 24.4 kB, 2,000 recipients. Before it measures,
// it writes what it renders beside the data (out.postweave.txt), for peers_liquid.py to compare.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
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
    RenderOptions options;
};

/// Null where the data is not there.
std::unique_ptr<const Mailing> loadMailing()
{
    auto made = std::make_unique<Mailing>();
    const auto source = postweave::readFile(dataFolder() / "email.liquid");
    const auto contexts = postweave::readFile(dataFolder() / "contexts.json");
    if (!source || !contexts) {
        return nullptr;
    }
    made->source = *source;
    made->contexts = parseJsonValue(*contexts, made->arena).value();
    made->options.now = {1'782'864'000'000'000};
    return made;
}

void writeOutputs(const Mailing& mailing)
{
    const ParseResult parsed = parse(mailing.source);
    Renderer renderer;
    std::ofstream file(dataFolder() / "out.postweave.txt", std::ios::binary);
    std::string out;
    for (const Value& context : mailing.contexts.asArray()) {
        file << (&context == mailing.contexts.asArray().data() ? "" : "\n=====\n");
        out.clear();
        static_cast<void>(renderer.render(*parsed.parsed, context, mailing.options, out));
        file << out;
    }
}

void parseMailing(benchmark::State& state, const Mailing* mailing)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(parse(mailing->source));
    }
}

/// Each thread renders recipients of its own with one template between them.
void renderMailing(benchmark::State& state, const Mailing* mailing, const Template* parsed)
{
    const auto contexts = mailing->contexts.asArray();
    Renderer renderer;
    std::string out;
    const auto thread = static_cast<std::size_t>(state.thread_index());
    std::size_t next = thread * contexts.size() / static_cast<std::size_t>(state.threads());
    std::size_t bytes = 0;
    for (auto _ : state) {
        out.clear();
        benchmark::DoNotOptimize(renderer.render(*parsed, contexts[next], mailing->options, out));
        next = next + 1 == contexts.size() ? 0 : next + 1;
        bytes += out.size();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

/// Work on buffers of the thread's own, of a message's size: what a second thread is worth on this machine at this time
/// to a program that shares nothing.
void workAlone(benchmark::State& state)
{
    constexpr std::size_t kMessageBytes = 24'000;
    std::string from(kMessageBytes, 'a');
    std::string to(kMessageBytes, ' ');
    for (auto _ : state) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            to[i] = static_cast<char>(from[i] ^ to[from.size() - 1 - i]);
        }
        from.swap(to);
        benchmark::DoNotOptimize(from.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

} // namespace

int main(int argc, char** argv)
{
    const std::unique_ptr<const Mailing> mailing = loadMailing();
    if (!mailing) {
        std::fputs("the lab's generator (shared/bench) or node is not here: nothing to measure\n", stderr);
        return 0;
    }
    writeOutputs(*mailing);
    ParseOptions html;
    html.autoescape = Autoescape::Html;
    const auto plain = parse(mailing->source).parsed;
    const auto escaped = parse(mailing->source, html).parsed;
    benchmark::RegisterBenchmark("parse", parseMailing, mailing.get())->Unit(benchmark::kMicrosecond);
    benchmark::RegisterBenchmark("render", renderMailing, mailing.get(), plain.get())
        ->Unit(benchmark::kMicrosecond)
        ->UseRealTime()
        ->Threads(1)
        ->Threads(2);
    benchmark::RegisterBenchmark("alone", workAlone)
        ->Unit(benchmark::kMicrosecond)
        ->UseRealTime()
        ->Threads(1)
        ->Threads(2);
    benchmark::RegisterBenchmark("render_html", renderMailing, mailing.get(), escaped.get())
        ->Unit(benchmark::kMicrosecond)
        ->UseRealTime();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
