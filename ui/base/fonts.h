// SPDX-License-Identifier: GPL-3.0-or-later
// Type scale and measures. Sizes are given as designed at a base font of 13 px and scale with it.
#pragma once

#include <QFont>

namespace postweave::ui {

enum class TextRole {
    Number,          ///< the one number of a page: 28/34, 600
    Title,           ///< page or document title: 20/28, 600
    Heading,         ///< section, card, pane title: 15/20, 600
    Body,            ///< 13/18, 400
    BodyMedium,      ///< names and counts: 13/18, 500
    BodyStrong,      ///< totals and what is selected: 13/18, 600
    Secondary,       ///< 12/16, 400
    SecondaryMedium, ///< table heads, badges: 12/16, 500
    Small,           ///< axes: 11/14, 400; nothing is smaller
    SmallMedium,     ///< rail words: 11/14, 500
    Code,            ///< 13/20, fixed pitch, ligatures off
    CodeSmall,       ///< 12/16, fixed pitch
};

/// Registers Postweave Sans (Inter with tabular digits) and Postweave Mono (JetBrains Mono without ligatures) where the
/// build made them, else leaves the system's fonts.
/// Appearance calls it; calling it again does nothing.
void loadFonts();
/// "Postweave Sans", or the family of the system's font.
[[nodiscard]] QString sansFamily();

[[nodiscard]] QFont fontFor(TextRole role);
/// Line height in pixels.
[[nodiscard]] int lineHeight(TextRole role);

/// Factor of words and measures over their design at 13 px, kept in 0.8 to 2. Widgets have the one they were made at.
[[nodiscard]] double textScale();
void setTextScale(double factor);
/// A designed measure in pixels, scaled with the words.
[[nodiscard]] int scaled(double designed);

/// The grid: 8, half-step 4.
namespace space {
inline constexpr int kHalf = 4;
inline constexpr int kUnit = 8;
inline constexpr int kIconToWord = 6;
inline constexpr int kPane = 16; ///< padding of panes and cards, gap between cards
} // namespace space

namespace radius {
inline constexpr double kBar = 2;
inline constexpr double kBadge = 4;
inline constexpr double kChip = 5;
inline constexpr double kControl = 6;
inline constexpr double kCard = 8;
} // namespace radius

/// Heights and widths of the parts of the window, as designed: pass them through scaled().
namespace size {
inline constexpr int kHeader = 48;
inline constexpr int kRail = 76;
inline constexpr int kStatusBar = 28;
inline constexpr int kPaneHead = 48;
inline constexpr int kDocumentHead = 56;
inline constexpr int kToolbar = 44;
inline constexpr int kButton = 32;
inline constexpr int kSmallButton = 28;
inline constexpr int kInput = 30;
inline constexpr int kChip = 26;
inline constexpr int kBadge = 20;
inline constexpr int kTableHead = 28;
inline constexpr int kTableRow = 30;
inline constexpr int kListRow = 52;
inline constexpr int kListRowSingle = 32;
inline constexpr int kConditionRow = 36;
inline constexpr int kGroupHead = 40;
} // namespace size

} // namespace postweave::ui
