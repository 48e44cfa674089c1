// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a JSON Lines file.
#include "core/ingest/jsonl_reader.h"
#include "tests/fuzz/record_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace postweave::ingest;
    const fuzz::MemoryFile file(bytes, size);
    auto source = ByteSource::open(file.path());
    fuzz::hold(source.has_value(), "the file opens");
    const auto encoding = detectEncoding(*source, UINT64_MAX);
    if (encoding) {
        JsonLinesReader reader(TextSource(*std::move(source), *encoding));
        fuzz::checkReader(reader);
    }
    return 0;
}
