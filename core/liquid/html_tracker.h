// SPDX-License-Identifier: GPL-3.0-or-later
// HtmlTracker: follows the static HTML of a template to know how each output must be escaped.
#pragma once

#include "core/liquid/html_state.h"

#include <string>
#include <string_view>

namespace postweave::liquid {

/// A small reading of the HTML standard's tokenizer: tags, attributes, comments, script and style. Conditional comments
/// (`<!--[if mso]>`) are looked into, as Outlook does.
class HtmlTracker {
public:
    explicit HtmlTracker(const HtmlState& state) : m_state(state) {}

    void feed(std::string_view text);
    /// An output stands here.
    [[nodiscard]] HtmlPlace place() const;
    void passOutput();

    [[nodiscard]] const HtmlState& state() const { return m_state; }
    void set(const HtmlState& state) { m_state = state; }
    /// Where branches that end differently leave it: the same state, else Mixed, which escapes for everything.
    [[nodiscard]] static HtmlState join(const HtmlState& one, const HtmlState& two);

private:
    void step(char c);
    void stepText(char c);
    void stepTag(char c);
    void stepValue(char c);
    void stepElement(char c);
    void endName();
    void beginValue(char quote);
    [[nodiscard]] HtmlPlace startOfValue() const;
    void endTag();
    void followUrl(char c);
    void followStyle(char c);

    HtmlState m_state;
    std::string m_tag;       // lower case, of the tag that is open
    std::string m_attribute; // lower case
    std::string m_recent;    // the last characters, lower case, for `<!--`, `</style` and `url(`
};

} // namespace postweave::liquid
