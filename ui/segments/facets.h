// SPDX-License-Identifier: GPL-3.0-or-later
// Facet: the part of a node that one chip stands for and one editor edits.
#pragma once

#include "core/segment/wording.h"
#include "ui/segments/segment_context.h"

#include <QString>

#include <vector>

namespace postweave::ui::segments {

struct Facet {
    segment::SpanRole role = segment::SpanRole::Plain;
    int step = -1;  ///< of a sequence
    int test = -1;  ///< index into `where`
    int value = -1; ///< among several
    int field = -1; ///< index into the tests of a list's objects
    bool operator==(const Facet&) const = default;
};

[[nodiscard]] Facet facetOf(const segment::WordSpan& span);

/// The events that the node, or that step of it, is about; nothing for other nodes.
[[nodiscard]] segment::EventFilter* eventsAt(segment::Node& node, int step);
[[nodiscard]] const segment::EventFilter* eventsAt(const segment::Node& node, int step);

/// The comparison that the facet belongs to; nothing if it belongs to none.
[[nodiscard]] segment::ValueTest* testAt(segment::Node& node, const Facet& facet);
[[nodiscard]] const segment::ValueTest* testAt(const segment::Node& node, const Facet& facet);

/// The tests of a list's objects that the facet lies in; nothing if it lies in none.
[[nodiscard]] segment::ObjectTests* objectsAt(segment::Node& node, const Facet& facet);
[[nodiscard]] const segment::ObjectTests* objectsAt(const segment::Node& node, const Facet& facet);

/// The days of the week that the facet is one of: of a test, or of the events' times; nothing if it is none.
[[nodiscard]] segment::Weekdays* weekdaysAt(segment::Node& node, const Facet& facet);
[[nodiscard]] const segment::Weekdays* weekdaysAt(const segment::Node& node, const Facet& facet);
[[nodiscard]] int countOf(segment::Weekdays days);

/// What a comparison compares.
struct Compared {
    QString name;
    ValueType type = ValueType::Text;
    const audience::CodedColumn* column = nullptr; ///< what occurs, one row a person or event; lives with the context
    bool known = false;                            ///< whether the catalog has it
};

[[nodiscard]] Compared comparedAt(const segment::Node& node, const Facet& facet, const SegmentContext& context);
[[nodiscard]] Compared comparedProperty(const segment::EventFilter& events, const std::string& property,
                                        const SegmentContext& context);
[[nodiscard]] Compared comparedAttribute(const std::string& name, const SegmentContext& context);
/// A field of a list's objects. `test` is what it is put to now, if anything: its values go before those that occur.
[[nodiscard]] Compared comparedField(const Compared& list, const std::string& field, const segment::ValueTest* test,
                                     const SegmentContext& context);
/// The fields of a list's objects, those that most have first.
[[nodiscard]] const std::vector<ObjectFields::Field>& fieldsIn(const Compared& list, const SegmentContext& context);
/// What a built-in score is called; the readable name of another.
[[nodiscard]] QString scoreLabel(std::string_view name);
[[nodiscard]] QString attributeLabel(std::string_view name, const SegmentContext& context);

} // namespace postweave::ui::segments
