// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to a message's HTML before it is shown, so that the engine shows it as a mail program would.
#pragma once

#include <string>
#include <string_view>

namespace postweave::ui::webview {

/// Whether a message says anything about dark mode itself: prefers-color-scheme in its styles, or a color-scheme meta.
[[nodiscard]] bool hasDarkStyle(std::string_view html);

struct MessageLook {
    bool dark = false;  ///< as on a device in dark mode
    bool images = true; ///< false: alternative texts stand in their place
};

/// The message for `look`, whatever the desktop's own mode: its queries for prefers-color-scheme are answered, and
/// where it says that it supports dark, unstyled ground and words are dark too. A policy in its head forbids scripts,
/// frames, objects and forms, as a second wall behind the page's own.
[[nodiscard]] std::string shownHtml(std::string_view html, const MessageLook& look);

struct TextColors {
    std::string ground; ///< #rrggbb
    std::string words;
};
/// A text/plain part as a page.
[[nodiscard]] std::string textAsHtml(std::string_view text, const TextColors& colors);

} // namespace postweave::ui::webview
