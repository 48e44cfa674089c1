// SPDX-License-Identifier: GPL-3.0-or-later
// What most tests of the core include.
#pragma once

#include <QTest>

#include <tl/expected.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>
