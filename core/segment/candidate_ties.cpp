// SPDX-License-Identifier: GPL-3.0-or-later
// Candidates for attributes that a condition ties to another one: in a comparison, and in a place.
#include "core/segment/fact_candidates.h"
#include "core/segment/leaf_evaluation.h"
#include "core/segment/value_list.h"

#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace postweave::segment {

namespace {

constexpr std::size_t kMaxItems = 20;

TextList itemsOf(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return {*text};
    }
    const auto* list = std::get_if<TextList>(&value);
    return list == nullptr ? TextList() : *list;
}

TextList joined(TextList list, const TextList& more)
{
    for (const std::string& item : more) {
        if (std::find(list.begin(), list.end(), item) == list.end()) {
            list.push_back(item);
        }
    }
    return list;
}

std::vector<Value> listsBeside(const TextList& standing, const TextList& other, bool ignoreCase)
{
    ValueList lists;
    lists.add(joined(standing, other));
    TextList rest = standing;
    std::erase_if(rest, [&](const std::string& item) {
        return std::any_of(other.begin(), other.end(), [&](const std::string& each) {
            return ignoreCase ? foldCase(item) == foldCase(each) : item == each;
        });
    });
    lists.add(std::move(rest));
    lists.add(other);
    for (std::size_t i = 0; i < std::min(other.size(), kMaxItems); ++i) {
        lists.add(joined(standing, {other[i]}));
        lists.add(TextList{other[i]});
    }
    lists.add(TextList{"another"});
    return std::move(lists.values());
}

} // namespace

std::vector<Value> candidatesForComparison(const AttributeComparison& leaf, const TiedValue& tied,
                                           const TimeFrame& frame)
{
    if (isMissing(tied.other)) {
        return {};
    }
    if (tied.type == ValueType::List) {
        return listsBeside(itemsOf(tied.standing), itemsOf(tied.other), leaf.ignoreCase);
    }
    if (const auto* items = std::get_if<TextList>(&tied.other)) {
        std::vector<Value> texts(items->begin(),
                                 items->begin() + static_cast<std::ptrdiff_t>(std::min(items->size(), kMaxItems)));
        texts.emplace_back("another");
        return texts;
    }
    std::vector<Value> values = neighboursOf(tied.other, tied.type, frame);
    if (const auto* text = std::get_if<std::string>(&tied.other); text != nullptr && leaf.ignoreCase) {
        values.insert(values.end(), {toUpper(*text), toLower(*text)});
    }
    return values;
}

namespace {

constexpr double kRadians = std::numbers::pi / 180;

/// Distances at the ends and in the middle of what a test tells apart.
std::vector<double> distancesOf(const DistanceTest& leaf, const TimeFrame& frame)
{
    const double farthest = kEarthRadiusKm * std::numbers::pi;
    const RealSet accepted = numberMatcher(leaf.test, frame).acceptedNumbers();
    constexpr std::size_t kMaxDistances = 50;
    std::vector<double> distances;
    for (const RealSet& side : {accepted, accepted.complement()}) {
        const RealSet possible = side.intersection(RealSet(0, farthest));
        for (const RealSet::Range& range : possible.ranges()) {
            const double middle = range.low + (range.high - range.low) / 2;
            const double inside = std::min(0.02, (range.high - range.low) / 4); // more than rounded degrees are off
            distances.insert(distances.end(), {range.low, range.low + inside, middle, range.high - inside, range.high});
        }
    }
    distances.resize(std::min(distances.size(), kMaxDistances));
    return distances;
}

/// Latitudes on a meridian at a distance: cos d = sin φ₁ sin φ + cos φ₁ cos φ cos Δλ, which is A cos(φ − φ₀).
std::vector<double> latitudesAt(double distance, GeoPoint from, double longitude)
{
    const double across = std::cos(from.latitude * kRadians) * std::cos((longitude - from.longitude) * kRadians);
    const double up = std::sin(from.latitude * kRadians);
    const double nearest = std::atan2(up, across) / kRadians;
    const double share = std::cos(distance / kEarthRadiusKm) / std::hypot(up, across);
    const double away = std::acos(std::clamp(share, -1.0, 1.0)) / kRadians;
    return {nearest, nearest - away, nearest + away};
}

/// Longitudes on a circle of latitude at a distance, by the same equation.
std::vector<double> longitudesAt(double distance, GeoPoint from, double latitude)
{
    const double across = std::cos(from.latitude * kRadians) * std::cos(latitude * kRadians);
    const double up = std::sin(from.latitude * kRadians) * std::sin(latitude * kRadians);
    const double share = (std::cos(distance / kEarthRadiusKm) - up) / across;
    const double away = std::isnan(share) ? 0 : std::acos(std::clamp(share, -1.0, 1.0)) / kRadians;
    return {from.longitude, from.longitude - away, from.longitude + away};
}

/// Degrees as people write them where that is near enough to try.
void addDegrees(double degrees, double most, ValueType type, ValueList& list)
{
    constexpr double kWritten = 10'000;
    const std::vector<double> forms =
        type == ValueType::Integer ? std::vector<double>{std::round(degrees), std::floor(degrees), std::ceil(degrees)}
                                   : std::vector<double>{std::round(degrees * kWritten) / kWritten, degrees};
    for (const double form : forms) {
        if (std::abs(form) <= most) {
            list.add(type == ValueType::Integer ? Value(static_cast<std::int64_t>(form)) : Value(form + 0.0));
        }
    }
}

std::optional<double> degreesIn(const Value& value)
{
    const auto* integer = std::get_if<std::int64_t>(&value);
    const auto* number = std::get_if<double>(&value);
    return integer != nullptr  ? std::optional(static_cast<double>(*integer))
           : number != nullptr ? std::optional(*number)
                               : std::nullopt;
}

} // namespace

std::vector<Value> candidatesForDistance(const DistanceTest& leaf, const TiedValue& tied, const TimeFrame& frame)
{
    ValueList list;
    const auto other = degreesIn(tied.other);
    const auto add = [&](bool isLatitude, double own, double across) {
        const double most = isLatitude ? 90 : 180;
        const double fixed = other && std::abs(*other) <= 270 - most ? *other : across;
        for (const double degrees : {own, most, -most}) {
            addDegrees(degrees, most, tied.type, list);
        }
        for (const double distance : distancesOf(leaf, frame)) {
            for (const double degrees :
                 isLatitude ? latitudesAt(distance, leaf.from, fixed) : longitudesAt(distance, leaf.from, fixed)) {
                addDegrees(std::remainder(degrees, 360), most, tied.type, list);
            }
        }
        for (int degrees = 0; tied.type == ValueType::Integer && degrees <= static_cast<int>(most); ++degrees) {
            list.add(std::vector<Value>{std::int64_t{degrees}, -std::int64_t{degrees}});
        }
    };
    if (tied.attribute == leaf.latitude) {
        add(true, leaf.from.latitude, leaf.from.longitude);
    }
    if (tied.attribute == leaf.longitude) {
        add(false, leaf.from.longitude, leaf.from.latitude);
    }
    if (const auto now = degreesIn(tied.standing)) {
        std::stable_sort(list.values().begin(), list.values().end(), [&](const Value& a, const Value& b) {
            return std::abs(degreesIn(a).value_or(0) - *now) < std::abs(degreesIn(b).value_or(0) - *now);
        });
    }
    return std::move(list.values());
}

} // namespace postweave::segment
