// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/preview.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/ingest/import_run.h"

#include <algorithm>

namespace postweave::ingest {

namespace {

std::string shownText(const Cell& cell)
{
    return cell.kind == CellKind::List ? toText(Json(*cell.list)) : std::string(cell.text);
}

/// What is done with a file's columns, of either kind.
struct PreviewPlan {
    std::optional<ProfilePlan> profiles;
    std::optional<EventPlan> events;

    [[nodiscard]] const std::vector<PlannedValue>& values() const
    {
        return profiles ? profiles->values : events->values;
    }
};

class Previewer {
public:
    Previewer(RecordReader& reader, const PreviewOptions& options, const CancelToken& cancel)
        : m_reader(reader), m_options(options), m_cancel(cancel)
    {
        m_result.format = reader.format();
    }

    Result<Preview> run()
    {
        const Result<void> surveyed = plan().and_then([&] { return readRows(); });
        if (!surveyed) {
            return fail(surveyed.error());
        }
        describeColumns();
        return std::move(m_result);
    }

private:
    /// A plan and its rules, or the reason why there is none.
    Result<void> plan()
    {
        const Progress silent;
        const Walk walk{m_cancel, silent, 0, 0, m_options.inferRows};
        if (const auto sampled = collectColumns(m_reader, walk, m_reader.format().jsonLines ? m_options.inferRows : 0);
            !sampled) {
            return sampled;
        }
        const Mapping* mapping = m_options.mapping ? &*m_options.mapping : nullptr;
        const bool events = (mapping == nullptr ? m_options.kind : mapping->kind) == MappingKind::Events;
        if (events) {
            take(planEvents(m_reader.columns(), mapping), m_plan.events);
        } else {
            take(planProfiles(m_reader.columns(), mapping, m_options.key), m_plan.profiles);
        }
        if (m_result.planFault) {
            return {};
        }
        const Result<Survey> survey =
            events ? surveyEvents(m_reader, *m_plan.events, walk) : surveyProfiles(m_reader, *m_plan.profiles, walk);
        if (!survey) {
            return fail(survey.error());
        }
        m_result.rowsSeen = survey->rows;
        m_result.complete = survey->complete;
        m_survey = *survey;
        return m_reader.rewind();
    }

    template <typename Plan>
    void take(Result<Plan> made, std::optional<Plan>& plan)
    {
        if (made) {
            plan = *std::move(made);
        } else {
            m_result.planFault = made.error();
        }
    }

    /// The rules of a group's columns; of an event type not surveyed, none.
    const std::vector<ResolvedRule>* rulesOf(std::string_view group)
    {
        const auto known = m_survey.find(group, m_survey.memo);
        if (!known) {
            return nullptr;
        }
        std::optional<std::vector<ResolvedRule>>& rules = m_rules[*known];
        if (!rules) {
            rules.emplace();
            for (std::size_t i = 0; i < m_plan.values().size(); ++i) {
                rules->push_back(resolve(m_plan.values()[i], m_survey.groups[*known], i));
            }
        }
        return &*rules;
    }

    ResolvedRule resolve(const PlannedValue& planned, const SurveyGroup& group, std::size_t index)
    {
        const auto standing = m_options.known ? m_options.known(group.name, planned.name) : std::nullopt;
        Result<ResolvedRule> rule = resolveRule(planned, group.values[index], standing);
        if (rule) {
            return *std::move(rule);
        }
        m_result.planFault = m_result.planFault ? m_result.planFault : std::optional(rule.error());
        ResolvedRule asStanding;
        asStanding.rule.type = standing.value_or(ValueType::Text);
        return asStanding;
    }

    Result<void> readRows()
    {
        m_rules.resize(m_survey.groups.size());
        const std::uint64_t rows = m_result.planFault ? m_options.rows : m_result.rowsSeen;
        Record record;
        for (std::uint64_t i = 0; i < rows; ++i) {
            if (m_cancel.isCancelled()) {
                return fail(ErrorCode::Cancelled, "the preview was cancelled");
            }
            const Result<bool> any = m_reader.next(record);
            if (!any) {
                return fail(any.error());
            }
            if (!*any) {
                break;
            }
            PreviewRow row = previewOf(record);
            m_result.rowsFaulty += row.fault.empty() ? 0 : 1;
            if (m_result.rows.size() < m_options.rows) {
                m_result.rows.push_back(std::move(row));
            }
        }
        return {};
    }

    PreviewRow previewOf(const Record& record)
    {
        PreviewRow row{record.line, toValidUtf8(record.raw), std::string(record.fault), {}};
        if (!row.fault.empty()) {
            return row;
        }
        row.cells.resize(m_reader.columns().size());
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            row.cells[i].text = shownText(record.cells[i]);
        }
        if (m_plan.events) {
            previewEvent(record, row);
        } else if (m_plan.profiles) {
            previewProfile(record, row);
        }
        return row;
    }

