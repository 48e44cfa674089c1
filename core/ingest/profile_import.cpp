// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/profile_rows.h"

#include <optional>

namespace postweave::ingest {

namespace {

class ProfileImport {
public:
    ProfileImport(ImportStores stores, const ImportOptions& options, RecordReader& reader,
                  Prepared<ProfilePlan> prepared)
        : m_stores(stores), m_options(options), m_reader(reader), m_prepared(std::move(prepared))
    {
    }

    /// What each column becomes, beside what stands in the workspace.
    Result<void> resolve()
    {
        const Result<profile::AttributeSchema> schema = m_stores.profiles.schema();
        Result<profile::ProfileLayout> layout = m_stores.profiles.layout();
        const Result<profile::ProfileId> last = m_stores.profiles.lastId();
        if (!schema || !layout || !last) {
            return fail(!schema ? schema.error() : !layout ? layout.error() : last.error());
        }
        std::vector<std::string> names;
        std::vector<ValueRule> rules;
        bool widens = false; // which moves a column
        for (std::size_t i = 0; i < plan().values.size(); ++i) {
            const PlannedValue& planned = plan().values[i];
            const profile::Attribute* known = schema->find(planned.name);
            const auto standing = known == nullptr ? std::nullopt : std::optional(known->definition.type);
            const Result<ResolvedRule> rule =
                resolveRule(planned, m_prepared.survey.groups.front().values[i], standing);
            if (!rule) {
                return fail(rule.error());
            }
            widens = widens || rule->change == SchemaChange::WidenToNumber;
            if (rule->change == SchemaChange::Add) {
                layout->columns.push_back({planned.name, rule->rule.type});
            }
            names.push_back(planned.name);
            rules.push_back(rule->rule);
            m_changes.push_back(rule->change);
        }
        m_ids.emplace(last->value, m_prepared.survey.blocks);
        m_rules.emplace(ProfileRules{plan(), m_reader.columns(), std::move(names), std::move(rules), m_options.zone,
                                     m_options.at.value_or(m_options.now),
                                     widens ? std::nullopt : std::optional(*std::move(layout)), *m_ids});
        return {};
    }

    [[nodiscard]] sqlite::LoadKind loadKind() const
    {
        return m_ids->seemNew() ? sqlite::LoadKind::Appends : sqlite::LoadKind::Changes;
    }

    /// May be called from several threads at once.
    Result<std::vector<ProfileRows>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        ProfileRowReader reader(*m_rules, block.place());
        auto batches = readBatches<ProfileRows>(
            block, rowsPerBatch(m_options, kProfilesPerBatch, m_rules->rules.size()), cancel,
            [&] { return reader.begin(); }, [&](const Record& record, ProfileRows& rows) { reader.take(record, rows); },
            [&](ProfileRows& rows) { reader.finish(rows); });
        return reader.done() ? std::move(batches) : fail(reader.done().error());
    }

    /// One batch in a transaction of the run's.
    Result<void> store(ProfileRows& rows, ImportRun& run)
    {
        profile::ProfileStore& profiles = m_stores.profiles;
        const std::size_t count = rows.size();
        const bool asNew = rows.asNew.has_value();
        const Result<void> staged = asNew ? profiles.stage(*std::move(rows.asNew)) : Result<void>();
        if (!staged) {
            return staged;
        }
        const Result<void> stored = run.commit(rows, [&](profile::ImportCounts& counts) -> Result<void> {
            if (const Result<void> changed = changeSchema(); !changed) {
                return changed;
            }
            const auto upserted = asNew ? profiles.upsertStaged(run.source())
                                        : profiles.upsert(m_rules->names, rows.profiles, m_rules->at, run.source());
            return upserted.and_then([&](const profile::UpsertCounts& done) {
                counts.created = done.created;
                counts.updated = done.updated;
                counts.unchanged = done.unchanged;
                return learn(done.created == count, rows.end);
            });
        });
        const Result<void> unstaged = profiles.unstage();
        return stored ? unstaged : stored;
    }

private:
    const ProfilePlan& plan() const { return m_prepared.plan; }

    Result<void> learn(bool allNew, std::int64_t expectedEnd)
    {
        return m_stores.profiles.lastId().map(
            [&](profile::ProfileId last) { m_ids->learn(allNew, expectedEnd, last.value); });
    }

    /// In the first batch's transaction.
    Result<void> changeSchema()
    {
        for (std::size_t i = 0; i < m_changes.size(); ++i) {
            const SchemaChange change = std::exchange(m_changes[i], SchemaChange::None);
            const std::string& name = m_rules->names[i];
            const profile::AttributeDefinition definition{name, profile::labelFor(name), m_rules->rules[i].type,
                                                          profile::guessCategory(name)};
            const Result<void> changed = change == SchemaChange::Add ? m_stores.profiles.addAttribute(definition)
                                         : change == SchemaChange::WidenToNumber ? m_stores.profiles.widenToNumber(name)
                                                                                 : Result<void>();
            if (!changed) {
                return changed;
            }
        }
        return {};
    }

    ImportStores m_stores;
    const ImportOptions& m_options;
    RecordReader& m_reader;
    Prepared<ProfilePlan> m_prepared;
    std::vector<SchemaChange> m_changes; // by the plan's values, those that are still to come
    std::optional<ExpectedIds> m_ids;
    std::optional<ProfileRules> m_rules;
};

} // namespace

namespace {

struct ProfileStart {
    std::unique_ptr<RecordReader> reader;
    Prepared<ProfilePlan> prepared;
    std::uint64_t faulty = 0;
};

} // namespace

Result<ImportReport> importProfiles(ImportStores stores, const std::filesystem::path& file,
                                    const ImportOptions& options, const CancelToken& cancel, const Progress& progress)
{
    const auto start = [&](std::unique_ptr<RecordReader> reader) -> Result<ProfileStart> {
        const Mapping* mapping = options.mapping ? &*options.mapping : nullptr;
        auto prepared = prepare<ProfilePlan>(
            *reader, {cancel, progress, 0, kPasses * reader->format().bytes},
            [&](std::span<const Column> columns) { return planProfiles(columns, mapping, options.key); },
            surveyProfiles);
        if (!prepared) {
            return fail(placed(prepared.error(), file, options));
        }
        const std::uint64_t faulty = prepared->survey.faulty;
        return ProfileStart{std::move(reader), *std::move(prepared), faulty};
    };
    Result<ProfileStart> started = startReading<ProfileStart>(file, options.read, start);
    if (!started) {
        return fail(started.error());
    }
    RecordReader& reader = *started->reader;
    ProfileImport import(stores, options, reader, std::move(started->prepared));
    if (const Result<void> resolved = import.resolve(); !resolved) {
        return fail(placed(resolved.error(), file, options));
    }
    const std::uint64_t bytes = reader.format().bytes;
    const Walk second{cancel, progress, bytes, kPasses * bytes};
    ImportRun run(stores, options, second);
    return run.begin(profile::ImportKind::Profiles, file, reader.format(), import.loadKind())
        .and_then([&] {
            return importBlocks<ProfileRows>(
                reader, cancel, [&](RecordBlock& block) { return import.read(block, cancel); },
                [&](ProfileRows& rows) { return import.store(rows, run); });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
