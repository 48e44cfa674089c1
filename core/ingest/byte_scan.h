// SPDX-License-Identifier: GPL-3.0-or-later
// Searching bytes sixteen at a time. Every function may read up to kScanPadding bytes past `end` (and ignores them).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace postweave::ingest {

inline constexpr std::size_t kScanPadding = 32;

/// What kinds of bytes a text holds.
struct ByteKinds {
    bool nul = false;
    bool beyondAscii = false;
};

#if defined(__SSE2__)

inline __m128i loadSixteen(const char* from)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}

/// The first of `a`, LF and CR in [begin, end), or `end`.
inline const char* findFieldEnd(const char* begin, const char* end, char a)
{
    const __m128i first = _mm_set1_epi8(a);
    const __m128i lineFeed = _mm_set1_epi8('\n');
    const __m128i carriageReturn = _mm_set1_epi8('\r');
    for (; begin < end; begin += 16) {
        const __m128i bytes = loadSixteen(begin);
        const __m128i lines = _mm_or_si128(_mm_cmpeq_epi8(bytes, lineFeed), _mm_cmpeq_epi8(bytes, carriageReturn));
        const int mask = _mm_movemask_epi8(_mm_or_si128(lines, _mm_cmpeq_epi8(bytes, first)));
        if (mask != 0) {
            const char* found = begin + std::countr_zero(static_cast<unsigned>(mask));
            return found < end ? found : end;
        }
    }
    return end;
}

/// A bit for each of the sixteen bytes at `from` that is `a`, `b`, LF or CR, the first one's lowest.
inline unsigned marksAmong(const char* from, char a, char b)
{
    const __m128i bytes = loadSixteen(from);
    const __m128i lines =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    const __m128i given =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(a)), _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b)));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(lines, given)));
}

inline ByteKinds kindsOf(const char* begin, const char* end)
{
    const __m128i zero = _mm_setzero_si128();
    __m128i nul = zero;
    __m128i high = zero;
    for (; end - begin >= 16; begin += 16) {
        const __m128i bytes = loadSixteen(begin);
        nul = _mm_or_si128(nul, _mm_cmpeq_epi8(bytes, zero));
        high = _mm_or_si128(high, bytes);
    }
    const unsigned rest = (1U << (end - begin)) - 1U;
    const __m128i bytes = loadSixteen(begin);
    const auto nulRest = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, zero))) & rest;
    const auto highRest = static_cast<unsigned>(_mm_movemask_epi8(bytes)) & rest;
    return {_mm_movemask_epi8(nul) != 0 || nulRest != 0, _mm_movemask_epi8(high) != 0 || highRest != 0};
}

/// How often `wanted` occurs in [begin, end).
inline std::uint64_t countByte(const char* begin, const char* end, char wanted)
{
    constexpr std::ptrdiff_t kMostRounds = 255; // what a byte can count
    const __m128i zero = _mm_setzero_si128();
    const __m128i byte = _mm_set1_epi8(wanted);
    __m128i sum = zero;
    while (end - begin >= 16) {
        const std::ptrdiff_t rounds = (end - begin) / 16 < kMostRounds ? (end - begin) / 16 : kMostRounds;
        __m128i counts = zero;
        for (std::ptrdiff_t i = 0; i < rounds; ++i, begin += 16) {
            counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(loadSixteen(begin), byte));
        }
        sum = _mm_add_epi64(sum, _mm_sad_epu8(counts, zero));
    }
    std::uint64_t count = static_cast<std::uint64_t>(_mm_cvtsi128_si64(sum)) +
                          static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sum, sum)));
    for (; begin < end; ++begin) {
        count += *begin == wanted ? 1 : 0;
    }
    return count;
}

/// The first byte of 0x80 or above in [begin, end), or `end`.
inline const char* findBeyondAscii(const char* begin, const char* end)
{
    for (; begin < end; begin += 16) {
        const int mask = _mm_movemask_epi8(loadSixteen(begin));
        if (mask != 0) {
            const char* found = begin + std::countr_zero(static_cast<unsigned>(mask));
            return found < end ? found : end;
        }
    }
    return end;
}

#else

inline unsigned marksAmong(const char* from, char a, char b)
{
    unsigned marks = 0;
    for (unsigned i = 0; i < 16; ++i) {
        const bool is = from[i] == a || from[i] == b || from[i] == '\n' || from[i] == '\r';
        marks |= (is ? 1U : 0U) << i;
    }
    return marks;
}

inline const char* findFieldEnd(const char* begin, const char* end, char a)
{
    while (begin < end && *begin != a && *begin != '\n' && *begin != '\r') {
        ++begin;
    }
    return begin;
}

inline std::uint64_t countByte(const char* begin, const char* end, char wanted)
{
    std::uint64_t count = 0;
    for (; begin < end; ++begin) {
        count += *begin == wanted ? 1 : 0;
    }
    return count;
}

inline ByteKinds kindsOf(const char* begin, const char* end)
{
    ByteKinds kinds;
    for (; begin < end; ++begin) {
        kinds.nul |= *begin == '\0';
        kinds.beyondAscii |= static_cast<unsigned char>(*begin) >= 0x80;
    }
    return kinds;
}

inline const char* findBeyondAscii(const char* begin, const char* end)
{
    while (begin < end && static_cast<unsigned char>(*begin) < 0x80) {
        ++begin;
    }
    return begin;
}

#endif

} // namespace postweave::ingest
