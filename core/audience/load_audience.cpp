// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/load_audience.h"

#include "core/audience/audience_builder.h"
#include "core/audience/dictionary_encoder.h"
#include "core/audience/event_merge.h"
#include "core/audience/table_encoder.h"
#include "core/base/parallel.h"
#include "core/event/chunk_listing.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace postweave::audience {

namespace {

using Code = DictionaryEncoder::Code;

struct ColumnInProgress {
    DictionaryEncoder encoder;
    std::vector<Code> codes;
};

void appendBlock(const profile::BlockColumn& block, ColumnInProgress& column)
{
    std::vector<std::string_view> items;
    for (std::size_t row = 0; row < block.present.size(); ++row) {
        Code code = ValueDictionary::kMissing;
        if (block.present[row] != 0) {
            switch (block.type) {
            case ValueType::Number:
                code = column.encoder.internNumber(block.numbers[row]);
                break;
            case ValueType::Text:
                code = column.encoder.internText(block.texts[row]);
                break;
            case ValueType::List: {
                const std::size_t begin = row == 0 ? 0 : block.itemEnds[row - 1];
                items.assign(block.items.begin() + static_cast<std::ptrdiff_t>(begin),
                             block.items.begin() + block.itemEnds[row]);
                code = column.encoder.internList(items);
                break;
            }
            default:
                code = column.encoder.internInteger(block.integers[row]);
            }
        }
        column.codes.push_back(code);
    }
}

OrdinalMap ordinalsOf(const Audience& audience)
{
    OrdinalMap ordinals;
    for (Ordinal ordinal = 0; ordinal < audience.size(); ++ordinal) {
        ordinals.add(audience.profileId(ordinal), ordinal);
    }
    return ordinals;
}

/// One load.
class Loader {
public:
    Loader(const AudienceSource& source, const CancelToken& cancel, const Progress& progress, std::optional<Instant> at)
        : m_database(source.database),
          m_profiles(source.profiles),
          m_events(source.events),
          m_cancel(cancel),
          m_progress(progress),
          m_at(at)
    {
    }

    Result<LoadedAudience> load(const Moment& moment)
    {
        m_builder.setMoment(moment);
        const auto count = m_profiles.count();
        auto types = m_events.types();
        if (!count || !types) {
            return fail(count ? types.error() : count.error());
        }
        m_total = *count;
        for (const event::EventTypeSummary& type : *types) {
            m_total += type.count;
        }
        if (const auto done = loadProfiles(*count); !done) {
            return fail(done.error());
        }
        for (const event::EventTypeSummary& type : *types) {
            if (const auto done = loadType(type); !done) {
                return fail(done.error());
            }
        }
        return LoadedAudience{m_builder.build(), std::move(m_damaged)};
    }

private:
    Result<void> loadProfiles(std::uint64_t profileCount)
    {
        const auto schema = m_profiles.schema();
        if (!schema) {
            return fail(schema.error());
        }
        std::vector<ColumnInProgress> columns;
        for (const profile::Attribute& attribute : schema->attributes()) {
            columns.push_back({DictionaryEncoder(attribute.definition.type), {}});
            columns.back().codes.reserve(static_cast<std::size_t>(profileCount));
        }
        const auto forEachColumn = [&](const std::function<void(std::size_t)>& work) {
            parallelFor(columns.size(), 1, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) {
                    work(i);
                }
            });
        };
        const auto walked = m_profiles.forEachBlock(
            [&](const profile::ProfileBlock& block) -> Result<void> {
                for (std::size_t row = 0; row < block.ids.size(); ++row) {
                    const auto id = static_cast<std::uint32_t>(block.ids[row].value);
                    m_ordinals.add(id, m_builder.addDistinctProfile(block.keys[row], id));
                }
                forEachColumn([&](std::size_t i) { appendBlock(block.columns[i], columns[i]); });
                advance(block.ids.size());
                return {};
            },
            m_cancel, {}, m_at);
        if (!walked) {
            return walked;
        }
        std::vector<CodedColumn> finished(columns.size());
        forEachColumn([&](std::size_t i) { finished[i] = columns[i].encoder.finish(std::move(columns[i].codes)); });
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const profile::AttributeDefinition& definition = schema->attributes()[i].definition;
            m_builder.addColumn({definition.key, definition.label, std::move(finished[i])});
        }
        return {};
    }

    Result<void> loadType(const event::EventTypeSummary& type)
    {
        event::ReadOptions options;
        options.cancel = m_cancel;
        auto chunks = event::chunkChecksums(m_database, type.name);
        auto read = m_events.readType(type.name, options);
        if (!read || !chunks) {
            return fail(!read ? std::move(read.error()) : std::move(chunks.error()));
        }
        m_damaged.insert(m_damaged.end(), read->damaged.begin(), read->damaged.end());
        m_builder.addTable(
            encodeTable(std::move(read->columns), m_ordinals, m_builder.profileCount(), *std::move(chunks)));
        advance(type.count);
        return {};
    }

    void advance(std::uint64_t rows)
    {
        m_done += rows;
        if (m_progress) {
            m_progress({m_done, m_total});
        }
    }

    sqlite::Database& m_database;
    profile::ProfileStore& m_profiles;
    event::EventStore& m_events;
    const CancelToken& m_cancel;
    const Progress& m_progress;
    std::optional<Instant> m_at;
    AudienceBuilder m_builder;
    OrdinalMap m_ordinals;
    std::vector<event::ChunkDamage> m_damaged;
    std::uint64_t m_done = 0;
    std::uint64_t m_total = 0;
};

} // namespace

