// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audience_image.h"

#include "core/audience/audience_builder.h"
#include "core/audience/image_arrays.h"
#include "core/base/json.h"
#include "core/base/parallel.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <functional>
#include <limits>

namespace postweave::audience {

namespace {

using Codes = CodedColumn::Codes;

template <unsigned kWidth, typename NumberAt>
std::vector<std::uint8_t> packedOfWidth(std::size_t count, const NumberAt& numberAt)
{
    std::vector<std::uint8_t> bytes(count * kWidth);
    std::uint8_t* to = bytes.data();
    for (std::size_t row = 0; row < count; ++row) {
        const std::uint32_t number = numberAt(row);
        for (unsigned i = 0; i < kWidth; ++i) {
            *to++ = static_cast<std::uint8_t>(number >> (8 * i));
        }
    }
    return bytes;
}

/// The lowest `width` bytes of each number.
template <typename NumberAt>
std::vector<std::uint8_t> packed(std::size_t count, unsigned width, const NumberAt& numberAt)
{
    switch (width) {
    case 1:
        return packedOfWidth<1>(count, numberAt);
    case 2:
        return packedOfWidth<2>(count, numberAt);
    case 3:
        return packedOfWidth<3>(count, numberAt);
    default:
        return packedOfWidth<4>(count, numberAt);
    }
}

template <unsigned kWidth, typename Take>
void unpackOfWidth(const std::vector<std::uint8_t>& bytes, const Take& take)
{
    const std::uint8_t* from = bytes.data();
    for (std::size_t row = bytes.size() / kWidth; row > 0; --row) {
        std::uint32_t number = 0;
        for (unsigned i = 0; i < kWidth; ++i) {
            number |= std::uint32_t{*from++} << (8 * i);
        }
        take(number);
    }
}

/// Calls `take` with each number.
template <typename Take>
void unpack(const std::vector<std::uint8_t>& bytes, unsigned width, const Take& take)
{
    switch (width) {
    case 1:
        return unpackOfWidth<1>(bytes, take);
    case 2:
        return unpackOfWidth<2>(bytes, take);
    case 3:
        return unpackOfWidth<3>(bytes, take);
    default:
        return unpackOfWidth<4>(bytes, take);
    }
}

unsigned widthOf(std::uint32_t largest)
{
    return largest < 1U << 8U ? 1 : largest < 1U << 16U ? 2 : largest < 1U << 24U ? 3 : 4;
}

/// Numbers in few bytes: reading them takes longer than unpacking them.
template <typename NumberAt>
Json packedJson(std::size_t count, const NumberAt& numberAt, ImageWriter& writer)
{
    std::uint32_t largest = 0;
    for (std::size_t row = 0; row < count; ++row) {
        largest = std::max(largest, numberAt(row));
    }
    const unsigned width = widthOf(largest);
    return {{"width", width}, {"bytes", writer.put(packed(count, width, numberAt))}};
}

Json momentJson(const Moment& moment)
{
    return Json::array({moment.generation, moment.token, moment.profiles});
}

Json columnJson(const CodedColumn& column, ImageWriter& writer)
{
    const ValueDictionary::Parts& parts = column.dictionary().parts();
    Json json;
    json["type"] = static_cast<unsigned>(parts.type);
    json["size"] = parts.size;
    json["sorted"] = parts.sorted;
    json["integers"] = writer.put(parts.integers);
    json["numbers"] = writer.put(parts.numbers);
    json["textBytes"] = writer.put(parts.textBytes);
    json["textEnds"] = writer.put(parts.textEnds);
    json["listItems"] = writer.put(parts.listItems);
    json["listEnds"] = writer.put(parts.listEnds);
    json["width"] = std::visit([](const auto& codes) { return sizeof(codes[0]); }, column.codes());
    json["codes"] = std::visit([&](const auto& codes) { return writer.put(codes); }, column.codes());
    return json;
}

/// Without its properties.
Json tableJson(const EventTable& table, ImageWriter& writer)
{
    const std::vector<std::uint32_t>& profiles = table.profileColumn();
    const std::vector<std::uint32_t>& seconds = table.times().seconds();
    Json json;
    json["type"] = table.type();
    json["chunks"] = table.chunks();
    json["profiles"] = packedJson(
        profiles.size(), [&](std::size_t row) { return profiles[row]; }, writer);
    json["base"] = table.times().base().microseconds;
    json["steps"] = packedJson(
        seconds.size(), [&](std::size_t row) { return row == 0 ? seconds[0] : seconds[row] - seconds[row - 1]; },
        writer);
    json["exact"] = writer.put(table.times().exact());
    json["properties"] = Json::array();
    return json;
}

/// What is written by itself, and what the directory tells of it.
struct ImagePart {
    std::function<Json()> write;
    Json told;
};

/// The attributes, then each table and its properties.
std::vector<ImagePart> partsOf(const Audience& audience, ImageWriter& writer)
{
    std::vector<ImagePart> parts;
    for (const auto& attribute : audience.attributes()) {
        parts.push_back({[&writer, attribute] {
                             Json column = columnJson(attribute->column, writer);
                             column["name"] = attribute->name;
                             column["label"] = attribute->label;
                             return column;
                         },
                         {}});
    }
    for (const auto& table : audience.events()) {
        parts.push_back({[&writer, table] { return tableJson(*table, writer); }, {}});
        for (const EventProperty& property : table->properties()) {
            parts.push_back({[&writer, &property] {
                                 Json column = columnJson(property.column, writer);
                                 column["name"] = property.name;
                                 return column;
                             },
                             {}});
        }
    }
    return parts;
}

/// A column whose arrays are being read.
struct ColumnDraft {
    std::string name;
    std::string label;
    ValueDictionary::Parts parts;
    Codes codes;
    std::optional<CodedColumn> made;
};

struct PackedDraft {
    unsigned width = 1;
    std::vector<std::uint8_t> bytes;
    [[nodiscard]] std::size_t size() const { return bytes.size() / width; }
};

struct TableDraft {
    std::string type;
    std::vector<std::uint64_t> chunks;
    PackedDraft packedProfiles;
    PackedDraft steps;
    std::vector<std::uint32_t> profiles;
    std::int64_t base = 0;
    std::vector<std::uint32_t> seconds;
    std::vector<std::int64_t> exact;
    std::deque<ColumnDraft> properties;
};

/// Reads the whole; JSON of another shape than ours ends in an exception of its library.
class Reading {
public:
    explicit Reading(ImageReader& reader) : m_reader(reader) {}

