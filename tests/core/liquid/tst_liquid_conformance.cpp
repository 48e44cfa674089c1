// SPDX-License-Identifier: GPL-3.0-or-later
// The public Liquid suites, run from their files: a new case there needs no code here. What is left out stands in
// exclusions.json, with reasons.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/liquid/json_value.h"
#include "core/liquid/renderer.h"
#include "core/liquid/template.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

using namespace postweave;
using namespace postweave::liquid;

namespace {

/// 2024-01-01T00:01:58Z, the suites' clock.
constexpr Instant kNow{1'704'067'318'000'000};

/// As MANIFEST.md of the data says: golden_liquid passes in Shopify's strict2 parser but for these.
const std::set<std::string> kGoldenLaxCases{
    "identifiers, only digits",
    "identifiers, capture only digits",
    "output, bracketed variable resolves to a string without leading identifier",
    "output, nested bracketed variable resolving to a string",
    "output, top-level quoted, bracketed variable name with whitespace",
    "output, top-level quoted, bracketed variable name with whitespace followed by dot notation",
    "output, whitespace between bracket notation",
    "tags, case, unexpected when token",
    "tags, for, some comma separated arguments",
};

struct Outcome {
    std::string output;
    std::string error; ///< of the parse or the render; empty: none
};

Json readSuite(const char* name)
{
    const auto text = readFile(std::string(POSTWEAVE_SHARED_DATA) + "/liquid/" + name);
    if (!text) {
        return {};
    }
    auto json = parseJson(*text);
    return json ? *json : Json();
}

std::map<std::string, std::string, std::less<>> partialsOf(const Json& test)
{
    std::map<std::string, std::string, std::less<>> partials;
    const Json templates = test.value("templates", Json::object());
    for (const auto& [name, text] : templates.items()) {
        partials.emplace(name, text.get<std::string>());
    }
    return partials;
}

Outcome run(const Json& test, Mode mode, ErrorMode errors)
{
    ParseOptions parseOptions;
    parseOptions.mode = mode;
    parseOptions.partials = std::make_shared<PartialMap>(partialsOf(test));
    const ParseResult parsed = parse(test["template"].get<std::string>(), parseOptions);
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        if (diagnostic.severity == Severity::Error) {
            const SourcePosition at = positionOf(parsed.parsed->source(), diagnostic.range.begin);
            return {"", "Liquid syntax error (line " + std::to_string(at.line) + "): " + diagnostic.message};
        }
    }
    Arena arena;
    const liquid::Value globals = fromJson(test.value("data", Json::object()), arena);
    RenderOptions options;
    options.now = kNow;
    options.errorMode = errors;
    Renderer renderer;
    Outcome outcome;
    const RenderResult result = renderer.render(*parsed.parsed, globals, options, outcome.output);
    if (!result.errors.empty()) {
        const RenderError& error = result.errors.front();
        outcome.error =
            "Liquid error (" + error.partial + " line " + std::to_string(error.line) + "): " + error.message;
    }
    return outcome;
}

bool containsAll(const std::string& text, const Json& parts)
{
    return std::all_of(parts.begin(), parts.end(), [&](const Json& part) {
        return QString::fromStdString(text).contains(QString::fromStdString(part.get<std::string>()),
                                                     Qt::CaseInsensitive);
    });
}

std::string wanted(const Json& test)
{
    for (const char* const key : {"result", "results", "error_contains", "output_contains", "result_pattern"}) {
        if (test.contains(key)) {
            return std::string(key) + " " + toText(test[key]);
        }
    }
    return "an error";
}

bool isRight(const Json& test, const Outcome& outcome)
{
    if (test.value("invalid", false)) {
        return !outcome.error.empty() && containsAll(outcome.error, test.value("error_contains", Json::array()));
    }
    if (test.contains("output_contains")) {
        return containsAll(outcome.output, test["output_contains"]);
    }
    if (test.contains("result_pattern")) {
        const QRegularExpression pattern(QString::fromStdString(test["result_pattern"].get<std::string>()),
                                         QRegularExpression::DotMatchesEverythingOption);
        return pattern.match(QString::fromStdString(outcome.output)).hasMatch();
    }
    if (test.contains("results")) {
        const Json& results = test["results"];
        return std::any_of(results.begin(), results.end(),
                           [&](const Json& result) { return result == outcome.output; });
    }
    return outcome.output == test["result"].get<std::string>();
}

} // namespace

class LiquidConformance : public QObject {
    Q_OBJECT

private slots:
    void goldenLiquid() { runSuite("golden_liquid.json"); }
    void liquidSpecBasics() { runSuite("liquid_spec_basics.json"); }

private:
    static void runSuite(const char* file)
    {
        const Json suite = readSuite(file);
        if (suite.is_null()) {
            QSKIP("the shared folder with the public Liquid suites is not here");
        }
        const Json exclusions = readExclusions();
        int passed = 0;
        int excluded = 0;
        int failed = 0;
        for (const Json& test : suite["tests"]) {
            const std::string name = test["name"].get<std::string>();
            if (exclusions.contains(name)) {
                ++excluded;
                continue;
            }
            const bool isLax = test.value("mode", "") == "lax" || kGoldenLaxCases.contains(name);
            const bool isInline =
                test.contains("render_errors") ? test["render_errors"].get<bool>() : !test.value("invalid", false);
            const Outcome outcome =
                run(test, isLax ? Mode::Lax : Mode::Strict, isInline ? ErrorMode::Inline : ErrorMode::Raise);
            if (isRight(test, outcome)) {
                ++passed;
                continue;
            }
            ++failed;
            qWarning("%s\n  template %s\n  data     %s\n  wanted   %s\n  got      %s\n  error    %s", name.c_str(),
                     toText(test["template"]).c_str(), toText(test.value("data", Json())).c_str(), wanted(test).c_str(),
                     toText(Json(outcome.output)).c_str(), outcome.error.c_str());
        }
        qInfo("%s: %d passed, %d excluded, %d failed", file, passed, excluded, failed);
        QCOMPARE(failed, 0);
        QVERIFY(passed > 800);
    }

    static Json readExclusions()
    {
        const auto text = readFile(std::string(POSTWEAVE_SOURCE_DIR) + "/tests/core/liquid/exclusions.json");
        const auto json = text ? parseJson(*text) : Result<Json>(Json());
        return json ? json->value("cases", Json::object()) : Json();
    }
};

QTEST_APPLESS_MAIN(LiquidConformance)
#include "tst_liquid_conformance.moc"