namespace {

/// Brings the tables of an audience up to date.
class Update {
public:
    Update(const Audience& earlier, const AudienceSource& source, const CancelToken& cancel)
        : m_earlier(earlier), m_database(source.database), m_events(source.events), m_cancel(cancel)
    {
    }

    Result<LoadedAudience> run(const Moment& moment)
    {
        const auto types = m_events.types();
        if (!types) {
            return fail(types.error());
        }
        std::vector<std::shared_ptr<const EventTable>> tables;
        for (const event::EventTypeSummary& type : *types) {
            auto table = tableOf(type);
            if (!table) {
                return fail(std::move(table.error()));
            }
            tables.push_back(*std::move(table));
        }
        return LoadedAudience{m_earlier.withEvents(moment, std::move(tables)), std::move(m_damaged)};
    }

private:
    Result<std::shared_ptr<const EventTable>> tableOf(const event::EventTypeSummary& type)
    {
        auto chunks = event::chunkChecksums(m_database, type.name);
        if (!chunks) {
            return fail(std::move(chunks.error()));
        }
        const std::shared_ptr<const EventTable> known = knownTable(type.name);
        const bool continues = known && !known->chunks().empty() && known->chunks().size() <= chunks->size() &&
                               std::equal(known->chunks().begin(), known->chunks().end(), chunks->begin()) &&
                               hasTypesOf(*known, type);
        if (continues && known->chunks().size() == chunks->size()) {
            return known;
        }
        event::ReadOptions options;
        options.cancel = m_cancel;
        const std::size_t firstChunk = continues ? known->chunks().size() : 0;
        auto read = event::readChunksFrom(m_database, type.name, firstChunk, options);
        if (!read) {
            return fail(std::move(read.error()));
        }
        m_damaged.insert(m_damaged.end(), read->damaged.begin(), read->damaged.end());
        chunks->erase(chunks->begin(), chunks->begin() + static_cast<std::ptrdiff_t>(firstChunk));
        if (m_ordinals.isEmpty()) {
            m_ordinals = ordinalsOf(m_earlier);
        }
        auto table = encodeTable(std::move(read->columns), m_ordinals, m_earlier.size(), *std::move(chunks));
        return continues ? mergeTables(*known, *table) : std::move(table);
    }

    /// False where integers became numbers since.
    [[nodiscard]] static bool hasTypesOf(const EventTable& table, const event::EventTypeSummary& type)
    {
        return std::all_of(type.properties.begin(), type.properties.end(),
                           [&](const event::PropertyDefinition& property) {
                               const CodedColumn* column = table.property(property.name);
                               return column == nullptr || column->type() == property.type;
                           });
    }

    [[nodiscard]] std::shared_ptr<const EventTable> knownTable(std::string_view type) const
    {
        const auto found = std::find_if(m_earlier.events().begin(), m_earlier.events().end(),
                                        [&](const auto& table) { return table->type() == type; });
        return found == m_earlier.events().end() ? nullptr : *found;
    }

    const Audience& m_earlier;
    sqlite::Database& m_database;
    event::EventStore& m_events;
    const CancelToken& m_cancel;
    OrdinalMap m_ordinals;
    std::vector<event::ChunkDamage> m_damaged;
};

} // namespace

Result<LoadedAudience> loadAudience(const AudienceSource& source, const Moment& moment, const CancelToken& cancel,
                                    const Progress& progress, std::optional<Instant> at)
{
    return Loader(source, cancel, progress, at).load(moment);
}

Result<LoadedAudience> updateAudience(const Audience& earlier, const AudienceSource& source, const Moment& moment,
                                      const CancelToken& cancel)
{
    return Update(earlier, source, cancel).run(moment);
}

Result<std::shared_ptr<const AttributeHistory>> loadHistory(profile::ProfileStore& profiles, const Audience& audience,
                                                            std::string_view attribute, std::optional<Instant> at)
{
    const AttributeColumn* column = audience.attribute(attribute);
    if (column == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no attribute '{}'", attribute));
    }
    const OrdinalMap ordinals = ordinalsOf(audience);
    DictionaryEncoder encoder(column->column.type());
    std::vector<Code> codes;
    std::vector<std::uint32_t> owners;
    std::vector<std::int64_t> times;
    const auto read = profiles.readHistory(attribute, [&](profile::ProfileId id, Instant time, const Value& value) {
        const Ordinal ordinal = ordinals.find(static_cast<std::uint32_t>(id.value));
        if (ordinal != OrdinalMap::kNone && (!at || time <= *at)) {
            owners.push_back(ordinal);
            times.push_back(time.microseconds);
            codes.push_back(encoder.intern(value));
        }
    });
    if (!read) {
        return fail(read.error());
    }
    return std::make_shared<const AttributeHistory>(std::string(attribute), audience.size(), owners, std::move(times),
                                                    encoder.finish(std::move(codes)));
}

} // namespace postweave::audience
