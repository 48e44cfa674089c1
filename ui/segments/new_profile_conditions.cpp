// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions on what a profile is: two attributes beside each other, a random share, a distance, objects in a list.
#include "core/audience/column_summary.h"
#include "core/segment/format_parts.h"
#include "core/segment/test_types.h"
#include "ui/segments/new_conditions.h"

#include <QString>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace postweave::ui::segments {

using namespace segment;

namespace {

ValueType typeOf(const std::string& attribute, const SegmentContext& context)
{
    const CatalogEntry* entry = context.catalog.attribute(attribute);
    return entry != nullptr ? entry->type : ValueType::Text;
}

bool isNumeric(ValueType type)
{
    return type == ValueType::Integer || type == ValueType::Number;
}

Operator defaultComparison(const std::vector<Operator>& operators)
{
    constexpr std::array kUsual{Operator::GreaterOrEqual, Operator::After, Operator::HasAny, Operator::Has};
    for (const Operator op : kUsual) {
        if (std::find(operators.begin(), operators.end(), op) != operators.end()) {
            return op;
        }
    }
    return operators.front();
}

bool isText(ValueType type)
{
    return type == ValueType::Text || type == ValueType::List;
}

double middleOf(const std::string& attribute, double low, double high, const SegmentContext& context)
{
    const Compared compared = comparedAttribute(attribute, context);
    const Value middle = compared.column != nullptr ? audience::quantile(*compared.column, 0.5) : Value();
    const auto* number = std::get_if<double>(&middle);
    const auto* whole = std::get_if<std::int64_t>(&middle);
    return std::clamp(number != nullptr ? *number : whole != nullptr ? static_cast<double>(*whole) : 0, low, high);
}

/// Those named so before the others.
void putFirst(std::vector<std::string>& names, std::initializer_list<std::string_view> parts)
{
    std::stable_partition(names.begin(), names.end(), [&](const std::string& name) {
        const std::string lower = QString::fromStdString(name).toLower().toStdString();
        return std::any_of(parts.begin(), parts.end(),
                           [&](std::string_view part) { return lower.find(part) != std::string::npos; });
    });
}

} // namespace

std::vector<Operator> operatorsBetween(const std::string& attribute, const std::string& other,
                                       const SegmentContext& context)
{
    std::vector<Operator> operators;
    const auto all = allOperators();
    std::copy_if(all.begin(), all.end(), std::back_inserter(operators), [&](Operator op) {
        return comparesAttributes(op, typeOf(attribute, context), typeOf(other, context));
    });
    return operators;
}

std::vector<std::string> comparableWith(const std::string& attribute, const SegmentContext& context)
{
    std::vector<std::string> names;
    for (const CatalogEntry& entry : context.catalog.attributes) {
        if (entry.name != attribute && !operatorsBetween(attribute, entry.name, context).empty()) {
            names.push_back(entry.name);
        }
    }
    return names;
}

AttributeComparison withOther(AttributeComparison comparison, const std::string& other, const SegmentContext& context)
{
    comparison.other = other;
    const std::vector<Operator> operators = operatorsBetween(comparison.attribute, other, context);
    if (std::find(operators.begin(), operators.end(), comparison.op) == operators.end() && !operators.empty()) {
        comparison.op = defaultComparison(operators);
    }
    comparison.ignoreCase =
        comparison.ignoreCase && takesCase(comparison.op) && isText(typeOf(comparison.attribute, context));
    return comparison;
}

std::optional<AttributeComparison> comparisonOf(const std::string& attribute, const SegmentContext& context)
{
    const std::vector<std::string> others = comparableWith(attribute, context);
    if (others.empty()) {
        return std::nullopt;
    }
    AttributeComparison comparison;
    comparison.attribute = attribute;
    comparison.op = defaultComparison(operatorsBetween(attribute, others.front(), context));
    return withOther(comparison, others.front(), context);
}

Node newComparison(const SegmentContext& context)
{
    constexpr std::array kLikely{ValueType::Number, ValueType::Integer, ValueType::DateTime, ValueType::Date,
                                 ValueType::Text,   ValueType::List,    ValueType::Boolean};
    for (const ValueType type : kLikely) {
        for (const CatalogEntry& entry : context.catalog.attributes) {
            if (entry.type != type) {
                continue;
            }
            if (std::optional<AttributeComparison> comparison = comparisonOf(entry.name, context)) {
                return Node{std::move(*comparison), false};
            }
        }
    }
    return makeGroup(GroupKind::All);
}

Node newRandomShare()
{
    constexpr std::int64_t kHalf = 4999;
    return Node{BucketTest{"test", ValueTest{Operator::Between, LiteralList{std::int64_t{0}, kHalf}, false}}, false};
}

CoordinateNames coordinateNames(const SegmentContext& context)
{
    CoordinateNames names;
    for (const CatalogEntry& entry : context.catalog.attributes) {
        if (isNumeric(entry.type)) {
            names.latitudes.push_back(entry.name);
        }
    }
    names.longitudes = names.latitudes;
    putFirst(names.latitudes, {"lat"});
    putFirst(names.longitudes, {"lon", "lng"});
    if (names.longitudes.size() > 1 && names.longitudes.front() == names.latitudes.front()) {
        std::rotate(names.longitudes.begin(), names.longitudes.begin() + 1, names.longitudes.end());
    }
    return names;
}

Node newDistance(const SegmentContext& context)
{
    constexpr double kPole = 90;
    constexpr double kDateLine = 180;
    constexpr std::int64_t kNear = 50;
    const CoordinateNames names = coordinateNames(context);
    if (names.latitudes.size() < 2) {
        return makeGroup(GroupKind::All);
    }
    DistanceTest distance;
    distance.latitude = names.latitudes.front();
    distance.longitude = names.longitudes.front();
    distance.from = {middleOf(distance.latitude, -kPole, kPole, context),
                     middleOf(distance.longitude, -kDateLine, kDateLine, context)};
    distance.test = ValueTest{Operator::LessOrEqual, Literal(kNear), false};
    return Node{std::move(distance), false};
}

std::optional<FieldTest> newFieldTest(const Compared& list, const ObjectTests& tests, const SegmentContext& context)
{
    const auto isTested = [&](const std::string& name) {
        return std::any_of(tests.where.begin(), tests.where.end(),
                           [&](const FieldTest& test) { return test.field == name; });
    };
    const std::vector<ObjectFields::Field>& fields = fieldsIn(list, context);
    if (fields.empty()) {
        return std::nullopt;
    }
    const auto untested = std::find_if(fields.begin(), fields.end(),
                                       [&](const ObjectFields::Field& field) { return !isTested(field.name); });
    const std::string& name = untested != fields.end() ? untested->name : fields.front().name;
    return FieldTest{name, defaultTest(comparedField(list, name, nullptr, context), context)};
}

FieldTest withField(const Compared& list, const FieldTest& test, const std::string& field,
                    const SegmentContext& context)
{
    if (field == test.field) {
        return test;
    }
    const Compared before = comparedField(list, test.field, nullptr, context);
    const Compared after = comparedField(list, field, nullptr, context);
    return {field,
            before.type == after.type ? withOperator({}, test.test.op, after, context) : defaultTest(after, context)};
}

} // namespace postweave::ui::segments
