// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions as they begin, always complete and with values that occur, and how they change shape.
#pragma once

#include "core/segment/filter_tree.h"
#include "ui/segments/facets.h"
#include "ui/segments/segment_context.h"

namespace postweave::ui::segments {

/// What a condition can be about.
struct Subject {
    enum class Kind : std::uint8_t {
        Attribute,
        Event,
        Score,
        Segment,
        Comparison, ///< two attributes of one person
        Random,     ///< a random share of people
        Distance,   ///< from a place
    };
    Kind kind = Kind::Attribute;
    std::string name; ///< nothing for the last three
    bool operator==(const Subject&) const = default;
};

[[nodiscard]] std::optional<Subject> subjectOf(const segment::Node& node);

[[nodiscard]] segment::Node newCondition(const Subject& subject, const SegmentContext& context);
/// Two steps, of the types that occur most.
[[nodiscard]] segment::Node newSequence(const SegmentContext& context);
[[nodiscard]] segment::SequenceStep newStep(const segment::EventSequence& sequence, const SegmentContext& context);
/// A test on the first property of the events that has none yet; nothing where they have no property.
[[nodiscard]] std::optional<segment::PropertyTest> newPropertyTest(const segment::EventFilter& events,
                                                                   const SegmentContext& context);
[[nodiscard]] segment::Window defaultWindow();

/// The same condition about something else: what still makes sense stays.
[[nodiscard]] segment::Node withSubject(const segment::Node& node, const Subject& subject,
                                        const SegmentContext& context);
/// For a test in `where`.
[[nodiscard]] segment::PropertyTest withProperty(const segment::EventFilter& events, const segment::PropertyTest& test,
                                                 const std::string& property, const SegmentContext& context);

/// A test that such values can be put to, with a value that occurs.
[[nodiscard]] segment::ValueTest defaultTest(const Compared& compared, const SegmentContext& context);
/// Values stay as far as the operator takes them.
[[nodiscard]] segment::ValueTest withOperator(const segment::ValueTest& test, segment::Operator op,
                                              const Compared& compared, const SegmentContext& context);
/// The values of a test one by one.
[[nodiscard]] segment::LiteralList literalsOf(const segment::Operand& operand);

/// Two attributes of one person, the first ones that compare.
[[nodiscard]] segment::Node newComparison(const SegmentContext& context);
/// The attribute against the first one that it compares with; nothing where there is none.
[[nodiscard]] std::optional<segment::AttributeComparison> comparisonOf(const std::string& attribute,
                                                                       const SegmentContext& context);
/// The attributes that this one compares with by some operator.
[[nodiscard]] std::vector<std::string> comparableWith(const std::string& attribute, const SegmentContext& context);
[[nodiscard]] std::vector<segment::Operator> operatorsBetween(const std::string& attribute, const std::string& other,
                                                              const SegmentContext& context);
/// With the operator as far as it goes with the two.
[[nodiscard]] segment::AttributeComparison withOther(segment::AttributeComparison comparison, const std::string& other,
                                                     const SegmentContext& context);
[[nodiscard]] segment::Weekdays weekend();
/// Half of all people.
[[nodiscard]] segment::Node newRandomShare();
/// Around the middle of where people are.
[[nodiscard]] segment::Node newDistance(const SegmentContext& context);
/// Attributes that hold numbers, those named like latitudes and longitudes first.
struct CoordinateNames {
    std::vector<std::string> latitudes;
    std::vector<std::string> longitudes;
};
[[nodiscard]] CoordinateNames coordinateNames(const SegmentContext& context);
/// A test on the first field of the objects that has none yet; nothing where no object has a field.
[[nodiscard]] std::optional<segment::FieldTest> newFieldTest(const Compared& list, const segment::ObjectTests& tests,
                                                             const SegmentContext& context);
/// For a test within a list's objects.
[[nodiscard]] segment::FieldTest withField(const Compared& list, const segment::FieldTest& test,
                                           const std::string& field, const SegmentContext& context);

/// The same events counted, summed up, or looked for first or last.
enum class EventQuestion { AtLeastOnce, Count, Aggregate, First, Last };
[[nodiscard]] EventQuestion questionOf(const segment::Node& node);
[[nodiscard]] segment::Node withQuestion(const segment::Node& node, EventQuestion question,
                                         const SegmentContext& context);
/// The window of an event node; nothing if it has none.
[[nodiscard]] std::optional<segment::Window> windowOf(const segment::Node& node);
/// No window where the node can be without one.
[[nodiscard]] segment::Node withWindow(segment::Node node, const std::optional<segment::Window>& window);

} // namespace postweave::ui::segments
