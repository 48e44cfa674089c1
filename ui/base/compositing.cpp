// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/compositing.h"

#include <QGuiApplication>

#ifdef POSTWEAVE_HAS_XCB
#include <xcb/xcb.h>

#include <cstdlib>
#include <memory>
#endif

namespace postweave::ui {

namespace {

#ifdef POSTWEAVE_HAS_XCB
struct Free {
    void operator()(void* reply) const { std::free(reply); }
};

/// A compositing manager owns the selection _NET_WM_CM_Sn of its screen (Extended Window Manager Hints 1.5).
bool hasCompositingManager(xcb_connection_t* connection)
{
    constexpr char kName[] = "_NET_WM_CM_S0";
    const auto atomCookie = xcb_intern_atom(connection, 1, sizeof kName - 1, kName);
    const std::unique_ptr<xcb_intern_atom_reply_t, Free> atom(xcb_intern_atom_reply(connection, atomCookie, nullptr));
    if (!atom || atom->atom == XCB_ATOM_NONE) {
        return false;
    }
    const auto ownerCookie = xcb_get_selection_owner(connection, atom->atom);
    const std::unique_ptr<xcb_get_selection_owner_reply_t, Free> owner(
        xcb_get_selection_owner_reply(connection, ownerCookie, nullptr));
    return owner && owner->owner != XCB_WINDOW_NONE;
}

bool ask()
{
    const auto* x11 = qGuiApp->nativeInterface<QNativeInterface::QX11Application>();
    // The offscreen platform claims to be X11 too, without a connection.
    return !x11 || !x11->connection() || hasCompositingManager(x11->connection());
}
#else
bool ask()
{
    return true;
}
#endif

} // namespace

bool blendsWindows()
{
    static const bool blends = ask();
    return blends;
}

} // namespace postweave::ui
