// SPDX-License-Identifier: GPL-3.0-or-later
// TextPattern: a regular expression of `matches`, as RE2 reads it (https://github.com/google/re2/wiki/Syntax).
#pragma once

#include "core/base/error.h"

#include <memory>
#include <string_view>

namespace re2 {
class RE2;
}

namespace postweave::segment {

/// Immutable and shared; safe to use from several threads. Time to match is linear in the text.
class TextPattern {
public:
    /// InvalidInput with RE2's own message. With `ignoreCase`, letters match as by RE2's `(?i)`.
    [[nodiscard]] static Result<TextPattern> compile(std::string_view pattern, bool ignoreCase);
    /// The character that every match starts with, where the pattern plainly begins with one that has no case; else 0.
    [[nodiscard]] char firstCharacter() const { return m_first; }
    /// True if the pattern is found anywhere in the text.
    [[nodiscard]] bool isFoundIn(std::string_view text) const;

private:
    std::shared_ptr<const re2::RE2> m_pattern;
    char m_first = 0;
};

} // namespace postweave::segment
