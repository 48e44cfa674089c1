// SPDX-License-Identifier: GPL-3.0-or-later
// Where in an HTML text a place stands, as far as escaping needs to know.
#pragma once

#include <compare>
#include <cstdint>

namespace postweave::liquid {

/// How an output must be escaped.
enum class HtmlPlace : std::uint8_t {
    Off,       ///< not at all: autoescape is off
    Text,      ///< between tags, in titles and comments
    Attribute, ///< in a quoted attribute
    Unquoted,  ///< in a tag, outside quotes
    Url,       ///< at the start of a URL in an attribute: a scheme that runs code is refused
    UrlScheme, ///< after the start of a URL that may still be its scheme
    UrlPart,   ///< further in
    UrlValue,  ///< after `=` in its query
    Style,     ///< in CSS
    StyleUrl,  ///< in url(…) in CSS
    Script,    ///< in a script: as the inside of a string
    // In a value without quotes no blank and no `>` may stand. Where such a value begins something must stand, or what
    // follows would be taken for it.
    UnquotedStyle,
    UnquotedScript,
    UnquotedStart,
    UnquotedUrlStart,
    UnquotedStyleStart,
    UnquotedScriptStart,
    Encoded, ///< in a text that is one URL: percent-encoded whatever it holds
};

/// Of an output that stands in both, one after the other: what is safe in either.
[[nodiscard]] HtmlPlace safeInBoth(HtmlPlace one, HtmlPlace two);

/// Plain data, so that partials can be compiled once for each place they are used in.
struct HtmlState {
    enum class Mode : std::uint8_t {
        Off,
        Text,
        TagName,
        InTag,
        AttributeName,
        AfterName,
        BeforeValue,
        Value,
        Comment,
        Element,
        Mixed,
        Encoded ///< no HTML: one URL
    };
    enum class Content : std::uint8_t { Plain, Url, Style, Script };
    enum class UrlPosition : std::uint8_t { Start, Scheme, Rest, Value };

    Mode mode = Mode::Off;
    Content content = Content::Plain; ///< of the attribute, from its `=` on, or the element (style, script)
    UrlPosition url = UrlPosition::Start;
    char quote = 0; ///< of the attribute; 0 is unquoted
    bool isInCssUrl = false;
    auto operator<=>(const HtmlState&) const = default;
};

} // namespace postweave::liquid