    void want()
    {
        const Json& directory = m_reader.directory();
        m_reader.want(directory.at("keyBytes"), m_keyBytes);
        m_reader.want(directory.at("keyEnds"), m_keyEnds);
        m_reader.want(directory.at("ids"), m_ids);
        for (const Json& column : directory.at("attributes")) {
            wantColumn(column, m_attributes);
        }
        for (const Json& table : directory.at("events")) {
            wantTable(table);
        }
    }

    /// Nothing where arrays contradict each other.
    [[nodiscard]] std::shared_ptr<const Audience> make(const Moment& moment)
    {
        auto keys = TextColumn::fromParts(std::move(m_keyBytes), std::move(m_keyEnds));
        if (!keys || keys->size() != m_ids.size() || !std::is_sorted(m_ids.begin(), m_ids.end())) {
            return nullptr;
        }
        const std::size_t profiles = m_ids.size();
        if (!makeColumns(profiles)) {
            return nullptr;
        }
        AudienceBuilder builder;
        builder.setMoment(moment);
        builder.setProfiles(*std::move(keys), std::move(m_ids));
        for (ColumnDraft& column : m_attributes) {
            builder.addColumn({std::move(column.name), std::move(column.label), *std::move(column.made)});
        }
        for (TableDraft& table : m_tables) {
            builder.addTable(makeTable(table, profiles));
        }
        return builder.build();
    }

private:
    void wantColumn(const Json& told, std::deque<ColumnDraft>& columns)
    {
        ColumnDraft& column = columns.emplace_back();
        column.name = told.at("name").get<std::string>();
        column.label = told.value("label", "");
        const auto type = told.at("type").get<unsigned>();
        column.parts.type = static_cast<ValueType>(std::min(type, static_cast<unsigned>(ValueType::List)));
        column.parts.size = told.at("size").get<std::size_t>();
        column.parts.sorted = told.at("sorted").get<bool>();
        m_reader.want(told.at("integers"), column.parts.integers);
        m_reader.want(told.at("numbers"), column.parts.numbers);
        m_reader.want(told.at("textBytes"), column.parts.textBytes);
        m_reader.want(told.at("textEnds"), column.parts.textEnds);
        m_reader.want(told.at("listItems"), column.parts.listItems);
        m_reader.want(told.at("listEnds"), column.parts.listEnds);
        const auto width = told.at("width").get<unsigned>();
        if (width == 1) {
            column.codes = std::vector<std::uint8_t>();
        } else if (width == 2) {
            column.codes = std::vector<std::uint16_t>();
        } else {
            column.codes = std::vector<std::uint32_t>();
        }
        std::visit([&](auto& codes) { m_reader.want(told.at("codes"), codes); }, column.codes);
    }

