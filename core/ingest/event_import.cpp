// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/event_first_pass.h"

namespace postweave::ingest {

namespace {

/// A file whose survey is done.
struct EventStart {
    std::unique_ptr<RecordReader> reader;
    EventRules rules;
    std::vector<EventRows> held; ///< rows of its first blocks
    std::size_t heldBlocks = 0;
    bool heldAll = false;
    std::uint64_t faulty = 0;
};

class EventOpening {
public:
    EventOpening(ImportStores stores, const ImportOptions& options, const CancelToken& cancel, const Progress& progress)
        : m_stores(stores), m_options(options), m_cancel(cancel), m_progress(progress)
    {
    }

    Result<EventStart> start(std::unique_ptr<RecordReader> reader)
    {
        const Walk walk{m_cancel, m_progress, 0, kPasses * reader->format().bytes};
        return reader->blocksAreIndependent() ? startByBlocks(std::move(reader), walk)
                                              : startByRows(std::move(reader), walk);
    }

private:
    Result<EventPlan> planOf(std::span<const Column> columns) const
    {
        return planEvents(columns, m_options.mapping ? &*m_options.mapping : nullptr);
    }

    Result<EventRules> rulesFor(Prepared<EventPlan> prepared, bool addresses)
    {
        const bool byAddress = prepared.plan.profileIsEmail;
        return ProfileFinder::load(m_stores.database, byAddress || addresses, byAddress)
            .and_then([&](ProfileFinder&& finder) {
                return resolveEvents(m_stores.events, std::move(prepared), std::move(finder), m_options.zone);
            });
    }

    Result<EventStart> startByRows(std::unique_ptr<RecordReader> reader, const Walk& walk)
    {
        auto prepared = prepare<EventPlan>(
            *reader, walk, [&](std::span<const Column> columns) { return planOf(columns); },
            [](RecordReader& rows, const EventPlan& plan, const Walk& way) { return surveyEvents(rows, plan, way); });
        if (!prepared) {
            return fail(prepared.error());
        }
        const std::uint64_t faulty = prepared->survey.faulty;
        const bool addresses = prepared->survey.sawAddress;
        return rulesFor(*std::move(prepared), addresses).map([&](EventRules&& rules) {
            return EventStart{std::move(reader), std::move(rules), {}, 0, false, faulty};
        });
    }

    Result<EventRules> expectedOf(RecordReader& reader)
    {
        Result<EventPlan> plan = planOf(reader.columns());
        if (!plan) {
            return fail(plan.error());
        }
        const Walk sampling{m_cancel, {}, 0, 0, kSampleRows};
        Result<Survey> sample = surveyEvents(reader, *plan, sampling);
        const Result<void> rewound = sample ? reader.rewind() : fail(sample.error());
        if (!rewound) {
            return fail(rewound.error());
        }
        const bool addresses = sample->sawAddress;
        return rulesFor({*std::move(plan), *std::move(sample)}, addresses);
    }

    Result<EventStart> startByBlocks(std::unique_ptr<RecordReader> reader, const Walk& walk)
    {
        const Result<EventRules> expected = expectedOf(*reader);
        if (!expected) {
            return fail(expected.error());
        }
        Result<EventFirstPass> pass = passFirst(
            *reader, *expected, rowsPerBatch(m_options, kEventsPerBatch, expected->prepared.plan.values.size()), walk,
            m_options.heldBytes);
        if (!pass) {
            return fail(pass.error());
        }
        const EventPlan& plan = expected->prepared.plan;
        const std::uint64_t faulty = pass->survey.faulty;
        const bool sameFinder = expected->prepared.survey.sawAddress == pass->survey.sawAddress;
        Prepared<EventPlan> prepared{plan, std::move(pass->survey)};
        Result<EventRules> found =
            sameFinder ? resolveEvents(m_stores.events, std::move(prepared), expected->finder, m_options.zone)
                       : rulesFor(std::move(prepared), true);
        const Result<void> rewound = found ? reader->rewind() : fail(found.error());
        if (!rewound) {
            return fail(rewound.error());
        }
        EventStart start{std::move(reader), *std::move(found), {}, 0, false, faulty};
        if (sameFinder && cameAsExpected(*expected, start.rules)) {
            start.held = std::move(pass->held);
            start.heldBlocks = pass->heldBlocks;
            start.heldAll = pass->heldAll;
        }
        return start;
    }

