// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/event_table.h"

#include <algorithm>
#include <numeric>

namespace postweave::audience {

namespace {

std::uint64_t nextSerial()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

} // namespace

EventTable::EventTable(std::string type, std::size_t profileCount, std::vector<std::uint32_t> profiles,
                       TimeColumn times, std::vector<EventProperty> properties, TableOrigin origin)
    : m_type(std::move(type)),
      m_serial(nextSerial()),
      m_profileCount(profileCount),
      m_profiles(std::move(profiles)),
      m_times(std::move(times)),
      m_properties(std::move(properties)),
      m_origin(std::move(origin)),
      m_index(std::make_unique<ProfileIndex>())
{
}

RowRange EventTable::rowsBetween(Instant from, Instant to) const
{
    const std::size_t begin = m_times.firstAtOrAfter(from);
    return {begin, std::max(begin, m_times.firstAtOrAfter(to))};
}

const CodedColumn* EventTable::property(std::string_view name) const
{
    const auto found = std::find_if(m_properties.begin(), m_properties.end(),
                                    [&](const EventProperty& property) { return property.name == name; });
    return found == m_properties.end() ? nullptr : &found->column;
}

std::vector<std::pair<std::string, Value>> EventTable::propertiesOf(std::size_t row) const
{
    std::vector<std::pair<std::string, Value>> set;
    for (const EventProperty& property : m_properties) {
        if (property.column.isSet(row)) {
            set.emplace_back(property.name, property.column.value(row));
        }
    }
    return set;
}

std::span<const EventTable::Row> EventTable::rowsOf(std::uint32_t profile) const
{
    std::call_once(m_index->once, [this] { buildIndex(); });
    const Row begin = m_index->starts[profile];
    return {m_index->rows.data() + begin, m_index->starts[profile + 1] - begin};
}

EventTable::ProfileRuns EventTable::profileRuns() const
{
    std::call_once(m_index->once, [this] { buildIndex(); });
    return {m_index->starts, m_index->rows, m_index->owners};
}

std::vector<EventTable::Row> EventTable::findRowsOf(std::uint32_t profile) const
{
    if (m_index->stands) {
        const std::span<const Row> rows = rowsOf(profile);
        return {rows.begin(), rows.end()};
    }
    std::vector<Row> rows;
    for (auto found = std::find(m_profiles.begin(), m_profiles.end(), profile); found != m_profiles.end();
         found = std::find(found + 1, m_profiles.end(), profile)) {
        rows.push_back(static_cast<Row>(found - m_profiles.begin()));
    }
    return rows;
}

void EventTable::buildIndex() const
{
    std::vector<Row>& starts = m_index->starts;
    starts.assign(m_profileCount + 1, 0);
    for (const std::uint32_t profile : m_profiles) {
        ++starts[profile + 1];
    }
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<Row> next(starts.begin(), starts.end() - 1);
    m_index->rows.resize(m_profiles.size());
    for (std::size_t row = 0; row < m_profiles.size(); ++row) {
        m_index->rows[next[m_profiles[row]]++] = static_cast<Row>(row);
    }
    for (std::size_t profile = 0; profile < m_profileCount; ++profile) {
        if (starts[profile] != starts[profile + 1]) {
            m_index->owners.push_back(static_cast<std::uint32_t>(profile));
        }
    }
    m_index->owners.shrink_to_fit();
    m_index->stands = true;
}

} // namespace postweave::audience
