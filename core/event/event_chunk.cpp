// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event/event_chunk.h"

#include "core/event/integer_packing.h"
#include "core/event/property_coding.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <xxhash.h>

namespace postweave::event {

namespace {

constexpr std::string_view kMagic = "PWEC";
constexpr std::uint8_t kVersion = 1;
enum class Kind : std::uint8_t { Profiles, Times, Sources, Ids, Property };
constexpr std::uint8_t kTextIds = 0;
constexpr std::uint8_t kNumberIds = 1;

std::string_view idAt(const EventColumns& columns, std::size_t row)
{
    const std::uint64_t begin = row == 0 ? 0 : columns.idEnds[row - 1];
    return std::string_view(columns.idBytes).substr(begin, columns.idEnds[row] - begin);
}

/// The number that std::to_string would write just so.
std::optional<std::int64_t> plainNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failure == std::errc() && end == text.data() + text.size();
    return whole && std::to_string(number) == text ? std::optional(number) : std::nullopt;
}

std::optional<std::vector<std::int64_t>> idsAsNumbers(const EventColumns& columns)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(columns.size());
    for (std::size_t row = 0; row < columns.size(); ++row) {
        const std::optional<std::int64_t> number = plainNumber(idAt(columns, row));
        if (!number) {
            return std::nullopt;
        }
        numbers.push_back(*number);
    }
    return numbers;
}

void encodeIds(const EventColumns& columns, ByteWriter& out)
{
    if (const std::optional<std::vector<std::int64_t>> numbers = idsAsNumbers(columns)) {
        out.byte(kNumberIds);
        packIntegers(*numbers, out);
        return;
    }
    std::vector<std::int64_t> lengths;
    std::uint64_t begin = 0;
    for (const std::uint64_t end : columns.idEnds) {
        lengths.push_back(static_cast<std::int64_t>(end - begin));
        begin = end;
    }
    out.byte(kTextIds);
    packIntegers(lengths, out);
    out.raw(columns.idBytes.data(), columns.idBytes.size());
}

void decodeTextIds(ByteReader& in, EventColumns& columns, std::size_t rows)
{
    std::vector<std::int64_t> lengths(rows);
    unpackIntegers(in, lengths);
    std::uint64_t end = 0;
    for (const std::int64_t length : lengths) {
        if (static_cast<std::uint64_t>(length) > in.remaining() - end) {
            in.refuse();
            return;
        }
        end += static_cast<std::uint64_t>(length);
        columns.idEnds.push_back(end);
    }
    columns.idBytes = in.text(end);
}

void decodeNumberIds(ByteReader& in, EventColumns& columns, std::size_t rows)
{
    std::vector<std::int64_t> numbers(rows);
    unpackIntegers(in, numbers);
    for (const std::int64_t number : numbers) {
        columns.idBytes += std::to_string(number);
        columns.idEnds.push_back(columns.idBytes.size());
    }
}

void decodeIds(ByteReader& in, EventColumns& columns, std::size_t rows)
{
    columns.idEnds.clear();
    switch (in.byte()) {
    case kTextIds:
        decodeTextIds(in, columns, rows);
        break;
    case kNumberIds:
        decodeNumberIds(in, columns, rows);
        break;
    default:
        in.refuse();
    }
}

std::vector<std::byte> packed(std::span<const std::int64_t> values)
{
    ByteWriter content;
    packIntegers(values, content);
    return std::move(content.bytes());
}

void writeHead(std::size_t rows, ByteWriter& out)
{
    out.raw(kMagic.data(), kMagic.size());
    out.byte(kVersion);
    out.number(rows);
}

void writeColumn(Kind kind, std::span<const std::byte> content, ByteWriter& out)
{
    out.byte(static_cast<std::uint8_t>(kind));
    out.number(content.size());
    out.raw(content.data(), content.size());
}

void writeProperty(const EncodedColumns::Property& property, ByteWriter& out)
{
    out.byte(static_cast<std::uint8_t>(Kind::Property));
    out.number(static_cast<std::uint64_t>(property.id));
    out.byte(static_cast<std::uint8_t>(property.type));
    out.number(property.content.size());
    out.raw(property.content.data(), property.content.size());
}

std::vector<std::byte> assemble(const EncodedColumns& columns, std::span<const std::byte> sources)
{
    ByteWriter out;
    writeHead(columns.rows, out);
    writeColumn(Kind::Profiles, columns.profiles, out);
    writeColumn(Kind::Times, columns.times, out);
    writeColumn(Kind::Sources, sources, out);
    if (!columns.ids.empty()) {
        writeColumn(Kind::Ids, columns.ids, out);
    }
    for (const EncodedColumns::Property& property : columns.properties) {
        writeProperty(property, out);
    }
    return std::move(out.bytes());
}

/// Reads the columns one after the other and keeps account of what they unpack to.
class ChunkReading {
public:
    ChunkReading(std::span<const std::byte> bytes, bool withIds) : m_in(bytes), m_withIds(withIds) {}

