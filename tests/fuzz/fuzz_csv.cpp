// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a delimited file.
#include "tests/fuzz/record_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace postweave;
    const ingest::fuzz::MemoryFile file(bytes, size);
    const auto reader = ingest::openRecords(file.path());
    if (!reader) {
        ingest::fuzz::hold(isValidUtf8(toLine(reader.error())), "an error is text");
        return 0;
    }
    ingest::fuzz::checkReader(**reader);
    return 0;
}
