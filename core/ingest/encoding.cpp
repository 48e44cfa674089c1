// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/encoding.h"

#include "core/base/text.h"
#include "core/ingest/byte_scan.h"
#include "core/ingest/byte_source.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

namespace postweave::ingest {

namespace {

constexpr std::size_t kBlock = std::size_t{1} << 18;
constexpr std::size_t kSample = std::size_t{1} << 16;

struct Tally {
    std::uint64_t wellFormed = 0; ///< sequences of several bytes
    std::uint64_t illFormed = 0;
    bool unassigned = false; ///< an ill-formed byte that Windows-1252 does not assign either
    std::uint64_t firstIllFormed = 0;
};

bool isUnassigned(char c)
{
    constexpr std::string_view kUnassigned = "\x81\x8D\x8F\x90\x9D";
    return kUnassigned.find(c) != std::string_view::npos;
}

/// Counts the sequences beyond ASCII in `text`, which starts at `offset` of the file, up to `limit`; returns how far it
/// came (a sequence that starts before `limit` may end behind it).
std::size_t tally(std::string_view text, std::size_t limit, std::uint64_t offset, Tally& counts)
{
    std::size_t position = 0;
    while (position < limit) {
        position = static_cast<std::size_t>(findBeyondAscii(text.data() + position, text.data() + limit) - text.data());
        if (position == limit) {
            break;
        }
        const std::size_t start = position;
        const bool replacement = nextCodePoint(text, position) == 0xFFFD;
        const std::string_view bytes = text.substr(start, position - start);
        if (!replacement || bytes == "\xEF\xBF\xBD") {
            ++counts.wellFormed;
            continue;
        }
        counts.firstIllFormed = counts.illFormed++ == 0 ? offset + start : counts.firstIllFormed;
        counts.unassigned = counts.unassigned || std::any_of(bytes.begin(), bytes.end(), isUnassigned);
    }
    return position;
}

/// What is read at once: no more than a small file needs.
std::size_t blockFor(const ByteSource& source)
{
    return static_cast<std::size_t>(std::clamp<std::uint64_t>(source.size() + 1, 64, kBlock));
}

Result<Tally> tallyFile(ByteSource& source, std::uint64_t maxBytes)
{
    constexpr std::size_t kLongest = 4;
    const std::size_t block = blockFor(source);
    std::vector<char> buffer(block + kLongest + kScanPadding);
    Tally counts;
    std::size_t kept = 0;
    source.rewind();
    for (;;) {
        const std::uint64_t offset = source.offset() - kept;
        const Result<std::size_t> count = source.read(buffer.data() + kept, block);
        if (!count) {
            return fail(count.error());
        }
        const std::string_view text(buffer.data(), kept + *count);
        const bool last = *count < block || offset + text.size() >= maxBytes;
        const std::size_t limit = *count < block ? text.size() : text.size() - kLongest;
        const std::size_t done = tally(text, limit, offset, counts);
        if (last) {
            return counts;
        }
        kept = text.size() - done;
        std::memmove(buffer.data(), buffer.data() + done, kept);
    }
}

struct LineCount {
    std::uint64_t lines = 1;
    ErrorLocation place;
};

/// Lines of the file, and the place of a byte in it.
Result<LineCount> countLines(ByteSource& source, std::uint64_t offset)
{
    LineCount result{1, {source.name(), 1, 1, ""}};
    std::vector<char> buffer(kBlock);
    source.rewind();
    for (std::uint64_t position = 0;;) {
        const Result<std::size_t> count = source.read(buffer.data(), buffer.size());
        if (!count) {
            return fail(count.error());
        }
        for (std::size_t i = 0; i < *count; ++i, ++position) {
            const bool lineEnd = buffer[i] == '\n';
            result.lines += lineEnd ? 1 : 0;
            if (position < offset && lineEnd) {
                ++result.place.line;
                result.place.column = 1;
            } else if (position < offset && !isContinuationByte(buffer[i])) {
                ++result.place.column;
            }
        }
        if (*count < buffer.size()) {
            return result;
        }
    }
}

Result<DetectedEncoding> decide(ByteSource& source, const Tally& counts)
{
    if (counts.illFormed == 0 || counts.wellFormed * 20 >= counts.illFormed) {
        return DetectedEncoding{};
    }
    if (!counts.unassigned) {
        return DetectedEncoding{Encoding::Windows1252, 0};
    }
    const Result<LineCount> lines = countLines(source, counts.firstIllFormed);
    if (!lines) {
        return fail(lines.error());
    }
    if (counts.illFormed * 100 <= lines->lines) {
        return DetectedEncoding{};
    }
    return fail(ErrorCode::InvalidInput, "neither UTF-8, UTF-16 nor Windows-1252 from here on; save the file as UTF-8",
                lines->place);
}

std::optional<DetectedEncoding> byMark(std::string_view sample)
{
    if (sample.starts_with("\xEF\xBB\xBF")) {
        return DetectedEncoding{Encoding::Utf8, 3};
    }
    if (sample.starts_with("\xFF\xFE")) {
        return DetectedEncoding{Encoding::Utf16Le, 2};
    }
    if (sample.starts_with("\xFE\xFF")) {
        return DetectedEncoding{Encoding::Utf16Be, 2};
    }
    return std::nullopt;
}

/// Zero bytes at even and at odd places tell UTF-16: of ASCII every other byte is zero, and even a text of other
/// scripts has its line ends, digits and delimiters.
std::optional<DetectedEncoding> byZeros(std::string_view sample)
{
    const std::size_t pairs = sample.size() / 2;
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < pairs * 2; ++i) {
        zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
    }
    const std::size_t needed = pairs < 64 ? pairs * 4 / 10 + 1 : pairs / 10;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        if (zeros[side] >= needed && zeros[1 - side] * 16 <= zeros[side]) {
            return DetectedEncoding{side == 0 ? Encoding::Utf16Be : Encoding::Utf16Le, 0};
        }
    }
    return std::nullopt;
}

bool isUtf32(std::string_view sample)
{
    using namespace std::string_view_literals;
    return sample.starts_with("\xFF\xFE\0\0"sv) || sample.starts_with("\0\0\xFE\xFF"sv);
}

Result<DetectedEncoding> detect(ByteSource& source, std::uint64_t maxBytes)
{
    std::string sample(std::min(kSample, blockFor(source)), '\0');
    source.rewind();
    const Result<std::size_t> count = source.read(sample.data(), sample.size());
    if (!count) {
        return fail(count.error());
    }
    sample.resize(*count);
    if (isUtf32(sample)) {
        return fail(ErrorCode::InvalidInput, "is written in UTF-32; save it as UTF-8", {source.name(), 1, 1, ""});
    }
    if (const auto marked = byMark(sample)) {
        return *marked;
    }
    if (const auto wide = byZeros(sample)) {
        return *wide;
    }
    return tallyFile(source, maxBytes).and_then([&](const Tally& counts) { return decide(source, counts); });
}

} // namespace

std::string_view nameOf(Encoding encoding)
{
    constexpr std::array<std::string_view, 4> kNames{"UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"};
    return kNames[static_cast<std::size_t>(encoding)];
}

Result<DetectedEncoding> detectEncoding(ByteSource& source, std::uint64_t maxBytes)
{
    Result<DetectedEncoding> detected = detect(source, maxBytes);
    source.rewind();
    return detected;
}

} // namespace postweave::ingest
