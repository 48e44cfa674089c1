// SPDX-License-Identifier: GPL-3.0-or-later
// What a browser sees: the tags of a text and their attributes, by the tokenizer of the HTML standard (§13.2.5), as far
// as it decides where tags and attributes begin and end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace postweave::liquid {

struct HtmlTag {
    std::string name; ///< lower case; begins with `/` where it closes
    std::vector<std::string> attributes;
    bool operator==(const HtmlTag&) const = default;
};

[[nodiscard]] std::vector<HtmlTag> htmlTags(std::string_view text);

} // namespace postweave::liquid
