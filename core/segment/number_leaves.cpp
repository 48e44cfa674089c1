// SPDX-License-Identifier: GPL-3.0-or-later
// Leaves that compare one number a profile: random buckets and distances.
#include "core/segment/leaf_evaluation.h"

#include "core/audience/column_scan.h"
#include "core/base/parallel.h"

#include <openssl/evp.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>

namespace postweave::segment {

using audience::Bitset;

Bitset profilesWithNumbers(std::span<const double> numbers, const RealSet& accepted)
{
    constexpr std::size_t kFewRanges = 16; // each is a pass over all numbers
    if (accepted.ranges().size() > kFewRanges) {
        Bitset profiles(numbers.size());
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            profiles.assign(i, accepted.contains(numbers[i]));
        }
        return profiles;
    }
    std::vector<std::pair<double, double>> ranges;
    for (const RealSet::Range& range : accepted.ranges()) {
        ranges.emplace_back(range.low, range.high);
    }
    return audience::rowsInRanges(numbers, ranges);
}

namespace {

/// MD5 (RFC 1321) of the system's OpenSSL. One a thread.
class BucketHash {
public:
    BucketHash()
        : m_algorithm(EVP_MD_fetch(nullptr, "MD5", nullptr), &EVP_MD_free),
          m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
    }

    /// Nothing where there is no MD5.
    [[nodiscard]] std::optional<int> bucket(std::string_view seed, std::string_view key) const
    {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        const bool done = m_algorithm && m_context &&
                          EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr) == 1 &&
                          EVP_DigestUpdate(m_context.get(), seed.data(), seed.size()) == 1 &&
                          EVP_DigestUpdate(m_context.get(), ":", 1) == 1 &&
                          EVP_DigestUpdate(m_context.get(), key.data(), key.size()) == 1 &&
                          EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr) == 1;
        if (!done) {
            return std::nullopt;
        }
        std::uint32_t number = 0;
        for (std::size_t i = 0; i < sizeof number; ++i) {
            number = number << 8U | digest[i];
        }
        return static_cast<int>(number % kBucketCount);
    }

private:
    std::unique_ptr<EVP_MD, void (*)(EVP_MD*)> m_algorithm;
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> m_context;
};

tl::unexpected<Error> withoutMd5()
{
    return fail(ErrorCode::Internal, "the system's OpenSSL lacks MD5, which buckets are drawn with");
}

constexpr std::size_t kGrain = 16'384;

} // namespace

Result<int> bucketOf(std::string_view seed, std::string_view key)
{
    const auto bucket = BucketHash().bucket(seed, key);
    return bucket ? Result<int>(*bucket) : withoutMd5();
}

Result<ScoreSums> evaluateBuckets(std::string_view seed, const EvaluationScope& scope)
{
    ScoreSums::Whole buckets(scope.audience.size());
    std::atomic<bool> good{true};
    parallelFor(buckets.size(), kGrain, [&](std::size_t begin, std::size_t end) {
        const BucketHash hash;
        for (std::size_t i = begin; i < end && good; ++i) {
            const auto bucket = hash.bucket(seed, scope.audience.key(static_cast<audience::Ordinal>(i)));
            good = bucket && (i % kGrain != 0 || !scope.cancel.isCancelled());
            buckets[i] = static_cast<std::uint16_t>(bucket.value_or(0));
        }
    });
    if (scope.cancel.isCancelled()) {
        return cancelled();
    }
    return good ? Result<ScoreSums>(ScoreSums(std::move(buckets))) : withoutMd5();
}

double distanceBetween(GeoPoint a, GeoPoint b)
{
    constexpr double kRadians = std::numbers::pi / 180;
    const double byLatitude = std::sin((b.latitude - a.latitude) * kRadians / 2);
    const double byLongitude = std::sin((b.longitude - a.longitude) * kRadians / 2);
    const double haversine = byLatitude * byLatitude + std::cos(a.latitude * kRadians) *
                                                           std::cos(b.latitude * kRadians) * byLongitude * byLongitude;
    return 2 * kEarthRadiusKm * std::asin(std::min(1.0, std::sqrt(haversine)));
}

namespace {

double degreesOf(const Value& value)
{
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* number = std::get_if<double>(&value);
    return number == nullptr ? std::numeric_limits<double>::quiet_NaN() : *number;
}

/// Degrees by code; NaN for the missing value.
std::vector<double> degreesByCode(const audience::CodedColumn& column)
{
    std::vector<double> degrees(column.dictionary().size() + 1);
    for (audience::ValueDictionary::Code code = 0; code < degrees.size(); ++code) {
        degrees[code] = degreesOf(column.dictionary().value(code));
    }
    return degrees;
}

constexpr double kMostLatitude = 90;
constexpr double kMostLongitude = 180;

bool isPlace(GeoPoint point)
{
    return std::fabs(point.latitude) <= kMostLatitude && std::fabs(point.longitude) <= kMostLongitude;
}

} // namespace

std::optional<GeoPoint> pointOf(const Value& latitude, const Value& longitude)
{
    const GeoPoint point{degreesOf(latitude), degreesOf(longitude)};
    return isPlace(point) ? std::optional(point) : std::nullopt;
}

Result<ScoreSums> evaluateDistances(const DistanceTest& leaf, const EvaluationScope& scope)
{
    const audience::AttributeColumn* latitude = scope.audience.attribute(leaf.latitude);
    const audience::AttributeColumn* longitude = scope.audience.attribute(leaf.longitude);
    if (latitude == nullptr || longitude == nullptr) {
        return fail(ErrorCode::InvalidInput,
                    fmt::format("there is no attribute '{}'", latitude == nullptr ? leaf.latitude : leaf.longitude));
    }
    const std::vector<double> latitudes = degreesByCode(latitude->column);
    const std::vector<double> longitudes = degreesByCode(longitude->column);
    std::vector<double> distances(scope.audience.size());
    parallelFor(distances.size(), kGrain, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const GeoPoint point{latitudes[latitude->column.code(i)], longitudes[longitude->column.code(i)]};
            distances[i] =
                isPlace(point) ? distanceBetween(leaf.from, point) : std::numeric_limits<double>::quiet_NaN();
        }
    });
    return scope.cancel.isCancelled() ? Result<ScoreSums>(cancelled()) : ScoreSums(std::move(distances));
}

Bitset profilesWithin(const ScoreSums& distances, const ValueTest& test, const EvaluationScope& scope)
{
    ValueTest positive = test;
    positive.op = positiveOf(test.op);
    Bitset profiles = distances.profilesIn(numberMatcher(positive, scope.frame).acceptedNumbers());
    return isNegative(test.op) ? std::move(profiles.flip()) : std::move(profiles);
}

} // namespace postweave::segment
