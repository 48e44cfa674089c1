// SPDX-License-Identifier: GPL-3.0-or-later
// Marks elements with the line of the template they come from, so that the preview can follow the caret.
#pragma once

#include <string>
#include <string_view>

namespace postweave::ui::templates {

/// The template with `data-pw-line="N"` in each start tag of the body. Lines keep their numbers; columns do not.
[[nodiscard]] std::string withLineMarks(std::string_view source);

} // namespace postweave::ui::templates
