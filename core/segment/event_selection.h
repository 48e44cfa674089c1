// SPDX-License-Identifier: GPL-3.0-or-later
// EventSelection: the events that a filter and a window mean, as rows of tables.
#pragma once

#include "core/audience/audience.h"
#include "core/audience/column_scan.h"
#include "core/base/cancel_token.h"
#include "core/segment/filter_tree.h"
#include "core/segment/value_matcher.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace postweave::segment {

/// from ≤ t < to; never past now nor the frame's horizon.
struct TimeSpan {
    Instant from;
    Instant to;
};

/// Without a window: everything up to now.
[[nodiscard]] TimeSpan resolveWindow(const std::optional<Window>& window, const TimeFrame& frame);

/// The parts of a range whose events lie on one of the days, in order.
[[nodiscard]] std::vector<audience::RowRange> rowsOnDays(const audience::EventTable& table, audience::RowRange rows,
                                                         Weekdays days, const TimeZone& zone);

/// Rows of one table that pass every filter; a table has several where only some days are asked for. Refers to the
/// audience.
struct EventSlice {
    const audience::EventTable* table = nullptr;
    audience::RowRange rows;
    std::vector<audience::CodeScanner> filters;
};

/// Some rows of a slice, for one of several threads.
struct SliceShare {
    const EventSlice* slice = nullptr;
    audience::RowRange rows;
};

class EventSelection {
public:
    /// Tables where no event can match are left out.
    [[nodiscard]] static EventSelection make(const EventFilter& filter, TimeSpan span,
                                             const audience::Audience& audience, const TimeFrame& frame);

    [[nodiscard]] const std::vector<EventSlice>& slices() const { return m_slices; }
    /// Those of them that come before a moment.
    [[nodiscard]] EventSelection before(Instant end) const;
    /// Rows that windows leave, before any test of properties.
    [[nodiscard]] std::size_t rowCount() const;
    /// The rows in at most `most` parts of about the same size, none of them small.
    [[nodiscard]] std::vector<std::vector<SliceShare>> shares(std::size_t most) const;

    /// Calls `visit(slice, row)` for every match, table by table, by time in each. False if cancelled on the way.
    template <typename Visit>
    bool forEachRow(const CancelToken& cancel, Visit&& visit) const
    {
        for (const EventSlice& slice : m_slices) {
            if (!forEachRowOf(slice, slice.rows, cancel, visit)) {
                return false;
            }
        }
        return true;
    }
    /// The same for some rows of one slice.
    template <typename Visit>
    static bool forEachRowOf(const EventSlice& slice, audience::RowRange rows, const CancelToken& cancel, Visit&& visit)
    {
        Block block;
        for (std::size_t begin = rows.begin; begin < rows.end; begin += kBlockRows) {
            if (cancel.isCancelled()) {
                return false;
            }
            const std::size_t end = std::min(rows.end, begin + kBlockRows);
            if (slice.filters.empty()) {
                for (std::size_t row = begin; row < end; ++row) {
                    visit(slice, row);
                }
                continue;
            }
            scanBlock(slice, begin, end - begin, block);
            for (std::size_t i = 0; i * audience::Bitset::kWordBits < end - begin; ++i) {
                for (auto word = block[i]; word != 0; word &= word - 1) {
                    visit(slice,
                          begin + i * audience::Bitset::kWordBits + static_cast<std::size_t>(std::countr_zero(word)));
                }
            }
        }
        return true;
    }
    /// Calls `visit(profile)` for every match: the quickest way where nothing else of an event is looked at.
    template <typename Visit>
    bool forEachProfile(const CancelToken& cancel, Visit&& visit) const
    {
        for (const EventSlice& slice : m_slices) {
            if (!forEachProfileOf(slice, slice.rows, cancel, visit)) {
                return false;
            }
        }
        return true;
    }
    /// The same for some rows of one slice, so that several threads can share it.
    template <typename Visit>
    static bool forEachProfileOf(const EventSlice& slice, audience::RowRange rows, const CancelToken& cancel,
                                 Visit&& visit)
    {
        const std::uint32_t* profiles = slice.table->profiles().data(); // read once: what is written may alias it
        const auto visitRow = [profiles, &visit](const EventSlice&, std::size_t row) { visit(profiles[row]); };
        return forEachRowOf(slice, rows, cancel, visitRow);
    }
    /// Calls `visit(profile, code)` for every match in a slice; `codes` has an entry a row of its table.
    template <typename Codes, typename Visit>
    static bool forEachCodeOf(const EventSlice& slice, const Codes& codes, const CancelToken& cancel, Visit&& visit)
    {
        const std::uint32_t* profiles = slice.table->profiles().data();
        const auto* values = codes.data();
        const auto visitRow = [profiles, values, &visit](const EventSlice&, std::size_t row) {
            visit(profiles[row], values[row]);
        };
        return forEachRowOf(slice, slice.rows, cancel, visitRow);
    }
    /// The same by time over all tables; at the same time by table. Costs memory where there are several tables.
    template <typename Visit>
    bool forEachRowByTime(const CancelToken& cancel, Visit&& visit) const
    {
        if (m_slices.size() <= 1) {
            return forEachRow(cancel, visit);
        }
        std::vector<Match> matches;
        if (!collect(cancel, matches)) {
            return false;
        }
        for (const Match& match : matches) {
            visit(*match.slice, match.row);
        }
        return true;
    }

private:
    struct Match {
        const EventSlice* slice;
        std::size_t row;
    };
    static constexpr std::size_t kBlockWords = 128;
    static constexpr std::size_t kBlockRows = kBlockWords * audience::Bitset::kWordBits;
    using Block = std::array<audience::Bitset::Word, kBlockWords>;

    bool collect(const CancelToken& cancel, std::vector<Match>& matches) const;
    static void scanBlock(const EventSlice& slice, std::size_t begin, std::size_t count, Block& block);

    std::vector<EventSlice> m_slices;
};

/// The same events for one profile, tested value by value.
class EventTester {
public:
    [[nodiscard]] static EventTester make(const EventFilter& filter, const audience::EventTable& table,
                                          const TimeFrame& frame);
    [[nodiscard]] bool matches(std::size_t row) const;

private:
    struct Test {
        const audience::CodedColumn* column; ///< nullptr: no event of the table has the property
        ValueMatcher matcher;
    };
    const audience::EventTable* m_table = nullptr;
    std::optional<Weekdays> m_days;
    TimeZone m_zone;
    std::vector<Test> m_tests;
};

/// A property's test for one table's column. Validation has seen to it that the test fits a type of this property;
/// where another event type gives the name another type, its values satisfy negative tests only.
[[nodiscard]] ValueMatcher matcherFor(const ValueTest& test, ValueType type, const TimeFrame& frame);

} // namespace postweave::segment
