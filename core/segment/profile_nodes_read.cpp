// SPDX-License-Identifier: GPL-3.0-or-later
// Reading nodes that ask the profile alone: an attribute against another, buckets, distances.
#include "core/base/json.h"
#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"

#include <fmt/format.h>

#include <cmath>

namespace postweave::segment {

namespace {

std::optional<double> readDegrees(JsonFields& fields, std::string_view key, double most)
{
    if (fields.require(key, fmt::format("write it in degrees, −{0} to {0}", most)) == nullptr) {
        return std::nullopt;
    }
    const auto degrees = fields.number(key);
    if (degrees && !(std::fabs(*degrees) <= most)) {
        fields.report(key, "wrong-value", fmt::format("'{}' lies between −{} and {}", key, most, most),
                      "write it in degrees: Vienna's latitude is 48.2, its longitude 16.4");
        return std::nullopt;
    }
    return degrees;
}

std::optional<GeoPoint> readPoint(JsonFields& distance)
{
    constexpr double kMostLatitude = 90;
    constexpr double kMostLongitude = 180;
    const Json* json = distance.require("from", "write \"from\": {\"latitude\": 48.2, \"longitude\": 16.4}");
    if (json == nullptr) {
        return std::nullopt;
    }
    JsonFields fields(*json, distance.pathOf("from"), {"latitude", "longitude"}, distance.diagnostics());
    const auto latitude = readDegrees(fields, "latitude", kMostLatitude);
    const auto longitude = readDegrees(fields, "longitude", kMostLongitude);
    return latitude && longitude ? std::optional(GeoPoint{*latitude, *longitude}) : std::nullopt;
}

} // namespace

std::optional<Node::Body> readComparison(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"attribute", "op", "other", "ignore_case", "off"}, diagnostics);
    auto name = fields.requireText("attribute", "name the attribute");
    auto other = fields.requireText("other", "name the attribute to compare with");
    const bool ignoreCase = fields.flag("ignore_case", false);
    const auto op = readOperator(fields, TestSubject::Any);
    if (!name || !other || !op) {
        return std::nullopt;
    }
    if (!comparesAttributes(*op)) {
        fields.report("op", "wrong-operator", fmt::format("'{}' does not compare two attributes", nameOf(*op)),
                      "use one such as =, !=, <, <=, >, >=, before, on, contains, has");
        return std::nullopt;
    }
    if (ignoreCase && !takesCase(*op)) {
        fields.report("ignore_case", "wrong-key", fmt::format("'ignore_case' does not go with '{}'", nameOf(*op)),
                      "leave it out");
        return std::nullopt;
    }
    return AttributeComparison{std::move(*name), *op, std::move(*other), ignoreCase};
}

std::optional<Node::Body> readBucket(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"bucket", "op", "value", "off"}, diagnostics);
    auto seed = fields.requireText("bucket", "name the draw: each seed deals the buckets anew");
    auto test = readTest(fields, TestSubject::Number, diagnostics);
    if (!seed || !test) {
        return std::nullopt;
    }
    return BucketTest{std::move(*seed), std::move(*test)};
}

std::optional<Node::Body> readDistance(const Json& json, const std::string& path, Diagnostics& diagnostics)
{
    JsonFields fields(json, path, {"distance", "op", "value", "off"}, diagnostics);
    JsonFields distance(*fields.find("distance"), fields.pathOf("distance"), {"latitude", "longitude", "from"},
                        diagnostics);
    if (!distance.isObject()) {
        return std::nullopt;
    }
    auto latitude = distance.requireText("latitude", "name the attribute that holds the latitude");
    auto longitude = distance.requireText("longitude", "name the attribute that holds the longitude");
    const auto from = readPoint(distance);
    auto test = readTest(fields, TestSubject::Number, diagnostics);
    if (!latitude || !longitude || !from || !test) {
        return std::nullopt;
    }
    return DistanceTest{std::move(*latitude), std::move(*longitude), *from, std::move(*test)};
}

} // namespace postweave::segment
