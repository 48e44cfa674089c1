// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/liquid/html_tracker.h"

#include <algorithm>
#include <array>

namespace postweave::liquid {

namespace {

using Mode = HtmlState::Mode;
using Content = HtmlState::Content;
using UrlPosition = HtmlState::UrlPosition;

constexpr std::size_t kRemembered = 12;

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
bool isLetter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool isUrlAttribute(std::string_view name)
{
    static constexpr std::array kNames{
        std::string_view("href"),       std::string_view("src"),    std::string_view("action"),
        std::string_view("formaction"), std::string_view("cite"),   std::string_view("poster"),
        std::string_view("background"), std::string_view("data"),   std::string_view("xlink:href"),
        std::string_view("longdesc"),   std::string_view("usemap"), std::string_view("srcset")};
    return std::ranges::find(kNames, name) != kNames.end();
}

Content contentOf(std::string_view attribute)
{
    if (attribute == "style") {
        return Content::Style;
    }
    if (attribute.starts_with("on")) {
        return Content::Script;
    }
    return isUrlAttribute(attribute) ? Content::Url : Content::Plain;
}

} // namespace

void HtmlTracker::feed(std::string_view text)
{
    if (m_state.mode == Mode::Off || m_state.mode == Mode::Mixed || m_state.mode == Mode::Encoded) {
        return;
    }
    for (const char c : text) {
        m_recent += lower(c);
        if (m_recent.size() > kRemembered) {
            m_recent.erase(0, m_recent.size() - kRemembered);
        }
        step(c);
    }
}

void HtmlTracker::step(char c)
{
    switch (m_state.mode) {
    case Mode::Text:
    case Mode::Comment:
        stepText(c);
        return;
    case Mode::Value:
        stepValue(c);
        return;
    case Mode::Element:
        stepElement(c);
        return;
    case Mode::Off:
    case Mode::Mixed:
    case Mode::Encoded:
        return;
    default:
        stepTag(c);
    }
}

void HtmlTracker::stepText(char c)
{
    if (m_state.mode == Mode::Comment) {
        // A conditional comment's inside is HTML for the mail clients it is meant for.
        if (m_recent.ends_with("-->") || m_recent.ends_with("--!>") || m_recent.ends_with("<!--[if")) {
            m_state.mode = Mode::Text;
        }
        return;
    }
    if (m_recent.ends_with("<!--")) {
        m_state.mode = Mode::Comment;
        return;
    }
    const bool opensTag = m_recent.size() >= 2 && m_recent[m_recent.size() - 2] == '<' && (isLetter(c) || c == '/');
    if (opensTag) {
        m_state.mode = Mode::TagName;
        m_tag = c == '/' ? std::string("/") : std::string(1, lower(c));
    }
}

void HtmlTracker::stepTag(char c)
{
    if (c == '>' && m_state.mode != Mode::BeforeValue) {
        endTag();
        return;
    }
    switch (m_state.mode) {
    case Mode::TagName:
        if (isBlank(c) || c == '/') {
            m_state.mode = m_tag == "/" ? Mode::TagName : Mode::InTag;
        } else {
            m_tag += lower(c);
        }
        return;
    case Mode::AttributeName:
        if (c == '=') {
            endName();
        } else if (isBlank(c)) {
            m_state.mode = Mode::AfterName;
        } else if (c == '/') {
            m_state.mode = Mode::InTag;
        } else {
            m_attribute += lower(c);
        }
        return;
    case Mode::BeforeValue:
        if (c == '>') {
            endTag();
        } else if (c == '"' || c == '\'') {
            beginValue(c);
        } else if (!isBlank(c)) {
            beginValue('\0');
            stepValue(c);
        }
        return;
    default:
        if (c == '=' && m_state.mode == Mode::AfterName) {
            endName();
        } else if (c == '/') {
            m_state.mode = Mode::InTag;
        } else if (!isBlank(c)) {
            m_state.mode = Mode::AttributeName;
            m_attribute = std::string(1, lower(c));
        }
    }
}

void HtmlTracker::endName()
{
    m_state.mode = Mode::BeforeValue;
    m_state.content = contentOf(m_attribute);
}

void HtmlTracker::beginValue(char quote)
{
    m_state.mode = Mode::Value;
    m_state.quote = quote;
    m_state.url = UrlPosition::Start;
    m_state.isInCssUrl = false;
    m_recent.clear();
}

void HtmlTracker::endTag()
{
    const bool isStyle = m_tag == "style";
    const bool isScript = m_tag == "script";
    m_state = HtmlState{};
    m_state.mode = isStyle || isScript ? Mode::Element : Mode::Text;
    m_state.content = isStyle ? Content::Style : isScript ? Content::Script : Content::Plain;
    m_recent.clear();
}

void HtmlTracker::stepValue(char c)
{
    const bool ends = m_state.quote == '\0' ? isBlank(c) || c == '>' : c == m_state.quote;
    if (ends) {
        const bool closesTag = c == '>' && m_state.quote == '\0';
        m_state = HtmlState{};
        m_state.mode = Mode::InTag;
        if (closesTag) {
            endTag();
        }
        return;
    }
    if (m_state.content == Content::Url) {
        followUrl(c);
    } else if (m_state.content == Content::Style) {
        followStyle(c);
    }
}

void HtmlTracker::followUrl(char c)
{
    if (c == '=' && m_state.url != UrlPosition::Start) {
        m_state.url = UrlPosition::Value;
    } else if (m_state.url == UrlPosition::Value || c == ':' || c == '/' || c == '?' || c == '#') {
        m_state.url = UrlPosition::Rest;
    } else if (m_state.url == UrlPosition::Start && !isBlank(c)) {
        m_state.url = UrlPosition::Scheme;
    }
}

void HtmlTracker::followStyle(char c)
{
    if (m_recent.ends_with("url(")) {
        m_state.isInCssUrl = true;
        m_state.url = UrlPosition::Start;
    } else if (c == ')') {
        m_state.isInCssUrl = false;
    } else if (m_state.isInCssUrl && !isBlank(c) && c != '\'' && c != '"') {
        followUrl(c);
    }
}

void HtmlTracker::stepElement(char c)
{
    const bool isStyle = m_state.content == Content::Style;
    if (m_recent.ends_with(isStyle ? "</style" : "</script")) {
        m_state = HtmlState{};
        m_state.mode = Mode::TagName;
        m_tag = isStyle ? "/style" : "/script";
        return;
    }
    if (isStyle) {
        followStyle(c);
    }
}

HtmlPlace HtmlTracker::startOfValue() const
{
    switch (m_state.content) {
    case Content::Url:
        return HtmlPlace::UnquotedUrlStart;
    case Content::Style:
        return HtmlPlace::UnquotedStyleStart;
    case Content::Script:
        return HtmlPlace::UnquotedScriptStart;
    case Content::Plain:
        break;
    }
    return HtmlPlace::UnquotedStart;
}

HtmlPlace HtmlTracker::place() const
{
    switch (m_state.mode) {
    case Mode::Off:
        return HtmlPlace::Off;
    case Mode::Encoded:
        return HtmlPlace::Encoded;
    case Mode::Text:
    case Mode::Comment:
        return HtmlPlace::Text;
    case Mode::Value:
    case Mode::Element:
        break;
    case Mode::BeforeValue:
        return startOfValue();
    default:
        return HtmlPlace::Unquoted;
    }
    const bool isUnquoted = m_state.mode == Mode::Value && m_state.quote == '\0';
    switch (m_state.content) {
    case Content::Script:
        return isUnquoted ? HtmlPlace::UnquotedScript : HtmlPlace::Script;
    case Content::Style:
        return m_state.isInCssUrl ? HtmlPlace::StyleUrl : isUnquoted ? HtmlPlace::UnquotedStyle : HtmlPlace::Style;
    case Content::Plain:
        return m_state.quote == '\0' ? HtmlPlace::Unquoted : HtmlPlace::Attribute;
    case Content::Url:
        break;
    }
    switch (m_state.url) {
    case UrlPosition::Start:
        return HtmlPlace::Url;
    case UrlPosition::Scheme:
        return HtmlPlace::UrlScheme;
    case UrlPosition::Rest:
        return HtmlPlace::UrlPart;
    case UrlPosition::Value:
        return HtmlPlace::UrlValue;
    }
    return HtmlPlace::Unquoted;
}

void HtmlTracker::passOutput()
{
    if (m_state.mode == Mode::Encoded) {
        return;
    }
    const bool mayOpenTag = m_state.mode == Mode::Text && (m_recent.ends_with('<') || m_recent.ends_with("</"));
    m_recent.clear();
    if (mayOpenTag) {
        // Whether a tag begins here is for the value to say.
        m_state = HtmlState{};
        m_state.mode = Mode::Mixed;
        return;
    }
    if (m_state.mode == Mode::BeforeValue) {
        beginValue('\0');
    }
    const bool isInUrl = m_state.content == Content::Url || m_state.isInCssUrl;
    if (isInUrl && m_state.mode != Mode::BeforeValue && m_state.url == UrlPosition::Start) {
        m_state.url = UrlPosition::Scheme;
    }
    const bool isHarmless = m_attribute.starts_with("data-") || m_attribute.starts_with("aria-");
    if (m_state.mode == Mode::InTag || m_state.mode == Mode::AfterName ||
        (m_state.mode == Mode::AttributeName && !isHarmless)) {
        // A name that is not known here may be any attribute's.
        m_state.mode = Mode::AttributeName;
        m_attribute = "on";
    }
}

HtmlState HtmlTracker::join(const HtmlState& one, const HtmlState& two)
{
    if (one == two) {
        return one;
    }
    if (one.mode == Mode::Text && two.mode == Mode::Text) {
        // Running text is running text, whatever stood in the tags before it.
        HtmlState text;
        text.mode = Mode::Text;
        return text;
    }
    HtmlState joined = one;
    joined.url = two.url;
    if (joined == two) {
        joined.url = std::min(one.url, two.url) == UrlPosition::Start    ? UrlPosition::Start
                     : std::min(one.url, two.url) == UrlPosition::Scheme ? UrlPosition::Scheme
                                                                         : UrlPosition::Rest;
        return joined;
    }
    HtmlState mixed;
    mixed.mode = Mode::Mixed;
    return mixed;
}

} // namespace postweave::liquid