    std::optional<EventChunk> read()
    {
        const bool known = m_in.text(kMagic.size()) == kMagic && m_in.byte() == kVersion;
        m_rows = static_cast<std::size_t>(m_in.number(kMaxChunkRows));
        if (!known || m_rows == 0) {
            return std::nullopt;
        }
        m_chunk.columns.idEnds.assign(m_withIds ? m_rows : 0, 0);
        while (m_in.ok() && m_in.remaining() > 0) {
            readColumn();
        }
        const bool whole = m_in.ok() && m_next > static_cast<std::uint8_t>(Kind::Sources);
        return whole ? std::optional(std::move(m_chunk)) : std::nullopt;
    }

private:
    void readColumn()
    {
        const std::uint8_t kind = m_in.byte();
        // Profiles, times and sources must all be there, ids may be missing.
        const bool expected = kind == m_next || (kind == static_cast<std::uint8_t>(Kind::Property) &&
                                                 m_next >= static_cast<std::uint8_t>(Kind::Ids));
        if (!expected) {
            m_in.refuse();
            return;
        }
        if (kind == static_cast<std::uint8_t>(Kind::Property)) {
            m_next = kind;
            readProperty();
            return;
        }
        m_next = static_cast<std::uint8_t>(kind + 1);
        ByteReader content(m_in.take(m_in.number()));
        if (kind != static_cast<std::uint8_t>(Kind::Ids) || m_withIds) {
            readFixed(static_cast<Kind>(kind), content);
            finish(content);
        }
    }

    void readFixed(Kind kind, ByteReader& content)
    {
        if (kind == Kind::Ids) {
            decodeIds(content, m_chunk.columns, m_rows);
            return;
        }
        std::vector<std::int64_t> values(m_rows);
        unpackIntegers(content, values);
        if (kind == Kind::Profiles) {
            takeProfiles(values, content);
        } else if (kind == Kind::Times) {
            if (!std::is_sorted(values.begin(), values.end())) {
                content.refuse();
            }
            m_chunk.columns.times = std::move(values);
        } else {
            m_chunk.sources = std::move(values);
        }
    }

    void takeProfiles(const std::vector<std::int64_t>& values, ByteReader& content)
    {
        m_chunk.columns.profiles.reserve(values.size());
        for (const std::int64_t value : values) {
            if (value < 1 || value > std::numeric_limits<std::uint32_t>::max()) {
                content.refuse();
            }
            m_chunk.columns.profiles.push_back(static_cast<std::uint32_t>(value));
        }
    }

    void readProperty()
    {
        const auto id = static_cast<std::int64_t>(m_in.number(std::numeric_limits<std::int64_t>::max()));
        const std::uint8_t type = m_in.byte();
        ByteReader content(m_in.take(m_in.number()));
        const bool rising = m_chunk.propertyIds.empty() || m_chunk.propertyIds.back() < id;
        // What the widest column of so many rows takes, before it is there.
        m_memory += m_rows * 16;
        if (!m_in.ok() || !rising || type > static_cast<std::uint8_t>(ValueType::List) || m_memory > kMaxChunkMemory) {
            m_in.refuse();
            return;
        }
        PropertyColumn column;
        column.type = static_cast<ValueType>(type);
        decodeProperty(content, m_rows, column);
        m_memory += column.codes.size() * 4 + column.dictionary.size() * sizeof(std::string);
        m_chunk.propertyIds.push_back(id);
        m_chunk.columns.properties.push_back(std::move(column));
        finish(content);
    }

    void finish(const ByteReader& content)
    {
        if (!content.ok() || content.remaining() > 0) {
            m_in.refuse();
        }
    }

    ByteReader m_in;
    EventChunk m_chunk;
    std::size_t m_rows = 0;
    std::size_t m_memory = 0;
    std::uint8_t m_next = 0;
    bool m_withIds;
};

} // namespace

EncodedColumns encodeColumns(const EventChunk& chunk)
{
    const EventColumns& columns = chunk.columns;
    EncodedColumns encoded;
    encoded.rows = columns.size();
    encoded.profiles = packed(std::vector<std::int64_t>(columns.profiles.begin(), columns.profiles.end()));
    encoded.times = packed(columns.times);
    if (!columns.idBytes.empty()) {
        ByteWriter ids;
        encodeIds(columns, ids);
        encoded.ids = std::move(ids.bytes());
    }
    for (std::size_t index = 0; index < columns.properties.size(); ++index) {
        ByteWriter content;
        encodeProperty(columns.properties[index], content);
        encoded.properties.push_back(
            {chunk.propertyIds[index], columns.properties[index].type, std::move(content.bytes())});
    }
    return encoded;
}

std::vector<std::byte> assembleChunk(EncodedColumns& columns, std::int64_t source)
{
    std::sort(columns.properties.begin(), columns.properties.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    ByteWriter sources;
    packConstant(source, columns.rows, sources);
    return assemble(columns, sources.bytes());
}

std::vector<std::byte> encodeChunk(const EventChunk& chunk)
{
    return assemble(encodeColumns(chunk), packed(chunk.sources));
}

std::optional<EventChunk> decodeChunk(std::span<const std::byte> bytes, bool withIds)
{
    return ChunkReading(bytes, withIds).read();
}

std::uint64_t checksumOf(std::span<const std::byte> bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

} // namespace postweave::event
