// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/audience_builder.h"

#include "core/audience/dictionary_encoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace postweave::audience {

namespace {

using Code = DictionaryEncoder::Code;

/// One column that grows row by row.
struct GrowingColumn {
    DictionaryEncoder encoder;
    std::vector<Code> codes;

    /// False if the value is of another type.
    bool set(std::size_t row, const Value& value)
    {
        const auto type = typeOf(value);
        if (type == ValueType::Number && encoder.type() == ValueType::Integer) {
            return false;
        }
        const bool widened = type == ValueType::Integer && encoder.type() == ValueType::Number;
        if (type && *type != encoder.type() && !widened) {
            return false;
        }
        codes.resize(std::max(codes.size(), row + 1));
        codes[row] = encoder.intern(value);
        return true;
    }

    CodedColumn finish(std::size_t rowCount)
    {
        codes.resize(rowCount);
        return encoder.finish(std::move(codes));
    }
};

struct HistoryEntry {
    Ordinal profile;
    Instant time;
    Value value;
};

struct GrowingAttribute {
    std::string name;
    std::string label;
    GrowingColumn values;
    std::vector<HistoryEntry> history;
};

struct GrowingTable {
    std::vector<std::uint32_t> profiles;
    std::vector<std::int64_t> times;
    std::vector<std::pair<std::string, GrowingColumn>> properties;

    GrowingColumn* property(std::string_view name)
    {
        const auto found =
            std::find_if(properties.begin(), properties.end(), [&](const auto& p) { return p.first == name; });
        return found == properties.end() ? nullptr : &found->second;
    }
};

template <typename T>
std::vector<T> permuted(const std::vector<T>& values, const std::vector<std::uint32_t>& order)
{
    std::vector<T> result(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        result[i] = values[order[i]];
    }
    return result;
}

std::shared_ptr<const EventTable> finishTable(const std::string& type, std::size_t profileCount, GrowingTable& table)
{
    std::vector<std::uint32_t> order(table.times.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return table.times[a] < table.times[b]; });
    std::vector<EventProperty> properties;
    for (auto& [name, column] : table.properties) {
        column.codes.resize(order.size());
        column.codes = permuted(column.codes, order);
        properties.push_back({name, column.finish(order.size())});
    }
    return std::make_shared<const EventTable>(type, profileCount, permuted(table.profiles, order),
                                              TimeColumn(permuted(table.times, order)), std::move(properties));
}

std::shared_ptr<const AttributeHistory> finishHistory(GrowingAttribute& attribute, std::size_t profileCount)
{
    std::vector<HistoryEntry>& entries = attribute.history;
    std::stable_sort(entries.begin(), entries.end(), [](const HistoryEntry& a, const HistoryEntry& b) {
        return std::pair(a.profile, a.time) < std::pair(b.profile, b.time);
    });
    std::vector<std::uint32_t> ordinals;
    std::vector<std::int64_t> times;
    GrowingColumn values{DictionaryEncoder(attribute.values.encoder.type()), {}};
    for (const HistoryEntry& entry : entries) {
        (void)values.set(ordinals.size(), entry.value);
        ordinals.push_back(entry.profile);
        times.push_back(entry.time.microseconds);
    }
    CodedColumn column = values.finish(ordinals.size());
    return std::make_shared<const AttributeHistory>(attribute.name, profileCount, ordinals, std::move(times),
                                                    std::move(column));
}

} // namespace

struct AudienceBuilder::State {
    Moment moment;
    std::shared_ptr<TextColumn> keys = std::make_shared<TextColumn>();
    std::shared_ptr<std::vector<std::uint32_t>> ids = std::make_shared<std::vector<std::uint32_t>>();
    std::unordered_set<std::string> knownKeys;
    std::vector<GrowingAttribute> attributes;
    std::vector<std::shared_ptr<const AttributeColumn>> columns;
    std::map<std::string, GrowingTable, std::less<>> tables;
    std::map<std::string, std::shared_ptr<const EventTable>, std::less<>> wholeTables;

    GrowingAttribute* attribute(std::string_view name)
    {
        const auto found =
            std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
        return found == attributes.end() ? nullptr : &*found;
    }
};

AudienceBuilder::AudienceBuilder() : m_state(std::make_unique<State>()) {}
AudienceBuilder::~AudienceBuilder() = default;

void AudienceBuilder::setGeneration(std::uint64_t generation)
{
    m_state->moment.generation = generation;
}

void AudienceBuilder::setMoment(const Moment& moment)
{
    m_state->moment = moment;
}

void AudienceBuilder::setProfiles(TextColumn keys, std::vector<std::uint32_t> ids)
{
    m_state->keys = std::make_shared<TextColumn>(std::move(keys));
    m_state->ids = std::make_shared<std::vector<std::uint32_t>>(std::move(ids));
}

