// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/template.h"

#include "core/base/text.h"
#include "core/liquid/html_tracker.h"
#include "core/liquid/parser.h"
#include "core/liquid/program.h"

#include <fmt/format.h>

#include <mutex>

namespace postweave::liquid {

namespace {

HtmlState startOf(const ParseOptions& options)
{
    HtmlState state;
    switch (options.autoescape) {
    case Autoescape::Off:
        state.mode = HtmlState::Mode::Off;
        break;
    case Autoescape::Html:
        state.mode = HtmlState::Mode::Text;
        break;
    case Autoescape::Url:
        state.mode = HtmlState::Mode::Encoded;
        break;
    }
    return state;
}

void parseProgram(Program& program, Diagnostics& diagnostics, const HtmlState& start)
{
    if (const auto offset = firstInvalidUtf8(program.source)) {
        diagnostics.push_back({Severity::Error,
                               "encoding",
                               "this template is not UTF-8",
                               "save it as UTF-8",
                               {*offset, *offset + 1},
                               ""});
        program.source = toValidUtf8(program.source);
    }
    Parser parser(program, diagnostics);
    try {
        parser.parseDocument();
    } catch (const SyntaxFailure& failure) {
        parser.report(failure, {0, 0});
    } catch (const RenderFailure& failure) {
        parser.report({failure.message, "", {}}, {0, 0});
    }
    if (start.mode != HtmlState::Mode::Off) {
        HtmlTracker tracker(start);
        program.root.trace(tracker);
    }
}

ParseResult parseInto(std::string_view source, const ParseOptions& options, PartialCache* shared,
                      const HtmlState& start)
{
    ParseResult result;
    auto program = std::make_unique<Program>();
    program->options = options;
    if (shared == nullptr) {
        program->ownPartials = std::make_unique<PartialCache>(options);
    }
    program->partials = shared == nullptr ? program->ownPartials.get() : shared;
    if (source.size() > options.maxBytes) {
        result.diagnostics.push_back(
            {Severity::Error,
             "limit",
             fmt::format("this template is larger than {} bytes", groupedDigits(options.maxBytes)),
             "move parts of it into partials",
             {},
             ""});
    } else {
        program->source = std::string(source);
        parseProgram(*program, result.diagnostics, start);
    }
    result.parsed = std::make_shared<const Template>(std::move(program));
    return result;
}

} // namespace

Template::Template(std::unique_ptr<const Program> program) : m_program(std::move(program)) {}

Template::~Template() = default;

std::string_view Template::source() const
{
    return m_program->source;
}

ParseResult parse(std::string_view source, const ParseOptions& options)
{
    return parseInto(source, options, nullptr, startOf(options));
}

std::string describe(const Diagnostic& diagnostic, std::string_view source)
{
    const SourcePosition at = positionOf(source, diagnostic.range.begin);
    const std::string mend = diagnostic.mend.empty() ? "" : "; " + diagnostic.mend;
    return fmt::format("{}:{}: {}{}\n{}", at.line, at.column, diagnostic.message, mend,
                       excerpt(source, diagnostic.range));
}

const PartialCache::Found& PartialCache::find(std::string_view name, const HtmlState& start)
{
    const std::pair key(std::string(name), start);
    {
        const std::shared_lock lock(m_mutex);
        if (const auto found = m_found.find(key); found != m_found.end()) {
            return found->second;
        }
    }
    static const Found kMissing;
    const auto text = m_options.partials ? m_options.partials->read(name) : std::nullopt;
    if (!text) {
        return kMissing;
    }
    ParseResult result = parseInto(*text, m_options, this, start);
    const std::unique_lock lock(m_mutex);
    return m_found.try_emplace(key, Found{std::move(result.parsed), std::move(result.diagnostics)}).first->second;
}

std::uint32_t NameTable::slotOf(std::string_view name, Arena& arena)
{
    if (const auto known = find(name)) {
        return *known;
    }
    const auto slot = static_cast<std::uint32_t>(m_keys.size());
    m_keys.emplace_back(arena.copy(name));
    m_slots.emplace(m_keys.back().text, slot);
    return slot;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const
{
    const auto found = m_slots.find(name);
    return found == m_slots.end() ? std::nullopt : std::optional(found->second);
}

} // namespace postweave::liquid
