// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <optional>

namespace postweave::ingest {

namespace {

struct ProfileRows : RowBatch {
    profile::ProfileBatch profiles;
    std::int64_t end = 0; ///< the id after its last one, were all profiles from the start new
    std::optional<profile::NewProfiles> asNew;
};

/// The ids that profiles get if all are new, and whether they seem to be: so that threads which read can write rows
/// with ids already.
class ExpectedIds {
public:
    ExpectedIds(std::int64_t lastId, std::span<const SurveyBlock> blocks) : m_seemNew(lastId == 0)
    {
        std::int64_t first = lastId + 1;
        for (const SurveyBlock& block : blocks) {
            m_first.emplace(block.bytesRead, first);
            first += static_cast<std::int64_t>(block.rows);
        }
    }

    /// Of the block that ends there; nothing where it is none of the survey's.
    [[nodiscard]] std::optional<std::int64_t> firstOf(std::uint64_t bytesRead) const
    {
        const auto found = m_first.find(bytesRead);
        return found == m_first.end() ? std::nullopt : std::optional(found->second);
    }
    /// How many ids less were given than would have been.
    [[nodiscard]] std::int64_t shift() const { return m_shift; }
    [[nodiscard]] bool seemNew() const { return m_seemNew; }

    /// By the thread that stores: a batch whose ids were to end there, and the last id that was given.
    void learn(bool allNew, std::int64_t expectedEnd, std::int64_t lastId)
    {
        m_seemNew = allNew;
        m_shift = expectedEnd - 1 - lastId;
    }

private:
    std::map<std::uint64_t, std::int64_t> m_first;
    std::atomic<std::int64_t> m_shift = 0;
    std::atomic<bool> m_seemNew;
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
        return expect();
    }

    /// May be called from several threads at once.
    Result<std::vector<ProfileRows>> read(RecordBlock& block, const CancelToken& cancel) const
    {
        std::vector<ValueType> types;
        for (const ResolvedRule& resolved : m_rules) {
            types.push_back(resolved.rule.type);
        }
        Value value; // keeps its memory
        auto batches = readBatches<ProfileRows>(
            block, rowsPerBatch(m_options, kProfilesPerBatch, m_rules.size()), cancel,
            [&] {
                return ProfileRows{{}, profile::ProfileBatch(types), 0, {}};
            },
            [&](const Record& record, ProfileRows& rows) { take(record, rows, value); },
            [](ProfileRows& rows) { static_cast<void>(rows.profiles.byHash()); });
        const Result<void> written = batches ? writeAsNew(*batches) : fail(batches.error());
        return written ? std::move(batches) : fail(written.error());
    }

    /// One batch in a transaction of the run's.
    Result<void> store(ProfileRows& rows, ImportRun& run)
    {
        profile::ProfileStore& profiles = m_stores.profiles;
        const Result<void> staged = rows.asNew ? profiles.stage(*std::move(rows.asNew)) : Result<void>();
        if (!staged) {
            return staged;
        }
        const Result<void> stored =
            run.commit(rows, [&](profile::ImportCounts& counts) { return upsert(rows, run.source(), counts); });
        const Result<void> unstaged = profiles.unstage();
        return stored ? unstaged : stored;
    }

private:
    const ProfilePlan& plan() const { return m_prepared.plan; }

    /// Each batch's rows as they will be in the table, if they are all new, as they seem to be.
    Result<void> writeAsNew(std::vector<ProfileRows>& batches) const
    {
        const auto first = batches.empty() ? std::nullopt : m_ids->firstOf(batches.front().bytesRead);
        std::int64_t next = first.value_or(0);
        for (ProfileRows& rows : batches) {
            const std::int64_t id = next - m_ids->shift();
            next += static_cast<std::int64_t>(rows.profiles.size());
            rows.end = next;
            if (!first || !m_layout || !m_ids->seemNew() || !rows.profiles.isWhole() || rows.profiles.size() == 0) {
                continue;
            }
            auto written = profile::NewProfiles::of(rows.profiles, m_names, *m_layout, {id}, at());
            if (!written) {
                return fail(written.error());
            }
            rows.asNew = *std::move(written);
        }
        return {};
    }

    Result<void> upsert(ProfileRows& rows, profile::SourceId source, profile::ImportCounts& counts)
    {
        profile::ProfileStore& profiles = m_stores.profiles;
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        const auto upserted = profiles.upsert(m_names, rows.profiles, at(), source);
        const Result<profile::ProfileId> last = upserted ? profiles.lastId() : fail(upserted.error());
        if (!last) {
            return fail(last.error());
        }
        m_ids->learn(upserted->created == rows.profiles.size(), rows.end, last->value);
        counts.created = upserted->created;
        counts.updated = upserted->updated;
        counts.unchanged = upserted->unchanged;
        return {};
    }

    [[nodiscard]] Instant at() const { return m_options.at.value_or(m_options.now); }

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

    /// What the table will be like, and the ids.
    Result<void> expect()
    {
        Result<profile::ProfileLayout> layout = m_stores.profiles.layout();
        const Result<profile::ProfileId> last = m_stores.profiles.lastId();
        if (!layout || !last) {
            return fail(!layout ? layout.error() : last.error());
        }
        bool widens = false;
        for (std::size_t i = 0; i < m_rules.size(); ++i) {
            widens = widens || m_rules[i].change == SchemaChange::WidenToNumber;
            if (m_rules[i].change == SchemaChange::Add) {
                layout->columns.push_back({m_names[i], m_rules[i].rule.type});
            }
        }
        if (!widens) { // which moves a column
            m_layout = *std::move(layout);
        }
        m_ids.emplace(last->value, m_prepared.survey.blocks);
        return {};
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
    std::optional<profile::ProfileLayout> m_layout;
    std::optional<ExpectedIds> m_ids;
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
                [&](ProfileRows& rows) { return import.store(rows, run); });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
