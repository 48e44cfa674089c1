// SPDX-License-Identifier: GPL-3.0-or-later
// mboxrd: messages one after another in a file.
#pragma once

#include "core/base/calendar.h"

#include <string>
#include <string_view>

namespace postweave::email {

/// Appends a `From ` line with sender and date (UTC, asctime form), the message with LF line ends and one more `>`
/// before each line that is `From ` after any number of `>`, and an empty line.
void appendMboxMessage(std::string& out, std::string_view sender, Instant date, std::string_view message);

} // namespace postweave::email
