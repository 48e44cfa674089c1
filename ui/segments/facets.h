// SPDX-License-Identifier: GPL-3.0-or-later
// Facet: the part of a node that one chip stands for and one editor edits.
#pragma once

#include "core/segment/wording.h"
#include "ui/segments/segment_context.h"

#include <QString>

namespace postweave::ui::segments {

struct Facet {
    segment::SpanRole role = segment::SpanRole::Plain;
    int step = -1;  ///< of a sequence
    int test = -1;  ///< index into `where`
    int value = -1; ///< among several
    bool operator==(const Facet&) const = default;
};

[[nodiscard]] Facet facetOf(const segment::WordSpan& span);

/// The events that the node, or that step of it, is about; nothing for other nodes.
[[nodiscard]] segment::EventFilter* eventsAt(segment::Node& node, int step);
[[nodiscard]] const segment::EventFilter* eventsAt(const segment::Node& node, int step);

/// The comparison that the facet belongs to; nothing if it belongs to none.
[[nodiscard]] segment::ValueTest* testAt(segment::Node& node, const Facet& facet);
[[nodiscard]] const segment::ValueTest* testAt(const segment::Node& node, const Facet& facet);

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
[[nodiscard]] QString attributeLabel(std::string_view name, const SegmentContext& context);

} // namespace postweave::ui::segments