    void wantPacked(const Json& told, PackedDraft& draft)
    {
        draft.width = std::clamp(told.at("width").get<unsigned>(), 1U, 4U);
        m_reader.want(told.at("bytes"), draft.bytes);
    }

    void wantTable(const Json& told)
    {
        TableDraft& table = m_tables.emplace_back();
        table.type = told.at("type").get<std::string>();
        table.chunks = told.at("chunks").get<std::vector<std::uint64_t>>();
        table.base = told.at("base").get<std::int64_t>();
        wantPacked(told.at("profiles"), table.packedProfiles);
        wantPacked(told.at("steps"), table.steps);
        m_reader.want(told.at("exact"), table.exact);
        for (const Json& column : told.at("properties")) {
            wantColumn(column, table.properties);
        }
    }

    /// False where arrays contradict each other.
    [[nodiscard]] static bool unpackTable(TableDraft& table, std::size_t profiles)
    {
        const std::size_t rows = table.packedProfiles.size();
        const bool timed = rows == table.steps.size() + table.exact.size() &&
                           (table.steps.bytes.empty() || table.exact.empty()) &&
                           std::is_sorted(table.exact.begin(), table.exact.end());
        if (!timed) {
            return false;
        }
        std::uint32_t largest = 0;
        table.profiles.reserve(rows);
        unpack(table.packedProfiles.bytes, table.packedProfiles.width, [&](std::uint32_t profile) {
            largest = std::max(largest, profile);
            table.profiles.push_back(profile);
        });
        std::uint64_t second = 0;
        table.seconds.reserve(table.steps.size());
        unpack(table.steps.bytes, table.steps.width, [&](std::uint32_t step) {
            second += step;
            table.seconds.push_back(static_cast<std::uint32_t>(second));
        });
        table.packedProfiles.bytes = {};
        table.steps.bytes = {};
        return second <= std::numeric_limits<std::uint32_t>::max() && (rows == 0 || largest < profiles);
    }

