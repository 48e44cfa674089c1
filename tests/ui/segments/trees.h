// SPDX-License-Identifier: GPL-3.0-or-later
// Trees from JSON and back, for tests.
#pragma once

#include "core/segment/segment_format.h"

#include <QByteArray>
#include <QtTest>

namespace postweave::ui::segments::testing {

/// The test fails by itself where the text is no segment.
inline segment::Segment segmentOf(const char* where, const char* name = "test")
{
    const std::string text =
        std::string(R"({"format": "postweave.segment/1", "name": ")") + name + R"(", "where": )" + where + "}";
    segment::SegmentReading reading = segment::parseSegment(text);
    for (const Diagnostic& diagnostic : reading.diagnostics) {
        qWarning("%s: %s", diagnostic.path.c_str(), diagnostic.message.c_str());
    }
    return std::move(reading.segment);
}

inline segment::FilterTree treeOf(const char* where)
{
    return segmentOf(where).tree;
}

/// Canonical, on one line.
inline QByteArray textOf(const segment::FilterTree& tree)
{
    return QByteArray::fromStdString(segment::canonicalText(tree.root()));
}

inline QByteArray canonical(const char* where)
{
    return textOf(treeOf(where));
}

} // namespace postweave::ui::segments::testing
