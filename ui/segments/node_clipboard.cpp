// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments/node_clipboard.h"

#include "core/base/json.h"
#include "core/segment/segment_format.h"

#include <utility>

namespace postweave::ui::segments {

namespace {
constexpr int kIndent = 2;
constexpr std::size_t kMostPasted = std::size_t{4} << 20; // bytes
} // namespace

QString nodeText(const segment::Node& node)
{
    return QString::fromStdString(toText(segment::writeNode(node), kIndent)) + QLatin1Char('\n');
}

Result<segment::Node> nodeFromText(const QString& text)
{
    const Result<Json> json = parseJson(text.toStdString(), {kMostPasted, segment::kMaxDepth * 4});
    if (!json) {
        return fail(json.error());
    }
    const bool isSegment = json->is_object() && json->contains("where");
    segment::NodeReading reading = segment::readNode(isSegment ? (*json)["where"] : *json, isSegment ? "$.where" : "$");
    if (std::optional<Error> error = segment::firstError(reading.diagnostics)) {
        return fail(std::move(*error));
    }
    if (!reading.node) {
        return fail(ErrorCode::InvalidInput, "this is no condition; copy one as JSON first");
    }
    return std::move(*reading.node);
}

} // namespace postweave::ui::segments
