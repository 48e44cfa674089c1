// SPDX-License-Identifier: GPL-3.0-or-later
// How long things move, in milliseconds; nothing moves under reduced motion.
#pragma once

namespace postweave::ui {

namespace motion {
inline constexpr int kPopover = 120;
inline constexpr int kExpand = 160;     ///< ease-out
inline constexpr int kCount = 200;      ///< bars and numbers to their new value
inline constexpr int kSignOfLife = 100; ///< nothing shows that it works before this
inline constexpr int kNotice = 8000;    ///< undo notices and finished jobs
} // namespace motion

[[nodiscard]] bool reducedMotion();
/// `milliseconds`, or 0 under reduced motion.
[[nodiscard]] int motionDuration(int milliseconds);

} // namespace postweave::ui