    ImportStores m_stores;
    const ImportOptions& m_options;
    const CancelToken& m_cancel;
    const Progress& m_progress;
};

class EventImport {
public:
    EventImport(ImportStores stores, const ImportOptions& options, const RecordReader& reader, const EventRules& rules)
        : m_stores(stores), m_options(options), m_reader(reader), m_rules(rules)
    {
    }

    /// May be called from several threads at once.
    Result<std::vector<EventRows>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        EventRowReader rows(m_rules, m_reader.columns());
        auto batches = readBatches<EventRows>(
            block, rowsPerBatch(m_options, kEventsPerBatch, plan().values.size()), cancel, [] { return EventRows(); },
            [&](const Record& record, EventRows& batch) { rows.take(record, batch); },
            [&](EventRows& batch) { rows.finish(batch); });
        for (std::size_t i = 0; batches && i < batches->size(); ++i) {
            if (const Result<void> prepared = (*batches)[i].prepare(); !prepared) {
                return fail(prepared.error());
            }
        }
        return batches;
    }

    Result<void> store(EventRows& rows, profile::SourceId source, profile::ImportCounts& counts)
    {
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        std::vector<event::TypedBatch> batches;
        for (std::size_t type = 0; type < rows.prepared.size(); ++type) {
            if (rows.prepared[type]) {
                batches.push_back({survey().groups[type].name, *std::move(rows.prepared[type])});
            }
        }
        const auto appended = m_stores.events.append(std::move(batches), source);
        if (!appended) {
            return fail(appended.error());
        }
        counts.created += appended->created;
        counts.duplicates += appended->duplicates;
        return {};
    }

private:
    const EventPlan& plan() const { return m_rules.prepared.plan; }
    const Survey& survey() const { return m_rules.prepared.survey; }

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
    const RecordReader& m_reader;
    const EventRules& m_rules;
    bool m_schemaStands = false;
};

Result<void> skipBlocks(RecordReader& reader, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto skipped = reader.nextBlock(); !skipped) {
            return fail(skipped.error());
        }
    }
    return {};
}

} // namespace

Result<ImportReport> importEvents(ImportStores stores, const std::filesystem::path& file, const ImportOptions& options,
                                  const CancelToken& cancel, const Progress& progress)
{
    EventOpening opening(stores, options, cancel, progress);
    Result<EventStart> start = startReading<EventStart>(
        file, options.read, [&](std::unique_ptr<RecordReader> reader) { return opening.start(std::move(reader)); });
    if (!start) {
        return fail(placed(start.error(), file, options));
    }
    RecordReader& reader = *start->reader;
    EventImport import(stores, options, reader, start->rules);
    const std::uint64_t bytes = reader.format().bytes;
    const Walk second{cancel, progress, bytes, kPasses * bytes};
    ImportRun run(stores, options, second);
    const auto store = [&](EventRows& rows) -> Result<void> {
        if (cancel.isCancelled()) {
            return fail(importCancelled());
        }
        return run.commit(rows,
                          [&](profile::ImportCounts& counts) { return import.store(rows, run.source(), counts); });
    };
    Result<void> done = run.begin(profile::ImportKind::Events, file, reader.format(), sqlite::LoadKind::Appends);
    for (std::size_t i = 0; done && i < start->held.size(); ++i) {
        done = store(start->held[i]);
        start->held[i] = EventRows();
    }
    if (done && !start->heldAll) {
        done = skipBlocks(reader, start->heldBlocks).and_then([&] {
            return importBlocks<EventRows>(
                reader, cancel, [&](RecordBlock& block) { return import.read(block, cancel); }, store);
        });
    }
    return done.and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
