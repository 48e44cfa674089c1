// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the desktop blends translucent windows; without, popovers and menus are plain boxes without shadow.
#pragma once

namespace postweave::ui {

/// False only on X11 without a compositing manager (Xvfb, some bare window managers). Asked once.
[[nodiscard]] bool blendsWindows();

} // namespace postweave::ui
