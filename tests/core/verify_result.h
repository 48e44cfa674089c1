// SPDX-License-Identifier: GPL-3.0-or-later
// VERIFY_RESULT: fails the running test where a Result holds an error, and says which.
#pragma once

#include "core/base/error.h"

#include <QtTest/QtTest>

#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto& checked_ = (expression);                                                                           \
        QVERIFY2(checked_.has_value(), checked_.has_value() ? "" : postweave::toLine(checked_.error()).c_str());       \
    } while (false)
