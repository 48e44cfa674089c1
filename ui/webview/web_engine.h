// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt WebEngine must be told before there is an application.
#pragma once

namespace postweave::ui::webview {

/// Call first thing in main(), before QApplication is made, wherever a PreviewView will be shown (tests too): registers
/// the previews' URL scheme, closes the engine's own ways to the network, shares OpenGL contexts, and for root alone
/// (where the engine refuses to start otherwise) switches its sandbox off. Calling it again does nothing.
void prepareWebEngine();

} // namespace postweave::ui::webview
