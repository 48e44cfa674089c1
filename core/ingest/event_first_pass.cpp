// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/event_first_pass.h"

#include <algorithm>
#include <atomic>
#include <iterator>

namespace postweave::ingest {

namespace {

/// One block's part of the survey, and its rows where they are what was expected.
struct Pass {
    Survey survey;
    std::vector<EventRows> rows;
    bool usable = false;
    std::size_t bytes = 0;
    std::uint64_t bytesRead = 0;
};

/// A value that was read as the type which the sample's values have in common leaves the inference as it was: it need
/// not be looked at again. Texts are looked at once each.
bool mustBeObserved(const TypeInference& sampled, ValueType type)
{
    switch (type) {
    case ValueType::Boolean:
    case ValueType::Integer:
    case ValueType::Number:
    case ValueType::Date:
        return sampled.type() != type;
    case ValueType::Text:
        return false;
    default:
        return true;
    }
}

/// Reads one block.
class ExpectedRows final : private EventRowObserver {
public:
    ExpectedRows(const EventRules& rules, std::span<const Column> columns)
        : m_rules(rules), m_rows(rules, columns, this)
    {
        for (std::size_t type = 0; type < rules.byType.size(); ++type) {
            std::vector<std::size_t>& observed = m_observed.emplace_back();
            for (std::size_t i = 0; i < rules.byType[type].size(); ++i) {
                if (mustBeObserved(sampled(type).values[i], rules.byType[type][i].rule.type)) {
                    observed.push_back(i);
                }
            }
        }
    }

    void take(const Record& record, EventRows& rows) { m_rows.take(record, rows); }

    /// Looks at the batch's texts too.
    void finish(EventRows& rows)
    {
        m_rows.finish(rows);
        m_survey.rows += rows.rows;
        m_survey.faulty += rows.faulty;
        for (std::size_t type = 0; type < rows.byType.size(); ++type) {
            if (rows.byType[type]) {
                finishBatch(type, *rows.byType[type]);
            }
        }
    }

    void rejected(const Record& record) override { observeEvent(record, plan(), m_survey); }
    void taken(const Record& record, std::size_t type) override
    {
        for (const std::size_t i : m_observed[type]) {
            groupOf(type).values[i].observe(plan().values[i].cellOf(record));
        }
    }
    [[nodiscard]] bool wants(std::size_t type) const override { return !m_observed[type].empty(); }

    [[nodiscard]] bool cameAsExpected() const
    {
        GroupMemo memo;
        const Survey& sample = m_rules.prepared.survey;
        return m_asExpected && std::all_of(m_survey.groups.begin(), m_survey.groups.end(),
                                           [&](const SurveyGroup& group) { return sample.find(group.name, memo); });
    }
    [[nodiscard]] Survey takeSurvey() { return std::move(m_survey); }

private:
    const EventPlan& plan() const { return m_rules.prepared.plan; }
    const SurveyGroup& sampled(std::size_t type) const { return m_rules.prepared.survey.groups[type]; }
    SurveyGroup& groupOf(std::size_t type) { return *m_survey.group(sampled(type).name, plan().values.size()); }

    void finishBatch(std::size_t type, const event::EventBatch& batch)
    {
        for (std::size_t i = 0; i < plan().values.size(); ++i) {
            m_asExpected = m_asExpected && (!batch.has(i) || sampled(type).values[i].type());
            if (m_rules.byType[type][i].rule.type != ValueType::Text) {
                continue;
            }
            Cell cell;
            cell.kind = CellKind::Field;
            for (const std::string& text : batch.texts(i)) {
                cell.text = text;
                groupOf(type).values[i].observe(cell);
            }
        }
    }

