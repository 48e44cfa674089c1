// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: every colour of the window by its role. Two exist, light and dark; widgets read the current one while they
// paint and keep no colour, so a change of theme is a repaint.
#pragma once

#include <QColor>
#include <QPalette>

namespace postweave::ui {

struct Theme {
    bool dark;
    // Grounds
    QColor chrome;  ///< header, rail, status bar
    QColor canvas;  ///< ground of a page
    QColor surface; ///< cards, tables, editor
    QColor raised;  ///< side panes, nested groups, table heads, footers
    QColor sunken;  ///< attribute chip, preview ground, neutral badge
    QColor hover;   ///< hovered row or button
    // Lines
    QColor border;  ///< hairlines
    QColor border2; ///< buttons, popovers, menus
    QColor control; ///< inputs, radios, checks (at least 3:1)
    // Words
    QColor text;
    QColor text2; ///< secondary
    QColor text3; ///< hints, axes
    QColor disabled;
    // Accent
    QColor accent;
    QColor accentHover;
    QColor accentPressed;
    QColor onAccent;
    QColor soft;     ///< selection, value chip
    QColor soft2;    ///< row being edited, merged column
    QColor softText; ///< words on soft
    QColor focus;    ///< focus ring
    // Findings
    QColor ok;
    QColor okSoft;
    QColor warn;
    QColor warnFill; ///< bars and marks only, never words
    QColor warnSoft;
    QColor err;
    QColor errSoft;
    QColor info;
    QColor infoSoft;
    // Combinators
    QColor all;
    QColor any;
    QColor none;
    QColor atLeast;
    QColor allSoft;
    QColor anySoft;
    QColor noneSoft;
    QColor atLeastSoft;
    // Count bar
    QColor track;   ///< all people
    QColor barPale; ///< finds
    QColor bar;     ///< also in the segment
    // Charts
    QColor data1;
    QColor data2;
    QColor data3;
    QColor data4;
    QColor data5;
    QColor data6;
    QColor grid;
    // Code
    QColor codeTag;
    QColor codeAttribute;
    QColor codeString;
    QColor codeComment;
    QColor codeLiquid;
    QColor codeLiquidGround;
    QColor codeKeyword;
    QColor codeVariable;
    QColor codeNumber;
    QColor caretLine;
    QColor codeSelection;
    // Depth
    QColor shadow;
    QColor scrim;
};

/// A role without a theme: `themed(role)` is its colour now.
using ColorRole = QColor Theme::*;

[[nodiscard]] const Theme& lightTheme();
[[nodiscard]] const Theme& darkTheme();

/// The theme in force; UI thread only. Read it while painting, do not keep it.
[[nodiscard]] const Theme& theme();
[[nodiscard]] inline const QColor& themed(ColorRole role)
{
    return theme().*role;
}

/// Series colours in the order charts use them; index from 0, repeats after six.
[[nodiscard]] ColorRole dataRole(int series);

[[nodiscard]] QPalette paletteFor(const Theme& theme);

/// How a badge, a bar or a line speaks: always beside an icon or words, never alone.
enum class Tone { Neutral, Accent, Ok, Warning, Error, Note };

[[nodiscard]] ColorRole wordRole(Tone tone);
[[nodiscard]] ColorRole softRole(Tone tone);
/// For bars and marks.
[[nodiscard]] ColorRole fillRole(Tone tone);

} // namespace postweave::ui
