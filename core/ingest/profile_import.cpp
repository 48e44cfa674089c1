// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"

#include <fmt/format.h>

namespace postweave::ingest {

namespace {

struct ProfileRows : RowBatch {
    profile::ProfileBatch profiles;
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
    Result<std::vector<ProfileRows>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        const std::size_t most = m_options.batchRows == 0 ? kProfilesPerBatch : m_options.batchRows;
        std::vector<ValueType> types;
        for (const ResolvedRule& resolved : m_rules) {
            types.push_back(resolved.rule.type);
        }
        Value value; // keeps its memory
        return readBatches<ProfileRows>(
            block, rowsPerBatch(most, m_rules.size()), cancel,
            [&] {
                return ProfileRows{{}, profile::ProfileBatch(types)};
            },
            [&](const Record& record, ProfileRows& rows) { take(record, rows, value); },
            [](ProfileRows& rows) { static_cast<void>(rows.profiles.byHash()); });
    }

    Result<void> store(ProfileRows& rows, profile::SourceId source, profile::ImportCounts& counts)
    {
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        const auto upserted =
            m_stores.profiles.upsert(m_names, rows.profiles, m_options.at.value_or(m_options.now), source);
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

    void take(const Record& record, ProfileRows& rows, Value& value) const
    {
        const std::size_t keyColumn = plan().keyColumn;
        const std::string_view key =
            keyColumn < record.cells.size() ? keyText(record.cells[keyColumn]) : std::string_view();
        if (key.empty()) {
            rows.reject(record, fmt::format("empty key: nothing stands in {}", m_reader.columns()[keyColumn].name));
            return;
        }
        rows.profiles.add(key);
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            const PlannedValue& planned = plan().values[i];
            const Cell cell = planned.cellOf(record);
            const ValueRule& rule = m_rules[i].rule;
            if (cell.kind == CellKind::Absent) {
                rows.profiles.leaveAlone(i);
            } else if (!cell.isSet()) {
                continue;
            } else if (rule.type == ValueType::Text && cell.kind != CellKind::List) {
                rows.profiles.setText(i, cell.text);
            } else if (!convert(cell, rule, m_options.zone, value) || !rows.profiles.set(i, value)) {
                rows.profiles.dropLast();
                rows.reject(record, reasonOf(planned, m_reader.columns(), describeMisfit(cell, rule)));
                return;
            }
        }
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
    return run.begin(profile::ImportKind::Profiles, file, reader.format())
        .and_then([&] {
            return importBlocks<ProfileRows>(
                reader, cancel, [&](RecordBlock& block) { return import.read(block, cancel); },
                [&](ProfileRows& rows) {
                    return run.commit(
                        rows, [&](profile::ImportCounts& counts) { return import.store(rows, run.source(), counts); });
                });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
