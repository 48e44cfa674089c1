// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/text_case.h"

#include "core/base/text.h"
#include "core/liquid/ascii.h"

#include <unicode/casemap.h>
#include <unicode/uchar.h>

#include <algorithm>

namespace postweave::liquid {

namespace {

/// Of ASCII text.
template <typename Change>
std::string_view changed(std::string_view text, Arena& arena, Change change)
{
    char* const room = arena.makeRoom<char>(text.size());
    std::ranges::transform(text, room, change);
    return {room, text.size()};
}

/// One of ICU's mappings, which say how much room they need.
template <typename Map>
std::string_view mapped(std::string_view text, Arena& arena, Map map)
{
    const auto length = static_cast<std::int32_t>(text.size());
    std::size_t room = text.size() + 16;
    while (true) {
        char* const out = arena.makeRoom<char>(room);
        UErrorCode status = U_ZERO_ERROR;
        const std::int32_t size = map(text.data(), length, out, static_cast<std::int32_t>(room), status);
        if (status != U_BUFFER_OVERFLOW_ERROR) {
            return U_SUCCESS(status) ? std::string_view(out, static_cast<std::size_t>(size)) : text;
        }
        room = static_cast<std::size_t>(size);
    }
}

/// A character at a time, for ICU's own mapping of whole texts looks for final sigmas.
std::string_view loweredUnicode(std::string_view text, Arena& arena)
{
    constexpr char32_t kCapitalIWithDot = 0x130; // the only one that becomes two
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = nextCodePoint(text, at);
        if (character == kCapitalIWithDot) {
            out.append("i\xCC\x87");
        } else {
            appendUtf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(character))));
        }
    }
    return arena.copy(out);
}

std::string_view titleCased(std::string_view character, Arena& arena)
{
    return mapped(character, arena,
                  [](const char* from, std::int32_t length, char* to, std::int32_t room, UErrorCode& status) {
                      return icu::CaseMap::utf8ToTitle("", U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_BREAK_ADJUSTMENT,
                                                       nullptr, from, length, to, room, nullptr, status);
                  });
}

} // namespace

std::string_view lowered(std::string_view text, Arena& arena)
{
    if (!isAscii(text)) {
        return loweredUnicode(text, arena);
    }
    return std::ranges::none_of(text, isAsciiUpper) ? text : changed(text, arena, toAsciiLower);
}

std::string_view uppered(std::string_view text, Arena& arena)
{
    if (isAscii(text)) {
        return std::ranges::none_of(text, isAsciiLower) ? text : changed(text, arena, toAsciiUpper);
    }
    return mapped(text, arena,
                  [](const char* from, std::int32_t length, char* to, std::int32_t room, UErrorCode& status) {
                      return icu::CaseMap::utf8ToUpper("", 0, from, length, to, room, nullptr, status);
                  });
}

std::string_view capitalized(std::string_view text, Arena& arena)
{
    if (text.empty()) {
        return text;
    }
    const std::size_t first = bytesOfCharacters(text, 1);
    const std::string_view rest = lowered(text.substr(first), arena);
    if (first > 1) {
        return arena.join(titleCased(text.substr(0, first), arena), rest);
    }
    const char letter = toAsciiUpper(text[0]);
    const bool isUnchanged = letter == text[0] && rest.data() == text.data() + first;
    return isUnchanged ? text : arena.join({&letter, 1}, rest);
}

} // namespace postweave::liquid