    /// Checks tables and makes all columns, several at a time.
    [[nodiscard]] bool makeColumns(std::size_t profiles)
    {
        struct Task {
            ColumnDraft* column;
            TableDraft* table;
            std::size_t rows;
        };
        std::vector<Task> tasks;
        for (ColumnDraft& column : m_attributes) {
            tasks.push_back({&column, nullptr, profiles});
        }
        for (TableDraft& table : m_tables) {
            tasks.push_back({nullptr, &table, 0});
            for (ColumnDraft& column : table.properties) {
                tasks.push_back({&column, nullptr, table.packedProfiles.size()});
            }
        }
        std::atomic<bool> sound{true};
        std::atomic<std::size_t> next{0};
        parallelFor(threadCount(), 1, [&](std::size_t, std::size_t) {
            for (std::size_t i = next++; i < tasks.size() && sound; i = next++) {
                const Task& task = tasks[i];
                if (task.table != nullptr) {
                    if (!unpackTable(*task.table, profiles)) {
                        sound = false;
                    }
                    continue;
                }
                auto dictionary = ValueDictionary::fromParts(std::move(task.column->parts));
                if (dictionary) {
                    task.column->made = CodedColumn::fromParts(*std::move(dictionary), std::move(task.column->codes));
                }
                if (!task.column->made || task.column->made->rowCount() != task.rows) {
                    sound = false;
                }
            }
        });
        return sound;
    }

    [[nodiscard]] static std::shared_ptr<const EventTable> makeTable(TableDraft& table, std::size_t profiles)
    {
        std::vector<EventProperty> properties;
        for (ColumnDraft& column : table.properties) {
            properties.push_back({std::move(column.name), *std::move(column.made)});
        }
        TimeColumn times = table.exact.empty() ? TimeColumn({table.base}, std::move(table.seconds))
                                               : TimeColumn(std::move(table.exact));
        return std::make_shared<const EventTable>(std::move(table.type), profiles, std::move(table.profiles),
                                                  std::move(times), std::move(properties),
                                                  TableOrigin{std::move(table.chunks), 0, {}});
    }

    ImageReader& m_reader;
    std::vector<char> m_keyBytes;
    std::vector<std::uint64_t> m_keyEnds;
    std::vector<std::uint32_t> m_ids;
    std::deque<ColumnDraft> m_attributes;
    std::deque<TableDraft> m_tables;
};

} // namespace

Result<void> writeImage(const Audience& audience, const std::filesystem::path& file)
{
    ImageWriter writer(file);
    Json directory;
    directory["moment"] = momentJson(audience.moment());
    directory["keyBytes"] = writer.put(audience.keys().bytes());
    directory["keyEnds"] = writer.put(audience.keys().ends());
    directory["ids"] = writer.put(audience.profileIds());
    std::vector<ImagePart> parts = partsOf(audience, writer);
    parallelFor(parts.size(), 1, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            parts[i].told = parts[i].write();
        }
    });
    auto next = parts.begin();
    directory["attributes"] = Json::array();
    for (std::size_t i = 0; i < audience.attributes().size(); ++i) {
        directory["attributes"].push_back(std::move((next++)->told));
    }
    directory["events"] = Json::array();
    for (const auto& table : audience.events()) {
        Json told = std::move((next++)->told);
        for (std::size_t i = 0; i < table->properties().size(); ++i) {
            told["properties"].push_back(std::move((next++)->told));
        }
        directory["events"].push_back(std::move(told));
    }
    return writer.finish(directory);
}

Result<std::shared_ptr<const Audience>> readImage(const std::filesystem::path& file, const Moment& moment)
{
    Result<ImageReader> reader = ImageReader::open(file);
    if (!reader) {
        return fail(reader.error());
    }
    std::shared_ptr<const Audience> audience;
    try {
        const Json& told = reader->directory().at("moment");
        const Moment shown{told.at(0).get<std::uint64_t>(), told.at(1).get<std::uint64_t>(),
                           told.at(2).get<std::uint64_t>()};
        if (shown.profiles != moment.profiles || shown.generation > moment.generation ||
            (shown.generation == moment.generation && shown.token != moment.token)) {
            return fail(ErrorCode::NotFound, fmt::format("{} shows other profiles", file.string()));
        }
        Reading reading(*reader);
        reading.want();
        audience = reader->readAll() ? reading.make(shown) : nullptr;
    } catch (const Json::exception&) {
        audience = nullptr;
    }
    if (audience == nullptr) {
        return fail(ErrorCode::WorkspaceDamaged, fmt::format("{} is no sound image of an audience", file.string()));
    }
    return audience;
}

} // namespace postweave::audience
