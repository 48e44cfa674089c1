// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/text_pattern.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace postweave::segment {

namespace {

/// Whether the pattern has two sides, one of which starts elsewhere; yes when in doubt.
bool mayBranchAtTop(std::string_view pattern)
{
    if (pattern.find('|') == std::string_view::npos) {
        return false;
    }
    if (pattern.find('[') != std::string_view::npos || pattern.find("\\Q") != std::string_view::npos) {
        return true;
    }
    int depth = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        switch (pattern[i]) {
        case '\\':
            ++i;
            break;
        case '(':
            ++depth;
            break;
        case ')':
            --depth;
            break;
        case '|':
            if (depth <= 0) {
                return true;
            }
            break;
        default:
            break;
        }
    }
    return false;
}

char firstCharacterOf(std::string_view pattern)
{
    constexpr std::string_view kPlain = "@#%&,:;=_~/<>!'\" ";
    constexpr std::string_view kQuantifiers = "*?{";
    if (pattern.empty() || kPlain.find(pattern.front()) == std::string_view::npos) {
        return 0;
    }
    const bool optional = pattern.size() > 1 && kQuantifiers.find(pattern[1]) != std::string_view::npos;
    return optional || mayBranchAtTop(pattern) ? '\0' : pattern.front();
}

} // namespace

Result<TextPattern> TextPattern::compile(std::string_view pattern, bool ignoreCase)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignoreCase);
    TextPattern compiled;
    compiled.m_pattern = std::make_shared<const re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!compiled.m_pattern->ok()) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("the regular expression '{}' is wrong: {}", pattern, compiled.m_pattern->error()));
    }
    compiled.m_first = firstCharacterOf(pattern);
    return compiled;
}

bool TextPattern::isFoundIn(std::string_view text) const
{
    return m_pattern->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), re2::RE2::UNANCHORED, nullptr,
                            0);
}

} // namespace postweave::segment
