// SPDX-License-Identifier: GPL-3.0-or-later
// TextSource: a file's bytes as UTF-8. What is not well-formed in the file's encoding comes out as a byte that is not
// well-formed in UTF-8 either (0xFF), so that one check of a row finds it.
#pragma once

#include "core/ingest/byte_source.h"
#include "core/ingest/encoding.h"

#include <string>

namespace postweave::ingest {

class TextSource {
public:
    TextSource(ByteSource source, DetectedEncoding encoding);

    /// Up to `size` bytes; 0 at the end. Characters may be cut between two reads.
    [[nodiscard]] Result<std::size_t> read(char* buffer, std::size_t size);
    /// Back to the first character behind the byte order mark.
    void rewind();

    [[nodiscard]] const ByteSource& bytes() const { return m_source; }
    [[nodiscard]] Encoding encoding() const { return m_encoding.encoding; }

private:
    [[nodiscard]] Result<bool> decodeBlock();

    ByteSource m_source;
    DetectedEncoding m_encoding;
    std::string m_encoded;
    std::string m_decoded;
    std::size_t m_taken = 0;
};

} // namespace postweave::ingest
