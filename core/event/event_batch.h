// SPDX-License-Identifier: GPL-3.0-or-later
// EventBatch: events of one type on their way into the store, by column.
#pragma once

#include "core/event/event_columns.h"
#include "core/event/text_places.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace postweave::event {

/// What a property has no value for: missing, or an empty list.
[[nodiscard]] bool isAbsent(const Value& value);

/// What a batch says of one of its properties.
struct BatchProperty {
    std::string name;
    ValueType type = ValueType::Text;
};

/// Any order of times. One thread at a time; each batch may be filled on a thread of its own.
class EventBatch {
public:
    using Properties = std::shared_ptr<const std::vector<BatchProperty>>;

    /// Names are distinct. A property costs memory once an event has it, so that there may be many batches.
    explicit EventBatch(Properties properties);

    /// Appends an event without properties; `id` may be empty.
    void add(profile::ProfileId profile, Instant time, std::string_view id);
    /// Sets a property of the event added last, at most once. Missing values and empty lists leave it absent. The value
    /// is of the property's type, or an integer for a number.
    void set(std::size_t property, const Value& value);
    /// The same for a property of type Text.
    void setText(std::size_t property, std::string_view text);

    [[nodiscard]] std::size_t size() const { return m_columns.size(); }
    /// Some event has this property.
    [[nodiscard]] bool has(std::size_t property) const { return m_building[property] != nullptr; }
    /// The distinct texts and list items that a property has so far.
    [[nodiscard]] std::span<const std::string> texts(std::size_t property) const;

    /// What was added, in order of addition: ids always there, properties that some event has, dictionaries only with
    /// texts in use. Ends the batch.
    [[nodiscard]] EventColumns takeColumns();

private:
    struct Building {
        PropertyColumn column;
        TextPlaces places;
    };
    /// The property's column, reaching up to the event before the last.
    Building& reach(std::size_t property);

    Properties m_properties;
    EventColumns m_columns;
    std::vector<std::unique_ptr<Building>> m_building; // by property
};

} // namespace postweave::event
