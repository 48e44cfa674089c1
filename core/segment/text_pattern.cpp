// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/text_pattern.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace postweave::segment {

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
    return compiled;
}

bool TextPattern::isFoundIn(std::string_view text) const
{
    return m_pattern->Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), re2::RE2::UNANCHORED, nullptr,
                            0);
}

} // namespace postweave::segment