Result<void> AudienceBuilder::addAttribute(std::string name, ValueType type, std::string label)
{
    if (m_state->attribute(name) != nullptr) {
        return fail(ErrorCode::AlreadyExists, fmt::format("the attribute '{}' is there already", name));
    }
    std::string shown = label.empty() ? name : std::move(label);
    m_state->attributes.push_back({std::move(name), std::move(shown), {DictionaryEncoder(type), {}}, {}});
    return {};
}

Result<Ordinal> AudienceBuilder::addProfile(std::string key)
{
    const auto [place, isNew] = m_state->knownKeys.insert(std::move(key));
    if (!isNew) {
        return fail(ErrorCode::AlreadyExists, fmt::format("the profile '{}' is there already", *place));
    }
    return addDistinctProfile(*place, static_cast<std::uint32_t>(profileCount() + 1));
}

Ordinal AudienceBuilder::addDistinctProfile(std::string_view key, std::uint32_t id)
{
    m_state->keys->append(key);
    m_state->ids->push_back(id);
    return static_cast<Ordinal>(profileCount() - 1);
}

std::size_t AudienceBuilder::profileCount() const
{
    return m_state->keys->size();
}

Result<void> AudienceBuilder::setValue(Ordinal profile, std::string_view attribute, const Value& value,
                                       std::optional<Instant> since)
{
    GrowingAttribute* column = m_state->attribute(attribute);
    if (column == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no attribute '{}'; add it first", attribute));
    }
    if (!column->values.set(profile, value)) {
        return fail(ErrorCode::InvalidInput, fmt::format("the value does not fit '{}', which is {}", attribute,
                                                         nameOf(column->values.encoder.type())));
    }
    return since ? addPastValue(profile, attribute, value, *since) : Result<void>();
}

void AudienceBuilder::addColumn(AttributeColumn column)
{
    m_state->columns.push_back(std::make_shared<const AttributeColumn>(std::move(column)));
}

Result<void> AudienceBuilder::addPastValue(Ordinal profile, std::string_view attribute, const Value& value, Instant at)
{
    GrowingAttribute* column = m_state->attribute(attribute);
    if (column == nullptr) {
        return fail(ErrorCode::NotFound, fmt::format("there is no attribute '{}'; add it first", attribute));
    }
    column->history.push_back({profile, at, value});
    return {};
}

void AudienceBuilder::addProperty(std::string_view eventType, std::string property, ValueType type)
{
    GrowingTable& table = m_state->tables[std::string(eventType)];
    if (table.property(property) == nullptr) {
        table.properties.push_back({std::move(property), {DictionaryEncoder(type), {}}});
    }
}

Result<void> AudienceBuilder::addEvent(Ordinal profile, std::string_view type, Instant time,
                                       const std::vector<NamedValue>& properties)
{
    GrowingTable& table = m_state->tables[std::string(type)];
    const std::size_t row = table.profiles.size();
    for (const auto& [name, value] : properties) {
        const auto valueType = typeOf(value);
        if (!valueType) {
            continue;
        }
        addProperty(type, name, *valueType);
        GrowingColumn& column = *table.property(name);
        if (*valueType == ValueType::Number && column.encoder.type() == ValueType::Integer) {
            column.encoder.widenToNumber();
        }
        if (!column.set(row, value)) {
            return fail(ErrorCode::InvalidInput,
                        fmt::format("the value does not fit the property '{}' of '{}', which is {}", name, type,
                                    nameOf(column.encoder.type())));
        }
    }
    table.profiles.push_back(profile);
    table.times.push_back(time.microseconds);
    return {};
}

void AudienceBuilder::addTable(std::shared_ptr<const EventTable> table)
{
    std::string type = table->type();
    m_state->wholeTables.insert_or_assign(std::move(type), std::move(table));
}

std::shared_ptr<const Audience> AudienceBuilder::build()
{
    auto audience = std::make_shared<Audience>();
    const std::size_t size = m_state->keys->size();
    audience->m_moment = m_state->moment;
    audience->m_serial = Audience::nextSerial();
    audience->m_profileSerial = audience->m_serial;
    audience->m_keys = m_state->keys;
    audience->m_ids = m_state->ids;
    for (GrowingAttribute& attribute : m_state->attributes) {
        audience->m_histories[attribute.name] = finishHistory(attribute, size);
        audience->m_attributes.push_back(std::make_shared<const AttributeColumn>(
            AttributeColumn{attribute.name, attribute.label, attribute.values.finish(size)}));
    }
    audience->m_attributes.insert(audience->m_attributes.end(), m_state->columns.begin(), m_state->columns.end());
    for (auto& [type, table] : m_state->tables) {
        m_state->wholeTables.try_emplace(type, nullptr);
    }
    for (auto& [type, whole] : m_state->wholeTables) {
        audience->m_events.push_back(whole ? whole : finishTable(type, size, m_state->tables.find(type)->second));
    }
    m_state = std::make_unique<State>();
    return audience;
}

} // namespace postweave::audience
