// SPDX-License-Identifier: GPL-3.0-or-later
// A template's faults as errors with their excerpts.
#pragma once

#include "core/base/diagnostic.h"

#include <optional>
#include <string_view>

namespace postweave::cli {

/// The first error, saying how many more there are; nothing where there is none.
[[nodiscard]] std::optional<Error> firstTemplateError(const Diagnostics& diagnostics, std::string_view file,
                                                      std::string_view source);

} // namespace postweave::cli
