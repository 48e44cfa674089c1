// SPDX-License-Identifier: GPL-3.0-or-later
// What the command palette lists, and where a page is asked to go.
#pragma once

#include "ui/base/icon.h"

#include <QList>
#include <QString>

#include <functional>

namespace postweave::ui {

/// A place in the window: a page and, within it, an item and a line.
struct PageTarget {
    QString page; ///< Page::id()
    QString item; ///< the page's own naming, such as a segment's name or a profile's key; empty: none
    int line = 0; ///< from 1; 0: none
    bool operator==(const PageTarget&) const = default;
};

struct SearchItem {
    Icon icon = Icon::ArrowRight;
    QString title;
    QString detail;   ///< faint words behind the title
    QString shortcut; ///< as shown, may be empty
    PageTarget target;
    std::function<void()> run; ///< instead of `target`, for commands
};

/// How well `text` fits `candidate`, case and accents aside: 0 not at all, higher is better. The start of the whole
/// beats the start of a word, which beats the inside, which beats scattered letters in order.
[[nodiscard]] int matchScore(const QString& text, const QString& candidate);

/// The items whose title (or, at half the weight, detail) fits, best first; stable among equals.
[[nodiscard]] QList<SearchItem> bestMatches(const QString& text, const QList<SearchItem>& items, int limit);

} // namespace postweave::ui
