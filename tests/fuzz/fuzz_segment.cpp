// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a segment: reading, wording, validating, writing back, evaluating and SQL end with a result or an error.
#include "core/audience/audience_builder.h"
#include "core/segment/evaluator.h"
#include "core/segment/segment_format.h"
#include "core/segment/sql.h"
#include "core/segment/validation.h"
#include "core/segment/wording.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace postweave;

constexpr Instant kNow{1'782'864'000'000'000};

void orAbort(bool good)
{
    if (!good) {
        std::abort();
    }
}

std::shared_ptr<const audience::Audience> makeAudience()
{
    audience::AudienceBuilder builder;
    orAbort(builder.addAttribute("a", ValueType::Text) && builder.addAttribute("n", ValueType::Integer) &&
            builder.addAttribute("d", ValueType::Date) && builder.addAttribute("l", ValueType::List));
    for (int i = 0; i < 5; ++i) {
        const auto profile = builder.addProfile("p" + std::to_string(i));
        orAbort(profile && builder.setValue(*profile, "a", std::string(1, static_cast<char>('a' + i))) &&
                builder.setValue(*profile, "n", std::int64_t{i}) && builder.setValue(*profile, "d", Date{20'000 + i}) &&
                builder.setValue(*profile, "l", TextList{"x", R"({"a":{"b":1},"t":"2026-06-30"})"}));
        orAbort(builder.addEvent(*profile, "e", {kNow.microseconds - i * kMicrosecondsPerDay}, {{"p", double(i)}})
                    .has_value());
    }
    return builder.build();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    static const auto audience = makeAudience();
    static const segment::Catalog catalog = segment::catalogOf(*audience);
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const segment::SegmentReading reading = segment::parseSegment(text);
    static_cast<void>(segment::describeTree(reading.segment.tree, catalog));
    static_cast<void>(segment::describeSentence(reading.segment.tree, catalog));
    if (hasErrors(reading.diagnostics)) {
        return 0;
    }
    const segment::SegmentReading again = segment::parseSegment(segment::segmentText(reading.segment));
    orAbort(again.segment == reading.segment);
    const auto definitions = std::make_shared<segment::Definitions>();
    if (hasErrors(segment::validate(reading.segment.name, reading.segment.tree, catalog, *definitions))) {
        return 0;
    }
    for (const segment::SqlDialect dialect : {segment::SqlDialect::Sqlite, segment::SqlDialect::PostgreSql}) {
        const segment::SqlContext context{&catalog, definitions.get(), kNow, TimeZone()};
        orAbort(segment::toSql(reading.segment.tree, dialect, context).has_value() ==
                segment::toBoundSql(reading.segment.tree, dialect, context).has_value());
    }
    segment::Evaluator evaluator(audience, definitions, kNow, TimeZone());
    const auto members = evaluator.members(reading.segment.tree);
    const auto explained = evaluator.explain(reading.segment.tree, 2);
    orAbort(!members || !explained || members->test(2) == explained->member);
    return 0;
}
