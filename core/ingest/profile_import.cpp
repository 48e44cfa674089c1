// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"

#include <fmt/format.h>

namespace postweave::ingest {

namespace {

struct ProfileBatch : RowBatch {
    std::vector<profile::ProfileRow> profiles;
};

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
        if (!schema) {
            return fail(schema.error());
        }
        for (std::size_t i = 0; i < plan().values.size(); ++i) {
            const PlannedValue& planned = plan().values[i];
            const profile::Attribute* known = schema->find(planned.name);
            const auto standing = known == nullptr ? std::nullopt : std::optional(known->definition.type);
            Result<ResolvedRule> rule = resolveRule(planned, m_prepared.survey.groups.front().values[i], standing);
            if (!rule) {
                return fail(rule.error());
            }
            m_names.push_back(planned.name);
            m_rules.push_back(*std::move(rule));
        }
        return {};
    }

    /// May be called from several threads at once.
    Result<std::vector<ProfileBatch>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        const std::size_t most = m_options.batchRows == 0 ? kProfilesPerBatch : m_options.batchRows;
        return readBatches<ProfileBatch>(
            block, rowsPerBatch(most, m_rules.size()), cancel, [] { return ProfileBatch(); },
            [&](const Record& record, ProfileBatch& batch) { take(record, batch); });
    }

    Result<void> store(const ProfileBatch& batch, profile::SourceId source, profile::ImportCounts& counts)
    {
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        const auto upserted =
            m_stores.profiles.upsert(m_names, batch.profiles, m_options.at.value_or(m_options.now), source);
        if (!upserted) {
            return fail(upserted.error());
        }
        counts.created = upserted->created;
        counts.updated = upserted->updated;
        counts.unchanged = upserted->unchanged;
        return {};
    }

private:
    const ProfilePlan& plan() const { return m_prepared.plan; }

    void take(const Record& record, ProfileBatch& batch) const
    {
        const std::size_t keyColumn = plan().keyColumn;
        const std::string_view key =
            keyColumn < record.cells.size() ? keyText(record.cells[keyColumn]) : std::string_view();
        if (key.empty()) {
            batch.reject(record, fmt::format("empty key: nothing stands in {}", m_reader.columns()[keyColumn].name));
            return;
        }
        profile::ProfileRow row;
        row.key = key;
        row.values.resize(m_rules.size());
        if (m_reader.format().jsonLines) {
            row.present.assign(m_rules.size(), true);
        }
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            const PlannedValue& planned = plan().values[i];
            const Cell cell = planned.cellOf(record);
            if (cell.kind == CellKind::Absent) {
                row.present[i] = false;
            } else if (!convert(cell, m_rules[i].rule, m_options.zone, row.values[i])) {
                batch.reject(record, reasonOf(planned, m_reader.columns(), describeMisfit(cell, m_rules[i].rule)));
                return;
            }
        }
        batch.profiles.push_back(std::move(row));
    }

    /// In the first batch's transaction.
    Result<void> changeSchema()
    {
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            const SchemaChange change = std::exchange(m_rules[i].change, SchemaChange::None);
            const std::string& name = m_names[i];
            const profile::AttributeDefinition definition{name, profile::labelFor(name), m_rules[i].rule.type,
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
    std::vector<std::string> m_names;
    std::vector<ResolvedRule> m_rules;
};

} // namespace

Result<ImportReport> importProfiles(ImportStores stores, const std::filesystem::path& file,
                                    const ImportOptions& options, const CancelToken& cancel, const Progress& progress)
{
    Result<std::unique_ptr<RecordReader>> reader = openRecords(file, options.read);
    if (!reader) {
        return fail(reader.error());
    }
    const std::uint64_t bytes = (*reader)->format().bytes;
    const Mapping* mapping = options.mapping ? &*options.mapping : nullptr;
    auto prepared = prepare<ProfilePlan>(
        **reader, {cancel, progress, 0, kPasses * bytes},
        [&](std::span<const Column> columns) { return planProfiles(columns, mapping, options.key); }, surveyProfiles);
    if (!prepared) {
        return fail(placed(prepared.error(), file, options));
    }
    ProfileImport import(stores, options, **reader, *std::move(prepared));
    if (const Result<void> resolved = import.resolve(); !resolved) {
        return fail(placed(resolved.error(), file, options));
    }
    const Walk second{cancel, progress, bytes, kPasses * bytes};
    ImportRun run(stores, options, second);
    return run.begin(profile::ImportKind::Profiles, file, (*reader)->format())
        .and_then([&] {
            return importBlocks<ProfileBatch>(
                **reader, cancel, [&](RecordBlock& block) { return import.read(block, cancel); },
                [&](ProfileBatch& batch) {
                    return run.commit(batch, [&](profile::ImportCounts& counts) {
                        return import.store(batch, run.source(), counts);
                    });
                });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
