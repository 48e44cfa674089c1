// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/motion.h"

#include "ui/base/appearance.h"

namespace postweave::ui {

bool reducedMotion()
{
    return Appearance::current() && Appearance::current()->reducedMotion();
}

int motionDuration(int milliseconds)
{
    return reducedMotion() ? 0 : milliseconds;
}

} // namespace postweave::ui
