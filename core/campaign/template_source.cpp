// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/template_source.h"

#include "core/base/text.h"

#include <algorithm>

namespace postweave::campaign {

namespace {

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '#';
}

std::string_view firstWord(std::string_view text)
{
    const auto begin = std::find_if(text.begin(), text.end(), isWordCharacter);
    const auto end = std::find_if_not(begin, text.end(), isWordCharacter);
    return {begin, end};
}

/// From `{%` at `begin`, the end of the tag with its closing `%}`; the end of the source if it does not close.
std::size_t endOfTag(std::string_view source, std::size_t begin, std::string_view closing)
{
    const std::size_t end = source.find(closing, begin + 2);
    return end == source.npos ? source.size() : end + closing.size();
}

/// Past the `{% endcomment %}` that ends the comment opened before `from`.
std::size_t endOfComment(std::string_view source, std::size_t from)
{
    for (std::size_t tag = source.find("{%", from); tag != source.npos; tag = source.find("{%", tag + 2)) {
        const std::size_t end = endOfTag(source, tag, "%}");
        if (firstWord(source.substr(tag + 2, end - tag - 2)) == "endcomment") {
            return end;
        }
    }
    return source.size();
}

void blank(std::string& text, std::size_t begin, std::size_t end, char with)
{
    for (std::size_t i = begin; i < end; ++i) {
        text[i] = text[i] == '\n' || text[i] == '\r' ? text[i] : with;
    }
}

} // namespace

LiquidTag tagAround(std::string_view source, std::size_t offset)
{
    const std::size_t output = source.rfind("{{", offset);
    const std::size_t tag = source.rfind("{%", offset);
    const bool isOutput = output != source.npos && (tag == source.npos || output > tag);
    const std::size_t begin = isOutput ? output : tag;
    if (begin == source.npos) {
        return {{offset, offset}, {}};
    }
    LiquidTag found{{begin, endOfTag(source, begin, isOutput ? "}}" : "%}")}, {}};
    if (found.range.end <= offset) {
        return {{offset, offset}, {}};
    }
    if (isOutput) {
        return found;
    }
    found.name = firstWord(source.substr(begin + 2, found.range.end - begin - 2));
    if (found.name == "liquid") {
        const std::size_t line = source.rfind('\n', offset);
        found.name = line == source.npos || line < begin ? found.name : firstWord(source.substr(line, offset - line));
        const std::size_t lineEnd = std::min(source.find('\n', offset), found.range.end);
        found.range = {line == source.npos ? begin : std::max(line, begin), lineEnd};
    }
    return found;
}

std::string withoutLiquid(std::string_view source)
{
    std::string text(source);
    for (std::size_t i = source.find('{'); i < source.size(); i = source.find('{', i)) {
        const char kind = i + 1 < source.size() ? source[i + 1] : ' ';
        if (kind != '{' && kind != '%') {
            ++i;
            continue;
        }
        std::size_t end = endOfTag(source, i, kind == '{' ? "}}" : "%}");
        if (kind == '%' && firstWord(source.substr(i + 2, end - i - 2)) == "comment") {
            end = endOfComment(source, end);
        }
        blank(text, i, end, kind == '{' ? 'x' : ' ');
        i = end;
    }
    return text;
}

} // namespace postweave::campaign
