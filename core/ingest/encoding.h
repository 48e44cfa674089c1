// SPDX-License-Identifier: GPL-3.0-or-later
// Which encoding a file is written in.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <string_view>

namespace postweave::ingest {

class ByteSource;

enum class Encoding : std::uint8_t { Utf8, Utf16Le, Utf16Be, Windows1252 };

/// `UTF-8`, `UTF-16LE`, `UTF-16BE`, `Windows-1252`.
[[nodiscard]] std::string_view nameOf(Encoding encoding);

struct DetectedEncoding {
    Encoding encoding = Encoding::Utf8;
    std::size_t markBytes = 0; ///< length of the byte order mark at the file's start
    bool operator==(const DetectedEncoding&) const = default;
};

/// By the byte order mark; without one, UTF-16 where one byte of a pair is often zero and the other hardly ever (first
/// 64 KiB); else from all bytes (or the first `maxBytes`):
/// - every sequence well-formed: UTF-8;
/// - for at least one in twenty ill-formed bytes there is a well-formed sequence of several bytes: UTF-8, whose
///   ill-formed rows are to be rejected (a file of mixed encodings is never guessed at row by row);
/// - else, if all bytes are assigned in it, Windows-1252;
/// - else, if ill-formed bytes are rarer than one in a hundred lines: UTF-8, as above;
/// - else InvalidInput, with line and column of the first ill-formed byte. UTF-32 is InvalidInput as well.
/// Leaves the source at its start.
[[nodiscard]] Result<DetectedEncoding> detectEncoding(ByteSource& source, std::uint64_t maxBytes);

} // namespace postweave::ingest
