// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/campaign/customer_object.h"

#include "core/base/text.h"
#include "core/liquid/renderer.h"

#include <algorithm>
#include <array>
#include <bit>

namespace postweave::campaign {

namespace {

/// What is no attribute; in order of their slots, which come before the attributes'.
constexpr std::array<std::string_view, 3> kOwnNames{"key", "email", "segments"};

liquid::Value listValue(const audience::ValueDictionary& dictionary, audience::ValueDictionary::Code code,
                        liquid::Arena& arena)
{
    const auto positions = dictionary.list(code);
    auto* items = arena.makeRoom<liquid::Value>(positions.size());
    for (std::size_t i = 0; i < positions.size(); ++i) {
        new (items + i) liquid::Value(liquid::Value::text(dictionary.item(positions[i])));
    }
    return liquid::Value::array({items, positions.size()});
}

} // namespace

AttributeTree makeAttributeTree(const audience::Audience& audience)
{
    AttributeTree root;
    for (const auto& attribute : audience.attributes()) {
        AttributeTree* tree = &root;
        for (const std::string_view part : split(attribute->name, '.')) {
            tree = &tree->children[std::string(part)];
        }
        tree->column = attribute.get();
    }
    return root;
}

liquid::Value toLiquid(const audience::CodedColumn& column, std::size_t row, liquid::Arena& arena)
{
    const auto code = column.code(row);
    if (code == audience::ValueDictionary::kMissing) {
        return {};
    }
    const audience::ValueDictionary& dictionary = column.dictionary();
    switch (column.type()) {
    case ValueType::Boolean:
        return liquid::Value::boolean(dictionary.integer(code) != 0);
    case ValueType::Integer:
        return liquid::Value::integer(dictionary.integer(code));
    case ValueType::Number:
        return liquid::Value::number(dictionary.number(code));
    case ValueType::Date:
        return liquid::Value::date({static_cast<std::int32_t>(dictionary.integer(code))});
    case ValueType::DateTime:
        return liquid::Value::moment({dictionary.integer(code)});
    case ValueType::List:
        return listValue(dictionary, code, arena);
    case ValueType::Text:
        break;
    }
    return liquid::Value::text(dictionary.text(code));
}

AttributeObject::AttributeObject(const AttributeTree& tree, const audience::Ordinal& profile, const TimeZone& zone)
    : Object(liquid::newSchema()), m_column(tree.column), m_profile(profile), m_zone(zone)
{
    m_index.assign(std::bit_ceil(2 * tree.children.size() + 1), 0);
    for (const auto& [name, child] : tree.children) {
        Member member{name, liquid::Key::hashOf(name), child.column, nullptr};
        if (!child.children.empty()) {
            member.object = std::make_unique<AttributeObject>(child, profile, zone);
        }
        std::size_t at = member.hash & (m_index.size() - 1);
        while (m_index[at] != 0) {
            at = (at + 1) & (m_index.size() - 1);
        }
        m_members.push_back(std::move(member));
        m_index[at] = static_cast<std::uint32_t>(m_members.size());
    }
}

std::uint32_t AttributeObject::slotOf(const liquid::Key& key) const
{
    for (std::size_t at = key.hash & (m_index.size() - 1); m_index[at] != 0; at = (at + 1) & (m_index.size() - 1)) {
        const Member& member = m_members[m_index[at] - 1];
        if (member.hash == key.hash && member.name == key.text) {
            return m_index[at] - 1;
        }
    }
    return liquid::Shape::kNone;
}

liquid::Value AttributeObject::at(std::uint32_t slot, liquid::Arena& arena) const
{
    const Member& member = m_members[slot];
    return member.object ? liquid::Value::object(*member.object) : toLiquid(member.column->column, m_profile, arena);
}

std::optional<liquid::Value> AttributeObject::lookup(const liquid::Key& key, liquid::Arena& arena) const
{
    const std::uint32_t slot = slotOf(key);
    return slot == liquid::Shape::kNone ? std::nullopt : std::optional(at(slot, arena));
}

std::string AttributeObject::text() const
{
    std::string out;
    if (m_column != nullptr) {
        liquid::Arena arena;
        liquid::appendText(out, toLiquid(m_column->column, m_profile, arena), m_zone);
    }
    return out;
}

std::vector<std::string> AttributeObject::names() const
{
    std::vector<std::string> names;
    for (const Member& member : m_members) {
        names.push_back(member.name);
    }
    return names;
}

CustomerObject::CustomerObject(const AttributeTree& tree, const Facts& facts)
    : Object(liquid::newSchema()), m_facts(facts), m_attributes(tree, m_profile, facts.people().zone)
{
}

std::optional<liquid::Value> CustomerObject::lookup(const liquid::Key& key, liquid::Arena& arena) const
{
    const std::uint32_t slot = slotOf(key);
    return slot == liquid::Shape::kNone ? std::nullopt : std::optional(at(slot, arena));
}

std::uint32_t CustomerObject::slotOf(const liquid::Key& key) const
{
    const auto* const own = std::ranges::find(kOwnNames, key.text);
    if (own != kOwnNames.end()) {
        return static_cast<std::uint32_t>(own - kOwnNames.begin());
    }
    const std::uint32_t slot = m_attributes.slotOf(key);
    return slot == liquid::Shape::kNone ? slot : slot + static_cast<std::uint32_t>(kOwnNames.size());
}

liquid::Value CustomerObject::at(std::uint32_t slot, liquid::Arena& arena) const
{
    const audience::Audience& audience = *m_facts.people().audience;
    switch (slot) {
    case 0:
        return liquid::Value::text(audience.key(m_profile));
    case 1: {
        const std::string_view address = audience.email(m_profile);
        return address.empty() ? liquid::Value() : liquid::Value::text(address);
    }
    case 2:
        return segments(arena);
    default:
        return m_attributes.at(slot - static_cast<std::uint32_t>(kOwnNames.size()), arena);
    }
}

liquid::Value CustomerObject::segments(liquid::Arena& arena) const
{
    const std::vector<std::string_view> names = m_facts.segmentsOf(m_profile);
    auto* items = arena.makeRoom<liquid::Value>(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        new (items + i) liquid::Value(liquid::Value::text(names[i]));
    }
    return liquid::Value::array({items, names.size()});
}

std::vector<std::string> CustomerObject::names() const
{
    std::vector<std::string> names = m_attributes.names();
    names.insert(names.end(), kOwnNames.begin(), kOwnNames.end());
    return names;
}

} // namespace postweave::campaign
