// SPDX-License-Identifier: GPL-3.0-or-later
// File names made from profile keys.
#pragma once

#include <string>
#include <string_view>

namespace postweave::email {

/// RFC 3986 unreserved characters stay, every other byte becomes `%XX`; `.` and `..` become `%2E` and `%2E%2E`.
[[nodiscard]] std::string percentEncoded(std::string_view text);
[[nodiscard]] std::string percentDecoded(std::string_view text);

/// The file's name for a key: percentEncoded(key) + suffix. A name longer than 255 bytes, which no file system takes,
/// is cut at 200 and ends in `~` and 32 hexadecimal digits of the key's SHA-256.
[[nodiscard]] std::string fileNameOfKey(std::string_view key, std::string_view suffix);

} // namespace postweave::email
