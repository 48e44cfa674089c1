// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ingest/import_run.h"
#include "core/ingest/known_types.h"
#include "core/profile/profile_lookup.h"

#include <fmt/format.h>

namespace postweave::ingest {

namespace {

/// Rows by position of their event type in the survey.
struct EventBatch : RowBatch {
    std::vector<std::vector<event::EventRow>> byType;
};

constexpr std::string_view kTooLarge = "more than 1 MB of text, or more than 10,000 items";

bool isTooLarge(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        return text->size() > event::kMaxTextBytes;
    }
    const auto* list = std::get_if<TextList>(&value);
    if (list == nullptr) {
        return false;
    }
    std::size_t bytes = 0;
    for (const std::string& item : *list) {
        bytes += item.size();
    }
    return bytes > event::kMaxTextBytes || list->size() > event::kMaxListItems;
}

/// Finds the profiles of events by key or address.
class ProfileFinder {
public:
    static Result<ProfileFinder> load(sqlite::Database& database, bool addresses, bool addressesFirst)
    {
        ProfileFinder finder;
        finder.m_addressesFirst = addressesFirst;
        auto keys = profile::ProfileLookup::load(database, profile::LookupBy::Key);
        if (!keys) {
            return fail(keys.error());
        }
        finder.m_keys = *std::move(keys);
        if (addresses) {
            auto loaded = profile::ProfileLookup::load(database, profile::LookupBy::Email);
            if (!loaded) {
                return fail(loaded.error());
            }
            finder.m_addresses = *std::move(loaded);
        }
        return finder;
    }

    std::optional<profile::ProfileId> find(std::string_view text) const
    {
        const auto byAddress = [&] { return m_addresses ? m_addresses->find(text) : std::nullopt; };
        const auto first = m_addressesFirst ? byAddress() : m_keys->find(text);
        return first ? first : m_addressesFirst ? m_keys->find(text) : byAddress();
    }

    std::string reasonFor(std::string_view text) const
    {
        if (m_addresses && m_addresses->isAmbiguous(text)) {
            return fmt::format("several profiles have the address {}", inQuotes(text));
        }
        return fmt::format("unknown profile: none has the {} {}", m_addressesFirst ? "address" : "key", inQuotes(text));
    }

private:
    bool m_addressesFirst = false;
    std::optional<profile::ProfileLookup> m_keys;
    std::optional<profile::ProfileLookup> m_addresses;
};

class EventImport {
public:
    EventImport(ImportStores stores, const ImportOptions& options, RecordReader& reader, Prepared<EventPlan> prepared,
                ProfileFinder finder)
        : m_stores(stores),
          m_options(options),
          m_reader(reader),
          m_prepared(std::move(prepared)),
          m_finder(std::move(finder))
    {
        for (const PlannedValue& planned : plan().values) {
            m_names.push_back(planned.name);
        }
    }

