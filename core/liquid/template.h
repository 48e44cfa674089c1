// SPDX-License-Identifier: GPL-3.0-or-later
// Template: a parsed Liquid template, to the behaviour of Shopify/liquid 5.13, and of the campaign dialect
// (dialect.md).
#pragma once

#include "core/base/diagnostic.h"
#include "core/liquid/partials.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace postweave::liquid {

struct Program;

/// Strict is Shopify's strict2 parser, Lax its lax one: what a single tag says wrong is tolerated as there.
enum class Mode : std::uint8_t { Strict, Lax };
/// Html: values are escaped for where they stand in a page. Url: each output is percent-encoded, but for RFC 3986's
/// unreserved characters; for templates that are one URL.
enum class Autoescape : std::uint8_t { Off, Html, Url };

struct ParseOptions {
    Mode mode = Mode::Strict;
    /// The words of FORMATS.md §5; off, they are syntax errors.
    bool campaignDialect = false;
    /// The filter `raw` opts out.
    Autoescape autoescape = Autoescape::Off;
    /// May be null: then every partial is missing.
    std::shared_ptr<const PartialSource> partials;
    /// Reports unknown filters as errors when parsing (at rendering, see RenderOptions::strictFilters).
    bool strictFilters = false;
    std::size_t maxBytes = std::size_t{4} << 20;
    int maxDepth = 100; ///< of blocks in blocks, and of brackets in one tag
};

/// Immutable; safe to render from several threads at once. Holds a copy of its source.
class Template {
public:
    explicit Template(std::unique_ptr<const Program> program);
    ~Template();
    Template(const Template&) = delete;
    Template& operator=(const Template&) = delete;

    [[nodiscard]] std::string_view source() const;
    [[nodiscard]] const Program& program() const { return *m_program; }

private:
    std::unique_ptr<const Program> m_program;
};

/// `parsed` is never null: where there are errors it is what could be understood, without the faulty tags, for analysis
/// and wordings; it must not be sent to anybody.
struct ParseResult {
    std::shared_ptr<const Template> parsed;
    /// In order of place; ranges are byte offsets into the source. The first error is the one Shopify reports.
    Diagnostics diagnostics;
    [[nodiscard]] bool ok() const { return !hasErrors(diagnostics); }
};

[[nodiscard]] ParseResult parse(std::string_view source, const ParseOptions& options = {});

/// `line:column: message`, an excerpt and a caret below it.
[[nodiscard]] std::string describe(const Diagnostic& diagnostic, std::string_view source);

} // namespace postweave::liquid
