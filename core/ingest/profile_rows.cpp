// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/profile_rows.h"

#include "core/ingest/conversion.h"

#include <fmt/format.h>

#include <utility>

namespace postweave::ingest {

namespace {

std::vector<ValueType> typesOf(const std::vector<ValueRule>& rules)
{
    std::vector<ValueType> types;
    for (const ValueRule& rule : rules) {
        types.push_back(rule.type);
    }
    return types;
}

Cell missingCell()
{
    Cell cell;
    cell.kind = CellKind::Missing;
    return cell;
}

} // namespace

ExpectedIds::ExpectedIds(std::int64_t lastId, std::span<const SurveyBlock> blocks) : m_seemNew(lastId == 0)
{
    std::int64_t first = lastId + 1;
    for (const SurveyBlock& block : blocks) {
        m_first.emplace(block.place, first);
        first += static_cast<std::int64_t>(block.rows);
    }
}

std::optional<std::int64_t> ExpectedIds::firstOf(std::uint64_t place) const
{
    const auto found = m_first.find(place);
    return found == m_first.end() ? std::nullopt : std::optional(found->second);
}

ProfileRowReader::ProfileRowReader(const ProfileRules& rules, std::uint64_t place)
    : m_rules(rules), m_next(rules.ids.firstOf(place)), m_types(typesOf(rules.rules))
{
}

ProfileRows ProfileRowReader::begin()
{
    ProfileRows rows{{}, profile::ProfileBatch(m_types), {}, 0};
    if (m_next && m_rules.layout && m_rules.ids.seemNew()) {
        auto asNew =
            profile::NewProfiles::create(m_rules.names, *m_rules.layout, {*m_next - m_rules.ids.shift()}, m_rules.at);
        if (asNew) {
            rows.asNew = *std::move(asNew);
        } else {
            m_done = fail(asNew.error());
        }
    }
    return rows;
}

void ProfileRowReader::take(const Record& record, ProfileRows& rows)
{
    const std::size_t keyColumn = m_rules.plan.keyColumn;
    const std::string_view key =
        keyColumn < record.cells.size() ? keyText(record.cells[keyColumn]) : std::string_view();
    if (key.empty()) {
        rows.reject(record, fmt::format("empty key: nothing stands in {}", m_rules.columns[keyColumn].name));
        return;
    }
    if (rows.asNew) {
        switch (write(record, key, *rows.asNew)) {
        case Written::Whole:
            return;
        case Written::Misfit:
            rejectMisfit(record, rows);
            return;
        case Written::Partial:
            takeBack(rows);
        }
    }
    takeIntoBatch(record, key, rows);
}

ProfileRowReader::Written ProfileRowReader::write(const Record& record, std::string_view key,
                                                  profile::NewProfiles& profiles)
{
    profiles.begin(key);
    for (const std::size_t i : profiles.sources()) {
        const Cell cell = i == profile::NewProfiles::kNone ? missingCell() : m_rules.plan.values[i].cellOf(record);
        if (cell.kind == CellKind::Absent) {
            return Written::Partial;
        }
        if (!cell.isSet()) {
            profiles.addMissing();
        } else if (m_types[i] == ValueType::Text && cell.kind != CellKind::List) {
            profiles.addText(cell.text);
        } else if (!convert(cell, m_rules.rules[i], m_rules.zone, m_value) || !profiles.add(m_value)) {
            return Written::Misfit;
        }
    }
    profiles.end();
    return Written::Whole;
}

void ProfileRowReader::takeBack(ProfileRows& rows)
{
    Result<profile::ProfileBatch> written = std::move(*rows.asNew).takeBack();
    if (written) {
        rows.profiles = *std::move(written);
    } else {
        m_done = fail(written.error());
    }
    rows.asNew.reset();
}

void ProfileRowReader::takeIntoBatch(const Record& record, std::string_view key, ProfileRows& rows)
{
    profile::ProfileBatch& batch = rows.profiles;
    batch.add(key);
    for (std::size_t i = 0; i < m_rules.rules.size(); ++i) {
        const Cell cell = m_rules.plan.values[i].cellOf(record);
        const ValueRule& rule = m_rules.rules[i];
        if (cell.kind == CellKind::Absent) {
            batch.leaveAlone(i);
        } else if (!cell.isSet()) {
            continue;
        } else if (rule.type == ValueType::Text && cell.kind != CellKind::List) {
            batch.setText(i, cell.text);
        } else if (!convert(cell, rule, m_rules.zone, m_value) || !batch.set(i, m_value)) {
            batch.dropLast();
            rejectMisfit(record, rows);
            return;
        }
    }
}

/// Of its first value that does not fit.
void ProfileRowReader::rejectMisfit(const Record& record, ProfileRows& rows)
{
    for (std::size_t i = 0; i < m_rules.rules.size(); ++i) {
        const PlannedValue& planned = m_rules.plan.values[i];
        const Cell cell = planned.cellOf(record);
        if (!convert(cell, m_rules.rules[i], m_rules.zone, m_value)) {
            rows.reject(record, reasonOf(planned, m_rules.columns, describeMisfit(cell, m_rules.rules[i])));
            return;
        }
    }
    rows.reject(record, "a value does not fit its attribute");
}

void ProfileRowReader::finish(ProfileRows& rows)
{
    if (const Result<void> finished = rows.asNew ? rows.asNew->finish() : Result<void>(); !finished) {
        m_done = finished;
    }
    if (!rows.asNew) {
        static_cast<void>(rows.profiles.byHash());
    }
    if (m_next) {
        rows.end = *m_next += static_cast<std::int64_t>(rows.size());
    }
}

} // namespace postweave::ingest
