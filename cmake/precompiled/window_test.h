// SPDX-License-Identifier: GPL-3.0-or-later
// What most tests of the window include.
#pragma once

#include "window.h"

#include <QSignalSpy>
#include <QTest>
