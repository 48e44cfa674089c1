// SPDX-License-Identifier: GPL-3.0-or-later
// Places in a source text, and the excerpt with a caret that errors show below themselves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace postweave {
inline namespace base {

/// Byte offsets [begin, end) into a UTF-8 text.
struct SourceRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    auto operator<=>(const SourceRange&) const = default;
};

/// Line and column from 1; columns count code points.
struct SourcePosition {
    int line = 1;
    int column = 1;
    auto operator<=>(const SourcePosition&) const = default;
};

/// The position of a byte offset; an offset past the end gives the position after the last character.
[[nodiscard]] SourcePosition positionOf(std::string_view source, std::size_t offset);

/// The line that holds range.begin, shortened around it to at most `width` characters, a line feed, and a caret line
/// below (`^` and `~` to the range's end or the line's). Tabs become blanks. No line feed at the end.
[[nodiscard]] std::string excerpt(std::string_view source, SourceRange range, std::size_t width = 100);

} // namespace base
} // namespace postweave
