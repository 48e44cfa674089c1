// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/text_endings.h"

#include <limits>
#include <optional>
#include <unordered_map>

namespace postweave::audience {

namespace {

/// What stands from the only mark on; nothing where there is none, or more than one.
std::optional<std::string_view> endingOf(std::string_view text)
{
    const std::size_t mark = text.find(TextEndings::kMark);
    if (mark == std::string_view::npos || text.find(TextEndings::kMark, mark + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    return text.substr(mark);
}

} // namespace

TextEndings::TextEndings(std::size_t count, const std::function<std::string_view(std::size_t)>& textAt)
{
    constexpr std::size_t kMostEndings = std::numeric_limits<std::uint16_t>::max();
    m_codes.resize(count);
    std::unordered_map<std::string_view, std::uint16_t> known;
    for (std::size_t position = 0; position < count; ++position) {
        const auto ending = endingOf(textAt(position));
        auto found = ending ? known.find(*ending) : known.end();
        if (ending && found == known.end() && m_endings.size() < kMostEndings) {
            m_endings.push_back(*ending);
            found = known.emplace(*ending, static_cast<std::uint16_t>(m_endings.size())).first;
        }
        if (found == known.end()) {
            m_others.push_back(static_cast<std::uint32_t>(position));
        } else {
            m_codes[position] = found->second;
        }
        if (m_others.size() > count / 2) {
            m_codes = {};
            m_endings = {};
            m_others = {};
            return;
        }
    }
}

} // namespace postweave::audience