    /// What each column of each event type becomes, beside what stands in the workspace.
    Result<void> resolve()
    {
        for (const SurveyGroup& group : m_prepared.survey.groups) {
            const auto known = m_stores.events.properties(group.name);
            if (!known) {
                return fail(known.error());
            }
            std::vector<ResolvedRule> rules;
            for (std::size_t i = 0; i < m_names.size(); ++i) {
                const auto same =
                    std::find_if(known->begin(), known->end(), [&](const auto& p) { return p.name == m_names[i]; });
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
            m_rules.push_back(std::move(rules));
        }
        return {};
    }

    Result<EventBatch> fill(const CancelToken& cancel)
    {
        EventBatch batch;
        batch.byType.resize(m_rules.size());
        const std::size_t rows = m_options.batchRows == 0 ? kEventsPerBatch : m_options.batchRows;
        return fillBatch(m_reader, rowsPerBatch(rows, m_names.size()), cancel, batch,
                         [&](const Record& record) { take(record, batch); })
            .map([&] { return std::move(batch); });
    }

    Result<void> store(const EventBatch& batch, profile::SourceId source, profile::ImportCounts& counts)
    {
        if (const Result<void> changed = changeSchema(); !changed) {
            return changed;
        }
        for (std::size_t i = 0; i < batch.byType.size(); ++i) {
            if (batch.byType[i].empty()) {
                continue;
            }
            const auto appended =
                m_stores.events.append(m_prepared.survey.groups[i].name, m_names, batch.byType[i], source);
            if (!appended) {
                return fail(appended.error());
            }
            counts.created += appended->created;
            counts.duplicates += appended->duplicates;
        }
        return {};
    }

private:
    const EventPlan& plan() const { return m_prepared.plan; }

    /// False with a reason for the batch where the row is to be rejected.
    bool takeRoles(const Record& record, event::EventRow& row, std::size_t& type, std::string& reason) const
    {
        const std::span<const Column> columns = m_reader.columns();
        const Cell profileCell = plan().profile.cellOf(record);
        const std::string_view profileText = keyText(profileCell);
        if (profileText.empty()) {
            reason = reasonOf(plan().profile, columns, "empty; an event needs its profile");
            return false;
        }
        const auto profile = m_finder.find(profileText);
        if (!profile) {
            reason = m_finder.reasonFor(profileText);
            return false;
        }
        const Cell typeCell = plan().type.cellOf(record);
        const auto known = m_prepared.survey.byName.find(keyText(typeCell));
        if (known == m_prepared.survey.byName.end()) {
            reason = reasonOf(plan().type, columns, faultOfType(keyText(typeCell)));
            return false;
        }
        const Cell timeCell = plan().time.cellOf(record);
        const auto time = readMoment(timeCell, plan().time.dateFormat, m_options.zone);
        if (!time) {
            reason = reasonOf(plan().time, columns, faultOfTime(timeCell));
            return false;
        }
        row.profile = *profile;
        row.time = *time;
        type = known->second;
        return true;
    }

    static std::string faultOfType(std::string_view type)
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

    std::string faultOfTime(const Cell& cell) const
    {
        if (!cell.isSet()) {
            return "empty; an event needs its time";
        }
        const std::string how = plan().time.dateFormat ? fmt::format("written {}", plan().time.dateFormat->pattern())
                                                       : "in RFC 3339, Unix seconds or milliseconds";
        return fmt::format("{} is no time {}", inQuotes(cell.kind == CellKind::List ? "a list" : cell.text), how);
    }

    bool takeProperties(const Record& record, std::size_t type, event::EventRow& row, std::string& reason) const
    {
        const std::vector<ResolvedRule>& rules = m_rules[type];
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const PlannedValue& planned = plan().values[i];
            const Cell cell = planned.cellOf(record);
            if (!cell.isSet()) {
                continue;
            }
            Value value;
            if (!convert(cell, rules[i].rule, m_options.zone, value)) {
                reason = reasonOf(planned, m_reader.columns(), describeMisfit(cell, rules[i].rule));
                return false;
            }
            if (isTooLarge(value)) {
                reason = reasonOf(planned, m_reader.columns(), kTooLarge);
                return false;
            }
            if (!isMissing(value)) {
                row.properties.emplace_back(static_cast<std::uint32_t>(i), std::move(value));
            }
        }
        return true;
    }

    bool takeId(const Record& record, event::EventRow& row, std::string& reason) const
    {
        if (!plan().id) {
            return true;
        }
        const Cell cell = plan().id->cellOf(record);
        row.id = keyText(cell);
        if (row.id.size() > event::kMaxIdBytes) {
            reason = reasonOf(*plan().id, m_reader.columns(),
                              fmt::format("an id of more than {} bytes", event::kMaxIdBytes));
        }
        return row.id.size() <= event::kMaxIdBytes;
    }

    void take(const Record& record, EventBatch& batch) const
    {
        event::EventRow row;
        std::size_t type = 0;
        std::string reason;
        if (takeRoles(record, row, type, reason) && takeId(record, row, reason) &&
            takeProperties(record, type, row, reason)) {
            batch.byType[type].push_back(std::move(row));
        } else {
            batch.reject(record, std::move(reason));
        }
    }

    /// In the first batch's transaction.
    Result<void> changeSchema()
    {
        if (std::exchange(m_schemaStands, true)) {
            return {};
        }
        for (std::size_t type = 0; type < m_rules.size(); ++type) {
            for (std::size_t i = 0; i < m_names.size(); ++i) {
                const ResolvedRule& resolved = m_rules[type][i];
                if (resolved.change == SchemaChange::None) {
                    continue;
                }
                const auto declared = m_stores.events.declareProperty(m_prepared.survey.groups[type].name, m_names[i],
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
    Prepared<EventPlan> m_prepared;
    ProfileFinder m_finder;
    std::vector<std::string> m_names;
    std::vector<std::vector<ResolvedRule>> m_rules;
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
            return runBatches<EventBatch>([&] { return import.fill(cancel); },
                                          [&](EventBatch& batch) {
                                              return run.commit(batch, [&](profile::ImportCounts& counts) {
                                                  return import.store(batch, run.source(), counts);
                                              });
                                          });
        })
        .and_then([&] { return run.finish(); });
}

} // namespace postweave::ingest
