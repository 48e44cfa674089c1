// SPDX-License-Identifier: GPL-3.0-or-later
// TextPlaces: where texts stand in a dictionary that grows. Private to core/event.
#pragma once

#include "core/base/short_text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postweave::event {

/// Open addressing with linear steps, at most half full. Always to be used with the same dictionary.
class TextPlaces {
public:
    /// Adds the text where it is new.
    [[nodiscard]] std::uint32_t of(std::string_view text, std::vector<std::string>& dictionary);

private:
    struct Slot {
        TextWords words;        ///< of a short text
        std::uint32_t hash = 0; ///< of a short text with its size in the lowest bits
        std::uint32_t place = 0; ///< + 1; 0: free
    };
    void grow();
    [[nodiscard]] std::uint32_t ofShort(std::string_view text, std::vector<std::string>& dictionary);
    [[nodiscard]] std::uint32_t ofLong(std::string_view text, std::vector<std::string>& dictionary);
    std::uint32_t add(std::size_t slot, std::string_view text, std::vector<std::string>& dictionary);

    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
};

} // namespace postweave::event