    void faulty(PreviewRow& row, std::size_t column, const std::string& name, std::string fault) const
    {
        if (row.fault.empty()) {
            row.fault = name + ": " + fault;
        }
        if (column < row.cells.size()) {
            row.cells[column].fault = std::move(fault);
        }
    }

    void previewProfile(const Record& record, PreviewRow& row)
    {
        const std::size_t key = m_plan.profiles->keyColumn;
        if (key >= record.cells.size() || keyText(record.cells[key]).empty()) {
            faulty(row, key, m_reader.columns()[key].name, "empty key");
        }
        previewValues(record, "", row);
    }

    void previewEvent(const Record& record, PreviewRow& row)
    {
        const EventPlan& plan = *m_plan.events;
        const auto nameOfColumn = [&](const PlannedValue& value) {
            return value.column == kNoColumn ? std::string() : m_reader.columns()[value.column].name;
        };
        const Cell type = plan.type.cellOf(record);
        if (keyText(plan.profile.cellOf(record)).empty()) {
            faulty(row, plan.profile.column, nameOfColumn(plan.profile), "empty; an event needs its profile");
        }
        if (!isEventType(keyText(type))) {
            faulty(row, plan.type.column, nameOfColumn(plan.type), "no event type");
        }
        const auto time = readMoment(plan.time.cellOf(record), plan.time.dateFormat, m_options.zone);
        if (!time) {
            faulty(row, plan.time.column, nameOfColumn(plan.time), "no time");
        } else if (plan.time.column != kNoColumn) {
            row.cells[plan.time.column].value = *time;
        }
        previewValues(record, keyText(type), row);
    }

    void previewValues(const Record& record, std::string_view group, PreviewRow& row)
    {
        const std::vector<ResolvedRule>* rules = rulesOf(group);
        for (std::size_t i = 0; rules != nullptr && i < rules->size(); ++i) {
            const PlannedValue& planned = m_plan.values()[i];
            const Cell cell = planned.cellOf(record);
            Value value;
            if (!convert(cell, (*rules)[i].rule, m_options.zone, value)) {
                faulty(row, planned.column, planned.name, describeMisfit(cell, (*rules)[i].rule));
            } else if (planned.column < row.cells.size()) {
                row.cells[planned.column].value = std::move(value);
            }
        }
    }

    void describeColumns()
    {
        for (const Column& column : m_reader.columns()) {
            m_result.columns.push_back({column, ColumnRole::Ignored, "", {}, false});
        }
        if (m_plan.events) {
            setRole(m_plan.events->profile.column, ColumnRole::Profile);
            setRole(m_plan.events->type.column, ColumnRole::Type);
            setRole(m_plan.events->time.column, ColumnRole::Time);
            setRole(m_plan.events->id ? m_plan.events->id->column : kNoColumn, ColumnRole::Id);
        } else if (m_plan.profiles) {
            setRole(m_plan.profiles->keyColumn, ColumnRole::Key);
        } else {
            return;
        }
        for (std::size_t i = 0; i < m_plan.values().size(); ++i) {
            describeValue(m_plan.values()[i], i);
        }
    }

    void setRole(std::size_t column, ColumnRole role)
    {
        if (column < m_result.columns.size()) {
            m_result.columns[column].role = role;
        }
    }

    void describeValue(const PlannedValue& planned, std::size_t index)
    {
        if (planned.column >= m_result.columns.size()) {
            return;
        }
        PreviewColumn& column = m_result.columns[planned.column];
        column.role = column.role == ColumnRole::Ignored ? ColumnRole::Value : column.role;
        column.name = planned.name;
        for (const SurveyGroup& group : m_survey.groups) {
            const auto standing = m_options.known ? m_options.known(group.name, planned.name) : std::nullopt;
            column.standing = column.standing || standing.has_value();
            if (!group.values[index].type() && !standing) {
                continue;
            }
            const ValueType type = resolve(planned, group, index).rule.type;
            column.type = column.type && *column.type != type ? ValueType::Text : type;
        }
    }

    RecordReader& m_reader;
    const PreviewOptions& m_options;
    const CancelToken& m_cancel;
    PreviewPlan m_plan;
    Survey m_survey;
    std::vector<std::optional<std::vector<ResolvedRule>>> m_rules; // by group
    Preview m_result;
};

} // namespace

Result<Preview> previewImport(const std::filesystem::path& file, const PreviewOptions& options,
                              const CancelToken& cancel)
{
    Result<std::unique_ptr<RecordReader>> reader = openRecords(file, options.read);
    if (!reader) {
        return fail(reader.error());
    }
    return Previewer(**reader, options, cancel).run();
}

} // namespace postweave::ingest
