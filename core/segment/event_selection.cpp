// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/event_selection.h"

#include "core/segment/catalog.h"

#include <limits>

namespace postweave::segment {

using audience::Bitset;
using audience::CodeScanner;
using audience::EventTable;

namespace {

constexpr Instant kBeginning{std::numeric_limits<std::int64_t>::min()};

struct SpanResolver {
    const TimeFrame& frame;
    Instant afterNow;

    TimeSpan operator()(const Window::Last& last) const
    {
        return {subtract(frame.now, last.duration, frame.zone), afterNow};
    }
    TimeSpan operator()(const Window::OlderThan& older) const
    {
        return {kBeginning, std::min(afterNow, subtract(frame.now, older.duration, frame.zone))};
    }
    TimeSpan operator()(const Window::Calendar& calendar) const
    {
        const DayRange days = daysOf(calendar.period, frame.zone.dayOf(frame.now));
        return {frame.zone.startOfDay(days.first), std::min(afterNow, frame.zone.startOfDay(Date{days.last.days + 1}))};
    }
    TimeSpan operator()(const Window::Between& between) const
    {
        return {between.from ? between.from->resolve(frame.zone) : kBeginning,
                between.to ? std::min(afterNow, between.to->resolve(frame.zone)) : afterNow};
    }
};

} // namespace

TimeSpan resolveWindow(const std::optional<Window>& window, const TimeFrame& frame)
{
    const Instant afterNow{frame.lastSeen().microseconds + 1};
    return window ? std::visit(SpanResolver{frame, afterNow}, window->span) : TimeSpan{kBeginning, afterNow};
}

ValueMatcher matcherFor(const ValueTest& test, ValueType type, const TimeFrame& frame)
{
    auto matcher = ValueMatcher::compile(test, type, frame);
    return matcher ? std::move(*matcher) : ValueMatcher::forOtherTypes(test.op);
}

namespace {

/// Nothing if no event of the table can match.
std::optional<EventSlice> makeSlice(const EventFilter& filter, const EventTable& table, TimeSpan span,
                                    const TimeFrame& frame)
{
    EventSlice slice{&table, table.rowsBetween(span.from, span.to), {}};
    if (slice.rows.size() == 0) {
        return std::nullopt;
    }
    for (const PropertyTest& where : filter.where) {
        const audience::CodedColumn* column = table.property(where.property);
        const ValueMatcher matcher =
            matcherFor(where.test, column == nullptr ? ValueType::Text : column->type(), frame);
        if (column == nullptr) {
            if (!matcher.acceptsMissing()) {
                return std::nullopt;
            }
            continue;
        }
        const CodeScanner scanner(column->codes(), matcher.matchingCodes(column->dictionary()));
        if (scanner.acceptsNothing()) {
            return std::nullopt;
        }
        if (!scanner.acceptsEverything()) {
            slice.filters.push_back(scanner);
        }
    }
    return slice;
}

} // namespace

EventSelection EventSelection::make(const EventFilter& filter, TimeSpan span, const audience::Audience& audience,
                                    const TimeFrame& frame)
{
    EventSelection selection;
    for (const auto& table : audience.events()) {
        if (!matchesType(filter.type, table->type())) {
            continue;
        }
        auto slice = makeSlice(filter, *table, span, frame);
        if (slice && filter.onDays) {
            for (const audience::RowRange rows : rowsOnDays(*table, slice->rows, *filter.onDays, frame.zone)) {
                selection.m_slices.push_back({slice->table, rows, slice->filters});
            }
        } else if (slice) {
            selection.m_slices.push_back(std::move(*slice));
        }
    }
    return selection;
}

EventSelection EventSelection::before(Instant end) const
{
    EventSelection selection;
    for (const EventSlice& slice : m_slices) {
        const audience::RowRange rows{slice.rows.begin,
                                      std::min(slice.rows.end, slice.table->times().firstAtOrAfter(end))};
        if (rows.begin < rows.end) {
            selection.m_slices.push_back({slice.table, rows, slice.filters});
        }
    }
    return selection;
}

std::size_t EventSelection::rowCount() const
{
    std::size_t rows = 0;
    for (const EventSlice& slice : m_slices) {
        rows += slice.rows.size();
    }
    return rows;
}

std::vector<std::vector<SliceShare>> EventSelection::shares(std::size_t most) const
{
    constexpr std::size_t kLeastRows = 400'000; // below, a thread costs more than it saves
    const std::size_t total = rowCount();
    const std::size_t parts = std::clamp<std::size_t>(total / kLeastRows, 1, std::max<std::size_t>(most, 1));
    const std::size_t wanted = (total + parts - 1) / parts;
    std::vector<std::vector<SliceShare>> shares(1);
    std::size_t room = wanted;
    for (const EventSlice& slice : m_slices) {
        for (std::size_t begin = slice.rows.begin; begin < slice.rows.end;) {
            if (room == 0) {
                shares.emplace_back();
                room = wanted;
            }
            const std::size_t taken = std::min(room, slice.rows.end - begin);
            shares.back().push_back({&slice, {begin, begin + taken}});
            begin += taken;
            room -= taken;
        }
    }
    return shares;
}

void EventSelection::scanBlock(const EventSlice& slice, std::size_t begin, std::size_t count, Block& block)
{
    slice.filters.front().scan(begin, count, block.data());
    Block other;
    for (std::size_t f = 1; f < slice.filters.size(); ++f) {
        slice.filters[f].scan(begin, count, other.data());
        for (std::size_t i = 0; i * Bitset::kWordBits < count; ++i) {
            block[i] &= other[i];
        }
    }
}

bool EventSelection::collect(const CancelToken& cancel, std::vector<Match>& matches) const
{
    const bool done = forEachRow(cancel, [&](const EventSlice& slice, std::size_t row) {
        matches.push_back({&slice, row});
    });
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
        return a.slice->table->time(a.row).microseconds < b.slice->table->time(b.row).microseconds;
    });
    return done;
}

EventTester EventTester::make(const EventFilter& filter, const EventTable& table, const TimeFrame& frame)
{
    EventTester tester;
    tester.m_table = &table;
    tester.m_days = filter.onDays;
    tester.m_zone = frame.zone;
    for (const PropertyTest& where : filter.where) {
        const audience::CodedColumn* column = table.property(where.property);
        const ValueType type = column == nullptr ? ValueType::Text : column->type();
        tester.m_tests.push_back({column, matcherFor(where.test, type, frame)});
    }
    return tester;
}

bool EventTester::matches(std::size_t row) const
{
    if (m_days && !m_days->contains(m_zone.dayOf(m_table->time(row)))) {
        return false;
    }
    return std::all_of(m_tests.begin(), m_tests.end(), [row](const Test& test) {
        return test.matcher.matches(test.column == nullptr ? Value{} : test.column->value(row));
    });
}

} // namespace postweave::segment
