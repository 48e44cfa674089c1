// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/person_facts.h"

#include "core/audience/audience_builder.h"

namespace postweave::segment {

PersonFacts::PersonFacts(const audience::Audience& people, audience::Ordinal person, const TimeFrame& frame)
    : m_people(&people), m_person(person), m_moment(frame.lastSeen())
{
    for (const auto& table : people.events()) {
        for (const auto row : table->findRowsOf(person)) {
            if (table->time(row) <= m_moment) {
                m_events.push_back({table->type(), table->time(row), table->propertiesOf(row)});
            }
        }
    }
}

Value PersonFacts::value(const std::string& attribute) const
{
    const auto found = m_changed.find(attribute);
    return found != m_changed.end() ? found->second : m_people->value(m_person, attribute);
}

void PersonFacts::set(const std::string& attribute, const Value& value)
{
    if (value == m_people->value(m_person, attribute)) {
        m_changed.erase(attribute);
    } else {
        m_changed[attribute] = value;
    }
}

std::vector<ValueChange> PersonFacts::changes() const
{
    std::vector<ValueChange> changes;
    for (const auto& [attribute, after] : m_changed) {
        changes.push_back({attribute, m_people->value(m_person, attribute), after});
    }
    return changes;
}

// What the builder refuses (a value that does not fit a type) is left out: the question asked of it then says no.
std::shared_ptr<const audience::Audience> PersonFacts::alone() const
{
    audience::AudienceBuilder builder;
    for (const auto& attribute : m_people->attributes()) {
        static_cast<void>(builder.addAttribute(attribute->name, attribute->column.type(), attribute->label));
    }
    for (const auto& table : m_people->events()) {
        for (const audience::EventProperty& property : table->properties()) {
            builder.addProperty(table->type(), property.name, property.column.type());
        }
    }
    static_cast<void>(builder.addProfile(std::string(m_people->key(m_person))));
    for (const auto& attribute : m_people->attributes()) {
        const auto changed = m_changed.find(attribute->name);
        if (const audience::AttributeHistory* history = m_people->history(attribute->name)) {
            const audience::HistoryRange entries = history->entriesOf(m_person);
            for (std::size_t entry = entries.begin; entry < entries.end; ++entry) {
                static_cast<void>(
                    builder.addPastValue(0, attribute->name, history->values().value(entry), history->time(entry)));
            }
        }
        static_cast<void>(changed != m_changed.end()
                              ? builder.setValue(0, attribute->name, changed->second, m_moment)
                              : builder.setValue(0, attribute->name, attribute->column.value(m_person)));
    }
    for (const auto* events : {&m_events, &m_added}) {
        for (const AddedEvent& event : *events) {
            static_cast<void>(builder.addEvent(0, event.type, event.time, event.properties));
        }
    }
    return builder.build();
}

} // namespace postweave::segment
