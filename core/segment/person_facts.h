// SPDX-License-Identifier: GPL-3.0-or-later
// PersonFacts: what is known of one person, to be changed and asked again. Private to core/segment.
#pragma once

#include "core/audience/audience.h"
#include "core/segment/smallest_change.h"
#include "core/segment/value_matcher.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace postweave::segment {

class PersonFacts {
public:
    PersonFacts(const audience::Audience& people, audience::Ordinal person, const TimeFrame& frame);

    [[nodiscard]] Value value(const std::string& attribute) const;
    /// As of the last moment that is seen.
    void set(const std::string& attribute, const Value& value);
    void add(const AddedEvent& event) { m_added.push_back(event); }

    /// An audience of this person alone, with the schema, the events and the histories of the one it comes from.
    [[nodiscard]] std::shared_ptr<const audience::Audience> alone() const;
    [[nodiscard]] const std::vector<AddedEvent>& added() const { return m_added; }
    /// Attributes whose value is no longer what it was.
    [[nodiscard]] std::vector<ValueChange> changes() const;

private:
    const audience::Audience* m_people;
    audience::Ordinal m_person;
    Instant m_moment;
    std::map<std::string, Value> m_changed;
    std::vector<AddedEvent> m_events; ///< those there are
    std::vector<AddedEvent> m_added;
};

} // namespace postweave::segment
