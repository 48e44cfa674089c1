// SPDX-License-Identifier: GPL-3.0-or-later
// The tags and filters of Liquid with a word of what each does, as completion shows them.
#pragma once

#include <QString>

#include <span>

namespace postweave::ui::templates {

struct LiquidWord {
    const char* word;
    const char* meaning; ///< for translation, context LiquidWords
};

[[nodiscard]] std::span<const LiquidWord> liquidTags();
[[nodiscard]] std::span<const LiquidWord> liquidFilters();
[[nodiscard]] QString meaningOf(const LiquidWord& word);

} // namespace postweave::ui::templates