    const EventRules& m_rules;
    EventRowReader m_rows;
    std::vector<std::vector<std::size_t>> m_observed; // by type, the values to be looked at row by row
    Survey m_survey;
    bool m_asExpected = true;
};

class FirstPass {
public:
    FirstPass(RecordReader& reader, const EventRules& expected, std::size_t batchRows, const Walk& walk,
              std::size_t heldBytes)
        : m_reader(reader), m_rules(expected), m_batchRows(batchRows), m_walk(walk), m_heldBytes(heldBytes)
    {
        m_pass.survey.take(expected.prepared.survey); // its event types come first, as in the file
        m_pass.survey.rows = 0;
        m_pass.survey.faulty = 0;
        m_pass.survey.complete = true;
        m_pass.heldAll = true;
    }

    Result<EventFirstPass> run()
    {
        return forEachBlock<Pass>(
                   m_reader, [&](RecordBlock& block) { return m_holding ? read(block) : survey(block); },
                   [&](Pass& pass) { return take(pass); })
            .map([&] { return std::move(m_pass); });
    }

private:
    Result<Pass> survey(RecordBlock& block) const
    {
        return surveyEvents(block, m_rules.prepared.plan, m_walk).map([&](Survey&& survey) {
            Pass pass;
            pass.survey = std::move(survey);
            pass.bytesRead = block.bytesRead();
            return pass;
        });
    }

    Result<Pass> read(RecordBlock& block) const
    {
        ExpectedRows rows(m_rules, m_reader.columns());
        auto batches = readBatches<EventRows>(
            block, m_batchRows, m_walk.cancel, [] { return EventRows(); },
            [&](const Record& record, EventRows& batch) { rows.take(record, batch); },
            [&](EventRows& batch) { rows.finish(batch); });
        if (!batches) {
            return fail(batches.error());
        }
        Pass pass;
        pass.usable = rows.cameAsExpected();
        pass.survey = rows.takeSurvey();
        pass.bytesRead = block.bytesRead();
        for (EventRows& batch : *batches) {
            // What cannot be stored is told when its turn to be stored has come.
            pass.usable = pass.usable && batch.prepare().has_value();
            pass.bytes += batch.forgetRows();
        }
        pass.rows = std::move(*batches);
        return pass;
    }

    Result<void> take(Pass& pass)
    {
        m_pass.survey.take(pass.survey);
        m_bytes += pass.bytes;
        const bool holds = m_pass.heldAll && pass.usable && m_bytes <= m_heldBytes;
        m_pass.heldAll = holds;
        m_holding = holds;
        if (holds) {
            ++m_pass.heldBlocks;
            std::move(pass.rows.begin(), pass.rows.end(), std::back_inserter(m_pass.held));
        }
        m_walk.report(pass.bytesRead);
        return m_walk.check();
    }

    RecordReader& m_reader;
    const EventRules& m_rules;
    std::size_t m_batchRows;
    const Walk& m_walk;
    std::size_t m_heldBytes;
    std::size_t m_bytes = 0;
    std::atomic<bool> m_holding = true;
    EventFirstPass m_pass;
};

} // namespace

Result<EventFirstPass> passFirst(RecordReader& reader, const EventRules& expected, std::size_t batchRows,
                                 const Walk& walk, std::size_t heldBytes)
{
    return FirstPass(reader, expected, batchRows, walk, heldBytes).run();
}

bool cameAsExpected(const EventRules& expected, const EventRules& found)
{
    for (std::size_t type = 0; type < expected.byType.size(); ++type) {
        const SurveyGroup& sampled = expected.prepared.survey.groups[type];
        for (std::size_t i = 0; i < sampled.values.size(); ++i) {
            const ResolvedRule& rule = expected.byType[type][i];
            const ResolvedRule& other = found.byType[type][i];
            const bool same = rule.rule.type == other.rule.type && rule.change == other.change &&
                              (rule.rule.type != ValueType::List || rule.rule.separator == other.rule.separator);
            if (sampled.values[i].type() && !same) {
                return false; // where the sample has no value, no row that was held has one
            }
        }
    }
    return true;
}

} // namespace postweave::ingest
