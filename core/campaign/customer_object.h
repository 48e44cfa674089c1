// SPDX-License-Identifier: GPL-3.0-or-later
// What templates see as `customer`: one profile's attributes, served as they are asked for.
#pragma once

#include "core/audience/audience.h"
#include "core/campaign/people.h"
#include "core/liquid/value.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace postweave::campaign {

/// Attribute names with dots as a tree: `address.city` stands in `address` under `city`.
struct AttributeTree {
    const audience::AttributeColumn* column = nullptr; ///< null: only a part of longer names
    std::map<std::string, AttributeTree, std::less<>> children;
};

/// Refers to the audience's columns.
[[nodiscard]] AttributeTree makeAttributeTree(const audience::Audience& audience);

/// A row's value as Liquid has it; texts are views into the column.
[[nodiscard]] liquid::Value toLiquid(const audience::CodedColumn& column, std::size_t row, liquid::Arena& arena);

/// One level of the tree for the current profile. Not safe from several threads: make one for each.
class AttributeObject : public liquid::Object {
public:
    /// `profile` is where the current profile's ordinal stands; both references must outlive the object.
    AttributeObject(const AttributeTree& tree, const audience::Ordinal& profile, const TimeZone& zone);

    [[nodiscard]] std::optional<liquid::Value> lookup(const liquid::Key& key, liquid::Arena& arena) const override;
    [[nodiscard]] std::uint32_t slotOf(const liquid::Key& key) const override;
    [[nodiscard]] liquid::Value at(std::uint32_t slot, liquid::Arena& arena) const override;
    /// Of the attribute itself, where there is one beside longer names.
    [[nodiscard]] std::string text() const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    struct Member {
        std::string name;
        std::uint32_t hash = 0;
        const audience::AttributeColumn* column = nullptr;
        std::unique_ptr<AttributeObject> object; ///< where longer names go on
    };
    const audience::AttributeColumn* m_column;
    const audience::Ordinal& m_profile;
    const TimeZone& m_zone;
    std::vector<Member> m_members;      ///< by name; a name's slot is its place
    std::vector<std::uint32_t> m_index; ///< open addressing by hash; member number + 1
};

/// `customer`: key, email, segments, and the attributes.
class CustomerObject final : public liquid::Object {
public:
    CustomerObject(const AttributeTree& tree, const Facts& facts);
    CustomerObject(const CustomerObject&) = delete;
    CustomerObject& operator=(const CustomerObject&) = delete;

    void setProfile(audience::Ordinal profile) { m_profile = profile; }
    [[nodiscard]] audience::Ordinal profile() const { return m_profile; }

    [[nodiscard]] std::optional<liquid::Value> lookup(const liquid::Key& key, liquid::Arena& arena) const override;
    [[nodiscard]] std::uint32_t slotOf(const liquid::Key& key) const override;
    [[nodiscard]] liquid::Value at(std::uint32_t slot, liquid::Arena& arena) const override;
    [[nodiscard]] std::vector<std::string> names() const override;

private:
    [[nodiscard]] liquid::Value segments(liquid::Arena& arena) const;

    const Facts& m_facts;
    audience::Ordinal m_profile = 0;
    AttributeObject m_attributes;
};

} // namespace postweave::campaign
