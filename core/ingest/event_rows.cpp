// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/event_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace postweave::ingest {

namespace {

std::string faultOfType(std::string_view type)
{
    if (type.empty()) {
        return "empty; an event needs its type";
    }
    if (!isEventType(type)) {
        return fmt::format("{} can be no event type: more than {} bytes, or control characters", inQuotes(type),
                           event::kMaxNameBytes);
    }
    return fmt::format("more than {} event types in this file; check that this column tells the type",
                       event::kMaxEventTypes);
}

} // namespace

Result<void> EventRows::prepare()
{
    prepared.resize(byType.size());
    for (std::size_t type = 0; type < byType.size(); ++type) {
        if (!byType[type]) {
            continue;
        }
        Result<event::PreparedBatch> batch = event::PreparedBatch::of(*std::move(byType[type]));
        if (!batch) {
            return fail(batch.error());
        }
        prepared[type] = *std::move(batch);
    }
    byType.clear();
    return {};
}

std::size_t EventRows::forgetRows()
{
    std::size_t bytes = 0;
    for (std::optional<event::PreparedBatch>& batch : prepared) {
        if (batch) {
            batch->forgetRows();
            bytes += batch->bytes();
        }
    }
    for (const profile::RejectedRow& row : rejected) {
        bytes += sizeof row + row.reason.size() + row.text.size();
    }
    return bytes;
}

namespace {

Result<std::vector<ResolvedRule>> rulesFor(event::EventStore& events, const EventPlan& plan, const SurveyGroup& group)
{
    const auto known = events.properties(group.name);
    if (!known) {
        return fail(known.error());
    }
    std::vector<ResolvedRule> rules;
    for (std::size_t i = 0; i < plan.values.size(); ++i) {
        const auto same =
            std::find_if(known->begin(), known->end(), [&](const auto& p) { return p.name == plan.values[i].name; });
        const auto standing = same == known->end() ? std::nullopt : std::optional(same->type);
        Result<ResolvedRule> rule = resolveRule(plan.values[i], group.values[i], standing);
        if (!rule) {
            return fail(rule.error());
        }
        if (!group.values[i].type()) {
            rule->change = SchemaChange::None;
        }
        rules.push_back(*std::move(rule));
    }
    return rules;
}

event::EventBatch::Properties propertiesOf(const EventPlan& plan, const std::vector<ResolvedRule>& rules)
{
    auto properties = std::make_shared<std::vector<event::BatchProperty>>();
    for (std::size_t i = 0; i < rules.size(); ++i) {
        properties->push_back({plan.values[i].name, rules[i].rule.type});
    }
    return properties;
}

} // namespace

Result<EventRules> resolveEvents(event::EventStore& events, Prepared<EventPlan> prepared, ProfileFinder finder,
                                 const TimeZone& zone)
{
    EventRules rules{std::move(prepared), std::move(finder), zone, {}, {}};
    for (const SurveyGroup& group : rules.prepared.survey.groups) {
        Result<std::vector<ResolvedRule>> resolved = rulesFor(events, rules.prepared.plan, group);
        if (!resolved) {
            return fail(resolved.error());
        }
        rules.properties.push_back(propertiesOf(rules.prepared.plan, *resolved));
        rules.byType.push_back(*std::move(resolved));
    }
    return rules;
}

EventRowReader::Source EventRowReader::sourceOf(const PlannedValue& planned)
{
    return {planned.column, planned.cellOf({})};
}

EventRowReader::EventRowReader(const EventRules& rules, std::span<const Column> columns, EventRowObserver* observer)
    : m_rules(rules),
      m_columns(columns),
      m_observer(observer),
      m_profile(sourceOf(rules.prepared.plan.profile)),
      m_type(sourceOf(rules.prepared.plan.type)),
      m_time(sourceOf(rules.prepared.plan.time)),
      m_properties(rules.prepared.plan.values.size())
{
    for (const PlannedValue& planned : plan().values) {
        m_values.push_back(sourceOf(planned));
    }
    m_waiting.reserve(kLastingRows);
}

void EventRowReader::take(const Record& record, EventRows& rows)
{
    if (!record.lasting) {
        takeWaiting(rows);
    }
    m_waiting.push_back({record, {}, 0, false});
    if (!record.lasting || m_waiting.size() == kLastingRows) {
        takeWaiting(rows);
    }
}

void EventRowReader::takeWaiting(EventRows& rows)
{
    readProfiles();
    readTypesAndTimes();
    addByType(rows);
    m_waiting.clear();
}

void EventRowReader::finish(EventRows& rows)
{
    takeWaiting(rows);
    std::stable_sort(rows.rejected.begin(), rows.rejected.end(),
                     [](const auto& a, const auto& b) { return a.line < b.line; });
}

void EventRowReader::readProfiles()
{
    m_keys.clear();
    for (const Waiting& row : m_waiting) {
        m_keys.push_back(keyText(m_profile.in(row.record)));
    }
    m_profiles.resize(m_keys.size());
    m_rules.finder.find(m_keys, m_profiles);
}

