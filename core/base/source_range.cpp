// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/source_range.h"

#include "core/base/text.h"

#include <algorithm>

namespace postweave {
inline namespace base {

SourcePosition positionOf(std::string_view source, std::size_t offset)
{
    offset = std::min(offset, source.size());
    SourcePosition position;
    std::size_t lineStart = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        if (source[i] == '\n') {
            ++position.line;
            lineStart = i + 1;
        }
    }
    position.column = 1 + static_cast<int>(countCodePoints(source.substr(lineStart, offset - lineStart)));
    return position;
}

std::string excerpt(std::string_view source, SourceRange range, std::size_t width)
{
    const std::size_t begin = std::min(range.begin, source.size());
    const std::size_t previous = begin == 0 ? std::string_view::npos : source.rfind('\n', begin - 1);
    const std::size_t lineStart = previous == std::string_view::npos ? 0 : previous + 1;
    const std::size_t next = source.find('\n', begin);
    std::size_t lineEnd = next == std::string_view::npos ? source.size() : next;
    if (lineEnd > lineStart && source[lineEnd - 1] == '\r') {
        --lineEnd;
    }
    const std::string_view line = source.substr(lineStart, lineEnd - lineStart);
    const std::size_t caret = std::min(begin - lineStart, line.size());

    std::size_t from = caret > width / 2 ? caret - width / 2 : 0;
    std::size_t to = std::min(line.size(), from + width);
    while (from > 0 && isContinuationByte(line[from])) {
        --from;
    }
    while (to < line.size() && isContinuationByte(line[to])) {
        ++to;
    }
    std::string text(line.substr(from, to - from));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');

    const std::size_t marked = std::clamp(std::min(range.end, lineEnd), lineStart + caret, lineStart + to) - lineStart;
    const std::size_t tail = countCodePoints(line.substr(caret, marked - caret));
    return text + '\n' + std::string(countCodePoints(line.substr(from, caret - from)), ' ') + '^' +
           std::string(tail > 1 ? tail - 1 : 0, '~');
}

} // namespace base
} // namespace postweave
