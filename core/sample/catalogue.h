// SPDX-License-Identifier: GPL-3.0-or-later
// What the invented shop sells, and when people buy it.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace postweave::sample {

struct Article {
    std::string_view name;
    int cents; ///< price of one, in euro cents
};

struct Category {
    std::string_view name;
    std::array<int, 12> season; ///< demand by month, 100 at the peak
    std::span<const Article> articles;
};

[[nodiscard]] std::span<const Category> categories();

} // namespace postweave::sample
