// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of templates over odd values, where the public suites are thin: a new case needs no code. What judged each
// table stands at its head.
#include "core/base/file.h"
#include "tests/core/liquid/render_case.h"

#include <QTest>

using namespace postweave::liquid;

namespace {

/// 2024-01-01T00:01:58Z, the suites' clock.
constexpr postweave::Instant kNow{1'704'067'318'000'000};

/// As an author sees it: faults of the template stand where the output would be.
std::string outputOf(std::string_view source, const Value& x, Mode mode)
{
    ParseOptions parseOptions;
    parseOptions.mode = mode;
    const ParseResult parsed = parse(source, parseOptions);
    if (!parsed.ok()) {
        const auto at = postweave::positionOf(parsed.parsed->source(), parsed.diagnostics[0].range.begin);
        return "Liquid syntax error (line " + std::to_string(at.line) + "): " + parsed.diagnostics[0].message;
    }
    Arena arena;
    RenderOptions options;
    options.now = kNow;
    options.errorMode = ErrorMode::Inline;
    std::string out;
    const std::vector<Hash::Entry> globals{{"x", x}};
    static_cast<void>(Renderer().render(*parsed.parsed, Value::hash(*Hash::make(arena, globals)), options, out));
    return out;
}

} // namespace

class LiquidReference : public QObject {
    Q_OBJECT

private slots:
    void rubyLiquid() { runTable("ruby_liquid_cases.json"); }
    void source() { runTable("source_cases.json"); }

private:
    static void runTable(const char* file)
    {
        const auto text = postweave::readFile(std::string(POSTWEAVE_SOURCE_DIR) + "/tests/core/liquid/" + file);
        QVERIFY(text.has_value());
        Arena arena;
        // Read by the engine's own reader, which keeps every digit.
        const auto table = parseJsonValue(*text, arena);
        QVERIFY2(table.has_value(), table ? "" : table.error().message.c_str());
        int passed = 0;
        int failed = 0;
        for (const Value& row : table->asHash().find("cases")->asArray()) {
            const std::string_view source = row.asHash().find("template")->asText();
            const Value* const mode = row.asHash().find("mode");
            for (const Value& run : row.asHash().find("runs")->asArray()) {
                const Value& x = run.asArray()[0];
                const std::string_view wanted = run.asArray()[1].asText();
                const std::string got = outputOf(source, x, mode != nullptr ? Mode::Lax : Mode::Strict);
                (got == wanted ? passed : failed) += 1;
                if (got != wanted) {
                    std::string shown;
                    appendText(shown, x, postweave::TimeZone());
                    qWarning("%s\n  x      %s\n  wanted %s\n  got    %s", std::string(source).c_str(), shown.c_str(),
                             std::string(wanted).c_str(), got.c_str());
                }
            }
        }
        qInfo("%s: %d passed, %d failed", file, passed, failed);
        QCOMPARE(failed, 0);
    }
};

QTEST_APPLESS_MAIN(LiquidReference)
#include "core/base/json.h"
#include "tst_liquid_reference.moc"
