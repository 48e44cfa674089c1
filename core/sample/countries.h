// SPDX-License-Identifier: GPL-3.0-or-later
// The invented shop's countries: names in their own scripts with a Latin spelling for addresses, cities, habits of
// time.
#pragma once

#include <span>
#include <string_view>

namespace postweave::sample {

struct Spelling {
    std::string_view own;   ///< as the person writes it
    std::string_view latin; ///< lower-case ASCII, for an e-mail address
};

struct Country {
    std::string_view code;     ///< ISO 3166-1 alpha-2
    std::string_view language; ///< ISO 639-1
    int weight;                ///< share of the customers, in per cent
    int utcOffsetHours;        ///< when people there are awake
    std::span<const Spelling> firstNames;
    std::span<const Spelling> lastNames;
    std::span<const std::string_view> cities;
};

/// The weights sum to 100.
[[nodiscard]] std::span<const Country> countries();

} // namespace postweave::sample
