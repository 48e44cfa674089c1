// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/event_merge.h"

#include "core/audience/dictionary_encoder.h"

#include <algorithm>

namespace postweave::audience {

namespace {

using Code = DictionaryEncoder::Code;
using Row = EventTable::Row;

/// Which rows of the result are new: each new one stands behind all older ones of its moment.
std::vector<Row> placesOfNew(const TimeColumn& base, const TimeColumn& more)
{
    std::vector<Row> places(more.size());
    for (std::size_t row = 0; row < more.size(); ++row) {
        const Instant after{more[row].microseconds + 1};
        places[row] = static_cast<Row>(base.firstAtOrAfter(after) + row);
    }
    return places;
}

/// Calls `copyBase(from, to, count)` for stretches of old rows and `copyNew(from, to)` for new ones.
template <typename CopyBase, typename CopyNew>
void forEachStretch(std::size_t baseRows, const std::vector<Row>& added, const CopyBase& copyBase,
                    const CopyNew& copyNew)
{
    std::size_t from = 0;
    for (std::size_t i = 0; i < added.size(); ++i) {
        const std::size_t count = added[i] - i - from;
        copyBase(from, from + i, count);
        copyNew(i, added[i]);
        from += count;
    }
    copyBase(from, from + added.size(), baseRows - from);
}

template <typename T, typename ValueOfBase, typename ValueOfNew>
std::vector<T> interleaved(std::size_t baseRows, const std::vector<Row>& added, const ValueOfBase& valueOfBase,
                           const ValueOfNew& valueOfNew)
{
    std::vector<T> values(baseRows + added.size());
    forEachStretch(
        baseRows, added,
        [&](std::size_t from, std::size_t to, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) {
                values[to + i] = valueOfBase(from + i);
            }
        },
        [&](std::size_t from, std::size_t to) { values[to] = valueOfNew(from); });
    return values;
}

/// Provisional codes of a dictionary's values, by its codes.
std::vector<Code> internAll(DictionaryEncoder& encoder, const ValueDictionary& dictionary)
{
    std::vector<Code> codes(dictionary.size() + 1);
    for (Code code = 1; code < codes.size(); ++code) {
        codes[code] = encoder.intern(dictionary.value(code));
    }
    return codes;
}

/// nullptr for a column: none of its rows has the property.
CodedColumn mergeColumns(const CodedColumn* base, const CodedColumn* more, std::size_t baseRows,
                         const std::vector<Row>& added)
{
    const bool number = (base != nullptr && base->type() == ValueType::Number) ||
                        (more != nullptr && more->type() == ValueType::Number);
    DictionaryEncoder encoder(number ? ValueType::Number : base != nullptr ? base->type() : more->type());
    const auto codesOf = [&](const CodedColumn* column) {
        return column == nullptr ? std::vector<Code>() : internAll(encoder, column->dictionary());
    };
    const std::vector<Code> ofBase = codesOf(base);
    const std::vector<Code> ofMore = codesOf(more);
    return encoder.finish(interleaved<Code>(
        baseRows, added, [&](std::size_t row) { return base == nullptr ? Code{0} : ofBase[base->code(row)]; },
        [&](std::size_t row) { return more == nullptr ? Code{0} : ofMore[more->code(row)]; }));
}

std::vector<EventProperty> mergeProperties(const EventTable& base, const EventTable& more,
                                           const std::vector<Row>& added)
{
    std::vector<EventProperty> properties;
    for (const EventProperty& property : base.properties()) {
        properties.push_back(
            {property.name, mergeColumns(&property.column, more.property(property.name), base.rowCount(), added)});
    }
    for (const EventProperty& property : more.properties()) {
        if (base.property(property.name) == nullptr) {
            properties.push_back({property.name, mergeColumns(nullptr, &property.column, base.rowCount(), added)});
        }
    }
    return properties;
}

} // namespace

std::shared_ptr<const EventTable> mergeTables(const EventTable& base, const EventTable& more)
{
    std::vector<Row> added = placesOfNew(base.times(), more.times());
    const std::size_t rows = base.rowCount();
    auto profiles = interleaved<std::uint32_t>(
        rows, added, [&](std::size_t row) { return base.profiles()[row]; },
        [&](std::size_t row) { return more.profiles()[row]; });
    auto times = interleaved<std::int64_t>(
        rows, added, [&](std::size_t row) { return base.time(row).microseconds; },
        [&](std::size_t row) { return more.time(row).microseconds; });
    std::vector<EventProperty> properties = mergeProperties(base, more, added);
    std::vector<std::uint64_t> chunks = base.chunks();
    chunks.insert(chunks.end(), more.chunks().begin(), more.chunks().end());
    return std::make_shared<const EventTable>(base.type(), base.profileCount(), std::move(profiles),
                                              TimeColumn(std::move(times)), std::move(properties),
                                              TableOrigin{std::move(chunks), base.serial(), std::move(added)});
}

} // namespace postweave::audience
