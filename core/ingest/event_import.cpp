// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/event_rows.h"

#include <algorithm>

namespace postweave::ingest {

namespace {

class EventImport {
public:
    EventImport(ImportStores stores, const ImportOptions& options, RecordReader& reader, Prepared<EventPlan> prepared,
                ProfileFinder finder)
        : m_stores(stores),
          m_options(options),
          m_reader(reader),
          m_rules{std::move(prepared), std::move(finder), options.zone, {}, {}}
    {
    }

    /// What each column of each event type becomes, beside what stands in the workspace.
    Result<void> resolve()
    {
        for (const SurveyGroup& group : survey().groups) {
            const auto known = m_stores.events.properties(group.name);
            if (!known) {
                return fail(known.error());
            }
            std::vector<ResolvedRule> rules;
            for (std::size_t i = 0; i < plan().values.size(); ++i) {
                const auto same = std::find_if(known->begin(), known->end(),
                                               [&](const auto& p) { return p.name == plan().values[i].name; });
                const auto standing = same == known->end() ? std::nullopt : std::optional(same->type);
                Result<ResolvedRule> rule = resolveRule(plan().values[i], group.values[i], standing);
                if (!rule) {
                    return fail(rule.error());
                }
                if (!group.values[i].type()) {
                    rule->change = SchemaChange::None;
                }
                rules.push_back(*std::move(rule));
            }
            m_rules.properties.push_back(propertiesOf(rules));
            m_rules.byType.push_back(std::move(rules));
        }
        return {};
    }

    /// May be called from several threads at once.
    Result<std::vector<EventRows>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        EventRowReader rows(m_rules, m_reader.columns());
        block.lookAhead(plan().profile.column, [&](std::string_view text) { m_rules.finder.prefetch(text); });
        const std::size_t most = m_options.batchRows == 0 ? kEventsPerBatch : m_options.batchRows;
        return readBatches<EventRows>(
            block, rowsPerBatch(most, plan().values.size()), cancel, [] { return EventRows(); },
            [&](const Record& record, EventRows& batch) { rows.take(record, batch); });
    }

    Result<void> store(EventRows& rows, profile::SourceId source, profile::ImportCounts& counts)
    {
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        for (std::size_t i = 0; i < rows.byType.size(); ++i) {
            if (!rows.byType[i]) {
                continue;
            }
            const auto appended = m_stores.events.append(survey().groups[i].name, *std::move(rows.byType[i]), source);
            if (!appended) {
                return fail(appended.error());
            }
            counts.created += appended->created;
            counts.duplicates += appended->duplicates;
        }
        return {};
    }

private:
    const EventPlan& plan() const { return m_rules.prepared.plan; }
    const Survey& survey() const { return m_rules.prepared.survey; }

    event::EventBatch::Properties propertiesOf(const std::vector<ResolvedRule>& rules) const
    {
        auto properties = std::make_shared<std::vector<event::BatchProperty>>();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            properties->push_back({plan().values[i].name, rules[i].rule.type});
        }
        return properties;
    }

    /// In the first batch's transaction.
    Result<void> changeSchema()
    {
        if (std::exchange(m_schemaStands, true)) {
            return {};
        }
        for (std::size_t type = 0; type < m_rules.byType.size(); ++type) {
            for (std::size_t i = 0; i < plan().values.size(); ++i) {
                const ResolvedRule& resolved = m_rules.byType[type][i];
                if (resolved.change == SchemaChange::None) {
                    continue;
                }
                const auto declared = m_stores.events.declareProperty(survey().groups[type].name, plan().values[i].name,
                                                                      resolved.rule.type);
                if (!declared) {
                    return declared;
                }
            }
        }
        return {};
    }

    ImportStores m_stores;
    const ImportOptions& m_options;
    RecordReader& m_reader;
    EventRules m_rules;
    bool m_schemaStands = false;
};

} // namespace

Result<ImportReport> importEvents(ImportStores stores, const std::filesystem::path& file, const ImportOptions& options,
                                  const CancelToken& cancel, const Progress& progress)
{
    Result<std::unique_ptr<RecordReader>> reader = openRecords(file, options.read);
    if (!reader) {
        return fail(reader.error());
    }
    const std::uint64_t bytes = (*reader)->format().bytes;
    const Mapping* mapping = options.mapping ? &*options.mapping : nullptr;
    auto prepared = prepare<EventPlan>(
        **reader, {cancel, progress, 0, kPasses * bytes},
        [&](std::span<const Column> columns) { return planEvents(columns, mapping); }, surveyEvents);
    if (!prepared) {
        return fail(placed(prepared.error(), file, options));
    }
    const bool byAddress = prepared->plan.profileIsEmail;
    auto finder = ProfileFinder::load(stores.database, byAddress || prepared->survey.sawAddress, byAddress);
    if (!finder) {
        return fail(finder.error());
    }
    EventImport import(stores, options, **reader, *std::move(prepared), *std::move(finder));
    if (const Result<void> resolved = import.resolve(); !resolved) {
        return fail(placed(resolved.error(), file, options));
    }
    const Walk second{cancel, progress, bytes, kPasses * bytes};
    ImportRun run(stores, options, second);
    return run.begin(profile::ImportKind::Events, file, (*reader)->format())
        .and_then([&] {
            return importBlocks<EventRows>(
                **reader, cancel, [&](RecordBlock& block) { return import.read(block, cancel); },
                [&](EventRows& rows) {
                    return run.commit(
                        rows, [&](profile::ImportCounts& counts) { return import.store(rows, run.source(), counts); });
                });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
