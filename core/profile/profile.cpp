// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

#include <array>

namespace postweave::profile {

namespace {

constexpr std::array<std::string_view, 4> kCategoryNames{"demographic", "behavioural", "transactional", "preference"};

} // namespace

std::string_view nameOf(AttributeCategory category)
{
    return kCategoryNames[static_cast<std::size_t>(category)];
}

std::optional<AttributeCategory> categoryByName(std::string_view name)
{
    for (std::size_t index = 0; index < kCategoryNames.size(); ++index) {
        if (kCategoryNames[index] == name) {
            return static_cast<AttributeCategory>(index);
        }
    }
    return std::nullopt;
}

AttributeSchema::AttributeSchema(std::vector<Attribute> attributes) : m_attributes(std::move(attributes))
{
    for (std::size_t index = 0; index < m_attributes.size(); ++index) {
        m_byKey.emplace(m_attributes[index].definition.key, index);
    }
}

std::optional<std::size_t> AttributeSchema::indexOf(std::string_view key) const
{
    const auto found = m_byKey.find(std::string(key));
    return found == m_byKey.end() ? std::nullopt : std::optional(found->second);
}

const Attribute* AttributeSchema::find(std::string_view key) const
{
    const std::optional<std::size_t> index = indexOf(key);
    return index ? &m_attributes[*index] : nullptr;
}

} // namespace postweave::profile
