// SPDX-License-Identifier: GPL-3.0-or-later
// Conditions as they begin, always complete and with values that occur, and how they change shape.
#pragma once

#include "core/segment/filter_tree.h"
#include "ui/segments/facets.h"
#include "ui/segments/segment_context.h"

namespace postweave::ui::segments {

/// What a condition can be about.
struct Subject {
    enum class Kind { Attribute, Event, Score, Segment };
    Kind kind = Kind::Attribute;
    std::string name;
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
