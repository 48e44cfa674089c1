// SPDX-License-Identifier: GPL-3.0-or-later
// Finding a text in another in linear time, whatever the two are: a template may search for anything in anything.
#pragma once

#include <cstddef>
#include <string_view>

namespace postweave::liquid {

/// As std::string_view::find and rfind.
[[nodiscard]] std::size_t findText(std::string_view text, std::string_view part, std::size_t from = 0);
[[nodiscard]] std::size_t findLastText(std::string_view text, std::string_view part);

} // namespace postweave::liquid
