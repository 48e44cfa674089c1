// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/catalog.h"

#include <algorithm>
#include <set>

namespace postweave::segment {

const CatalogEntry* Catalog::attribute(std::string_view name) const
{
    const auto found = std::find_if(attributes.begin(), attributes.end(),
                                    [&](const CatalogEntry& entry) { return entry.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

std::vector<const CatalogEvent*> Catalog::eventsOf(std::string_view type) const
{
    std::vector<const CatalogEvent*> found;
    for (const CatalogEvent& event : events) {
        if (matchesType(type, event.type)) {
            found.push_back(&event);
        }
    }
    return found;
}

std::vector<ValueType> Catalog::propertyTypes(std::string_view eventType, std::string_view property) const
{
    std::vector<ValueType> types;
    for (const CatalogEvent* event : eventsOf(eventType)) {
        for (const CatalogEntry& entry : event->properties) {
            if (entry.name == property && std::find(types.begin(), types.end(), entry.type) == types.end()) {
                types.push_back(entry.type);
            }
        }
    }
    return types;
}

Catalog catalogOf(const audience::Audience& audience)
{
    Catalog catalog;
    for (const auto& attribute : audience.attributes()) {
        catalog.attributes.push_back({attribute->name, attribute->column.type(), attribute->label});
    }
    for (const auto& table : audience.events()) {
        CatalogEvent event{table->type(), {}};
        for (const audience::EventProperty& property : table->properties()) {
            event.properties.push_back({property.name, property.column.type(), {}});
        }
        catalog.events.push_back(std::move(event));
    }
    return catalog;
}

const Score* findScore(const Definitions& definitions, std::string_view name)
{
    if (const auto saved = definitions.scores.find(name); saved != definitions.scores.end()) {
        return &saved->second;
    }
    const std::vector<Score>& known = builtInScores();
    const auto found = std::find_if(known.begin(), known.end(), [&](const Score& score) { return score.name == name; });
    return found == known.end() ? nullptr : &*found;
}

bool matchesType(std::string_view filterType, std::string_view type)
{
    if (filterType.ends_with('*')) {
        return type.starts_with(filterType.substr(0, filterType.size() - 1));
    }
    return filterType == type;
}

std::vector<std::string> referencedSegments(const FilterTree& tree)
{
    std::set<std::string> names;
    tree.forEach([&](const Node& node, const NodePath&) {
        if (const auto* reference = std::get_if<SegmentReference>(&node.body)) {
            names.insert(reference->segment);
        }
    });
    return {names.begin(), names.end()};
}

std::vector<std::string> attributesWithHistory(const FilterTree& tree, const Definitions& definitions)
{
    std::set<std::string> attributes;
    std::set<std::string> seen;
    std::vector<const FilterTree*> open{&tree};
    while (!open.empty()) {
        const FilterTree* next = open.back();
        open.pop_back();
        next->forEach([&](const Node& node, const NodePath&) {
            const auto* test = std::get_if<AttributeTest>(&node.body);
            if (test != nullptr && test->held) {
                attributes.insert(test->attribute);
            }
        });
        for (const std::string& name : referencedSegments(*next)) {
            const auto found = definitions.segments.find(name);
            if (found != definitions.segments.end() && seen.insert(name).second) {
                open.push_back(&found->second);
            }
        }
    }
    return {attributes.begin(), attributes.end()};
}

} // namespace postweave::segment