void EventRowReader::readTypesAndTimes()
{
    m_starts.assign(m_rules.byType.size() + 1, 0);
    for (std::size_t place = 0; place < m_waiting.size(); ++place) {
        Waiting& row = m_waiting[place];
        const auto type = m_rules.prepared.survey.find(keyText(m_type.in(row.record)), m_memo);
        const auto time = readMoment(m_time.in(row.record), plan().time.dateFormat, m_rules.zone);
        row.sound = m_profiles[place].value != 0 && type && time;
        if (row.sound) {
            row.type = static_cast<std::uint32_t>(*type);
            row.time = *time;
            ++m_starts[*type + 1];
        }
    }
}

void EventRowReader::addByType(EventRows& rows)
{
    std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
    m_order.resize(m_waiting.size());
    std::vector<std::uint32_t>& next = m_starts; // moves on to the next type's start
    for (std::uint32_t place = 0; place < m_waiting.size(); ++place) {
        if (m_waiting[place].sound) {
            m_order[next[m_waiting[place].type]++] = place;
        } else {
            reject(m_waiting[place].record, rows);
        }
    }
    std::uint32_t begin = 0;
    for (std::size_t type = 0; type < m_rules.byType.size(); ++type) {
        const std::uint32_t end = next[type];
        if (begin == end) {
            continue;
        }
        event::EventBatch& batch = batchFor(type, rows);
        for (; begin < end; ++begin) {
            add(m_order[begin], batch, rows);
        }
    }
}

void EventRowReader::add(std::size_t place, event::EventBatch& batch, EventRows& rows)
{
    const Waiting& row = m_waiting[place];
    const Record& record = row.record;
    std::string_view id;
    if (!takeId(record, id) || !takeProperties(record, row.type)) {
        rows.reject(record, std::move(m_reason));
        if (m_observer != nullptr) {
            m_observer->rejected(record);
        }
        return;
    }
    batch.add(m_profiles[place], row.time, id);
    for (std::size_t i = 0; i < m_count; ++i) {
        const Property& property = m_properties[i];
        if (property.isText) {
            batch.setText(property.position, property.text);
        } else {
            batch.set(property.position, property.value);
        }
    }
    if (m_observer != nullptr && m_observer->wants(row.type)) {
        m_observer->taken(record, row.type);
    }
}

/// For its roles.
void EventRowReader::reject(const Record& record, EventRows& rows)
{
    rows.reject(record, faultOfRoles(record));
    if (m_observer != nullptr) {
        m_observer->rejected(record);
    }
}

std::string EventRowReader::faultOfRoles(const Record& record)
{
    const std::string_view profileText = keyText(plan().profile.cellOf(record));
    if (profileText.empty()) {
        return reasonOf(plan().profile, m_columns, "empty; an event needs its profile");
    }
    if (!m_rules.finder.find(profileText)) {
        return m_rules.finder.reasonFor(profileText);
    }
    const std::string_view typeText = keyText(plan().type.cellOf(record));
    if (!m_rules.prepared.survey.find(typeText, m_memo)) {
        return reasonOf(plan().type, m_columns, faultOfType(typeText));
    }
    return reasonOf(plan().time, m_columns, faultOfTime(plan().time.cellOf(record)));
}

std::string EventRowReader::faultOfTime(const Cell& cell) const
{
    if (!cell.isSet()) {
        return "empty; an event needs its time";
    }
    const std::string how = plan().time.dateFormat ? fmt::format("written {}", plan().time.dateFormat->pattern())
                                                   : "in RFC 3339, Unix seconds or milliseconds";
    return fmt::format("{} is no time {}", inQuotes(cell.kind == CellKind::List ? "a list" : cell.text), how);
}

bool EventRowReader::takeId(const Record& record, std::string_view& id)
{
    if (!plan().id) {
        return true;
    }
    id = keyText(plan().id->cellOf(record));
    if (id.size() > event::kMaxIdBytes) {
        m_reason = reasonOf(*plan().id, m_columns, fmt::format("an id of more than {} bytes", event::kMaxIdBytes));
        return false;
    }
    return true;
}

bool EventRowReader::takeProperties(const Record& record, std::size_t type)
{
    m_count = 0;
    const std::vector<ResolvedRule>& rules = m_rules.byType[type];
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const Cell& cell = m_values[i].in(record);
        if (!cell.isSet()) {
            continue;
        }
        Property& property = m_properties[m_count];
        property.position = i;
        property.isText = rules[i].rule.type == ValueType::Text && cell.kind != CellKind::List;
        if (property.isText) {
            property.text = cell.text;
        } else if (!convert(cell, rules[i].rule, m_rules.zone, property.value)) {
            m_reason = reasonOf(plan().values[i], m_columns, describeMisfit(cell, rules[i].rule));
            return false;
        }
        ++m_count;
    }
    return true;
}

event::EventBatch& EventRowReader::batchFor(std::size_t type, EventRows& rows) const
{
    rows.byType.resize(m_rules.byType.size());
    std::optional<event::EventBatch>& batch = rows.byType[type];
    return batch ? *batch : batch.emplace(m_rules.properties[type]);
}

} // namespace postweave::ingest
