// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/event_rows.h"

#include <fmt/format.h>

#include <algorithm>

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

EventRowReader::EventRowReader(const EventRules& rules, std::span<const Column> columns)
    : m_rules(rules), m_columns(columns), m_properties(rules.prepared.plan.values.size())
{
}

bool EventRowReader::takeRoles(const Record& record, Roles& roles)
{
    const std::string_view profileText = keyText(plan().profile.cellOf(record));
    if (profileText.empty()) {
        m_reason = reasonOf(plan().profile, m_columns, "empty; an event needs its profile");
        return false;
    }
    const auto profile = m_rules.finder.find(profileText);
    if (!profile) {
        m_reason = m_rules.finder.reasonFor(profileText);
        return false;
    }
    const std::string_view typeText = keyText(plan().type.cellOf(record));
    const auto known = m_rules.prepared.survey.find(typeText, m_memo);
    if (!known) {
        m_reason = reasonOf(plan().type, m_columns, faultOfType(typeText));
        return false;
    }
    const Cell timeCell = plan().time.cellOf(record);
    const auto time = readMoment(timeCell, plan().time.dateFormat, m_rules.zone);
    if (!time) {
        m_reason = reasonOf(plan().time, m_columns, faultOfTime(timeCell));
        return false;
    }
    roles.profile = *profile;
    roles.time = *time;
    roles.type = *known;
    return true;
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

bool EventRowReader::takeId(const Record& record, Roles& roles)
{
    if (!plan().id) {
        return true;
    }
    roles.id = keyText(plan().id->cellOf(record));
    if (roles.id.size() > event::kMaxIdBytes) {
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
        const PlannedValue& planned = plan().values[i];
        const Cell cell = planned.cellOf(record);
        if (!cell.isSet()) {
            continue;
        }
        Property& property = m_properties[m_count];
        property.position = i;
        property.isText = rules[i].rule.type == ValueType::Text && cell.kind != CellKind::List;
        if (property.isText) {
            property.text = cell.text;
        } else if (!convert(cell, rules[i].rule, m_rules.zone, property.value)) {
            m_reason = reasonOf(planned, m_columns, describeMisfit(cell, rules[i].rule));
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

void EventRowReader::take(const Record& record, EventRows& rows)
{
    Roles roles;
    if (!takeRoles(record, roles) || !takeId(record, roles) || !takeProperties(record, roles.type)) {
        rows.reject(record, std::move(m_reason));
        return;
    }
    m_type = roles.type;
    event::EventBatch& batch = batchFor(roles.type, rows);
    batch.add(roles.profile, roles.time, roles.id);
    for (std::size_t i = 0; i < m_count; ++i) {
        const Property& property = m_properties[i];
        if (property.isText) {
            batch.setText(property.position, property.text);
        } else {
            batch.set(property.position, property.value);
        }
    }
}

} // namespace postweave::ingest
