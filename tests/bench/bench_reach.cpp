// SPDX-License-Identifier: GPL-3.0-or-later
// Branch reach on the peer lab's e-mail (shared/bench/liquid), its contexts as attributes of 100,000 profiles: each
// branch's people, the combinations, the witnesses. All threads.
#include "core/audience/audience_builder.h"
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/parallel.h"
#include "core/campaign/branch_reach.h"
#include "core/campaign/campaign_renderer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

namespace {

using namespace postweave;
namespace fs = std::filesystem;

constexpr std::size_t kProfiles = 100'000; // unless another number is given
constexpr int kRepetitions = 5;

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

std::string replaceAll(std::string text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

/// Objects become dotted attributes, a list of objects `name.p0`, `name.p1` … with their names in `name_keys`.
std::string campaignTemplate(std::string text)
{
    text = replaceAll(text, "last_order.items", "order_items");
    for (const auto& [list, item] : std::map<std::string, std::string>{
             {"recommended", "p"}, {"cart", "c"}, {"articles", "a"}, {"order_items", "i"}}) {
        text = replaceAll(
            text, fmt::format("{{% for {} in {} %}}", item, list),
            fmt::format("{{% for k in customer.{0}_keys %}}{{% assign {1} = customer.{0}[k] %}}", list, item));
    }
    const std::pair<const char*, const char*> changes[] = {{"recommended[0]", "customer.recommended.p0"},
                                                           {"cart.size", "customer.cart_keys.size"},
                                                           {"if last_order ", "if customer.last_order.number "},
                                                           {"if store ", "if customer.store.name "},
                                                           {" last_order.", " customer.last_order."},
                                                           {" store.", " customer.store."},
                                                           {" org.", " customer.org."},
                                                           {" campaign.", " customer.campaign."},
                                                           {"profile.", "customer."},
                                                           {"| money", "| prepend: '$'"}};
    for (const auto& [from, to] : changes) {
        text = replaceAll(text, from, to);
    }
    return text;
}

using Attributes = std::map<std::string, Value>;

void flatten(const std::string& name, const Json& json, Attributes& out)
{
    const std::string prefix = name.empty() ? "" : name + '.';
    if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            // A customer's own attributes stand at the top; an order's items are a list of their own.
            flatten(key == "profile"                     ? ""
                    : prefix + key == "last_order.items" ? "order_items"
                                                         : prefix + key,
                    value, out);
        }
    } else if (json.is_array() && !json.empty() && json[0].is_object()) {
        TextList keys;
        for (std::size_t i = 0; i < json.size(); ++i) {
            keys.push_back(fmt::format("p{}", i));
            flatten(prefix + keys.back(), json[i], out);
        }
        out[name + "_keys"] = keys;
    } else if (json.is_array()) {
        out[name] = json.get<TextList>();
    } else if (json.is_boolean()) {
        out[name] = json.get<bool>();
    } else if (json.is_number()) {
        out[name] = static_cast<std::int64_t>(json.get<double>());
    } else if (json.is_string()) {
        out[name] = json.get<std::string>();
    }
}

ValueType attributeTypeOf(const Value& value)
{
    return std::holds_alternative<bool>(value)           ? ValueType::Boolean
           : std::holds_alternative<std::int64_t>(value) ? ValueType::Integer
           : std::holds_alternative<TextList>(value)     ? ValueType::List
                                                         : ValueType::Text;
}

std::shared_ptr<const audience::Audience> shoppers(const Json& contexts, std::size_t profiles)
{
    std::vector<Attributes> people(contexts.size());
    std::map<std::string, ValueType> types;
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        flatten("", contexts[i], people[i]);
        people[i].erase("id");
        for (const auto& [name, value] : people[i]) {
            types.emplace(name, attributeTypeOf(value));
        }
    }
    audience::AudienceBuilder builder;
    static_cast<void>(builder.addAttribute("id", ValueType::Integer));
    for (const auto& [name, type] : types) {
        static_cast<void>(builder.addAttribute(name, type));
    }
    for (std::size_t i = 0; i < profiles; ++i) {
        const audience::Ordinal person = *builder.addProfile(fmt::format("k{:07}", i));
        static_cast<void>(builder.setValue(person, "id", static_cast<std::int64_t>(i)));
        for (const auto& [name, value] : people[i % people.size()]) {
            static_cast<void>(builder.setValue(person, name, value));
        }
    }
    return builder.build();
}

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <typename Work>
double medianSeconds(const Work& work)
{
    std::vector<double> times;
    for (int i = 0; i < kRepetitions; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(secondsSince(start));
    }
    std::nth_element(times.begin(), times.begin() + kRepetitions / 2, times.end());
    return times[kRepetitions / 2];
}

int measure(const std::string& source, const Json& contexts, std::size_t profiles)
{
    const campaign::PrepareResult result = campaign::prepareCampaign({}, {"email", campaignTemplate(source), nullptr});
    for (const campaign::Finding& finding : result.findings) {
        if (finding.diagnostic.severity == Severity::Error) {
            fmt::print("line {}: {}\n", finding.line, finding.diagnostic.message);
            return 1;
        }
    }
    campaign::People people;
    people.audience = shoppers(contexts, profiles);
    people.definitions = std::make_shared<segment::Definitions>();
    people.now = {1'782'864'000'000'000};
    const auto facts = campaign::Facts::gather(*result.prepared, people).value();
    std::vector<audience::Ordinal> all(profiles);
    std::iota(all.begin(), all.end(), audience::Ordinal{0});
    campaign::BranchReach reach;
    double first = 0;
    const std::clock_t busyBefore = std::clock();
    const double seconds = medianSeconds([&] {
        const auto start = std::chrono::steady_clock::now();
        campaign::ReachOptions options;
        options.grown = [&](const campaign::BranchReach& sample) {
            first = sample.people == 1000 ? secondsSince(start) : first;
        };
        reach = campaign::measureBranchReach(result.prepared, facts, all, options).value();
    });
    const double busy = static_cast<double>(std::clock() - busyBefore) / CLOCKS_PER_SEC / kRepetitions;
    campaign::CampaignRenderer renderer(result.prepared, facts);
    campaign::RenderedMessage message;
    renderer.renderTexts(0, message);
    fmt::print("{} profiles, {} blocks, {} attributes, {} threads, {} bytes of HTML for the first\n", profiles,
               reach.reached.size(), people.audience->attributes().size(), threadCount(), message.message.html.size());
    fmt::print("reach: {:.2f} s (median of {}), {:.0f} profiles/s; first sample after {:.0f} ms; {:.2f} s of processor "
               "time each\n",
               seconds, kRepetitions, static_cast<double>(profiles) / seconds, first * 1e3, busy);
    fmt::print("{} combinations, {} show every branch, {} every pair; {} failed\n", reach.combinations.size(),
               reach.cover, reach.witnesses.size(), reach.failed);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const auto source = readFile(dataFolder() / "email.liquid");
    const auto contexts = readFile(dataFolder() / "contexts.json");
    if (!source || !contexts) {
        fmt::print("skipped: the lab's generator or node is not here\n");
        return 0;
    }
    const auto json = parseJson(*contexts);
    return json ? measure(*source, *json, argc > 1 ? std::strtoul(argv[1], nullptr, 10) : kProfiles) : 1;
}
