// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/text_search.h"

#include <cstring>
#include <string>

namespace postweave::liquid {

std::size_t findText(std::string_view text, std::string_view part, std::size_t from)
{
    if (from > text.size() || part.size() > text.size() - from) {
        return std::string_view::npos;
    }
    if (part.empty()) {
        return from;
    }
    // The C library's memmem searches in linear time; std::string_view::find does not.
    const void* const found = ::memmem(text.data() + from, text.size() - from, part.data(), part.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::size_t findLastText(std::string_view text, std::string_view part)
{
    if (part.size() > text.size()) {
        return std::string_view::npos;
    }
    const std::string textReversed(text.rbegin(), text.rend());
    const std::string partReversed(part.rbegin(), part.rend());
    const std::size_t found = findText(textReversed, partReversed);
    return found == std::string_view::npos ? found : text.size() - found - part.size();
}

} // namespace postweave::liquid
